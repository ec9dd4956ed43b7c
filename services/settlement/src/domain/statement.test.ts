import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumCents } from '@seteli/kit/money';
import { referenceOf } from './bank.ts';
import {
  issueStatements,
  linesToState,
  settle,
  shareOut,
  statementNumberOf,
  type Debt,
  type DebtTerms,
  type StatementLine,
} from './statement.ts';
import { DEFAULT_TERMS, type Terms } from './terms.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const debtTerms = (change: Partial<DebtTerms> = {}): DebtTerms => ({ carriedRunsMax: 3, hasApprovalEnded: false, ...change });
const debt = (carriedForwardCents: bigint, carriedRuns = 1): Debt => ({ carriedForwardCents, carriedRuns });

describe('35: what is paid and what is carried on', () => {
  test.each<[string, bigint, Debt | undefined, Partial<ReturnType<typeof settle>>]>([
    ['an ordinary month', 8000n, undefined, { payableCents: 8000n, carriedForwardCents: 0n, carriedRuns: 0 }],
    ['R11: July, 40.00 − 96.00', -5600n, undefined, { payableCents: 0n, carriedForwardCents: -5600n, carriedRuns: 1 }],
    [
      'R11: August, 300.00',
      30000n,
      debt(-5600n),
      { broughtForwardCents: -5600n, payableCents: 24400n, carriedForwardCents: 0n, carriedRuns: 0 },
    ],
    ['less than the debt', 1000n, debt(-5600n), { payableCents: 0n, carriedForwardCents: -4600n, carriedRuns: 2 }],
    ['exactly the debt', 5600n, debt(-5600n), { payableCents: 0n, carriedForwardCents: 0n, carriedRuns: 0 }],
    ['a month without lines', 0n, debt(-5600n, 2), { payableCents: 0n, carriedForwardCents: -5600n, carriedRuns: 3 }],
    [
      'the fourth run in a row',
      0n,
      debt(-5600n, 3),
      { payableCents: 0n, carriedForwardCents: 0n, receivableCents: -5600n, carriedRuns: 0 },
    ],
    ['the fourth run, but it pays the debt', 6000n, debt(-5600n, 3), { payableCents: 400n, receivableCents: 0n, carriedRuns: 0 }],
    ['the fourth run, and a correction takes back more', -400n, debt(-5600n, 3), { receivableCents: -6000n, carriedForwardCents: 0n }],
    ['no sum and no debt', 0n, undefined, { payableCents: 0n, carriedForwardCents: 0n, receivableCents: 0n }],
  ])('%s', (_, organiserCents, before, expected) => expect(settle(organiserCents, before, debtTerms())).toMatchObject(expected));

  test.each<[string, Debt | undefined, Partial<DebtTerms>, 'carried on' | 'a receivable']>([
    ['the third run in a row', debt(-5600n, 2), {}, 'carried on'],
    ['the fourth', debt(-5600n, 3), {}, 'a receivable'],
    ['the first, where no run may carry it', undefined, { carriedRunsMax: 0 }, 'a receivable'],
    ['the first, where one run may', undefined, { carriedRunsMax: 1 }, 'carried on'],
    ['the second, where one run may', debt(-5600n, 1), { carriedRunsMax: 1 }, 'a receivable'],
    ['the fifth, where five runs may', debt(-5600n, 4), { carriedRunsMax: 5 }, 'carried on'],
    ['the third, where only one run may now', debt(-5600n, 2), { carriedRunsMax: 1 }, 'a receivable'],
    ['the fourth, where four runs may now', debt(-5600n, 3), { carriedRunsMax: 4 }, 'carried on'],
    ['the first, after the last approval has ended', undefined, { hasApprovalEnded: true }, 'a receivable'],
    ['the second, after the last approval has ended', debt(-5600n, 1), { hasApprovalEnded: true }, 'a receivable'],
  ])('a negative sum is carried on or becomes a receivable: %s', (_, before, change, becomes) => {
    const { carriedForwardCents, receivableCents } = settle(-100n, before, debtTerms(change));
    const net = -100n + (before?.carriedForwardCents ?? 0n);
    expect([carriedForwardCents, receivableCents]).toEqual(becomes === 'carried on' ? [net, 0n] : [0n, net]);
  });

  test('a sum above the debt is paid, although the last approval has ended', () =>
    expect(settle(10000n, debt(-5600n), debtTerms({ hasApprovalEnded: true }))).toMatchObject({
      payableCents: 4400n,
      receivableCents: 0n,
    }));

  test('a chain of months loses no cent: Σ lines = Σ paid + Σ receivables + what is carried on', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -20000n, max: 20000n }), { maxLength: 24 }), fc.nat({ max: 12 }), (months, carriedRunsMax) => {
        let before: Debt | undefined;
        let settled = 0n;
        for (const organiserCents of months) {
          const balance = settle(organiserCents, before, debtTerms({ carriedRunsMax }));
          settled += balance.payableCents + balance.receivableCents;
          expect(balance.payableCents >= 0n && balance.carriedRuns <= carriedRunsMax).toBe(true);
          before = balance;
        }
        expect(settled + (before?.carriedForwardCents ?? 0n)).toBe(sumCents(months));
      }),
    ));
});

