/** Asks a server of somebody else without trusting it with our memory: an answer has a largest size. */

/** A provider's description of itself has a few thousand bytes, and an identification fewer. */
export const LARGEST_ANSWER_BYTES = 64 * 1_024;

export class AnswerTooLarge extends Error {
  override name = 'AnswerTooLarge';
}

/** Whether there can be a body: the platform accepts none for these. */
const isBare = (status: number): boolean => [101, 204, 205, 304].includes(status);

/** The caller's signal limits the time, until the last byte. */
export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const { status, statusText, headers, body } = await fetch(url, init);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    // Leaving the loop cancels the rest.
    if (bytes > LARGEST_ANSWER_BYTES) throw new AnswerTooLarge(`An answer has more than ${LARGEST_ANSWER_BYTES} bytes.`);
    parts.push(part);
  }
  return new Response(isBare(status) ? null : Buffer.concat(parts), { status, statusText, headers });
}
