/** What a provider is paid for a month (tilityserittely), and what is carried on when its sum is negative (rules 35, 73). */
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/kit/quantity';
import { referenceOf } from './bank.ts';
import { accountOf, type Creditor } from './payment.ts';
import { sumShares, type Shares } from './posting.ts';
import type { SettlementMode, Terms } from './terms.ts';

/** What a provider's statement of the month before leaves behind. */
export type Debt = { readonly carriedForwardCents: Cents; readonly carriedRuns: number };

export type Balance = {
  readonly broughtForwardCents: Cents;
  readonly payableCents: Cents;
  readonly carriedForwardCents: Cents;
  readonly receivableCents: Cents;
  readonly carriedRuns: number;
};

/** What decides how long a debt is carried on. */
export type Patience = Pick<Terms, 'carriedRunsMax'> & {
  /** The provider's last approval with the organiser has ended by the end of the month: there is nothing to set a debt against any more. */
  readonly hasApprovalEnded: boolean;
};

export function settle(organiserCents: Cents, debt: Debt | undefined, { carriedRunsMax, hasApprovalEnded }: Patience): Balance {
  const broughtForwardCents = debt?.carriedForwardCents ?? 0n;
  const net = broughtForwardCents + organiserCents;
  const nothing = { broughtForwardCents, payableCents: 0n, carriedForwardCents: 0n, receivableCents: 0n, carriedRuns: 0 };
  if (net >= 0n) return { ...nothing, payableCents: net };
  const carriedRuns = (debt?.carriedRuns ?? 0) + 1;
  const isCarriedOn = !hasApprovalEnded && carriedRuns <= carriedRunsMax;
  return isCarriedOn ? { ...nothing, carriedForwardCents: net, carriedRuns } : { ...nothing, receivableCents: net };
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

export type Statement = Shares &
  Balance & {
    readonly id: Id;
    readonly runId: Id;
    readonly organiserId: Id;
    readonly providerId: Id;
    readonly month: Month;
    readonly statementNumber: string;
    readonly reference: string;
    readonly mode: SettlementMode;
    /** As they stood at the lock. */
    readonly creditorName: string | null;
    readonly creditorIban: string | null;
  };

export type StatementFacts = {
  readonly run: { readonly id: Id; readonly organiserId: Id; readonly month: Month };
  /** Without the pairs that cancel inside the run. */
  readonly lines: readonly StatementLine[];
  readonly debts: ReadonlyMap<Id, Debt>;
  readonly creditors: ReadonlyMap<Id, Creditor>;
  readonly terms: Terms;
  /** Providers whose last approval has ended. */
  readonly endedApprovals: ReadonlySet<Id>;
};

/** One statement for each provider that has lines or a debt, numbered in the order of their ids, so that the same month always gives the same numbers. */
export function issueStatements(
  { run, lines, debts, creditors, terms, endedApprovals }: StatementFacts,
  newId: () => Id,
): readonly Statement[] {
  const byProvider = Map.groupBy(lines, ({ providerId }) => providerId);
  const providerIds = [...new Set([...byProvider.keys(), ...debts.keys()])].toSorted();
  return providerIds.map((providerId, index) => {
    const own = byProvider.get(providerId) ?? [];
    const shares = sumShares(own);
    const patience = { carriedRunsMax: terms.carriedRunsMax, hasApprovalEnded: endedApprovals.has(providerId) };
    const balance = settle(shares.organiserCents, debts.get(providerId), patience);
    const creditor = creditors.get(providerId);
    const statementNumber = `${run.month.toString().replace('-', '')}${String(index + 1).padStart(4, '0')}`;
    return {
      id: newId(),
      runId: run.id,
      organiserId: run.organiserId,
      providerId,
      month: run.month,
      statementNumber,
      reference: referenceOf(statementNumber),
      mode: terms.mode,
      ...shares,
      ...balance,
      creditorName: creditor?.companyName ?? null,
      creditorIban: accountOf(creditor)?.creditorIban ?? null,
    };
  });
}
