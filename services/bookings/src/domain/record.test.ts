import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Unit } from '@seteli/schema/quantity';
import { PIECES_MAX } from './limits.ts';
import { at, band, byTimes, contents, day, facts, inForce, named, year2026 } from './example-service.ts';
import { recordVisit, type PricedPiece } from './record.ts';
import { PLAIN, spanOfDays, type Recorded } from './recorded.ts';
import { ordinaryPolicy, type ContentFacts, type RecordingFacts } from './recording-facts.ts';

const visit = byTimes;
const morning = visit('2026-06-30T10:00', '2026-06-30T12:30');
const night = visit('2026-06-30T22:00', '2026-07-01T02:00');
const nextDay = '2026-07-01T12:00';

/** `a 06-30 90 5775`: content, day, steps, cents. */
const written = ({ contentId, day: on, steps, totalCents }: PricedPiece) => `${contentId} ${on.toString().slice(5)} ${steps} ${totalCents}`;

const answer = (change: Partial<RecordingFacts>, command: Recorded, now: string) => recordVisit(facts(change), command, at(now));
const refusalOf = (facts: Partial<RecordingFacts>, command: Recorded, now: string) => {
  const decision = answer(facts, command, now);
  return decision.accepted ? undefined : decision.refusal;
};
const codeOf = (facts: Partial<RecordingFacts>, command: Recorded, now: string) => refusalOf(facts, command, now)?.code ?? 'recorded';

describe('a recorded visit is cut and priced by each piece’s own day', () => {
  const dearerInJuly = contents({
    prices: [
      { firstDay: day('2026-01-01'), lastDay: day('2026-06-30'), unitPriceCents: 4600n },
      { firstDay: day('2026-07-01'), unitPriceCents: 4800n },
    ],
  });
  test.each([
    ['R1', {}, morning, ['a 06-30 150 9625'], 9625n],
    ['R2', {}, visit('2026-06-30T16:30', '2026-06-30T19:00'), ['a 06-30 90 5775', 'b 06-30 60 4400'], 10175n],
    ['R5', {}, visit('2026-05-14T10:00', '2026-05-14T12:00'), ['e 05-14 120 16000'], 16000n],
    ['R7', {}, night, ['g 06-30 120 9200', 'g 07-01 120 9200'], 18400n],
    ['R7 with another price from July', { contents: dearerInJuly }, night, ['g 06-30 120 9200', 'g 07-01 120 9600'], 18800n],
    [
      '43: 45 + 45 minutes over midnight',
      { contents: contents({ prices: [{ ...year2026, unitPriceCents: 3850n }] }) },
      visit('2026-06-30T23:15', '2026-07-01T00:45'),
      ['g 06-30 45 2888', 'g 07-01 45 2887'],
      5775n,
    ],
  ])('%s', (_name, facts, command, expected, totalCents) => {
    const decision = answer(facts, command, nextDay);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    expect(decision.value.pieces.map(written)).toEqual(expected);
    expect(decision.value.totalCents).toBe(totalCents);
  });

  test('R23: nine elapsed hours are nine hours', () => {
    const bands = [band('g', ['WEEKDAY', 'SATURDAY', 'SUNDAY'], 0, 24)];
    const decision = answer(inForce(bands), visit('2026-10-24T22:00', '2026-10-25T06:00'), '2026-10-25T08:00');
    expect(decision).toMatchObject({ accepted: true, value: { pieces: [{ steps: 120 }, { steps: 420 }], totalCents: 41400n } });
  });
});

