/** How long an operation holds its place for large answers while its client reads: until the answer is read, or reading took too long. */
import type { ServerResponse } from 'node:http';
import { LARGE_BYTES, type Meter } from './meter.ts';

/** Half a megabyte over a slow mobile line; a large answer wants a line that was made for it. */
const LEAST_MS = 5_000;
const MS_PER_MB = 2_000;

export const readingMs = (bytes: number, mostMs: number): number => Math.min(mostMs, LEAST_MS + (bytes / 1024 / 1024) * MS_PER_MB);

export function closeWhenGone({ close }: Meter, response: ServerResponse): void {
  response.once('close', close);
  // Of a client that is gone already no event comes any more.
  if (response.destroyed) close();
}

/** Call it when the answer leaves. What was fetched for it is forgotten by then: a small answer needs no place, a large one until it is read. */
export function hangUpOnSlowReaders(meter: Meter | undefined, response: ServerResponse, payload: unknown, mostMs: number): void {
  if (typeof payload !== 'string') return;
  const bytes = Buffer.byteLength(payload);
  if (bytes <= LARGE_BYTES) return meter?.close();
  const timer = setTimeout(() => response.destroy(), readingMs(bytes, mostMs));
  response.once('close', () => clearTimeout(timer));
}
