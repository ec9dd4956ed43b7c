import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findOverlap,
  formatTimeOfDay,
  gapsOf,
  groupByTime,
  overlapsOf,
  readGaps,
  readTimeSpan,
  readTimeOfDay,
  type ClassBand,
  type DayClass,
} from './band.ts';
import { PERSONAL_ASSISTANCE } from './example-service.ts';

const band = (dayClass: DayClass, from: string, to: string): ClassBand => ({ dayClass, ...readTimeSpan(from, to)! });
const written = ({ dayClass, fromMinute, toMinute }: ClassBand) =>
  `${dayClass} ${formatTimeOfDay(fromMinute)}–${formatTimeOfDay(toMinute)}`;

const seedBands = PERSONAL_ASSISTANCE.flatMap(({ bands }) =>
  bands.flatMap(({ dayClasses, from, to }) => dayClasses.map((dayClass) => band(dayClass, from, to))),
);

describe('a time of day', () => {
  test.each([
    ['00:00', 0],
    ['06:00', 360],
    ['23:59', 1439],
    ['24:00', 1440],
    ['24:01', undefined],
    ['23:60', undefined],
    ['6:00', undefined],
    ['06.00', undefined],
    ['', undefined],
  ])('%s', (text, expected) => expect(readTimeOfDay(text)).toBe(expected));

  test.each([
    ['06:00', '18:00', { fromMinute: 360, toMinute: 1080 }],
    ['21:00', '24:00', { fromMinute: 1260, toMinute: 1440 }],
    ['00:00', '00:01', { fromMinute: 0, toMinute: 1 }],
    ['06:00', '06:00', undefined],
    ['22:00', '06:00', undefined],
    ['21:00', '00:00', undefined],
    ['24:00', '24:00', undefined],
  ])('the span %s–%s', (from, to, expected) => expect(readTimeSpan(from, to)).toEqual(expected));
});

describe('bands overlap when they share a minute of a day class', () => {
  test.each<[string, readonly ClassBand[], string | undefined]>([
    ['one ends where the next starts', [band('WEEKDAY', '06:00', '18:00'), band('WEEKDAY', '18:00', '21:00')], undefined],
    ['one minute more', [band('WEEKDAY', '06:00', '18:01'), band('WEEKDAY', '18:00', '21:00')], 'WEEKDAY 18:00–21:00'],
    ['given in another order', [band('WEEKDAY', '18:00', '21:00'), band('WEEKDAY', '06:00', '18:01')], 'WEEKDAY 18:00–21:00'],
    ['the same twice', [band('SUNDAY', '06:00', '18:00'), band('SUNDAY', '06:00', '18:00')], 'SUNDAY 06:00–18:00'],
    ['one within another', [band('SUNDAY', '00:00', '24:00'), band('SUNDAY', '06:00', '07:00')], 'SUNDAY 06:00–07:00'],
    ['on other days', [band('SATURDAY', '06:00', '18:00'), band('SUNDAY', '06:00', '18:00')], undefined],
    ['an eve lies over a weekday', [band('WEEKDAY', '06:00', '18:00'), band('HOLIDAY_EVE', '12:00', '18:00')], undefined],
    ['personal assistance, as a guide for providers prints it', seedBands, undefined],
  ])('%s', (_name, bands, expected) => {
    const found = findOverlap(bands);
    expect(found && written(found)).toBe(expected);
  });
});

describe('the times of the week that no band covers', () => {
  test('personal assistance leaves exactly these times open', () => {
    expect(gapsOf(seedBands).map(written)).toEqual([
      'SATURDAY 20:00–24:00',
      'SUNDAY 00:00–06:00',
      'SUNDAY 21:00–24:00',
      'HOLIDAY 00:00–06:00',
      'HOLIDAY 21:00–24:00',
    ]);
  });

  test('a gap of personal assistance is deliberate only where the organiser declares it (rules 7)', () => {
    const wishes = [
      { dayClass: 'SATURDAY', from: '20:00', to: '24:00' },
      { dayClass: 'SUNDAY', from: '21:00', to: '24:00' },
      { dayClass: 'HOLIDAY', from: '00:00', to: '05:00' },
    ] as const;
    const declared = readGaps(seedBands, wishes);
    if (!declared.accepted) throw new Error(declared.refusal.code);
    expect(gapsOf(seedBands, declared.value).map((gap) => `${written(gap)}${gap.deliberate ? ' deliberate' : ''}`)).toEqual([
      'SATURDAY 20:00–24:00 deliberate',
      'SUNDAY 00:00–06:00',
      'SUNDAY 21:00–24:00 deliberate',
      'HOLIDAY 00:00–05:00 deliberate',
      'HOLIDAY 05:00–06:00',
      'HOLIDAY 21:00–24:00',
    ]);
  });

  test('an organiser may declare a holiday’s gap where Sunday’s bands stand in, but none that Sunday covers', () => {
    const bands = [band('WEEKDAY', '00:00', '24:00'), band('SATURDAY', '00:00', '24:00'), band('SUNDAY', '06:00', '24:00')];
    const declared = readGaps(bands, [{ dayClass: 'HOLIDAY', from: '00:00', to: '06:00' }]);
    expect(declared.accepted && gapsOf(bands, declared.value).map((gap) => [written(gap), gap.deliberate])).toEqual([
      ['SUNDAY 00:00–06:00', false],
      ['HOLIDAY 00:00–06:00', true],
    ]);
    expect(readGaps(bands, [{ dayClass: 'HOLIDAY', from: '05:00', to: '07:00' }]).accepted).toBe(false);
  });

  const allDay = (dayClass: DayClass) => band(dayClass, '00:00', '24:00');

  test.each<[string, readonly ClassBand[], readonly string[]]>([
    ['no band at all: the service is not cut by time', [], []],
    ['the whole week', [allDay('WEEKDAY'), allDay('SATURDAY'), allDay('SUNDAY')], []],
    [
      "a holiday without bands has Sunday's, and its gaps",
      [allDay('WEEKDAY'), allDay('SATURDAY'), band('SUNDAY', '00:00', '23:59')],
      ['SUNDAY 23:59–24:00', 'HOLIDAY 23:59–24:00'],
    ],
    [
      'a holiday with one band has no other',
      [allDay('WEEKDAY'), allDay('SATURDAY'), allDay('SUNDAY'), band('HOLIDAY', '06:00', '24:00')],
      ['HOLIDAY 00:00–06:00'],
    ],
    ['an eve leaves nothing open', [allDay('WEEKDAY'), allDay('SATURDAY'), allDay('SUNDAY'), band('HOLIDAY_EVE', '17:00', '18:00')], []],
    [
      'a hole of one minute',
      [band('WEEKDAY', '00:00', '12:00'), band('WEEKDAY', '12:01', '24:00'), allDay('SATURDAY'), allDay('SUNDAY')],
      ['WEEKDAY 12:00–12:01'],
    ],
    ['only weekdays', [allDay('WEEKDAY')], ['SATURDAY 00:00–24:00', 'SUNDAY 00:00–24:00', 'HOLIDAY 00:00–24:00']],
  ])('%s', (_name, bands, expected) => expect(gapsOf(bands).map(written)).toEqual(expected));
});

