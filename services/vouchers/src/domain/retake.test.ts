/**
 * Tests delivered visits at other values or prices (rules 14, 15): which change, which stay, and that a later
 * correction ends where the truth would have (rules 72).
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Buckets } from './bucket.ts';
import type { RecordedVisit } from './decide.ts';
import { sumOf, type PastVisit } from './recalculate.ts';
import { previewOf } from './preview.ts';
import { atNewPrices, atNewValues, checkExtent, MOST_RETAKEN, retake, type NewPrices, type NewValues } from './retake.ts';
import { day, piece } from './testing/visits.ts';
import { withValues } from './value.ts';
import { withOwnValue } from './own-value.ts';
import { again, balance, factsWith, granted, LOW, on, outcome, raised, settle, type Values } from './testing/past-visits.ts';

describe('at new values', () => {
  test.each<[string, RecordedVisit, Values, Partial<NewValues>, Parameters<typeof granted>[0], string | undefined]>([
    ['the day before the table', on('2026-06-09'), raised('2026-06-10'), { firstDay: day('2026-06-10') }, {}, undefined],
    ['the first day of the table', on('2026-06-10'), raised('2026-06-10'), { firstDay: day('2026-06-10') }, {}, '3400 + 450'],
    ['a price within the old value', on('2026-06-10', { unitPriceCents: 3200n }), raised('2026-06-10'), {}, {}, undefined],
    ['a price between the two', on('2026-06-10', { unitPriceCents: 3300n }), raised('2026-06-10'), {}, {}, '3300 + 0'],
    [
      'free by law, cut to the old value',
      on('2026-06-10', { contentId: 'free', unitPriceCents: 2250n }),
      raised('2026-06-10', 2200n, null, 'free'),
      {},
      {},
      '2200 + 0',
    ],
    ['a lower value, backwards', on('2026-06-10'), raised('2026-06-10', 3100n), {}, {}, undefined],
    ['14: a lower value where an error is corrected', on('2026-06-10'), raised('2026-06-10', 3100n), { mayFall: true }, {}, '3100 + 750'],
    [
      '14: a content free by law still costs the client nothing',
      on('2026-06-10', { contentId: 'free', unitPriceCents: 2250n }),
      raised('2026-06-10', 2000n, null, 'free'),
      { mayFall: true },
      {},
      '2000 + 0',
    ],
    [
      'a content that the change does not concern',
      on('2026-06-10'),
      raised('2026-06-10'),
      { isConcerned: (_, id) => id === 'free' },
      {},
      undefined,
    ],
    ['a purchased service', on('2026-06-10'), raised('2026-06-10', 9900n), {}, { arrangementKind: 'PURCHASED' }, undefined],
    [
      'a client’s own value',
      on('2026-06-10'),
      raised('2026-06-10'),
      {},
      { ownValue: { basis: 'INDIVIDUAL', baseCents: null, contents: new Map([['a', 3300n]]) } },
      undefined,
    ],
    [
      'the client’s own base × the new coefficient',
      on('2026-06-10'),
      raised('2026-06-10', 3520n, 11_000),
      {},
      { ownValue: { basis: 'INCOME_LINKED', baseCents: 2000n, contents: new Map() } },
      '2200 + 1650',
    ],
  ])('%s', (_, one, values, change, of, expected) => {
    const payer = granted(of);
    const { past, left } = settle(factsWith(LOW, payer), [one]);
    const { effects } = again(past, left, values, { vouchers: new Map([['v', payer]]), ...change });
    expect(effects.map(({ after }) => outcome(after))).toEqual(expected ? [expected] : []);
  });

  test('a piece that the change does not concern stays the same: purchased, extra service, of an earlier day', () => {
    const { past } = settle(factsWith(LOW), [on('2026-06-10')]);
    const [one] = past;
    const kept = one!.pieces[0]!;
    const changed = (change: Partial<NewValues>, of = kept) =>
      atNewValues({
        vouchers: new Map([['v', granted()]]),
        values: raised('2026-06-01'),
        firstDay: day('2026-06-10'),
        mayFall: false,
        isConcerned: () => true,
        ...change,
      })(one!, of);
    expect(changed({})).toMatchObject({ unitValueCents: 3400n, valueSince: day('2026-06-01') });
    expect(changed({ vouchers: new Map([['v', granted({ arrangementKind: 'PURCHASED' })]]) })).toBe(kept);
    expect(changed({ firstDay: day('2026-06-11') })).toBe(kept);
    const extra = { ...kept, isExtraService: true };
    expect(changed({}, extra)).toBe(extra);
  });

  test('extra service stays extra service: only the covered part gets the new value', () => {
    const { past, left } = settle(factsWith(LOW, granted(), 45), [on('2026-06-10', { steps: 120 }, { extraServiceAccepted: true })]);
    const [effect] = again(past, left, raised('2026-06-10')).effects;
    expect(effect!.after.lines.map(({ totalCents, organiserCents }) => [totalCents, organiserCents])).toEqual([
      [2888n, 2550n],
      [4812n, 0n],
    ]);
    expect(effect!.after.draws).toEqual(effect!.before.draws);
  });

  test('a voucher that was shortened later still values its visits', () => {
    const { past, left } = settle(factsWith(LOW), [on('2026-06-10')]);
    const shortened = new Map([['v', granted({ lastDay: day('2026-06-09') })]]);
    expect(again(past, left, raised('2026-06-01'), { vouchers: shortened }).effects).toHaveLength(1);
  });

  test('a balance pays within what the visits held and what is left, in the order of arrival', () => {
    const payer = granted({ entitlements: new Map([['a', balance]]) });
    const { past, left } = settle(factsWith(LOW, payer, 0, 6_500), [on('2026-06-11'), on('2026-06-10')]);
    const { effects, buckets: after } = again(past, left, raised('2026-06-01'));
    expect(effects.map(({ after: visitAfter }) => outcome(visitAfter))).toEqual(['3300 + 550']);
    expect(after.get('m year')?.remaining).toBe(0);
  });

  test('a visit that the balance no longer covers stays as it is', () => {
    const payer = granted({ entitlements: new Map([['free', balance]]) });
    const { past, left } = settle(factsWith(LOW, payer, 0, 2_150), [on('2026-06-10', { contentId: 'free', unitPriceCents: 2250n })]);
    const { effects, buckets: after } = again(past, left, raised('2026-06-10', 2200n, null, 'free'));
    expect(effects).toEqual([]);
    expect(after.get('m year')?.remaining).toBe(50);
  });
});

describe('72: settling first and correcting later ends where settling the truth would have', () => {
  const visits = fc.array(
    fc.record({
      onDay: fc.integer({ min: 1, max: 30 }),
      free: fc.boolean(),
      minutes: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 3 }),
      price: fc.bigInt({ min: 1n, max: 5_000n }),
      payer: fc.constantFrom('SPLIT', 'CLIENT', 'ORGANISER', null),
    }),
    { minLength: 1, maxLength: 8 },
  );
  const recordedOf = ({ onDay, free, minutes, price, payer }: (typeof visits extends fc.Arbitrary<infer T> ? T : never)[number]) => {
    const date = `2026-06-${String(onDay).padStart(2, '0')}`;
    const pieces = minutes.map((steps) => piece(date, steps, { contentId: free ? 'free' : 'a', unitPriceCents: price }));
    const cancellation = payer && !free ? { payer, consumesQuota: true } : null;
    return on(date, {}, { pieces, cancellation, ...(cancellation && { kind: 'CANCELLATION' as const }) });
  };
  /** Each visit with organiser, client, unbilled and tax; and what the quotas have left. */
  const stands = (past: readonly PastVisit[], left: Buckets) => ({
    visits: past.map(({ visitId, lines }) => [
      visitId,
      sumOf(lines, 'organiserCents'),
      sumOf(lines, 'clientCents'),
      lines.map(({ unbilledCents, organiserVatCents }) => `${unbilledCents}/${organiserVatCents}`).join(' '),
    ]),
    left: [...left].map(([name, { remaining }]) => `${name} ${remaining}`).toSorted(),
  });

  const check = (
    payer: ReturnType<typeof granted>,
    cents: number,
    change: { values: Values; vouchers?: NewValues['vouchers']; truth?: typeof payer },
  ) =>
    fc.property(visits, (wished) => {
      const recorded = wished.map(recordedOf);
      const before = settle(factsWith(LOW, payer, 100_000, cents), recorded);
      const { effects, buckets: left } = again(before.past, before.left, change.values, {
        vouchers: change.vouchers ?? new Map([['v', payer]]),
      });
      const changed = new Map(effects.map(({ after }) => [after.visitId, after]));
      const corrected = before.past.map((past) => changed.get(past.visitId) ?? past);
      const truth = settle(factsWith(change.values, change.truth ?? payer, 100_000, cents), recorded);
      expect(stands(corrected, new Map([...before.left, ...left]))).toEqual(stands(truth.past, truth.left));
    });

  test('values of a table', () => {
    const values = withValues(raised('2026-06-10'), day('2026-06-10'), [{ contentId: 'free', valueCents: 2200n, coefficient: null }]);
    expect(() => fc.assert(check(granted(), 0, { values }))).not.toThrow();
  });

  test('values of a table, paid from a balance that suffices', () => {
    const entitlements = new Map([
      ['a', balance],
      ['free', balance],
    ]);
    expect(() => fc.assert(check(granted({ entitlements }), 90_000_000, { values: raised('2026-06-10') }))).not.toThrow();
  });

  test('a client’s own decision', () => {
    const payer = granted();
    const decided = {
      firstDay: day('2026-06-10'),
      ownValue: { basis: 'INDIVIDUAL' as const, baseCents: 3500n, contents: new Map([['free', 2250n]]) },
    };
    const truth = { ...payer, ownValueChanges: withOwnValue(payer, decided) };
    expect(() => fc.assert(check(payer, 0, { values: LOW, vouchers: new Map([['v', truth]]), truth }))).not.toThrow();
  });
});