describe('R21: started increments are counted once over the whole visit, and what they add goes to its last piece', () => {
  const started = (incrementMinutes: number): Partial<RecordingFacts> => ({ policy: { ...ordinaryPolicy, incrementMinutes } });
  test.each([
    ['17 minutes, exact', 1, visit('2026-06-30T10:00', '2026-06-30T10:17'), ['a 06-30 17 1091']],
    ['17 minutes are two started quarters', 15, visit('2026-06-30T10:00', '2026-06-30T10:17'), ['a 06-30 30 1925']],
    ['15 minutes are one', 15, visit('2026-06-30T10:00', '2026-06-30T10:15'), ['a 06-30 15 963']],
    ['16 minutes are two', 15, visit('2026-06-30T10:00', '2026-06-30T10:16'), ['a 06-30 30 1925']],
    ['one minute is one', 15, visit('2026-06-30T10:00', '2026-06-30T10:01'), ['a 06-30 15 963']],
    [
      '36: 83 and 7 minutes are six quarters, and nothing is added',
      15,
      visit('2026-06-30T16:37', '2026-06-30T18:07'),
      ['a 06-30 83 5326', 'b 06-30 7 513'],
    ],
    [
      '37: the added minutes go to the last band that was served',
      15,
      visit('2026-06-30T16:30', '2026-06-30T18:07'),
      ['a 06-30 90 5775', 'b 06-30 15 1100'],
    ],
    ['37: they do not spill into the next band', 15, visit('2026-06-30T17:50', '2026-06-30T17:58'), ['a 06-30 15 963']],
    ['nor into the next month', 15, visit('2026-06-30T23:50', '2026-06-30T23:58'), ['g 06-30 15 1150']],
  ])('%s', (_name, incrementMinutes, command, expected) => {
    const decision = answer(started(incrementMinutes), command, nextDay);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    expect(decision.value.pieces.map(written)).toEqual(expected);
  });

  test('never less than the elapsed time, never a whole increment more, and always whole increments', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(600), fc.integer({ min: 1, max: 700 }), (incrementMinutes, offset, length) => {
        const startsAt = at('2026-06-29T06:00').add({ minutes: offset });
        const served = { ...morning, startsAt, endsAt: startsAt.add({ minutes: length }) };
        const decision = answer(started(incrementMinutes), served, nextDay);
        if (!decision.accepted) throw new Error(decision.refusal.code);
        const minutes = decision.value.pieces.reduce((sum, { steps }) => sum + steps, 0);
        expect(minutes % incrementMinutes).toBe(0);
        expect(minutes - length).toBeGreaterThanOrEqual(0);
        expect(minutes - length).toBeLessThan(incrementMinutes);
      }),
    );
  });
});