test('readers see bands of the same time of day together', () => {
  expect(groupByTime([band('HOLIDAY', '06:00', '18:00'), band('WEEKDAY', '00:00', '06:00'), band('SUNDAY', '06:00', '18:00')])).toEqual([
    { dayClasses: ['WEEKDAY'], fromMinute: 0, toMinute: 360 },
    { dayClasses: ['SUNDAY', 'HOLIDAY'], fromMinute: 360, toMinute: 1080 },
  ]);
});

describe('the times that bands share', () => {
  const coded = (code: string, ...given: Parameters<typeof band>) => ({ code, ...band(...given) });
  test.each([
    ['none', [coded('a', 'WEEKDAY', '06:00', '18:00'), coded('b', 'WEEKDAY', '18:00', '21:00')], []],
    [
      'a minute',
      [coded('b', 'WEEKDAY', '17:59', '21:00'), coded('a', 'WEEKDAY', '06:00', '18:00')],
      [{ ...band('WEEKDAY', '17:59', '18:00'), contents: ['a', 'b'] }],
    ],
    [
      'three bands, each with each',
      [coded('a', 'SUNDAY', '06:00', '12:00'), coded('b', 'SUNDAY', '08:00', '10:00'), coded('c', 'SUNDAY', '09:00', '13:00')],
      [
        { ...band('SUNDAY', '08:00', '10:00'), contents: ['a', 'b'] },
        { ...band('SUNDAY', '09:00', '12:00'), contents: ['a', 'c'] },
        { ...band('SUNDAY', '09:00', '10:00'), contents: ['b', 'c'] },
      ],
    ],
  ])('%s', (_name, bands, expected) => expect(overlapsOf(bands)).toEqual({ overlaps: expected, more: 0 }));

  test('the report names the first 200 overlaps and counts the rest', () => {
    const bands = Array.from({ length: 2_500 }, (_, index) => coded(`c${index}`, 'WEEKDAY', '06:00', '18:00'));
    const { overlaps, more } = overlapsOf(bands);
    expect([overlaps.length, overlaps.length + more]).toEqual([200, (2_500 * 2_499) / 2]);
  });

  test('for any bands the report finds the overlaps that a comparison of all pairs finds', () => {
    const minute = fc.integer({ min: 0, max: 12 });
    const bandOf = ([from, length, dayClass]: readonly [number, number, 'SUNDAY' | 'HOLIDAY']) => ({
      code: 'a',
      dayClass,
      fromMinute: from,
      toMinute: from + length + 1,
    });
    const anyBand = fc.tuple(minute, minute, fc.constantFrom('SUNDAY', 'HOLIDAY')).map(bandOf);
    fc.assert(
      fc.property(fc.array(anyBand, { maxLength: 12 }), (bands) => {
        const pairs = bands.flatMap((a, index) =>
          bands
            .slice(index + 1)
            .filter((b) => a.dayClass === b.dayClass && a.fromMinute < b.toMinute && b.fromMinute < a.toMinute)
            .map((b) => `${a.dayClass} ${Math.max(a.fromMinute, b.fromMinute)} ${Math.min(a.toMinute, b.toMinute)}`),
        );
        const found = overlapsOf(bands).overlaps.map(({ dayClass, fromMinute, toMinute }) => `${dayClass} ${fromMinute} ${toMinute}`);
        expect(found.toSorted()).toEqual(pairs.toSorted());
      }),
    );
  });
});
