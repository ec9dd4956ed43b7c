/**
 * What a provider is paid for a month (tilityserittely), and what is carried on when its sum is negative
 * (rules 35, 73).
 */
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { minCents, sumCents, type Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/schema/quantity';
import { referenceOf } from './bank.ts';
import { bankAccountOf, type Creditor } from './payment.ts';
import { sumShares, type Shares } from './posting.ts';
import type { SettlementMode, Terms } from './terms.ts';

/** The debt that the statement of the month before leaves. */
export type Debt = { readonly carriedForwardCents: Cents; readonly carriedRuns: number };

export type Balance = {
  readonly broughtForwardCents: Cents;
  readonly payableCents: Cents;
  readonly carriedForwardCents: Cents;
  readonly receivableCents: Cents;
  readonly carriedRuns: number;
};

const NOTHING: Balance = { broughtForwardCents: 0n, payableCents: 0n, carriedForwardCents: 0n, receivableCents: 0n, carriedRuns: 0 };

/** The facts that decide how long a debt is carried on. */
export type DebtTerms = Pick<Terms, 'carriedRunsMax'> & {
  /**
   * The provider's last approval with the organiser has ended by the end of the month, so nothing is left to set a debt
   * against.
   */
  readonly hasApprovalEnded: boolean;
};

export function settle(organiserCents: Cents, debt: Debt | undefined, { carriedRunsMax, hasApprovalEnded }: DebtTerms): Balance {
  const broughtForwardCents = debt?.carriedForwardCents ?? 0n;
  const net = broughtForwardCents + organiserCents;
  const nothing = { ...NOTHING, broughtForwardCents };
  if (net >= 0n) return { ...nothing, payableCents: net };
  const carriedRuns = (debt?.carriedRuns ?? 0) + 1;
  const isCarriedOn = !hasApprovalEnded && carriedRuns <= carriedRunsMax;
  return isCarriedOn ? { ...nothing, carriedForwardCents: net, carriedRuns } : { ...nothing, receivableCents: net };
}

/** A part of a provider's balance in a run: of one unit, or the whole. */
export type BalancePart = Balance & {
  /** What other units of the provider pay of this unit's debt. Below zero, what this unit pays of theirs. */
  readonly setOffCents: Cents;
};

/**
 * Shares a provider's balance out over its units. Units are netted (rules 35): some pay the debts of others, in their
 * order. The first unit bears what is brought forward and carried on. The parts add up to the balance.
 */
export function shareOut(earnedCents: readonly Cents[], balance: Balance): readonly BalancePart[] {
  const positive = earnedCents.map((cents) => (cents > 0n ? cents : 0n));
  let debtCents = sumCents(positive) - balance.payableCents;
  return earnedCents.map((cents, index) => {
    const paidForOthers = minCents(positive[index]!, debtCents);
    debtCents -= paidForOthers;
    const part = { ...(index === 0 ? balance : NOTHING), payableCents: positive[index]! - paidForOthers };
    const { broughtForwardCents, payableCents, carriedForwardCents, receivableCents } = part;
    return { ...part, setOffCents: payableCents + carriedForwardCents + receivableCents - broughtForwardCents - cents };
  });
}

export type StatementLine = Shares & {
  readonly providerId: Id;
  /** The unit of the statement, where the provider bills by unit; null for a statement of the whole provider. */
  readonly billingUnitId: Id | null;
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
  BalancePart & {
    readonly id: Id;
    readonly runId: Id;
    readonly organiserId: Id;
    readonly providerId: Id;
    readonly billingUnitId: Id | null;
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
  /** The organiser's series, with which its numbers begin. */
  readonly series: number;
  /** Without the pairs that cancel inside the run. */
  readonly lines: readonly StatementLine[];
  readonly debts: ReadonlyMap<Id, Debt>;
  readonly creditors: ReadonlyMap<Id, Creditor>;
  readonly terms: Terms;
  /** Providers whose last approval has ended. */
  readonly endedApprovals: ReadonlySet<Id>;
};

/** A line of zeros: a version was posted again and changed neither shares nor quantities. */
const isEmpty = ({ totalCents, organiserCents, clientCents, steps, organiserVatCents }: StatementLine): boolean =>
  totalCents === 0n && organiserCents === 0n && clientCents === 0n && steps === 0 && organiserVatCents === 0n;

const movesMoney = ({ totalCents, organiserCents, clientCents }: Shares): boolean =>
  totalCents !== 0n || organiserCents !== 0n || clientCents !== 0n;

const partOf = ({ providerId, billingUnitId }: Pick<StatementLine, 'providerId' | 'billingUnitId'>): string =>
  `${providerId} ${billingUnitId}`;

/** The lines to state. A provider, or a unit of it, without a line that moves money has no statement (rules 35). */
export function linesToState(lines: readonly StatementLine[]): readonly StatementLine[] {
  const stated = new Set(lines.filter(movesMoney).map(partOf));
  return lines.filter((line) => stated.has(partOf(line)) && !isEmpty(line));
}

const MONTH_DIGITS = 6;
const SERIES_DIGITS = 4;
const ORDINAL_DIGITS = 5;
const NUMBER_DIGITS = MONTH_DIGITS + SERIES_DIGITS + ORDINAL_DIGITS;

/**
 * Month, the organiser's series and the ordinal in the run. Each has a fixed number of digits, so no two numbers read
 * alike.
 */
export function statementNumberOf(month: Month, series: number, ordinal: number): string {
  const digits = (number: number, count: number) => String(number).padStart(count, '0');
  const number = `${month.toString().replace('-', '')}${digits(series, SERIES_DIGITS)}${digits(ordinal, ORDINAL_DIGITS)}`;
  if (number.length > NUMBER_DIGITS) throw new Error(`a statement of ${month} would need a longer number: ${number}`);
  return number;
}

/**
 * Issues one statement for each provider with lines or a debt. Where a provider bills by unit, it issues one for each
 * unit with lines (rules 69d). The numbers follow the order of ids, so the same month always gives the same numbers.
 * `lines` come from `linesToState`.
 */
export function issueStatements(facts: StatementFacts, newId: () => Id): readonly Statement[] {
  const byProvider = Map.groupBy(facts.lines, ({ providerId }) => providerId);
  const providerIds = [...new Set([...byProvider.keys(), ...facts.debts.keys()])].toSorted();
  const { run, series, terms, creditors } = facts;
  return providerIds
    .flatMap((providerId) => partsOf(providerId, byProvider.get(providerId) ?? [], facts))
    .map((part, index) => {
      const creditor = creditors.get(part.providerId);
      const statementNumber = statementNumberOf(run.month, series, index + 1);
      return {
        id: newId(),
        runId: run.id,
        organiserId: run.organiserId,
        month: run.month,
        statementNumber,
        reference: referenceOf(statementNumber),
        mode: terms.mode,
        ...part,
        creditorName: creditor?.companyName ?? null,
        creditorIban: bankAccountOf(creditor)?.creditorIban ?? null,
      };
    });
}

function partsOf(providerId: Id, lines: readonly StatementLine[], { debts, terms, endedApprovals }: StatementFacts) {
  const byUnit = [...Map.groupBy(lines, ({ billingUnitId }) => billingUnitId)].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const sums =
    byUnit.length > 0
      ? byUnit.map(([billingUnitId, own]) => ({ billingUnitId, ...sumShares(own) }))
      : [{ billingUnitId: null, ...sumShares([]) }];
  const debtTerms = { carriedRunsMax: terms.carriedRunsMax, hasApprovalEnded: endedApprovals.has(providerId) };
  const balance = settle(sumShares(sums).organiserCents, debts.get(providerId), debtTerms);
  const parts = shareOut(
    sums.map(({ organiserCents }) => organiserCents),
    balance,
  );
  return sums.map((sum, index) => ({ providerId, ...sum, ...parts[index]! }));
}
