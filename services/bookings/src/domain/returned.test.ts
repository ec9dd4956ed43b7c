/** Until when a returned visit waits, and what becomes of it then (rules 69b). */
import { expect, test } from 'vitest';
import { at, day, line, pending } from './example-service.ts';
import { handleBy, release } from './returned.ts';
import type { Visit } from './visit.ts';

test.each([
  ['three months after the service month', '2026-06-15T10:00', '2026-07-06', 3, '2026-09-30'],
  ['one, where the service says so', '2026-06-15T10:00', '2026-07-06', 1, '2026-07-31'],
  ['over the end of the year', '2026-11-30T22:00', '2026-12-01', 3, '2027-02-28'],
  ['by the month in which it began', '2026-06-30T22:00', '2026-07-06', 3, '2026-09-30'],
  ['returned on the last day', '2026-06-15T10:00', '2026-09-30', 3, '2026-09-30'],
  ['returned when it has passed: as long after that', '2026-06-15T10:00', '2026-10-01', 3, '2027-01-31'],
])('%s', (_, startsAt, returnedOn, months, expected) =>
  expect(handleBy({ startsAt: at(startsAt) }, day(returnedOn), months).toString()).toBe(expected),
);

test('a released visit is deleted under the next version, keeps its content, and says why', () => {
  const returned: Visit = {
    ...pending,
    state: 'RETURNED',
    allocation: 'MADE',
    lines: [line],
    flags: ['LATE'],
    returnReason: 'Väärä päivä',
  };
  expect(release(returned)).toEqual({ ...returned, state: 'DELETED', version: 2, flags: ['LATE', 'RELEASED'] });
});
