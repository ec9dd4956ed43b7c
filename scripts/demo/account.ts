/**
 * The demo's account of what happens: sentences for people, with each amount compared with the expected one. Stops at
 * the first difference.
 */
import { isDeepStrictEqual } from 'node:util';

export class Difference extends Error {
  override name = 'Difference';
}

export const chapter = (title: string): void => console.log(`\n${title}`);

export const say = (sentence: string): void => console.log(`  ${sentence}`);

/** Says the value, and ends the demo when it is not the expected one. */
export function expectToBe(what: string, actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new Difference(`${what}\n    must be ${JSON.stringify(expected)}\n    but is  ${JSON.stringify(actual)}`);
  say(`✓ ${what}: ${inWords(actual)}`);
}

const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(inWords).join(Array.isArray(value[0]) ? ' | ' : ', ');
  if (value === null) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Waits until something has come true, and says how long it took. */
export async function within<T>(limitMs: number, what: string, look: () => Promise<T | undefined>): Promise<T> {
  const start = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      say(`✓ ${what} (after ${Math.round(performance.now() - start)} ms)`);
      return found;
    }
    if (performance.now() - start > limitMs) throw new Difference(`${what}: not within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
