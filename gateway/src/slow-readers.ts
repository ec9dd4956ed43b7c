/**
 * How long an operation holds its place for large answers while its client reads: until the client has read the answer,
 * or has taken too long.
 */
import type { ServerResponse } from 'node:http';
import { LARGE_BYTES, type Meter } from './meter.ts';

/** Half a megabyte over a slow mobile line. A large answer needs a faster line. */
const LEAST_MS = 5_000;
const MS_PER_MB = 2_000;

export const readingMs = (bytes: number, mostMs: number): number => Math.min(mostMs, LEAST_MS + (bytes / 1024 / 1024) * MS_PER_MB);

export function closeWhenGone({ close }: Meter, response: ServerResponse): void {
  response.once('close', close);
  // The event never comes when the client is already gone.
  if (response.destroyed) close();
}

/**
 * Call it when the answer leaves. Its fetched data is free by then: a small answer needs no place, and a large one
 * holds its place until the client has read it.
 */
export function hangUpOnSlowReaders(meter: Meter | undefined, response: ServerResponse, payload: unknown, mostMs: number): void {
  if (typeof payload !== 'string') return;
  const bytes = Buffer.byteLength(payload);
  if (bytes <= LARGE_BYTES) return meter?.close();
  const timer = setTimeout(() => response.destroy(), readingMs(bytes, mostMs));
  response.once('close', () => clearTimeout(timer));
}
