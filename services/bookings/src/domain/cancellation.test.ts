/** R14: visits that were cancelled too late, and those that found nobody at home (rules 29, 60f). */
import { describe, expect, test } from 'vitest';
import type { CancellationTerms } from './cancellation.ts';
import { at, byTimes, contents, facts, named } from './example-service.ts';
import { recordVisit } from './record.ts';
import type { Recorded } from './recorded.ts';
import { ordinaryPolicy, type RecordingFacts } from './recording-facts.ts';

const clientPays: CancellationTerms = {
  noticeMinutes: 24 * 60,
  billableSharePercent: 100,
  maxMinutes: 60,
  payer: 'CLIENT',
  consumesQuota: false,
};
const halfOfTwo: CancellationTerms = {
  noticeMinutes: 24 * 60,
  billableSharePercent: 50,
  maxMinutes: 120,
  payer: 'SPLIT',
  consumesQuota: true,
};

const atOnce: CancellationTerms = { ...clientPays, noticeMinutes: 0 };

const under = (cancellationTerms: CancellationTerms | null, policy = ordinaryPolicy): RecordingFacts =>
  facts({ policy: { ...policy, cancellationTerms } });
/** Planned from ten on the last Tuesday of June, two hours unless said otherwise. */
const cancelled = (noticeAt: string, end = '2026-06-30T12:00', change: Partial<Recorded> = {}) =>
  byTimes('2026-06-30T10:00', end, { kind: 'CANCELLATION', noticeAt: at(noticeAt), ...change });
const write = (known: RecordingFacts, recorded: Recorded, now = '2026-07-01T12:00') => {
  const decision = recordVisit(known, recorded, at(now));
  if (!decision.accepted) return `${decision.refusal.code} ${decision.refusal.path?.join('.') ?? ''}`.trim();
  return decision.value.pieces.map(({ contentId, steps, totalCents }) => `${contentId} ${steps} ${totalCents}`).join();
};

