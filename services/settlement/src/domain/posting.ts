/**
 * Posts visits to the ledger, event by event. Entries never change: a later version of a visit reverses the standing
 * entries and posts again; a deletion and a hold only reverse (rules 34, 62, 63, 66, 67). A version with the same money
 * posts nothing (rules 13, 35).
 */
import { isMonthBefore, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/schema/quantity';
import { isSameMoney } from '@seteli/schema/same-money';
import type { CHANGE_CAUSES } from '@seteli/schema/events/bookings';
import { accountingMonthOf, earliestOpen, type Months } from './month.ts';
import { clientVat, type LineVat } from './vat.ts';

export type ChangeCause = (typeof CHANGE_CAUSES)[number];

export type Account = 'PROVIDER' | 'ORGANISER' | 'CLIENT';
export type Line = {
  readonly account: Account;
  readonly contentId: Id;
  readonly unit: Unit;
  readonly steps: number;
  readonly stepsPerUnit: number;
  readonly amountCents: Cents;
  readonly vatPermille: number;
  /** The tax that the amount contains, of the same sign. */
  readonly vatCents: Cents;
};

type About = {
  readonly organiserId: Id;
  readonly visitId: Id;
  readonly voucherId: Id;
  readonly personId: Id;
  readonly serviceId: Id;
  readonly providerId: Id;
  readonly unitId: Id;
};

/** A posting about one visit and one service month. */
export type Entry = About & {
  readonly id: Id;
  readonly kind: 'ORIGINAL' | 'REVERSAL' | 'REPLACEMENT';
  /** The version of the visit that caused the posting. */
  readonly visitVersion: number;
  readonly serviceMonth: Month;
  readonly accountingMonth: Month;
  /** The entry that this one reverses or replaces. */
  readonly reverses: Id | null;
  /** Why the entry reverses or replaces; null for an original, and for entries older than this field. */
  readonly cause: ChangeCause | null;
  readonly postedAt: Instant;
  readonly lines: readonly Line[];
};

export type Shares = { readonly totalCents: Cents; readonly organiserCents: Cents; readonly clientCents: Cents };

/** A line of a visit. Its total may exceed the two shares: nobody pays the unbilled rest (rules 29). */
export type VisitLine = Shares &
  LineVat & {
    readonly contentId: Id;
    readonly serviceMonth: Month;
    readonly unit: Unit;
    readonly steps: number;
    readonly stepsPerUnit: number;
    /** Beyond the client's voucher and only their own concern: never in the ledger (rules 1). */
    readonly isExtraService: boolean;
  };

export type ApprovedVisit = About & {
  readonly version: number;
  readonly cause: ChangeCause | null;
  readonly recordedAt: Instant;
  readonly lines: readonly VisitLine[];
};

export type VisitVersion = { readonly visitId: Id; readonly version: number };
export type TakenBackVisit = VisitVersion & { readonly cause: ChangeCause };

/** Everything posted about the visits so far, and each organiser's months. */
export type LedgerFacts = { readonly posted: ReadonlyMap<Id, readonly Entry[]>; readonly months: ReadonlyMap<Id, Months> };

export type Stamp = { readonly now: Instant; readonly newId: () => Id };

const onAccount = (lines: readonly Line[], account: Account): Cents =>
  sumCents(lines.filter((line) => line.account === account).map(({ amountCents }) => amountCents));

export const sharesOf = ({ lines }: Pick<Entry, 'lines'>): Shares => ({
  totalCents: -onAccount(lines, 'PROVIDER'),
  organiserCents: onAccount(lines, 'ORGANISER'),
  clientCents: onAccount(lines, 'CLIENT'),
});

export const sumShares = (shares: readonly Shares[]): Shares => ({
  totalCents: sumCents(shares.map(({ totalCents }) => totalCents)),
  organiserCents: sumCents(shares.map(({ organiserCents }) => organiserCents)),
  clientCents: sumCents(shares.map(({ clientCents }) => clientCents)),
});

export function postApproved(facts: LedgerFacts, visits: readonly ApprovedVisit[], stamp: Stamp): readonly Entry[] {
  return postEach(facts, visits, (posted, visit) => {
    if (isPosted(visit, unreversed(posted))) return [];
    const months = facts.months.get(visit.organiserId)!;
    const reversals = mirrorStanding(posted, { ...visit, cause: causeOf(visit) }, months, stamp);
    // A visit that was taken back entirely and comes again replaces the reversed entries.
    const answered = reversals.length > 0 ? reversals : posted.filter(({ kind }) => kind === 'REVERSAL');
    const covered = visit.lines.filter(({ isExtraService }) => !isExtraService);
    const parts = [...Map.groupBy(covered, ({ serviceMonth }) => serviceMonth.toString()).values()];
    return [...reversals, ...parts.map((part) => newEntry(visit, part, answered, months, stamp))];
  });
}

/** Reverses the entries of visits that were deleted or are no longer approved. */
export function postTakenBack(facts: LedgerFacts, visits: readonly TakenBackVisit[], stamp: Stamp): readonly Entry[] {
  return postEach(facts, visits, (posted, visit) =>
    posted.length === 0 ? [] : mirrorStanding(posted, visit, facts.months.get(posted[0]!.organiserId)!, stamp),
  );
}

/** Whether the standing entries already have the same parties, months, contents and amounts. */
function isPosted(visit: ApprovedVisit, standing: readonly Entry[]): boolean {
  const covered = visit.lines.filter(({ isExtraService }) => !isExtraService);
  const before = standing.flatMap(({ serviceMonth, lines }) => lines.map((line) => moneyOf(line, serviceMonth)));
  const after = covered.flatMap((line) => accountLines(line).map((each) => moneyOf(each, line.serviceMonth)));
  const monthsOf = (parts: readonly { readonly serviceMonth: Month }[]) =>
    new Set(parts.map(({ serviceMonth }) => serviceMonth.toString()));
  return (
    standing.length > 0 &&
    standing.every((entry) => PARTIES.every((party) => entry[party] === visit[party])) &&
    monthsOf(standing).symmetricDifference(monthsOf(covered)).size === 0 &&
    isSameMoney(before, after)
  );
}

const PARTIES = ['organiserId', 'voucherId', 'personId', 'serviceId', 'providerId', 'unitId'] as const satisfies (keyof About)[];

const moneyOf = ({ account, contentId, unit, steps, stepsPerUnit, amountCents, vatPermille }: Line, month: Month) => ({
  contentId: `${account} ${contentId}`,
  month,
  unit,
  steps,
  stepsPerUnit,
  vatPermille,
  organiserCents: amountCents,
  clientCents: 0n,
  unbilledCents: 0n,
  isExtraService: false,
});

/**
 * Visits that came again with the same money and that a locked run pays, with the earliest such month. Bookings knows
 * them only as approved.
 */
export type SettledVisit = VisitVersion & { readonly organiserId: Id; readonly month: Month };

export function settledBefore(facts: LedgerFacts, visits: readonly ApprovedVisit[]): readonly SettledVisit[] {
  return visits.flatMap((visit) => {
    const standing = unreversed(facts.posted.get(visit.visitId) ?? []);
    const { lockedThrough } = facts.months.get(visit.organiserId)!;
    if (!lockedThrough || !isPosted(visit, standing)) return [];
    const months = standing.map(({ accountingMonth }) => accountingMonth).filter((month) => !isMonthBefore(lockedThrough, month));
    const [month] = months.toSorted(Temporal.PlainYearMonth.compare);
    return month ? [{ visitId: visit.visitId, version: visit.version, organiserId: visit.organiserId, month }] : [];
  });
}

/** Each event sees what earlier ones post. An event that is not newer than everything posted is a repeat. */
function postEach<Visit extends VisitVersion>(
  facts: LedgerFacts,
  visits: readonly Visit[],
  post: (posted: readonly Entry[], visit: Visit) => readonly Entry[],
): readonly Entry[] {
  const posted = new Map(facts.posted);
  return visits.flatMap((visit) => {
    const before = posted.get(visit.visitId) ?? [];
    if (before.some(({ visitVersion }) => visitVersion >= visit.version)) return [];
    const entries = post(before, visit);
    posted.set(visit.visitId, [...before, ...entries]);
    return entries;
  });
}

/** Mirrors lines exactly as stored, never computed again, in their own month while it is open. */
function mirrorStanding(
  posted: readonly Entry[],
  { version, cause }: Omit<TakenBackVisit, 'visitId'>,
  months: Months,
  { now, newId }: Stamp,
): readonly Entry[] {
  return unreversed(posted).map((entry) => ({
    ...entry,
    id: newId(),
    kind: 'REVERSAL',
    visitVersion: version,
    cause,
    accountingMonth: earliestOpen(entry.accountingMonth, months),
    reverses: entry.id,
    postedAt: now,
    lines: entry.lines.map((line) => ({ ...line, steps: -line.steps, amountCents: -line.amountCents, vatCents: -line.vatCents })),
  }));
}

/** The entries that no reversal mirrors. */
function unreversed(posted: readonly Entry[]): readonly Entry[] {
  const mirrored = new Set(posted.filter(({ kind }) => kind === 'REVERSAL').map(({ reverses }) => reverses));
  return posted.filter(({ kind, id }) => kind !== 'REVERSAL' && !mirrored.has(id));
}

function newEntry(
  visit: ApprovedVisit,
  part: ApprovedVisit['lines'],
  reversals: readonly Entry[],
  months: Months,
  { now, newId }: Stamp,
): Entry {
  const { organiserId, visitId, voucherId, personId, serviceId, providerId, unitId, recordedAt, version } = visit;
  const { serviceMonth } = part[0]!;
  const answered = reversals.findLast((reversal) => reversal.serviceMonth.equals(serviceMonth)) ?? latest(reversals);
  return {
    id: newId(),
    kind: answered ? 'REPLACEMENT' : 'ORIGINAL',
    organiserId,
    visitId,
    voucherId,
    personId,
    serviceId,
    providerId,
    unitId,
    visitVersion: version,
    serviceMonth,
    accountingMonth: answered ? earliestOpen(answered.accountingMonth, months) : accountingMonthOf(serviceMonth, recordedAt, months),
    reverses: answered?.reverses ?? null,
    cause: answered ? causeOf(visit) : null,
    postedAt: now,
    lines: part.flatMap(accountLines),
  };
}

/** A checker may have looked at an edited visit in between, so its approval names no cause. */
const causeOf = ({ cause }: ApprovedVisit): ChangeCause => cause ?? 'EDITED';

const latest = (entries: readonly Entry[]): Entry | undefined =>
  entries.reduce<Entry | undefined>(
    (last, entry) => (last && !isMonthBefore(last.accountingMonth, entry.accountingMonth) ? last : entry),
    undefined,
  );

/**
 * What the provider has earned, and who owes it. An amount that nobody pays is not earned. Lines of zero are left out.
 */
function accountLines(line: VisitLine): readonly Line[] {
  const { contentId, unit, steps, stepsPerUnit, organiserCents, clientCents, vatPermille, organiserVatCents } = line;
  const clientVatCents = clientVat(line);
  return (
    [
      ['PROVIDER', -(organiserCents + clientCents), -(organiserVatCents + clientVatCents)],
      ['ORGANISER', organiserCents, organiserVatCents],
      ['CLIENT', clientCents, clientVatCents],
    ] as const
  )
    .filter(([, amountCents]) => amountCents !== 0n)
    .map(([account, amountCents, vatCents]) => ({ account, contentId, unit, steps, stepsPerUnit, amountCents, vatPermille, vatCents }));
}