describe('both sides of each boundary', () => {
  const fullDay = inForce([band('a', ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'], 0, 24)]);
  const everyDay = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'] as const;
  const hourly = {
    ...inForce(Array.from({ length: 24 }, (_, hour) => band(hour % 2 === 0 ? 'a' : 'b', everyDay, hour, hour + 1))),
    policy: { ...ordinaryPolicy, maxVisitMinutes: 366 * 24 * 60 },
  };
  const juneOnly = { firstDay: day('2026-06-01'), lastDay: day('2026-06-30') };
  const lastHour = visit('2026-06-30T23:00', '2026-07-01T00:00');
  const overMidnight = visit('2026-06-30T23:00', '2026-07-01T00:01');
  const suspended = { ...year2026, suspended: [{ firstDay: day('2026-06-29'), lastDay: day('2026-06-30') }] };
  test.each<[string, Partial<RecordingFacts>, Recorded, string, string]>([
    ['one minute', {}, visit('2026-06-30T10:00', '2026-06-30T10:01'), nextDay, 'recorded'],
    ['no minute', {}, visit('2026-06-30T10:00', '2026-06-30T10:00'), nextDay, 'EMPTY_VISIT'],
    ['end before start', {}, visit('2026-06-30T10:00', '2026-06-30T09:00'), nextDay, 'EMPTY_VISIT'],
    ['24 hours', fullDay, visit('2026-06-29T10:00', '2026-06-30T10:00'), nextDay, 'recorded'],
    ['24 hours and a minute', fullDay, visit('2026-06-29T10:00', '2026-06-30T10:01'), nextDay, 'VISIT_TOO_LONG'],
    ['through 400 bands', hourly, visit('2026-06-01T00:00', '2026-06-17T16:00'), nextDay, 'recorded'],
    ['through 401 bands', hourly, visit('2026-06-01T00:00', '2026-06-17T17:00'), nextDay, 'VISIT_TOO_LONG'],
    ['the 25 hours of an autumn day', fullDay, visit('2026-10-25T00:00', '2026-10-26T00:00'), '2026-10-26T12:00', 'VISIT_TOO_LONG'],
    ['the 23 hours of a spring day and one more', fullDay, visit('2026-03-29T00:00', '2026-03-30T01:00'), '2026-03-30T12:00', 'recorded'],
    ['ending now', {}, morning, '2026-06-30T12:30', 'recorded'],
    ['ending in a minute', {}, morning, '2026-06-30T12:29', 'IN_FUTURE'],
    ['the voucher’s last day to 24:00', { voucher: juneOnly }, lastHour, nextDay, 'recorded'],
    ['a minute past the voucher’s last day', { voucher: juneOnly }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    ['the voucher’s first day', { voucher: { firstDay: day('2026-06-30') } }, morning, nextDay, 'recorded'],
    ['the day before it', { voucher: { firstDay: day('2026-07-01') } }, morning, nextDay, 'OUTSIDE_VALIDITY'],
    ['the booking’s last day', { booking: juneOnly }, lastHour, nextDay, 'recorded'],
    ['past the booking’s last day', { booking: juneOnly }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    ['R32: the approval’s last day', { approval: juneOnly }, lastHour, nextDay, 'recorded'],
    ['past the approval’s last day', { approval: juneOnly }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    ['the content’s last day', { contents: contents({ offered: [juneOnly] }) }, lastHour, nextDay, 'recorded'],
    ['past the content’s last day', { contents: contents({ offered: [juneOnly] }) }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    ['past the grant of the content', { contents: contents({ granted: [juneOnly] }) }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    ['past the approval for the content', { contents: contents({ approved: [juneOnly] }) }, overMidnight, nextDay, 'OUTSIDE_VALIDITY'],
    [
      'past the last price',
      { contents: contents({ prices: [{ ...juneOnly, unitPriceCents: 4600n }] }) },
      overMidnight,
      nextDay,
      'NO_PRICE',
    ],
    ['the last day of a suspension', { voucher: suspended }, morning, nextDay, 'OUTSIDE_VALIDITY'],
    ['the day after a suspension', { voucher: suspended }, visit('2026-07-01T08:00', '2026-07-01T09:00'), nextDay, 'recorded'],
    ['a suspended approval', { approval: suspended }, morning, nextDay, 'OUTSIDE_VALIDITY'],
    ['a content that nobody knows', { contents: new Map() }, morning, nextDay, 'CONTENT_NOT_GRANTED'],
    ['R16: the last day of the tail', { voucher: juneOnly }, morning, '2026-07-30T23:59', 'recorded'],
    ['R16: after the tail', { voucher: juneOnly }, morning, '2026-07-31T00:00', 'TOO_LATE'],
    ['a voucher without a last day has no tail', { voucher: { firstDay: day('2026-01-01') } }, morning, '2027-12-31T12:00', 'recorded'],
  ])('%s', (_name, facts, command, now, expected) => expect(codeOf(facts, command, now)).toBe(expected));
});

describe('R27: late visits are recorded and flagged', () => {
  const open = { firstDay: day('2026-01-01') };
  test.each([
    ['the cut-off day', morning, '2026-07-03T23:59', []],
    ['the day after it', morning, '2026-07-04T00:00', ['LATE']],
    ['the hard limit', morning, '2026-09-30T23:59', ['LATE']],
    ['the day after it', morning, '2026-10-01T00:00', ['LATE', 'OVER_HARD_LIMIT']],
    ['the older month of two', night, '2026-07-04T00:00', ['LATE']],
    ['the younger month alone', visit('2026-07-01T00:00', '2026-07-01T02:00'), '2026-07-04T00:00', []],
  ])('%s', (_name, command, now, flags) =>
    expect(answer({ voucher: open }, command, now)).toMatchObject({ accepted: true, value: { flags } }),
  );

  test('a changed visit is as late as its first recording', () => {
    const flagsOf = (recordedAt: string) => recordVisit(facts({ voucher: open }), morning, at('2026-10-01T12:00'), at(recordedAt));
    expect(flagsOf('2026-07-03T12:00')).toMatchObject({ accepted: true, value: { flags: [] } });
    expect(flagsOf('2026-07-04T12:00')).toMatchObject({ accepted: true, value: { flags: ['LATE'] } });
  });
});

describe('a visit comes to a million euros and a million units of a content at most', () => {
  const atPrice = (unitPriceCents: bigint, change: Partial<ContentFacts> = {}) => ({
    contents: contents({ isMultiWorker: true, prices: [{ ...year2026, unitPriceCents }], ...change }),
  });
  const pieces = (amount: string, workers: number, accessories: Recorded['accessories'] = []): Recorded => ({
    ...PLAIN,
    ...spanOfDays(day('2026-06-30'), day('2026-06-30')),
    contentId: 'p',
    amount,
    workers,
    accessories,
  });
  const counted = {
    contents: new Map([
      ['p', named('PIECE', 1n, { isMultiWorker: true, kind: 'SERVICE' })],
      ['q', named('PIECE', 1n, { kind: 'ACCESSORY' })],
    ]),
  };
  const came = (count: number, contentId = 'q') => Array.from({ length: count }, () => ({ contentId, amount: '500000' }));
  test.each<[string, Partial<RecordingFacts>, Recorded, string]>([
    ['an hour at a million', atPrice(100_000_000n), visit('2026-06-30T10:00', '2026-06-30T11:00'), 'recorded'],
    ['a minute more', atPrice(100_000_000n), visit('2026-06-30T10:00', '2026-06-30T11:01'), 'AMOUNT_TOO_LARGE'],
    ['99 workers', atPrice(100_000_000n), visit('2026-06-30T10:00', '2026-06-30T11:00', { workers: 99 }), 'AMOUNT_TOO_LARGE'],
    [
      'two contents that make a million and a cent',
      atPrice(50_000_001n),
      visit('2026-06-30T17:00', '2026-06-30T19:00'),
      'AMOUNT_TOO_LARGE',
    ],
    ['99 times 10,101 pieces', counted, pieces('10101', 99), 'recorded'],
    ['99 times 10,102 pieces', counted, pieces('10102', 99), 'AMOUNT_TOO_LARGE'],
    ['a million of what came with it', counted, pieces('999999', 1, came(2)), 'recorded'],
    ['more of what came with it', counted, pieces('1', 1, came(3)), 'AMOUNT_TOO_LARGE'],
  ])('%s', (_, known, command, expected) => expect(codeOf(known, command, nextDay)).toBe(expected));

  test('nothing that may be recorded is wider than a column or a number of JSON', () =>
    fc.assert(
      fc.property(
        fc.constantFrom<Unit>('VISIT', 'PIECE', 'PROCEDURE', 'KILOMETRE', 'EURO', 'DAY', 'WEEK', 'MONTH'),
        fc.constantFrom(1n, 100n, 99_999_999n, 100_000_000n),
        fc.constantFrom('1', '100', '10101', '999999', '1.00', '999999.99', '999999.9'),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 20 }),
        (unit, price, amount, workers, count) => {
          const known = {
            contents: new Map([
              ['p', named(unit, price, { isMultiWorker: true })],
              ['q', named('PIECE', price, { kind: 'ACCESSORY' })],
            ]),
          };
          const byDays = unit === 'DAY' || unit === 'WEEK' || unit === 'MONTH';
          const command = {
            ...pieces(amount, workers, came(count)),
            ...(byDays && { amount: null, ...spanOfDays(day('2026-01-01'), day('2026-06-30')) }),
          };
          const decision = answer(known, command, nextDay);
          if (!decision.accepted) return;
          expect(decision.value.totalCents <= 100_000_000n).toBe(true);
          const steps = Map.groupBy(decision.value.pieces, ({ contentId }) => contentId);
          for (const of of steps.values()) expect(of.reduce((sum, piece) => sum + piece.steps, 0)).toBeLessThan(2 ** 31);
        },
      ),
    ));
});

test('a visit in more pieces than an answer to it could carry is too long', () => {
  const bands = Array.from({ length: 144 }, (_, index) =>
    band(index % 2 === 0 ? 'a' : 'b', ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'], index / 6, (index + 1) / 6),
  );
  const cut = { ...inForce(bands), policy: { ...ordinaryPolicy, maxVisitMinutes: 527_040 } };
  const lasting = (minutes: number) => ({
    ...visit('2026-01-02T00:00', '2026-01-02T00:01'),
    endsAt: at('2026-01-02T00:00').add({ minutes }),
  });
  expect(codeOf(cut, lasting(10 * PIECES_MAX), nextDay)).toBe('recorded');
  expect(refusalOf(cut, lasting(10 * PIECES_MAX + 1), nextDay)).toEqual({ code: 'VISIT_TOO_LONG', path: ['end'] });
  expect(codeOf(cut, lasting(200_000), nextDay)).toBe('VISIT_TOO_LONG');
});

describe('42: what is not paid by the hour belongs to the date of its start', () => {
  const overNight = byTimes('2026-06-30T23:00', '2026-07-01T01:00', { contentId: 'visit' });
  const until = (lastDay: string) => {
    const june = { firstDay: day('2026-01-01'), lastDay: day(lastDay) };
    const known = facts({ contents: new Map([['visit', named('VISIT', 8000n)]]), voucher: june, booking: june, approval: june });
    const decision = recordVisit(known, overNight, at('2026-07-01T12:00'));
    return decision.accepted ? decision.value.totalCents : `${decision.refusal.code} ${decision.refusal.details?.day}`;
  };
  test('it may end when the voucher, booking and approval have, and not begin then', () =>
    expect([until('2026-06-30'), until('2026-06-29')]).toEqual([8000n, 'OUTSIDE_VALIDITY 2026-06-30']));
});
