/** Tests the rules that explain the pieces and lines of a visit: R1–R4, R8, R13–R15, R29. */
import { describe, expect, test } from 'vitest';
import type { AllocationFacts } from './allocate.ts';
import { payerOf, type RecordedVisit } from './decide.ts';
import { quote, quotePlanned } from './quote.ts';
import { buckets, content, day, entitlement, facts, piece, visit, voucher, type DecisionFacts } from './testing/visits.ts';

const table = (a: bigint, b = 3680n, coefficient: number | null = null): DecisionFacts['values'] =>
  new Map([
    ['a', [{ firstDay: day('2026-03-01'), valueCents: a, coefficient: null }]],
    ['b', [{ firstDay: day('2026-02-01'), valueCents: b, coefficient }]],
  ]);
const known = (change: Parameters<typeof facts>[0] = {}): AllocationFacts => ({
  ...facts({ values: table(3200n), ...change }),
  allocations: [],
});
const quoteOne = (of: AllocationFacts, by: Partial<RecordedVisit> = {}) => quote(of, [visit(by)], new Set([visit(by).visitId]))[0]!;
const asked = (of: AllocationFacts, by: Partial<RecordedVisit>) => {
  const decision = quoteOne(of, by);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  return decision.value;
};
/** Total, organiser, client and the rules of each line. */
const lines = (of: AllocationFacts, by: Partial<RecordedVisit>) =>
  asked(of, by).lines.map((line) => `${line.totalCents} ${line.organiserCents} ${line.clientCents} ${line.rules.join(' ')}`);

const hours = (steps: number, price: bigint, contentId = 'a') => piece('2026-06-15', steps, { contentId, unitPriceCents: price });
const both = new Map([
  ['a', entitlement('e')],
  ['b', entitlement('e')],
]);
const paidFrom = (cents: number) => {
  const balance = entitlement('m', {
    kind: 'BALANCE',
    unit: 'EURO',
    batches: [{ id: 'year', firstDay: day('2026-01-01'), lastDay: day('2026-12-31') }],
  });
  return { vouchers: [voucher({ entitlements: new Map([['a', balance]]) })], buckets: buckets({ 'm year': cents }, 100) };
};
const own = { basis: 'INCOME_LINKED' as const, baseCents: 2425n, contents: new Map<string, bigint>() };
const billed = { kind: 'CANCELLATION' as const, pieces: [hours(60, 3850n)] };

describe('a line names its rules', () => {
  test.each<[string, AllocationFacts, Partial<RecordedVisit>, string[]]>([
    ['R1: the value caps', known(), { pieces: [hours(150, 3850n)] }, ['9625 8000 1625 TABLE_VALUE VALUE_CAPS']],
    [
      'R2: two contents, each at its own value',
      known({ vouchers: [voucher({ entitlements: both })] }),
      { pieces: [hours(90, 3850n), hours(60, 4400n, 'b')] },
      ['5775 4800 975 TABLE_VALUE VALUE_CAPS', '4400 3680 720 TABLE_VALUE VALUE_CAPS'],
    ],
    [
      'R3: a price of exactly the value is within it',
      known(),
      { pieces: [hours(120, 3200n)] },
      ['6400 6400 0 TABLE_VALUE PRICE_WITHIN_VALUE'],
    ],
    ['R3: a price a cent above the value', known(), { pieces: [hours(60, 3201n)] }, ['3201 3200 1 TABLE_VALUE VALUE_CAPS']],
    [
      'R4: free by law',
      known({ content: { deductibleAllowed: false } }),
      { pieces: [hours(180, 3850n)] },
      ['9600 9600 0 TABLE_VALUE FREE_BY_LAW'],
    ],
    [
      'R8: extra service is the rest of the whole',
      known({ buckets: buckets({ 'e 2026-06': 45 }), content: { extraServiceAllowed: true } }),
      { pieces: [hours(120, 3850n)], extraServiceAccepted: true },
      ['2888 2400 488 TABLE_VALUE VALUE_CAPS CUMULATIVE_ROUNDING', '4812 0 4812 EXTRA_SERVICE CUMULATIVE_ROUNDING'],
    ],
    [
      'R13: the client’s own base and a coefficient',
      known({ vouchers: [voucher({ entitlements: both, ownValue: own })], values: table(3200n, 3680n, 11_500) }),
      { pieces: [hours(60, 3850n, 'b')] },
      ['3850 2789 1061 OWN_VALUE VALUE_CAPS'],
    ],
    [
      'R14: a cancellation that both pay',
      known(),
      { ...billed, cancellation: { payer: 'SPLIT', consumesQuota: true } },
      ['3850 3200 650 TABLE_VALUE VALUE_CAPS CANCELLATION'],
    ],
    [
      'R14: a cancellation that the client pays',
      known(),
      { ...billed, cancellation: { payer: 'CLIENT', consumesQuota: false } },
      ['3850 0 3850 TABLE_VALUE CANCELLATION'],
    ],
    ['R15: the balance suffices', known(paidFrom(3200)), { pieces: [hours(60, 3850n)] }, ['3850 3200 650 TABLE_VALUE VALUE_CAPS']],
    [
      'R15: the balance lacks a cent',
      known(paidFrom(3199)),
      { pieces: [hours(60, 3850n)] },
      ['3850 3199 651 TABLE_VALUE VALUE_CAPS BALANCE'],
    ],
    [
      'R29: a purchased service',
      known({ vouchers: [voucher({ arrangementKind: 'PURCHASED' })] }),
      { pieces: [hours(60, 17_500n)] },
      ['17500 17500 0 CONTRACT_PRICE'],
    ],
  ])('%s', (_, of, by, expected) => expect(lines(of, by)).toEqual(expected));
});