describe('R14: what may be billed', () => {
  test.each<[string, CancellationTerms | null, Recorded, string]>([
    ['30 hours of notice: nothing', clientPays, cancelled('2026-06-29T04:00'), 'NOTHING_BILLABLE noticeAt'],
    ['exactly 24 hours: nothing', clientPays, cancelled('2026-06-29T10:00'), 'NOTHING_BILLABLE noticeAt'],
    ['a minute less: the whole, but an hour at most', clientPays, cancelled('2026-06-29T10:01'), 'a 60 3850'],
    ['5 hours of a 2 h visit: 38.50', clientPays, cancelled('2026-06-30T05:00'), 'a 60 3850'],
    ['half of 2 h is 1 h', halfOfTwo, cancelled('2026-06-30T05:00'), 'a 60 3850'],
    ['29: half of 4 h, of which 2 h at most, is 2 h', halfOfTwo, cancelled('2026-06-30T05:00', '2026-06-30T14:00'), 'a 120 7700'],
    ['29: half of 5 h is no more', halfOfTwo, cancelled('2026-06-30T05:00', '2026-06-30T15:00'), 'a 120 7700'],
    ['60f: half of 45 minutes are 23', halfOfTwo, cancelled('2026-06-30T05:00', '2026-06-30T10:45'), 'a 23 1476'],
    ['half of 44 are 22', halfOfTwo, cancelled('2026-06-30T05:00', '2026-06-30T10:44'), 'a 22 1412'],
    ['without a limit', { ...clientPays, maxMinutes: null }, cancelled('2026-06-30T05:00', '2026-06-30T14:00'), 'a 240 15400'],
    ['notice after the planned start is none', clientPays, cancelled('2026-06-30T10:30'), 'a 60 3850'],
    ['a no-show is notice of nothing', clientPays, { ...cancelled('2026-06-01T10:00'), kind: 'NO_SHOW', noticeAt: null }, 'a 60 3850'],
    ['29: with 0 hours, a minute before the start: nothing', atOnce, cancelled('2026-06-30T09:59'), 'NOTHING_BILLABLE noticeAt'],
    ['29: at the start: nothing', atOnce, cancelled('2026-06-30T10:00'), 'NOTHING_BILLABLE noticeAt'],
    ['29: after it there was no notice', atOnce, cancelled('2026-06-30T10:01'), 'a 60 3850'],
    [
      '29: a no-show is billed whatever the hours',
      atOnce,
      { ...cancelled('2026-06-01T10:00'), kind: 'NO_SHOW', noticeAt: null },
      'a 60 3850',
    ],
    [
      'less than half a minute is nothing',
      { ...halfOfTwo, billableSharePercent: 1 },
      cancelled('2026-06-30T05:00', '2026-06-30T10:49'),
      'NOTHING_BILLABLE noticeAt',
    ],
    ['half a minute is one', { ...halfOfTwo, billableSharePercent: 1 }, cancelled('2026-06-30T05:00', '2026-06-30T10:50'), 'a 1 64'],
    ['where cancellations are not billed', null, cancelled('2026-06-30T05:00'), 'NOTHING_BILLABLE noticeAt'],
  ])('%s', (_, terms, recorded, expected) => expect(write(under(terms), recorded)).toBe(expected));

  test('29, 8: a gap in the planned time is one, whether that part would be billed or not', () => {
    const evening = byTimes('2026-06-27T19:00', '2026-06-27T21:00', { kind: 'CANCELLATION', noticeAt: at('2026-06-27T13:00') });
    expect(write(under(clientPays), evening)).toBe('NO_BAND end');
    expect(write(under(clientPays), { ...evening, endsAt: at('2026-06-27T20:00') })).toBe('d 60 3850');
  });

  test('R23: notice is elapsed time, also when the clocks are moved', () => {
    const night = (noticeAt: string) => byTimes('2026-03-30T10:00', '2026-03-30T11:00', { kind: 'CANCELLATION', noticeAt: at(noticeAt) });
    const dayBeforeSummer = under({ ...clientPays, noticeMinutes: 36 * 60 });
    // From 22:00 of the 28th to 10:00 of the 30th are 35 hours.
    expect(write(dayBeforeSummer, night('2026-03-28T22:00'))).toBe('a 60 3850');
    expect(write(dayBeforeSummer, night('2026-03-28T21:00'))).toBe('NOTHING_BILLABLE noticeAt');
  });

  test('it counts from the planned start and is priced like a visit there, band by band', () =>
    expect(
      write(under({ ...clientPays, maxMinutes: 150 }), {
        ...cancelled('2026-06-30T15:00', '2026-06-30T20:00'),
        startsAt: at('2026-06-30T17:00'),
      }),
    ).toBe('a 60 3850,b 90 6600'));

  test('started increments do not add to it', () =>
    expect(write(under(halfOfTwo, { ...ordinaryPolicy, incrementMinutes: 15 }), cancelled('2026-06-30T05:00', '2026-06-30T10:45'))).toBe(
      'a 23 1476',
    ));

  test('39: each of the workers’ time is billed', () => {
    const known = { ...under(clientPays), contents: contents({ isMultiWorker: true }) };
    expect(write(known, cancelled('2026-06-30T05:00', '2026-06-30T12:00', { workers: 2 }))).toBe('a 120 7700');
  });

  test.each<[string, Partial<Recorded>, string, string]>([
    ['before its planned end', {}, '2026-06-30T11:59', 'IN_FUTURE end'],
    ['with a notice that is still to come', { noticeAt: at('2026-07-01T12:01') }, '2026-07-01T12:00', 'IN_FUTURE noticeAt'],
    ['with what came along', { accessories: [{ contentId: 'km', amount: '1' }] }, '2026-07-01T12:00', 'EXTRA_NOT_ALLOWED accessories'],
    ['of what is not paid by the hour', { contentId: 'visit' }, '2026-07-01T12:00', 'WRONG_QUANTITY kind'],
  ])('is not recorded %s', (_, change, now, expected) => {
    const known = {
      ...under(clientPays),
      contents: contents()
        .set('km', named('KILOMETRE', 50n, { kind: 'ACCESSORY' }))
        .set('visit', named('VISIT', 8000n)),
    };
    expect(write(known, { ...cancelled('2026-06-30T05:00'), ...change }, now)).toBe(expected);
  });
});

test('who pays goes with it, and with nothing else', () => {
  const cancellationOf = (recorded: Recorded) => {
    const decision = recordVisit(under(halfOfTwo), recorded, at('2026-07-01T12:00'));
    return decision.accepted ? decision.value.cancellation : decision.refusal;
  };
  expect(cancellationOf(cancelled('2026-06-30T05:00'))).toMatchObject({ payer: 'SPLIT', consumesQuota: true });
  expect(cancellationOf(byTimes('2026-06-30T10:00', '2026-06-30T12:00'))).toBeNull();
});
