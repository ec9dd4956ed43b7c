/** How a counterpart behaves when a test wants it unwell. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export const REGISTERS = ['population', 'companies', 'mandates', 'mail', 'sms', 'suomi-fi-messages'] as const;
export type Register = (typeof REGISTERS)[number];

/**
 * DOWN: hangs up. FAILING: a fault of its own. SLOW: answers after `delayMs`. SILENT: never. WRONG: JSON of another
 * form. GARBLED: no JSON. HUGE: without end. LEADING_AWAY: to another address.
 */
export const MOODS = ['WELL', 'DOWN', 'FAILING', 'SLOW', 'SILENT', 'WRONG', 'GARBLED', 'HUGE', 'LEADING_AWAY'] as const;
export const mood = z.strictObject({
  register: z.enum(REGISTERS),
  mood: z.enum(MOODS),
  delayMs: z.number().int().min(0).max(60_000).default(10_000),
  /** For so many questions; for all until another word when it is absent. */
  times: z.number().int().min(1).max(1_000).optional(),
});
export type Mood = z.infer<typeof mood>;

/** The mood for one question more. */
export function moodOf(moods: Map<Register, Mood>, register: Register): Mood | undefined {
  const current = moods.get(register);
  if (!current || current.mood === 'WELL') return undefined;
  if (current.times === 1) moods.delete(register);
  else if (current.times !== undefined) moods.set(register, { ...current, times: current.times - 1 });
  return current;
}

const HUGE_BYTES = 64 * 1024 ** 2;

/** Acts on the mood. Returns whether that was the whole answer. */
export async function actOn({ mood, delayMs }: Mood, response: ServerResponse): Promise<boolean> {
  const answer = (status: number, headers: Record<string, string>, body = '') => void response.writeHead(status, headers).end(body);
  const json = { 'content-type': 'application/json' };
  if (mood === 'SLOW') {
    await sleep(delayMs, undefined, { ref: false });
    return response.destroyed;
  }
  if (mood === 'DOWN') response.destroy();
  if (mood === 'FAILING') answer(503, json, '{"error":"unavailable"}');
  if (mood === 'WRONG') answer(200, json, '{"surprise":[true]}');
  if (mood === 'GARBLED') answer(200, json, '<html>Huoltokatko</html>');
  if (mood === 'LEADING_AWAY') answer(302, { location: '/test/messages' });
  if (mood === 'HUGE') await pipeline(Readable.from(blanks()), response.writeHead(200, json));
  return mood !== 'WELL';
}

function* blanks(): Generator<Buffer> {
  const part = Buffer.alloc(64 * 1024, ' ');
  for (let sent = 0; sent < HUGE_BYTES; sent += part.length) yield part;
}