describe('35, 69d: what each unit receives of its provider’s balance', () => {
  const shared = (earned: readonly bigint[], before: Debt | undefined = undefined, change: Partial<DebtTerms> = {}) =>
    shareOut(earned, settle(sumCents(earned), before, debtTerms(change)));

  test.each<[string, readonly bigint[], Debt | undefined, readonly (readonly [payable: bigint, setOff: bigint])[]]>([
    [
      'each unit earns its own',
      [8000n, 4800n],
      undefined,
      [
        [8000n, 0n],
        [4800n, 0n],
      ],
    ],
    [
      'one unit owes: the other pays for it',
      [-3000n, 10000n],
      undefined,
      [
        [0n, 3000n],
        [7000n, -3000n],
      ],
    ],
    [
      'one unit owes: the first that can pays first',
      [5000n, -6000n, 2000n],
      undefined,
      [
        [0n, -5000n],
        [0n, 6000n],
        [1000n, -1000n],
      ],
    ],
    [
      'units set off exactly',
      [3000n, -3000n],
      undefined,
      [
        [0n, -3000n],
        [0n, 3000n],
      ],
    ],
    [
      'an earlier debt belongs to the first unit',
      [8000n, 4800n],
      debt(-5600n),
      [
        [2400n, 0n],
        [4800n, 0n],
      ],
    ],
    [
      'an earlier debt exceeds what the first unit earns',
      [1000n, 9000n],
      debt(-5600n),
      [
        [0n, 4600n],
        [4400n, -4600n],
      ],
    ],
    [
      'all units together owe: the first bears it',
      [2000n, -5000n],
      undefined,
      [
        [0n, -5000n],
        [0n, 5000n],
      ],
    ],
    ['one unit only', [8000n], debt(-5600n), [[2400n, 0n]]],
  ])('%s', (_, earned, before, expected) => {
    expect(shared(earned, before).map(({ payableCents, setOffCents }) => [payableCents, setOffCents])).toEqual(expected);
  });

  test('a debt of all units is carried on, or becomes a receivable, on the first unit only', () => {
    expect(shared([2000n, -5000n])).toMatchObject([
      { carriedForwardCents: -3000n, carriedRuns: 1 },
      { carriedForwardCents: 0n, carriedRuns: 0, receivableCents: 0n },
    ]);
    expect(shared([2000n, -5000n], debt(-100n, 3))).toMatchObject([
      { broughtForwardCents: -100n, receivableCents: -3100n },
      { receivableCents: 0n },
    ]);
  });

  test('the units’ sums equal the provider’s balance, and units set off only what they have', () =>
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -9000n, max: 9000n }), { minLength: 1, maxLength: 8 }),
        fc.bigInt({ min: -9000n, max: 0n }),
        (earned, owed) => {
          const before = owed < 0n ? debt(owed) : undefined;
          const balance = settle(sumCents(earned), before, debtTerms());
          const parts = shareOut(earned, balance);
          const sumOf = (field: 'payableCents' | 'carriedForwardCents' | 'setOffCents' | 'broughtForwardCents') =>
            sumCents(parts.map((part) => part[field]));
          expect([sumOf('payableCents'), sumOf('carriedForwardCents'), sumOf('broughtForwardCents'), sumOf('setOffCents')]).toEqual([
            balance.payableCents,
            balance.carriedForwardCents,
            balance.broughtForwardCents,
            0n,
          ]);
          for (const [index, { payableCents }] of parts.entries())
            expect(payableCents >= 0n && payableCents <= (earned[index]! > 0n ? earned[index]! : 0n)).toBe(true);
        },
      ),
    ));
});

