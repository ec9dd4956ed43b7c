/** Which visits come after a client's death: only those with a piece on a later day. */
import { expect, test } from 'vitest';
import { isAfter } from './death.ts';
import { day, pending } from './example-service.ts';
import { spanOfDays } from './recorded.ts';
import type { VisitLine } from './visit.ts';

const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Helsinki').toInstant();
const timed = (start: string, end: string) => ({ startsAt: at(start), endsAt: at(end), timed: true });
const line = (unit: VisitLine['unit']) => ({ unit }) as VisitLine;
const [hour, visit, kilometre] = [line('HOUR'), line('VISIT'), line('KILOMETRE')];

test.each<[string, Parameters<typeof isAfter>[1], readonly VisitLine[], boolean]>([
  ['a visit of the day before', timed('2026-06-15T10:00', '2026-06-15T11:00'), [hour], false],
  ['a visit of the day', timed('2026-06-16T10:00', '2026-06-16T11:00'), [hour], false],
  ['one that ends at its midnight', timed('2026-06-16T22:00', '2026-06-17T00:00'), [hour], false],
  ['one that goes over it', timed('2026-06-16T22:00', '2026-06-17T00:01'), [hour], true],
  ['one of the next day', timed('2026-06-17T00:00', '2026-06-17T01:00'), [hour, kilometre], true],
  [
    '42: one paid by the visit, which is on the day that it began',
    timed('2026-06-16T22:00', '2026-06-17T02:00'),
    [visit, kilometre],
    false,
  ],
  ['42: one paid by the visit, of the next day', timed('2026-06-17T22:00', '2026-06-18T02:00'), [visit], true],
  ['a day', spanOfDays(day('2026-06-16'), day('2026-06-16')), [line('DAY')], false],
  ['a month that goes on', spanOfDays(day('2026-06-01'), day('2026-06-30')), [line('MONTH')], true],
  ['what nobody has answered about', timed('2026-06-17T10:00', '2026-06-17T11:00'), [], false],
])('%s', (_, served, lines, expected) => expect(isAfter(day('2026-06-16'), { ...pending, ...served }, lines)).toBe(expected));

test('no visit of a living client is after their death', () => {
  expect(isAfter(null, timed('2026-06-17T10:00', '2026-06-17T11:00'), [hour])).toBe(false);
});
