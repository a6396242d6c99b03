import { Agent, createServer, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/**
 * Stands before an API and lets `perSecond` requests through each second, with a burst of as many: beyond that it answers
 * 429 with Retry-After, as gateways do.
 */
export async function startRateLimit(target, perSecond) {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const passed = [];
  let refused = 0;
  let tokens = perSecond;
  let last = performance.now();
  const server = createServer((incoming, outgoing) => {
    const now = performance.now();
    tokens = Math.min(perSecond, tokens + ((now - last) / 1_000) * perSecond);
    last = now;
    if (tokens < 1) {
      refused += 1;
      incoming.resume();
      outgoing.writeHead(429, { 'retry-after': '1' }).end('slow down');
      return;
    }
    tokens -= 1;
    passed.push(now);
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/api`,
    refused: () => refused,
    /** Requests a second over the whole run; the burst at its start, which any bucket allows, is not counted. */
    achieved: () => (passed.length - perSecond) / ((passed.at(-1) - passed[0]) / 1_000),
    close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
