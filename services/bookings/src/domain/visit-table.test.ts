/** Tables of visits: what is readable is read, and every fault is said with its line. */
import { expect, test } from 'vitest';
import { readVisitTable } from './visit-table.ts';

const BOOKING = '019b0000-00aa-7000-8000-000000000001';
const times = { start: Temporal.Instant.from('2026-06-01T05:00Z'), end: Temporal.Instant.from('2026-06-01T07:00Z') };

test.each<[string, string, unknown]>([
  [
    'semicolons',
    `bookingId;start;end\n${BOOKING};2026-06-01T08:00+03:00;2026-06-01T10:00+03:00\n`,
    [{ line: 2, visit: { bookingId: BOOKING, ...times } }],
  ],
  [
    'commas, quotation marks, Windows',
    `\uFEFFbookingId,start,end,overlapReason\r\n${BOOKING},2026-06-01T05:00Z,2026-06-01T07:00Z,"two, at ""once"""\r\n`,
    [{ line: 2, visit: { bookingId: BOOKING, ...times, overlapReason: 'two, at "once"' } }],
  ],
  [
    'days, amounts and workers',
    `bookingId;day;lastDay;contentId;amount;workers;kind\n${BOOKING};2026-06-01;2026-06-02;${BOOKING};2;3;NO_SHOW`,
    [
      {
        line: 2,
        visit: {
          bookingId: BOOKING,
          day: Temporal.PlainDate.from('2026-06-01'),
          lastDay: Temporal.PlainDate.from('2026-06-02'),
          contentId: BOOKING,
          amount: '2',
          workers: 3,
          kind: 'NO_SHOW',
        },
      },
    ],
  ],
  [
    'faults with their lines, the others stand, empty lines count but say nothing',
    `bookingId;start;end\n${BOOKING};1.6.2026 8:00;2026-06-01T07:00Z\n\n${BOOKING};2026-06-01T05:00Z;2026-06-01T07:00Z\n${BOOKING};2026-06-01T05:00Z\n;2026-06-01T05:00Z;2026-06-01T07:00Z`,
    [
      { line: 2, fault: 'start: "1.6.2026 8:00" is not a time with its offset: 2026-06-01T08:00+03:00' },
      { line: 4, visit: { bookingId: BOOKING, ...times } },
      { line: 5, fault: '2 cells instead of 3' },
      { line: 6, fault: 'bookingId: missing' },
    ],
  ],
  ['a number that is none', `bookingId;workers\n${BOOKING};two`, [{ line: 2, fault: 'workers: "two" is not a whole number' }]],
  [
    'a kind that is none',
    `bookingId;kind\n${BOOKING};HOLIDAY`,
    [{ line: 2, fault: 'kind: "HOLIDAY" is not one of NORMAL, CANCELLATION, NO_SHOW, ABSENCE, TRAVEL' }],
  ],
  [
    'a cell without end',
    `bookingId;workers\n${BOOKING};${'9'.repeat(100_000)}`,
    [{ line: 2, fault: `workers: "${'9'.repeat(50)}…" is not a whole number` }],
  ],
  ['a heading alone', 'bookingId;start;end\n', []],
])('a table with %s', (_, csv, lines) => {
  expect(readVisitTable(csv)).toEqual({ lines });
});

test.each([
  ['an unknown column', `bookingId;hours\n${BOOKING};2`, 'There is no column "hours".'],
  ['a column that every object has', `bookingId;constructor\n${BOOKING};2`, 'There is no column "constructor".'],
  ['no booking', 'start;end\n', 'The heading names no column "bookingId".'],
  ['a column twice', 'bookingId;start;start\n', 'The heading names a column twice.'],
  ['nothing', '', 'The heading names no column "bookingId".'],
  ['an open quotation mark', `bookingId;start\n"${BOOKING};2`, 'The table cannot be read: a quotation mark is missing or misplaced.'],
  ['a column of 200,000 characters', `bookingId;${'x'.repeat(200_000)}\n`, `There is no column "${'x'.repeat(50)}…".`],
  ['a line too many', `bookingId\n${`${BOOKING}\n`.repeat(501)}`, 'At most 500 lines at a time.'],
])('a table with %s is none', (_, csv, fault) => {
  expect(readVisitTable(csv)).toEqual({ fault });
});
