import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandAt, type Band } from './band.ts';
import { ordinaryCalendar, type DayClass } from './calendar.ts';
import { cutVisit, type Interval } from './cut.ts';
import { at, band, day, inForce, interval, seedBands, written } from './example-service.ts';

const everyDay: readonly DayClass[] = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'];
const nightBands = [band('night', everyDay, 0, 6), band('day', everyDay, 6, 21), band('night', everyDay, 21, 24)];
const halfPastThree: readonly Band[] = [
  { contentId: 'a', dayClasses: everyDay, from: 0, to: 210 },
  { contentId: 'b', dayClasses: everyDay, from: 210, to: 1440 },
];
const cut = (bands: readonly Band[], start: string, end: string) => cutVisit({ start: at(start), end: at(end), ...inForce(bands) });

describe('a visit is cut at every local midnight and band boundary', () => {
  test.each([
    ['inside one band', seedBands, '2026-06-30T10:00', '2026-06-30T12:30', ['a 06-30 10:00-12:30 150']],
    ['R2: over a band boundary', seedBands, '2026-06-30T16:30', '2026-06-30T19:00', ['a 06-30 16:30-18:00 90', 'b 06-30 18:00-19:00 60']],
    ['up to a boundary', seedBands, '2026-06-30T17:59', '2026-06-30T18:00', ['a 06-30 17:59-18:00 1']],
    ['from a boundary', seedBands, '2026-06-30T18:00', '2026-06-30T18:01', ['b 06-30 18:00-18:01 1']],
    [
      'R7: over midnight and month',
      seedBands,
      '2026-06-30T22:00',
      '2026-07-01T02:00',
      ['g 06-30 22:00-00:00 120', 'g 07-01 00:00-02:00 120'],
    ],
    ['up to 24:00', seedBands, '2026-06-30T22:00', '2026-07-01T00:00', ['g 06-30 22:00-00:00 120']],
    ['the first hour of a summer day', seedBands, '2026-07-01T00:00', '2026-07-01T00:30', ['g 07-01 00:00-00:30 30']],
    [
      '59: Friday night into Saturday',
      seedBands,
      '2026-06-26T23:00',
      '2026-06-27T02:00',
      ['g 06-26 23:00-00:00 60', 'h 06-27 00:00-02:00 120'],
    ],
    ['R5: a holiday', seedBands, '2026-05-14T10:00', '2026-05-14T12:00', ['e 05-14 10:00-12:00 120']],
    [
      'through a whole day',
      nightBands,
      '2026-06-30T20:00',
      '2026-07-02T00:00',
      [
        'day 06-30 20:00-21:00 60',
        'night 06-30 21:00-00:00 180',
        'night 07-01 00:00-06:00 360',
        'day 07-01 06:00-21:00 900',
        'night 07-01 21:00-00:00 180',
      ],
    ],
    [
      'touching bands of one content are one piece',
      [band('x', everyDay, 0, 12), band('x', everyDay, 12, 24)],
      '2026-06-30T11:00',
      '2026-06-30T13:00',
      ['x 06-30 11:00-13:00 120'],
    ],
  ])('%s', (_name, bands, start, end, expected) => {
    const { pieces, uncovered } = cut(bands, start, end);
    expect(pieces.map(written)).toEqual(expected);
    expect(uncovered).toEqual([]);
  });

  test('R6: an eve band takes its part of a weekday', () => {
    const bands = [...seedBands, band('eve', ['HOLIDAY_EVE'], 18, 22)];
    expect(cut(bands, '2026-05-13T17:00', '2026-05-13T19:00').pieces.map(written)).toEqual([
      'a 05-13 17:00-18:00 60',
      'eve 05-13 18:00-19:00 60',
    ]);
    expect(cut(seedBands, '2026-05-13T17:00', '2026-05-13T19:00').pieces.map(written)).toEqual([
      'a 05-13 17:00-18:00 60',
      'b 05-13 18:00-19:00 60',
    ]);
  });

  test('each piece has the bands of its own day', () => {
    const bandVersions = [
      { firstDay: day('2026-01-01'), lastDay: day('2026-06-30'), bands: [band('old', everyDay, 0, 24)] },
      { firstDay: day('2026-07-01'), bands: [band('new', everyDay, 0, 24)] },
    ];
    const visit = { start: at('2026-06-30T23:00'), end: at('2026-07-01T01:00'), bandVersions, calendar: ordinaryCalendar };
    expect(cutVisit(visit).pieces.map(written)).toEqual(['old 06-30 23:00-00:00 60', 'new 07-01 00:00-01:00 60']);
  });
});