describe('at new prices', () => {
  const list = (price: bigint, change: Partial<NewPrices> = {}): NewPrices => ({
    prices: new Map([['a', price]]),
    firstDay: day('2026-06-10'),
    lastDay: day('2026-06-20'),
    ...change,
  });
  const effectOf = (one: RecordedVisit, prices: NewPrices, of = granted()) => {
    const { past, left } = settle(factsWith(LOW, of), [one]);
    return retake(past, { buckets: left, batches: new Map() }, atNewPrices(prices)).effects.map(({ after }) => outcome(after));
  };
  test.each<[string, RecordedVisit, NewPrices, string[]]>([
    ['the day before', on('2026-06-09'), list(3500n), []],
    ['the first day', on('2026-06-10'), list(3500n), ['3200 + 300']],
    ['the last day', on('2026-06-20'), list(3000n), ['3000 + 0']],
    ['the day after', on('2026-06-21'), list(3500n), []],
    ['a day of a list without an end', on('2026-06-30'), list(3500n, { lastDay: null }), ['3200 + 300']],
    ['the same price', on('2026-06-10'), list(3850n), []],
    ['another content', on('2026-06-10'), list(3500n, { prices: new Map([['b', 3500n]]) }), []],
  ])('%s', (_, one, prices, expected) => expect(effectOf(one, prices)).toEqual(expected));

  test('R29: the organiser pays the new contract price', () =>
    expect(effectOf(on('2026-06-10'), list(3500n), granted({ arrangementKind: 'PURCHASED' }))).toEqual(['3500 + 0']));

  test('30: a price list changes no order with its own price', () => {
    const order = granted({ arrangementKind: 'PURCHASED', contractPrices: new Map([['a', 3850n]]) });
    expect(effectOf(on('2026-06-10'), list(3500n), order)).toEqual([]);
  });
});