describe('the statements of a run', () => {
  const line = (providerId: string, organiserCents: bigint, clientCents = 0n, billingUnitId: string | null = null): StatementLine => ({
    providerId,
    billingUnitId,
    contentId: 'a',
    serviceMonth: month('2026-06'),
    unit: 'HOUR',
    steps: 60,
    stepsPerUnit: 60,
    vatPermille: 0,
    organiserVatCents: 0n,
    visits: 1,
    totalCents: organiserCents + clientCents,
    organiserCents,
    clientCents,
  });
  const iban = 'FI2112345600000785';
  const issue = (
    lines: readonly StatementLine[],
    debts: Record<string, Debt> = {},
    accounts: Record<string, string | null> = {},
    { ended = [], terms = DEFAULT_TERMS }: { ended?: string[]; terms?: Terms } = {},
  ) =>
    issueStatements(
      {
        run: { id: 'run', organiserId: 'o', month: month('2026-06') },
        series: 7,
        lines,
        debts: new Map(Object.entries(debts)),
        creditors: new Map(Object.entries(accounts).map(([id, account]) => [id, { companyName: id, iban: account }])),
        terms,
        endedApprovals: new Set(ended),
      },
      () => 'id',
    );

  test('are one for each provider, with the sum of its lines, a number and its reference', () => {
    const statements = issue([line('q', 100n), line('p', 8000n, 1625n), line('p', 2000n)], {}, { p: iban, q: iban });
    expect(
      statements.map(({ providerId, statementNumber, reference, totalCents, payableCents }) => [
        providerId,
        statementNumber,
        reference,
        totalCents,
        payableCents,
      ]),
    ).toEqual([
      ['p', '202606000700001', referenceOf('202606000700001'), 11625n, 10000n],
      ['q', '202606000700002', referenceOf('202606000700002'), 100n, 100n],
    ]);
  });

  test('69d: are one for each unit where the provider bills by unit, in the order of their ids; others have one', () => {
    const lines = [line('p', 100n, 0n, 'v'), line('p', 8000n, 1625n, 'u'), line('p', 50n, 0n, 'v'), line('q', 700n)];
    expect(
      issue(lines).map(({ providerId, billingUnitId, statementNumber, totalCents, payableCents }) => [
        providerId,
        billingUnitId,
        statementNumber,
        totalCents,
        payableCents,
      ]),
    ).toEqual([
      ['p', 'u', '202606000700001', 9625n, 8000n],
      ['p', 'v', '202606000700002', 150n, 150n],
      ['q', null, '202606000700003', 700n, 700n],
    ]);
  });

  test('have numbers that begin with the month and the organiser’s series, and no two read alike', () => {
    const june = month('2026-06');
    expect(statementNumberOf(june, 1, 1)).toBe('202606000100001');
    const numbers = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 99_999 }));
    fc.assert(
      fc.property(numbers, numbers, ([series, ordinal], [otherSeries, otherOrdinal]) => {
        const isSame = series === otherSeries && ordinal === otherOrdinal;
        expect(statementNumberOf(june, series, ordinal) === statementNumberOf(june, otherSeries, otherOrdinal)).toBe(isSame);
      }),
    );
    expect(() => statementNumberOf(june, 10_000, 1)).toThrow('longer number');
    // ISO 11649: 25 characters at most.
    expect(referenceOf(statementNumberOf(june, 9999, 99_999))).toHaveLength(20);
  });

  test('35: leave out providers whose lines move no money, except those with a debt', () => {
    const nothing = { ...line('p', 0n), steps: 0 };
    const counted = { ...line('q', 0n), steps: 5 };
    const moved = [line('r', 100n), { ...line('r', -100n), contentId: 'b' }];
    const lines = linesToState([
      nothing,
      counted,
      ...moved,
      { ...line('r', 0n), steps: 0, contentId: 'c' },
      line('s', 50n, 0n, 'u'),
      line('s', 0n, 0n, 'v'),
    ]);
    expect(lines.map(({ providerId, contentId, billingUnitId }) => [providerId, contentId, billingUnitId])).toEqual([
      ['r', 'a', null],
      ['r', 'b', null],
      ['s', 'a', 'u'],
    ]);
    expect(issue(lines, { q: debt(-500n) }).map(({ providerId }) => providerId)).toEqual(['q', 'r', 's']);
  });

  test('include a statement without lines for a debt', () => {
    expect(issue([], { p: debt(-500n) })).toMatchObject([{ providerId: 'p', totalCents: 0n, carriedForwardCents: -500n, carriedRuns: 2 }]);
  });

  test('35: take the debt of a provider whose approval has ended out of the chain, and keep the others’', () => {
    expect(issue([], { p: debt(-500n), q: debt(-500n) }, {}, { ended: ['p'] })).toMatchObject([
      { providerId: 'p', receivableCents: -500n, carriedForwardCents: 0n },
      { providerId: 'q', receivableCents: 0n, carriedForwardCents: -500n },
    ]);
  });

  test('follow the terms of their month: who bills, and how long a debt is carried on', () => {
    const terms = { mode: 'PROVIDER_INVOICED', carriedRunsMax: 1 } as const;
    expect(issue([], { p: debt(-500n) }, {}, { terms })).toMatchObject([{ mode: 'PROVIDER_INVOICED', receivableCents: -500n }]);
  });

  test.each<[string, string | null, string | null]>([
    ['an account', iban, iban],
    ['no account', null, null],
    ['an invalid account as none', 'FI2112345600000786', null],
  ])('freeze %s', (_, account, creditorIban) => {
    expect(issue([line('p', 100n)], {}, { p: account })[0]).toMatchObject({ creditorName: 'p', creditorIban });
  });
});
