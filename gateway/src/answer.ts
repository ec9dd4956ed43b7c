/** Reads a subgraph's answer piece by piece, no further than its operation's meter allows. */
import type { Readable } from 'node:stream';
import type { Meter } from './meter.ts';
import type { GatewayGraphQLResponse } from './subgraph.ts';

/** Leaving early destroys the body, and with it the socket that it would have come through. */
export async function readAnswer(body: Readable, meter: Meter, signal: AbortSignal): Promise<GatewayGraphQLResponse> {
  const answer = meter.answer();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    await answer.add(chunk, signal);
    chunks.push(chunk);
  }
  return JSON.parse(
    (chunks.length === 1 ? Buffer.from(chunks[0]!.buffer, chunks[0]!.byteOffset, chunks[0]!.length) : Buffer.concat(chunks)).toString(),
  ) as GatewayGraphQLResponse;
}
