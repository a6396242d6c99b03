import type { Dispatcher } from 'undici';
import type { Room } from './room.ts';
import type { TransportResult } from './transport.ts';

/**
 * The answer as text, up to a cap. Undici does not decompress and we ask for no compression: an answer that comes
 * compressed is refused, so that a small one cannot swell to gigabytes. Answers read side by side share `room`, for
 * sixteen large ones are as good as one that is huge. Rejects when the connection fails on the way.
 */
export async function readBody(
  answer: Dispatcher.ResponseData,
  capBytes: number,
  room: Room,
): Promise<TransportResult> {
  const headers = flat(answer.headers);
  const refuse = (kind: 'tooLarge' | 'undecodable', reason: string): TransportResult => {
    // An error listener must be there, for destroying the body makes it emit one.
    answer.body.on('error', () => undefined).destroy();
    return { kind, reason };
  };
  const tooLarge = `the answer is larger than ${String(Math.floor(capBytes / 1024))} KiB`;
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^\s*(identity)?\s*$/i.test(encoding))
    return refuse('undecodable', 'the answer is compressed, which was not asked for');
  if (Number(headers['content-length']) > capBytes) return refuse('tooLarge', tooLarge);

  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
      if (size + piece.length > capBytes) return refuse('tooLarge', tooLarge);
      if (!room.take(piece.length)) return refuse('tooLarge', 'the answers under way are too large together');
      size += piece.length;
      pieces.push(piece);
    }
    const body = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return { kind: 'answered', status: answer.statusCode, headers, body };
  } catch (error) {
    if (isNotUtf8(error)) return { kind: 'undecodable', reason: 'the answer is not UTF-8 text' };
    throw error;
  } finally {
    room.give(size);
  }
}

function isNotUtf8(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

function flat(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
  );
  return Object.fromEntries(entries);
}
