import { openRegular } from '../state/openRegular.ts';

/** Bytes: enough to tell a plan, a state or a manifest. */
const BEGINNING = 256;

/** How the text of a file begins. Throws as `openRegular` does. */
export async function readBeginning(path: string): Promise<string> {
  const handle = await openRegular(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
