/** When a night of the population register begins and where it goes on, as tables. */
import { expect, test } from 'vitest';
import { afterPart, finished, firstRound, isDue, type Round } from './population-round.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const between: Round = { cursor: '7', nextCursor: null, afterPersonId: null, finishedOn: day('2026-06-01') };

test.each([
  ['the day it was done', between, '2026-06-01T20:59:59Z', false],
  ['midnight in Finland', between, '2026-06-01T21:00:00Z', false],
  ['just before two', between, '2026-06-01T22:59:59Z', false],
  ['two in the night', between, '2026-06-01T23:00:00Z', true],
  ['two in a winter night', between, '2026-12-02T00:00:00Z', true],
  ['the next evening', between, '2026-06-02T18:00:00Z', true],
  ['a night that never was', { ...between, finishedOn: null }, '2026-06-01T23:00:00Z', true],
  ['a night under way, by day', { ...between, nextCursor: '9', afterPersonId: 'x' }, '2026-06-01T12:00:00Z', true],
])('%s', (_, round, now, due) => {
  expect(isDue(round, at(now))).toBe(due);
});

test('the next night reads from where the list ended for the first part of this one', () => {
  const first = afterPart(between, { lastPersonId: 'a', listEnd: '9' });
  expect(first).toEqual({ ...between, nextCursor: '9', afterPersonId: 'a' });
  const second = afterPart(first, { lastPersonId: 'b', listEnd: '12' });
  expect(second).toEqual({ ...between, nextCursor: '9', afterPersonId: 'b' });
  expect(finished(second, at('2026-06-02T01:00:00Z'))).toEqual(firstRound('9', at('2026-06-02T01:00:00Z')));
});

test('a night without persons keeps its place', () => {
  expect(finished(between, at('2026-06-02T01:00:00Z'))).toEqual({ ...between, finishedOn: day('2026-06-02') });
});
