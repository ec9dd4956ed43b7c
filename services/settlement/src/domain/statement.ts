/** What a provider is paid for a month (tilityserittely), and what is carried on when its sum is negative (rules 35, 69f, 73). */
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/kit/quantity';
import { isIban, referenceOf } from './bank.ts';
import { sumShares, type Shares } from './posting.ts';

/** Runs in a row that carry a negative sum on; the next one makes it a receivable. */
const CARRIED_RUNS_MAX = 3;

/** What a provider's statement of the month before leaves behind. */
export type Debt = { readonly carriedForwardCents: Cents; readonly carriedRuns: number };

export type Balance = {
  readonly broughtForwardCents: Cents;
  readonly payableCents: Cents;
  readonly carriedForwardCents: Cents;
  readonly receivableCents: Cents;
  readonly carriedRuns: number;
};

export function settle(organiserCents: Cents, debt: Debt | undefined): Balance {
  const broughtForwardCents = debt?.carriedForwardCents ?? 0n;
  const net = broughtForwardCents + organiserCents;
  const nothing = { broughtForwardCents, payableCents: 0n, carriedForwardCents: 0n, receivableCents: 0n, carriedRuns: 0 };
  if (net >= 0n) return { ...nothing, payableCents: net };
  const carriedRuns = (debt?.carriedRuns ?? 0) + 1;
  return carriedRuns > CARRIED_RUNS_MAX ? { ...nothing, receivableCents: net } : { ...nothing, carriedForwardCents: net, carriedRuns };
}

export type StatementLine = Shares & {
  readonly providerId: Id;
  readonly contentId: Id;
  readonly serviceMonth: Month;
  readonly unit: Unit;
  readonly steps: number;
  readonly stepsPerUnit: number;
  readonly vatPermille: number;
  readonly organiserVatCents: Cents;
  readonly visits: number;
};

export type Creditor = { readonly companyName: string; readonly iban: string | null };

export type Statement = Shares &
  Balance & {
    readonly id: Id;
    readonly runId: Id;
    readonly organiserId: Id;
    readonly providerId: Id;
    readonly month: Month;
    readonly statementNumber: string;
    readonly reference: string;
    readonly state: 'ISSUED' | 'HELD';
    readonly creditorName: string | null;
    readonly creditorIban: string | null;
  };

export type StatementFacts = {
  readonly run: { readonly id: Id; readonly organiserId: Id; readonly month: Month };
  /** Without the pairs that cancel inside the run. */
  readonly lines: readonly StatementLine[];
  readonly debts: ReadonlyMap<Id, Debt>;
  readonly creditors: ReadonlyMap<Id, Creditor>;
};

/** One statement for each provider that has lines or a debt, numbered in the order of their ids, so that the same month always gives the same numbers. */
export function issueStatements({ run, lines, debts, creditors }: StatementFacts, newId: () => Id): readonly Statement[] {
  const byProvider = Map.groupBy(lines, ({ providerId }) => providerId);
  const providerIds = [...new Set([...byProvider.keys(), ...debts.keys()])].toSorted();
  return providerIds.map((providerId, index) => {
    const own = byProvider.get(providerId) ?? [];
    const shares = sumShares(own);
    const balance = settle(shares.organiserCents, debts.get(providerId));
    const creditor = creditors.get(providerId);
    const account = creditor?.iban && isIban(creditor.iban) ? creditor.iban : null;
    const statementNumber = `${run.month.toString().replace('-', '')}${String(index + 1).padStart(4, '0')}`;
    return {
      id: newId(),
      runId: run.id,
      organiserId: run.organiserId,
      providerId,
      month: run.month,
      statementNumber,
      reference: referenceOf(statementNumber),
      state: balance.payableCents > 0n && !account ? 'HELD' : 'ISSUED',
      ...shares,
      ...balance,
      creditorName: creditor?.companyName ?? null,
      creditorIban: account,
    };
  });
}
