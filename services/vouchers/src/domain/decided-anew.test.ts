/**
 * Tests standing visits that later publications decide again: which obstacles count again, what a preview shows, and
 * which changes are no effect (rules 14, 35).
 */
import { describe, expect, test } from 'vitest';
import { allocate, type AllocationFacts } from './allocate.ts';
import { SPEAKS_AGAIN, type RecordedVisit } from './decide.ts';
import type { PastVisit } from './recalculate.ts';
import { atNewPrices, balancesIn, retake, type NewPrices } from './retake.ts';
import { again, balance, factsWith, granted, LOW, on, outcome, raised, settle } from './testing/past-visits.ts';
import { content, day, entitlement, piece } from './testing/visits.ts';
import { withValues } from './value.ts';

describe('14: a price list does to visits what its preview shows', () => {
  /**
   * The visit as bookings sends it again: the same pieces at the list's prices, of which some may be extra service
   * again.
   */
  const anew = (one: RecordedVisit, prices: NewPrices, change: Partial<RecordedVisit> = {}): RecordedVisit => ({
    ...one,
    version: 2,
    decidedAnew: true,
    pieces: one.pieces.map((each) => ({ ...each, unitPriceCents: prices.prices.get(each.contentId) ?? each.unitPriceCents })),
    ...change,
  });
  const cheap: NewPrices = { prices: new Map([['a', 3600n]]), firstDay: day('2026-06-10'), lastDay: null };
  const both = (of: AllocationFacts, visits: readonly RecordedVisit[], since: (of: AllocationFacts) => AllocationFacts, list = cheap) => {
    const taken = allocate(of, visits);
    const allocations = [...taken.allocations.values()];
    const past = allocations.map(({ kept, ...made }) => ({ ...made, ...kept! }));
    const { effects } = retake(
      past,
      { buckets: taken.buckets, batches: new Map(balancesIn(past).map((id) => [id, balance.batches])) },
      atNewPrices(list),
    );
    const now = since({ ...of, buckets: taken.buckets, allocations });
    const { answers } = allocate(
      now,
      visits.map((one) => anew(one, list)),
    );
    const posted = answers.map(
      ({ visit: { visitId }, decision }) =>
        `${visitId}: ${decision.accepted ? outcome({ ...past[0]!, ...decision.value }) : decision.refusal.code}`,
    );
    return { shown: effects.map(({ after }) => `${after.visitId}: ${outcome(after)}`).toSorted(), posted: posted.toSorted() };
  };
  const unchanged = (of: AllocationFacts) => of;
  const shortened = (change: Parameters<typeof granted>[0]) => (of: AllocationFacts) => ({
    ...of,
    vouchers: new Map([['v', granted(change)]]),
  });
  const carrying = granted({ entitlements: new Map([['a', entitlement('e', { carryOver: true })]]) });
  const plain = on('2026-06-16');
  const overlapped = on('2026-06-16', {}, { overlapReasonGiven: false });
  const month = { unit: 'MONTH' as const, stepsPerUnit: 30, steps: 30 };

  test.each<[string, AllocationFacts, readonly RecordedVisit[], (of: AllocationFacts) => AllocationFacts]>([
    ['a visit that a later visit overlaps', factsWith(LOW), [overlapped, on('2026-06-16')], unchanged],
    [
      'a visit of a content that by now refuses overlaps',
      factsWith(LOW),
      [plain, on('2026-06-16')],
      (of) => ({ ...of, contents: new Map([['a', [content({ overlapPolicy: 'REFUSED' })]]]) }),
    ],
    ['a visit on a voucher that ended before it', factsWith(LOW), [plain], shortened({ lastDay: day('2026-06-01') })],
    [
      '23: a visit in a month that the client’s death cut off, on a quantity that is carried over',
      factsWith(LOW, carrying),
      [plain],
      shortened({ ...carrying, state: 'ENDED', lastDay: day('2026-05-31'), beforeDeath: { state: 'ACTIVE', lastDay: carrying.lastDay } }),
    ],
    [
      'a visit on a voucher that was suspended',
      factsWith(LOW),
      [plain],
      shortened({ suspensions: [{ firstDay: day('2026-06-01'), lastDay: null }] }),
    ],
    [
      'extra service, though the quota has more left by now',
      factsWith(LOW, granted(), 30),
      [on('2026-06-16', {}, { extraServiceAccepted: true })],
      (of) => ({
        ...of,
        buckets: new Map([...of.buckets].map(([name, bucket]) => [name, { ...bucket, remaining: bucket.remaining + 600 }])),
      }),
    ],
    ['a value that was not to fall for the visit', factsWith(LOW), [plain], (of) => ({ ...of, values: raised('2026-06-01', 3000n) })],
    ['a balance', factsWith(LOW, granted({ entitlements: new Map([['a', balance]]) }), 0, 3_000), [plain], unchanged],
    [
      'a month that another visit covers',
      { ...factsWith(LOW, granted({ entitlements: new Map([['a', { ...balance, kind: 'UNLIMITED' }]]) })) },
      [on('2026-06-16', month, { timed: false })],
      (of) => ({ ...of, allocations: [...of.allocations, { ...of.allocations[0]!, visitId: 'other' }] }),
    ],
  ])('%s', (_, of, visits, since) => {
    const { shown, posted } = both(of, visits, since);
    expect(posted).toEqual(shown);
    expect(shown).toHaveLength(visits.length);
  });

  test('every obstacle says whether it counts again', () =>
    expect(Object.entries(SPEAKS_AGAIN).flatMap(([code, again]) => (again ? [] : [code]))).toEqual([
      'OUTSIDE_VALIDITY',
      'OVERLAP',
      'DAY_ALREADY_RECORDED',
    ]));

  test('a visit that is not decided again meets every obstacle', () => {
    const { allocations, buckets } = allocate(factsWith(LOW), [overlapped, on('2026-06-16')]);
    const edited = anew(overlapped, cheap, { decidedAnew: false });
    const { answers } = allocate({ ...factsWith(LOW), buckets, allocations: [...allocations.values()] }, [edited]);
    expect(answers[0]!.decision).toMatchObject({ refusal: { code: 'OVERLAP' } });
  });
});

