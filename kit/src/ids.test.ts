import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('ids are well-formed, differ, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

test.each(['', 'x', '019b0000-00aa-7000-8000-00000000000', "019b0000-00aa-7000-8000-000000000001' or true"])('%j is no id', (text) => {
  expect(isId(text)).toBe(false);
});
