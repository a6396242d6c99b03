import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export interface FakeCommentApi {
  readonly url: string;
  readonly comments: FakeComment[];
  /** Method and path of every request, and what it was authorized with. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
  /** From now on every request is answered with this status. */
  refuse(status: number): void;
  close(): Promise<void>;
}

/** The part of GitHub's REST API that comments on issues, strict about paths and about the length of a body. */
export async function fakeCommentApi(author: string): Promise<FakeCommentApi> {
  const comments: FakeComment[] = [];
  const requests: FakeCommentApi['requests'] = [];
  let refusal: number | undefined;
  const server = http.createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const url = new URL(request.url ?? '', 'http://localhost');
      requests.push({ line: `${request.method ?? ''} ${url.pathname}`, authorization: request.headers.authorization });
      const send = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      if (refusal !== undefined) {
        send(refusal, { message: 'Resource not accessible by integration' });
        return;
      }
      const body = text === '' ? '' : (JSON.parse(text) as { body: string }).body;
      if (body.length > 65_536) {
        send(422, { message: 'Body is too long' });
        return;
      }
      const one = /^\/repos\/acme\/infra\/issues\/comments\/(\d+)$/u.exec(url.pathname);
      const found = comments.find(({ id }) => id === Number(one?.[1]));
      if (request.method === 'PATCH' && found !== undefined) {
        found.body = body;
        send(200, found);
      } else if (url.pathname !== '/repos/acme/infra/issues/7/comments') send(404, {});
      else if (request.method === 'POST') {
        comments.push({ id: comments.length + 1, user: { login: author }, body });
        send(201, comments.at(-1));
      } else {
        const size = Number(url.searchParams.get('per_page') ?? 30);
        const from = (Number(url.searchParams.get('page') ?? 1) - 1) * size;
        send(200, comments.slice(from, from + size));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    refuse(status) {
      refusal = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