describe('on the nights when the clocks are moved', () => {
  test.each([
    [
      'R23: nine hours in autumn',
      nightBands,
      '2026-10-24T22:00',
      '2026-10-25T06:00',
      ['night 10-24 22:00-00:00 120', 'night 10-25 00:00-06:00 420'],
    ],
    [
      'R23: seven hours in spring',
      nightBands,
      '2026-03-28T22:00',
      '2026-03-29T06:00',
      ['night 03-28 22:00-00:00 120', 'night 03-29 00:00-06:00 300'],
    ],
    [
      'the repeated hour crosses a boundary inside it twice',
      halfPastThree,
      '2026-10-25T02:00',
      '2026-10-25T06:00',
      ['a 10-25 02:00-03:30 90', 'b 10-25 03:30-03:00 30', 'a 10-25 03:00-03:30 30', 'b 10-25 03:30-06:00 150'],
    ],
    [
      'the first time round',
      halfPastThree,
      '2026-10-25T03:00+03:00',
      '2026-10-25T03:45+03:00',
      ['a 10-25 03:00-03:30 30', 'b 10-25 03:30-03:45 15'],
    ],
    [
      'the second time round',
      halfPastThree,
      '2026-10-25T03:00+02:00',
      '2026-10-25T03:45+02:00',
      ['a 10-25 03:00-03:30 30', 'b 10-25 03:30-03:45 15'],
    ],
    [
      'from the first into the second',
      halfPastThree,
      '2026-10-25T03:45+03:00',
      '2026-10-25T03:15+02:00',
      ['b 10-25 03:45-03:00 15', 'a 10-25 03:00-03:15 15'],
    ],
    [
      'the missing hour belongs to nobody',
      halfPastThree,
      '2026-03-29T02:00',
      '2026-03-29T05:00',
      ['a 03-29 02:00-04:00 60', 'b 03-29 04:00-05:00 60'],
    ],
    [
      'a band inside the missing hour is absent',
      [band('x', everyDay, 0, 3), band('lost', everyDay, 3, 4), band('x', everyDay, 4, 24)],
      '2026-03-29T02:00',
      '2026-03-29T05:00',
      ['x 03-29 02:00-05:00 120'],
    ],
  ])('%s', (_name, bands, start, end, expected) => {
    const { pieces, uncovered } = cut(bands, start, end);
    expect(pieces.map(written)).toEqual(expected);
    expect(uncovered).toEqual([]);
  });
});

describe('minutes that no band covers are listed', () => {
  test.each([
    ['8: Saturday 19-21', '2026-06-27T19:00', '2026-06-27T21:00', ['d 06-27 19:00-20:00 60'], ['2026-06-27T20:00:00-21:00']],
    [
      'over midnight as one interval',
      '2026-06-27T19:00',
      '2026-06-28T07:00',
      ['d 06-27 19:00-20:00 60', 'e 06-28 06:00-07:00 60'],
      ['2026-06-27T20:00:00-06:00'],
    ],
    ['7: a holiday night', '2026-05-14T20:00', '2026-05-14T23:00', ['f 05-14 20:00-21:00 60'], ['2026-05-14T21:00:00-23:00']],
    ['nothing covered', '2026-06-28T01:00', '2026-06-28T02:00', [], ['2026-06-28T01:00:00-02:00']],
  ])('%s', (_name, start, end, pieces, uncovered) => {
    const answer = cut(seedBands, start, end);
    expect(answer.pieces.map(written)).toEqual(pieces);
    expect(answer.uncovered.map(interval)).toEqual(uncovered);
  });
});

const someBands = fc
  .array(
    fc.record({
      class: fc.constantFrom<DayClass>(...everyDay, 'HOLIDAY_EVE'),
      content: fc.constantFrom('x', 'y', 'z'),
      from: fc.nat(1439),
      length: fc.integer({ min: 1, max: 400 }),
    }),
    { maxLength: 24 },
  )
  .map((drawn) => {
    const bands: Band[] = [];
    for (const { class: dayClass, content, from, length } of drawn) {
      const next: Band = { contentId: content, dayClasses: [dayClass], from, to: Math.min(1440, from + length) };
      if (!bands.some((other) => other.dayClasses[0] === dayClass && other.from < next.to && next.from < other.to)) bands.push(next);
    }
    return bands;
  });
// Clock changes, an eve and a holiday, a month's and a year's end.
const someStart = fc
  .tuple(fc.constantFrom('2026-03-28', '2026-10-24', '2026-05-13', '2026-06-30', '2026-12-31'), fc.nat(2400))
  .map(([date, minutes]) => at(`${date}T00:00`).add({ minutes }));

test('each elapsed minute goes to the band of the wall clock that it shows', () =>
  fc.assert(
    fc.property(someBands, someStart, fc.integer({ min: 1, max: 700 }), (bands, start, minutes) => {
      const { pieces, uncovered } = cutVisit({ start, end: start.add({ minutes }), ...inForce(bands) });
      // Minute and meaning, one line for each: a minute that was cut out twice would be there twice.
      const minutesOf = ({ from, to }: Interval, meaning: string) =>
        Array.from(
          { length: (to.epochMilliseconds - from.epochMilliseconds) / 60_000 },
          (_, offset) => `${from.add({ minutes: offset })} ${meaning}`,
        );
      const cut = [
        ...pieces.flatMap((piece) => minutesOf(piece, `${piece.contentId} ${piece.day}`)),
        ...uncovered.flatMap((gap) => minutesOf(gap, 'gap')),
      ];
      const elapsed = Array.from({ length: minutes }, (_, offset) => {
        const instant = start.add({ minutes: offset });
        const wall = instant.toZonedDateTimeISO('Europe/Helsinki');
        const expected = bandAt(bands, wall.toPlainDate(), wall.hour * 60 + wall.minute, ordinaryCalendar);
        return `${instant} ${expected ? `${expected.contentId} ${wall.toPlainDate()}` : 'gap'}`;
      });
      expect(cut.toSorted()).toEqual(elapsed);
    }),
    { numRuns: 60 },
  ));
