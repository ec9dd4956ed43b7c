import { expect, test } from 'vitest';
import { isId, isYoung, newId } from './ids.ts';

test('ids are well-formed, differ, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

test.each(['', 'x', '019b0000-00aa-7000-8000-00000000000', "019b0000-00aa-7000-8000-000000000001' or true"])('%j is no id', (text) => {
  expect(isId(text)).toBe(false);
});

test('an id is young in its first minute, also by a clock that is a little behind', () => {
  const madeAt = (instant: Temporal.Instant) => {
    const millisecond = instant.epochMilliseconds.toString(16).padStart(12, '0');
    return `${millisecond.slice(0, 8)}-${millisecond.slice(8)}-7000-8000-000000000000`;
  };
  const now = Temporal.Now.instant();
  expect(isYoung(newId())).toBe(true);
  expect(isYoung(madeAt(now.subtract({ seconds: 50 })))).toBe(true);
  expect(isYoung(madeAt(now.add({ seconds: 50 })))).toBe(true);
  expect(isYoung(madeAt(now.subtract({ seconds: 70 })))).toBe(false);
});