describe('a piece', () => {
  const quotas = (of: AllocationFacts, by: Partial<RecordedVisit>) =>
    asked(of, by).pieces.map(({ quotaBefore, quotaAfter }) => quotaBefore && `${quotaBefore.steps} → ${quotaAfter?.steps}`);

  test('tells its value, the table of the value, and the quota before and after it', () => {
    expect(asked(known(), { pieces: [hours(90, 3850n), hours(60, 3850n)] }).pieces).toMatchObject([
      {
        unitValueCents: 3200n,
        valueFirstDay: day('2026-03-01'),
        quotaBefore: { steps: 600 },
        quotaAfter: { steps: 510 },
        rules: ['TABLE_VALUE'],
      },
      { quotaBefore: { steps: 510 }, quotaAfter: { steps: 450 } },
    ]);
  });

  test('names no table when its value is the client’s own', () => {
    const of = known({ vouchers: [voucher({ entitlements: both, ownValue: own })], values: table(3200n, 3680n, 11_500) });
    expect(asked(of, { pieces: [hours(60, 3850n, 'b')] }).pieces).toMatchObject([{ unitValueCents: 2789n, valueFirstDay: null }]);
  });

  test('has no value when it is purchased or extra service', () => {
    const purchased = known({ vouchers: [voucher({ arrangementKind: 'PURCHASED' })] });
    expect(asked(purchased, {}).pieces).toMatchObject([{ unitValueCents: null, valueFirstDay: null, rules: ['CONTRACT_PRICE'] }]);
    const short = known({ buckets: buckets({ 'e 2026-06': 45 }), content: { extraServiceAllowed: true } });
    const explained = asked(short, { pieces: [hours(120, 3850n)], extraServiceAccepted: true });
    expect(explained.pieces[1]).toMatchObject({ unitValueCents: null, quotaBefore: null, isExtraService: true, rules: ['EXTRA_SERVICE'] });
    expect(explained).toMatchObject({ totalCents: 2888n, organiserCents: 2400n, clientCents: 488n, extraServiceCents: 4812n });
  });

  test('tells a balance in cents, and no quota when it is unlimited or spares it', () => {
    expect(quotas(known(paidFrom(5000)), { pieces: [hours(60, 3850n)] })).toEqual(['5000 → 1800']);
    const unlimited = known({ vouchers: [voucher({ entitlements: new Map([['a', entitlement('e', { kind: 'UNLIMITED', steps: 0 })]]) })] });
    expect(quotas(unlimited, {})).toEqual([null]);
    expect(quotas(known(), { ...billed, cancellation: { payer: 'SPLIT', consumesQuota: false } })).toEqual([null]);
  });
});

describe('a quote', () => {
  const holding = (draws: { entitlementId: string; period: string; steps: number }[], change = {}): AllocationFacts => {
    const { visitId, version: visitVersion, voucherId, personId, start: startsAt, end: endsAt } = visit();
    const made = { visitVersion, voucherId, personId, unitId: null, startsAt, endsAt, occupiesTime: true, days: [] };
    const one = { ...made, visitId, payer: payerOf(visit()), sparesQuota: false, state: 'MADE' as const, draws, ...change };
    return { ...known({ buckets: buckets({ 'e 2026-06': 0 }) }), allocations: [one] };
  };

  test('counts the visit’s own minutes as free and lets it not overlap itself', () => {
    expect(lines(holding([{ entitlementId: 'e', period: '2026-06', steps: 150 }]), {})).toHaveLength(1);
    expect(() => lines(holding([{ entitlementId: 'e', period: '2026-06', steps: 149 }]), {})).toThrow('QUOTA_EXCEEDED');
  });

  const others = (count: number) =>
    Array.from({ length: count }, (_, index) => visit({ visitId: `new ${index}`, overlapReasonGiven: true }));
  const codes = (quoted: ReturnType<typeof quote>) => quoted.map((each) => (each.accepted ? 'taken' : each.refusal.code));

  test('lets each of several visits see what earlier ones take, and overlap them', () => {
    const of = known({ buckets: buckets({ 'e 2026-06': 300 }) });
    expect(codes(quote(of, others(3), new Set()))).toEqual(['taken', 'taken', 'QUOTA_EXCEEDED']);
    expect(codes(quote(of, [visit({ visitId: 'a' }), visit({ visitId: 'b' })], new Set()))).toEqual(['taken', 'OVERLAP']);
  });

  test('sets replaced visits aside before it decides any', () => {
    const of = holding([{ entitlementId: 'e', period: '2026-06', steps: 300 }], { visitId: 'old' });
    expect(codes(quote(of, others(3), new Set(['old'])))).toEqual(['taken', 'taken', 'QUOTA_EXCEEDED']);
    expect(codes(quote(of, others(1), new Set()))).toEqual(['QUOTA_EXCEEDED']);
  });

  test('treats each planned visit alone', () => {
    const of = { ...holding([], { visitId: 'other' }), buckets: buckets({ 'e 2026-06': 150 }) };
    expect(codes(others(2).map((each) => quotePlanned(of, { ...each, overlapReasonGiven: false })))).toEqual(['taken', 'taken']);
  });

  test('is refused as the recording would be', () => {
    const other = holding([], { visitId: 'other' });
    expect(quoteOne(other)).toMatchObject({ accepted: false, refusal: { code: 'OVERLAP' } });
    const strict = { ...other, contents: new Map([['a', [content({ overlapPolicy: 'REFUSED' })]]]) };
    expect(quoteOne(strict, { overlapReasonGiven: true })).toMatchObject({ refusal: { code: 'OVERLAP' } });
  });
});