test('one change may reach as many visits as the limit, and not one more', () => {
  expect(checkExtent(MOST_RETAKEN).accepted).toBe(true);
  expect(checkExtent(MOST_RETAKEN + 1)).toMatchObject({
    refusal: { code: 'TOO_MANY_VISITS', path: ['firstDay'], remaining: { unit: 'VISIT', steps: 50_000_000 } },
  });
});

test('14: a visit that the new value would refuse stays as it is, and the preview lists it', () => {
  const payer = granted({ entitlements: new Map([['free', balance]]) });
  const of = factsWith(LOW, payer, 0, 4200);
  const { past, left } = settle(of, [
    on('2026-06-01', { contentId: 'free', unitPriceCents: 2250n }),
    on('2026-06-02', { contentId: 'free', unitPriceCents: 2250n }),
  ]);
  const retaken = again(past, left, raised('2026-06-01', 2200n, null, 'free'), { vouchers: new Map([['v', payer]]) });
  // The balance is empty: 21.00 cannot pay 22.00 for a service that is free by law.
  expect([retaken.effects, retaken.left]).toEqual([[], past]);
  expect(retaken.buckets).toEqual(left);
  expect(previewOf('x', retaken)).toMatchObject({ visits: 0, leftVisits: 2, left: past });
});
