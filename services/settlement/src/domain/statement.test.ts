import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumCents } from '@seteli/kit/money';
import { issueStatements, settle, type Debt, type Patience, type StatementLine } from './statement.ts';
import { DEFAULT_TERMS, type Terms } from './terms.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const patience = (change: Partial<Patience> = {}): Patience => ({ carriedRunsMax: 3, hasApprovalEnded: false, ...change });
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
    ['the fourth run, and more is taken back', -400n, debt(-5600n, 3), { receivableCents: -6000n, carriedForwardCents: 0n }],
    ['nothing at all', 0n, undefined, { payableCents: 0n, carriedForwardCents: 0n, receivableCents: 0n }],
  ])('%s', (_, organiserCents, before, expected) => expect(settle(organiserCents, before, patience())).toMatchObject(expected));

  test.each<[string, Debt | undefined, Partial<Patience>, 'carried on' | 'a receivable']>([
    ['the third run in a row', debt(-5600n, 2), {}, 'carried on'],
    ['the fourth', debt(-5600n, 3), {}, 'a receivable'],
    ['the first, where none may carry it', undefined, { carriedRunsMax: 0 }, 'a receivable'],
    ['the first, where one may', undefined, { carriedRunsMax: 1 }, 'carried on'],
    ['the second, where one may', debt(-5600n, 1), { carriedRunsMax: 1 }, 'a receivable'],
    ['the fifth, where five may', debt(-5600n, 4), { carriedRunsMax: 5 }, 'carried on'],
    ['the third, where from now on one may', debt(-5600n, 2), { carriedRunsMax: 1 }, 'a receivable'],
    ['the fourth, where from now on four may', debt(-5600n, 3), { carriedRunsMax: 4 }, 'carried on'],
    ['the first, the last approval having ended', undefined, { hasApprovalEnded: true }, 'a receivable'],
    ['the second, the last approval having ended', debt(-5600n, 1), { hasApprovalEnded: true }, 'a receivable'],
  ])('a negative sum is carried on or becomes a receivable: %s', (_, before, change, becomes) => {
    const { carriedForwardCents, receivableCents } = settle(-100n, before, patience(change));
    const net = -100n + (before?.carriedForwardCents ?? 0n);
    expect([carriedForwardCents, receivableCents]).toEqual(becomes === 'carried on' ? [net, 0n] : [0n, net]);
  });

  test('what is left to pay is paid although the last approval has ended', () =>
    expect(settle(10000n, debt(-5600n), patience({ hasApprovalEnded: true }))).toMatchObject({ payableCents: 4400n, receivableCents: 0n }));

  test('no cent is lost over any chain of months: Σ lines = Σ paid + Σ receivables + what is carried on', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -20000n, max: 20000n }), { maxLength: 24 }), fc.nat({ max: 12 }), (months, carriedRunsMax) => {
        let before: Debt | undefined;
        let settled = 0n;
        for (const organiserCents of months) {
          const balance = settle(organiserCents, before, patience({ carriedRunsMax }));
          settled += balance.payableCents + balance.receivableCents;
          expect(balance.payableCents >= 0n && balance.carriedRuns <= carriedRunsMax).toBe(true);
          before = balance;
        }
        expect(settled + (before?.carriedForwardCents ?? 0n)).toBe(sumCents(months));
      }),
    ));
});

describe('the statements of a run', () => {
  const line = (providerId: string, organiserCents: bigint, clientCents = 0n): StatementLine => ({
    providerId,
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
        lines,
        debts: new Map(Object.entries(debts)),
        creditors: new Map(Object.entries(accounts).map(([id, account]) => [id, { companyName: id, iban: account }])),
        terms,
        endedApprovals: new Set(ended),
      },
      () => 'id',
    );

  test('one for each provider, with the sum of its lines, a number and its reference', () => {
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
      ['p', '2026060001', 'RF7920260600013', 11625n, 10000n],
      ['q', '2026060002', 'RF1920260600026', 100n, 100n],
    ]);
  });

  test('a debt makes a statement without lines', () => {
    expect(issue([], { p: debt(-500n) })).toMatchObject([{ providerId: 'p', totalCents: 0n, carriedForwardCents: -500n, carriedRuns: 2 }]);
  });

  test('35: the debt of the provider whose approval has ended leaves the chain, that of others stays', () => {
    expect(issue([], { p: debt(-500n), q: debt(-500n) }, {}, { ended: ['p'] })).toMatchObject([
      { providerId: 'p', receivableCents: -500n, carriedForwardCents: 0n },
      { providerId: 'q', receivableCents: 0n, carriedForwardCents: -500n },
    ]);
  });

  test('bears the terms of its month: who bills, and how long a debt is carried on', () => {
    const terms = { mode: 'PROVIDER_INVOICED', carriedRunsMax: 1 } as const;
    expect(issue([], { p: debt(-500n) }, {}, { terms })).toMatchObject([{ mode: 'PROVIDER_INVOICED', receivableCents: -500n }]);
  });

  test.each<[string, string | null, string | null]>([
    ['an account', iban, iban],
    ['no account', null, null],
    ['an account that is none', 'FI2112345600000786', null],
  ])('freezes %s', (_, account, creditorIban) => {
    expect(issue([line('p', 100n)], {}, { p: account })[0]).toMatchObject({ creditorName: 'p', creditorIban });
  });
});
