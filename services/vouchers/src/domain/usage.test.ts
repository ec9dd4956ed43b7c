/** Tests what became of a quantity, period by period (rules 11, 23). */
import { expect, test } from 'vitest';
import { bucketName, newBucket, type Entitlement } from './bucket.ts';
import { usageOf } from './usage.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const days = (firstDay: string, lastDay: string) => ({ firstDay: day(firstDay), lastDay: day(lastDay) });
const validity = days('2026-06-10', '2026-08-31');
const tenHours: Entitlement = {
  id: 'e',
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 600,
  carryOver: false,
  batches: [],
  recurrence: 'MONTH',
  periods: [],
};

type Row = readonly [string, number, number, number, number];

/** Month, and in hours: granted, carried over, used, remaining. */
const seen = (change: Partial<Entitlement>, used: Readonly<Record<string, number>>, asked = days('2026-06-01', '2026-12-31')): Row[] => {
  const entitlement = { ...tenHours, ...change };
  const buckets = new Map(
    Object.entries(used).map(([period, hours]) => {
      const bucket = newBucket(entitlement, 60);
      return [bucketName('e', period), { ...bucket, remaining: bucket.remaining - hours * 60 }];
    }),
  );
  return usageOf(entitlement, validity, buckets, asked, 60).map((usage) => [
    `${usage.firstDay}/${usage.lastDay}`,
    usage.granted / 60,
    usage.carriedOver / 60,
    usage.used / 60,
    usage.remaining / 60,
  ]);
};

const [JUNE, JULY, AUGUST] = ['2026-06-01/2026-06-30', '2026-07-01/2026-07-31', '2026-08-01/2026-08-31'] as const;

test.each<[string, Row[], Row[]]>([
  [
    'each month has its own quantity, the first one whole though the voucher begins within it',
    seen({}, { '2026-07': 4 }),
    [
      [JUNE, 10, 0, 0, 10],
      [JULY, 10, 0, 4, 6],
      [AUGUST, 10, 0, 0, 10],
    ],
  ],
  [
    'the rest of a month is carried into the next month, and no farther',
    seen({ carryOver: true }, { '2026-06': 7 }),
    [
      [JUNE, 10, 0, 7, 3],
      [JULY, 10, 3, 0, 13],
      [AUGUST, 10, 10, 0, 20],
    ],
  ],
  [
    'a month may not take what the next month has used of its rest',
    seen({ carryOver: true }, { '2026-07': 16 }),
    [
      [JUNE, 10, 0, 0, 4],
      [JULY, 10, 10, 16, 4],
      [AUGUST, 10, 4, 0, 14],
    ],
  ],
  [
    'the answer holds only the months that the days touch',
    seen({}, { '2026-07': 4 }, days('2026-07-31', '2026-07-31')),
    [[JULY, 10, 0, 4, 6]],
  ],
  ['days outside the validity touch none', seen({}, {}, days('2026-09-01', '2026-12-31')), []],
  ['an unlimited entitlement counts nothing', seen({ kind: 'UNLIMITED' }, {}), []],
  [
    'a quantity granted once has the whole validity',
    seen({ recurrence: 'ONCE' }, { ONCE: 4 }, days('2026-07-01', '2026-07-01')),
    [['2026-06-10/2026-08-31', 10, 0, 4, 6]],
  ],
])('%s', (_, found, expected) => expect(found).toEqual(expected));

test('a daily quantity until further notice stops one period beyond the limit', () => {
  const forever = days('2026-06-10', '2199-12-31');
  expect(usageOf({ ...tenHours, recurrence: 'DAY' }, forever, new Map(), forever, 60)).toHaveLength(61);
});
