/** A slow sender: it sends a request piece by piece, and notes the answer that came before the line closed. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Dripped = { readonly wasClosed: boolean; readonly text: string };

const PAUSE_MS = 40;

/** Ends when the other side hangs up, or at the limit. */
export async function drip(port: number, pieces: readonly string[], limitMs: number): Promise<Dripped> {
  // The other side is meant to hang up.
  const line = connect(port, '127.0.0.1').on('error', () => undefined);
  let text = '';
  line.on('data', (bytes) => (text += String(bytes)));
  const closed = new Promise<true>((resolve) => line.once('close', () => resolve(true)));
  const sending = (async () => {
    for (const piece of pieces) {
      if (line.destroyed) return;
      line.write(piece);
      await sleep(PAUSE_MS);
    }
  })();
  const wasClosed = await Promise.race([closed, sleep(limitMs, false)]);
  line.destroy();
  await sending;
  return { wasClosed, text };
}
