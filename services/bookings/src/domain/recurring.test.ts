/** Setting, pausing and ending recurring visits: what is accepted, and every refusal. */
import type { Unit } from '@seteli/schema/quantity';
import { expect, test } from 'vitest';
import { PAUSES_MAX, RECURRING_MAX } from './limits.ts';
import { endOn, pause, setRecurrence, type RecurrenceWish } from './recurring.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const CLEANING = 'content of cleaning';
const TODAY = day('2026-06-01');
const wish = { rule: 'FREQ=DAILY', firstDay: TODAY, lastDay: null, times: { start: '08:00', end: '10:00' }, contentId: null, amount: null };
const booking = { firstDay: day('2026-05-01'), lastDay: day('2027-01-15') };

test.each<[string, Partial<RecurrenceWish>, Unit | null | undefined, string]>([
  ['hours by the bands', {}, null, 'DAY'],
  ['hours of a content', { contentId: CLEANING }, 'HOUR', 'DAY'],
  ['days', { contentId: CLEANING, times: null }, 'DAY', 'DAY'],
  ['months', { contentId: CLEANING, times: null }, 'MONTH', 'MONTH'],
  ['two meals a day', { contentId: CLEANING, times: null, amount: '2' }, 'PIECE', 'DAY'],
  ['visits at times', { contentId: CLEANING }, 'VISIT', 'DAY'],
  ['from yesterday', { firstDay: day('2026-05-31') }, null, 'INVALID_RANGE firstDay'],
  ['that end before they start', { lastDay: day('2026-05-31') }, null, 'INVALID_RANGE lastDay'],
  ['on the day of death', { firstDay: day('2026-12-31') }, null, 'DAY'],
  ['after the client’s death', { firstDay: day('2027-01-01') }, null, 'OUTSIDE_VALIDITY firstDay'],
  ['after the booking has ended', { firstDay: day('2027-01-16') }, null, 'OUTSIDE_VALIDITY firstDay'],
  ['of a content that is not booked', { contentId: CLEANING }, undefined, 'UNKNOWN_CONTENT contentId'],
  ['at a time that no clock shows', { times: { start: '08:00', end: '24:00' } }, null, 'INVALID_RANGE endTime'],
  ['hours without times', { times: null, contentId: CLEANING }, 'HOUR', 'WRONG_QUANTITY startTime'],
  ['days with times', { contentId: CLEANING }, 'DAY', 'WRONG_QUANTITY startTime'],
  ['half meals', { contentId: CLEANING, times: null, amount: '0.5' }, 'PIECE', 'WRONG_QUANTITY amount'],
  ['hours with an amount', { amount: '2' }, null, 'WRONG_QUANTITY amount'],
])('setting visits to recur: %s', (_, change, unit, expected) => {
  const decision = setRecurrence({ booking, diedOn: day('2026-12-31'), unit, others: RECURRING_MAX - 1 }, { ...wish, ...change }, TODAY);
  expect(decision.accepted ? decision.value.period : `${decision.refusal.code} ${decision.refusal.path!.join('.')}`).toBe(expected);
});

test.each<[string, string, string, string | null, string]>([
  ['today', '2026-06-01', '2026-06-01', null, 'accepted'],
  ['yesterday', '2026-05-31', '2026-06-01', null, 'INVALID_RANGE firstDay'],
  ['what is recorded', '2026-06-01', '2026-06-02', '2026-06-01', 'INVALID_RANGE firstDay'],
  ['backwards', '2026-06-02', '2026-06-01', null, 'INVALID_RANGE lastDay'],
])('pausing %s', (_, firstDay, lastDay, recorded, expected) => {
  const decision = pause(
    { recordedThrough: recorded ? day(recorded) : null, pauses: PAUSES_MAX - 1 },
    { firstDay: day(firstDay), lastDay: day(lastDay), contentId: null },
    TODAY,
  );
  expect(decision.accepted ? 'accepted' : `${decision.refusal.code} ${decision.refusal.path!.join('.')}`).toBe(expected);
});

test.each<[string, { recordedThrough?: Temporal.PlainDate; lastDay?: Temporal.PlainDate }, string, boolean]>([
  ['with what was recorded last', { recordedThrough: day('2026-06-10') }, '2026-06-10', true],
  ['before that', { recordedThrough: day('2026-06-10') }, '2026-06-09', false],
  ['before they began', {}, '2026-05-31', true],
  ['later than they end', { lastDay: day('2026-06-20') }, '2026-06-21', false],
])('ending recurring visits %s', (_, change, lastDay, accepted) => {
  expect(endOn({ firstDay: TODAY, lastDay: null, recordedThrough: null, ...change }, day(lastDay)).accepted).toBe(accepted);
});

test('of as many as there may be, one more is refused', () => {
  expect(setRecurrence({ booking, diedOn: null, unit: null, others: RECURRING_MAX }, wish, TODAY)).toMatchObject({
    refusal: { code: 'LIMIT_REACHED' },
  });
  const days = { firstDay: TODAY, lastDay: TODAY, contentId: null };
  expect(pause({ recordedThrough: null, pauses: PAUSES_MAX }, days, TODAY)).toMatchObject({ refusal: { code: 'LIMIT_REACHED' } });
});