describe('35: a change that alters no share is kept and is no effect', () => {
  const valueOf = ({ pieces }: PastVisit) => pieces.map(({ unitValueCents }) => unitValueCents);
  test('a value of 42.00 instead of 40.00 above a price of 38.50', () => {
    const { past, left } = settle(factsWith(raised('2026-01-01', 4000n)), [on('2026-06-16')]);
    const { effects, silent } = again(
      past,
      left,
      withValues(raised('2026-01-01', 4000n), day('2026-06-10'), [{ contentId: 'a', valueCents: 4200n, coefficient: null }]),
    );
    expect([effects, silent.map(valueOf)]).toEqual([[], [[4200n]]]);
  });

  test('22.51 instead of 22.50 for 31 minutes at a value of 20.37', () => {
    const { past, left } = settle(factsWith(raised('2026-01-01', 2037n)), [on('2026-06-16', { steps: 31, unitPriceCents: 2250n })]);
    const list: NewPrices = { prices: new Map([['a', 2251n]]), firstDay: day('2026-06-10'), lastDay: null };
    const { effects, silent } = retake(past, { buckets: left, batches: new Map() }, atNewPrices(list));
    expect([effects.length, silent.map(({ pieces }) => pieces[0]!.unitPriceCents)]).toEqual([0, [2251n]]);
    expect(
      retake(past, { buckets: left, batches: new Map() }, atNewPrices({ ...list, prices: new Map([['a', 2254n]]) })).effects,
    ).toHaveLength(1);
  });

  test('a value that cuts one line into two of the same amounts', () => {
    const night = on('2026-06-16', {}, { pieces: [piece('2026-06-16', 30), piece('2026-06-17', 30)] });
    const { past, left } = settle(factsWith(raised('2026-01-01', 4000n)), [night]);
    const { effects, silent } = again(
      past,
      left,
      withValues(raised('2026-01-01', 4000n), day('2026-06-17'), [{ contentId: 'a', valueCents: 4200n, coefficient: null }]),
    );
    expect([effects.length, silent.map(({ lines }) => lines.length)]).toEqual([0, [2]]);
  });
});
