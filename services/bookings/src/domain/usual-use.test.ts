/** What a client usually has of a content in a month. */
import { expect, test } from 'vitest';
import { usualUse, type Used } from './usual-use.ts';

const today = Temporal.PlainDate.from('2026-06-16');
const hours = (month: string, steps: number): Used => ({
  month: Temporal.PlainYearMonth.from(month),
  unit: 'HOUR',
  steps,
  stepsPerUnit: 60,
});
const months = (month: string, steps: number, stepsPerUnit: number): Used => ({ ...hours(month, steps), unit: 'MONTH', stepsPerUnit });

test.each<[string, Used[], ReturnType<typeof usualUse>]>([
  ['nothing yet', [], null],
  ['only in the month that runs', [hours('2026-06', 600)], null],
  ['only before the last three', [hours('2026-02', 600)], null],
  ['the average of three', [hours('2026-03', 600), hours('2026-04', 300), hours('2026-05', 301)], { unit: 'HOUR', steps: 400 }],
  ['several lines of a month', [hours('2026-03', 60), hours('2026-03', 60), hours('2026-05', 60)], { unit: 'HOUR', steps: 60 }],
  ['a month without use counts, once there was any', [hours('2026-03', 600)], { unit: 'HOUR', steps: 200 }],
  ['a booking of a month ago', [hours('2026-05', 600)], { unit: 'HOUR', steps: 600 }],
  ['half a minute is one', [hours('2026-04', 1), hours('2026-05', 2)], { unit: 'HOUR', steps: 2 }],
  [
    'parts of months of different lengths',
    [months('2026-04', 30, 30), months('2026-05', 31, 31)],
    { unit: 'MONTH', steps: 930, stepsPerUnit: 930 },
  ],
])('%s', (_, used, expected) => expect(usualUse(used, today)).toEqual(expected));
