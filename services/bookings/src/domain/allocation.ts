/** What vouchers' answer makes of a visit: it stands, with its shares, or is refused, or is again what it was before a change. */
import { sumCents, type Cents } from '@seteli/kit/money';
import { isSameMoney } from '@seteli/schema/same-money';
import { review, type Approving } from './approval.ts';
import { isAfter } from './death.ts';
import {
  beforeOf,
  corrected,
  isCorrection,
  NOT_HELD,
  wasSettled,
  type BeforeChange,
  type RefusedAllocation,
  type Visit,
  type VisitFlag,
  type VisitLine,
} from './visit.ts';

export type AllocationAnswer = { readonly visitVersion: number } & (
  | { readonly made: true; readonly overlap: boolean; readonly lines: readonly VisitLine[] }
  | ({ readonly made: false } & RefusedAllocation)
);

/** The visit now; `isToBeTold`: it is approved with amounts that nobody has heard of. `isTakenBack`: its approval was told, and is none any more. */
export type Answered = { readonly visit: Visit; readonly isToBeTold: boolean; readonly isTakenBack?: true };

const untouched = (visit: Visit): Answered => ({ visit, isToBeTold: false });

/** The same visit when the answer concerns an older version of it. */
export function allocated(visit: Visit, answer: AllocationAnswer, approving: Approving): Answered {
  if (visit.allocation !== 'PENDING') return untouched(visit);
  if (visit.before?.awaitedVersion === answer.visitVersion) return allocatedBefore(visit, visit.before, answer, approving);
  if (visit.version !== answer.visitVersion) return untouched(visit);
  if (!answer.made) return refused(visit, { code: answer.code, remaining: answer.remaining, details: answer.details });
  const made: Visit = {
    ...visit,
    ...sharesOf(answer.lines),
    allocation: 'MADE',
    allocatedVersion: answer.visitVersion,
    flags: flagsOf([...visit.flags, ...found(visit, answer, approving)], answer.lines),
    refusal: null,
    returnReason: null,
    returnedAt: null,
    handleBy: null,
    remindedAt: null,
    before: null,
  };
  const isSame = visit.before !== null && !visit.before.isUntold && comesToTheSame(visit.lines, answer.lines);
  if (visit.before?.isRepriced) return repriced(made, visit.before, visit, isSame);
  // The organiser's own checker has corrected it: there is nobody left to look.
  if (visit.before && isCorrection(visit)) {
    const state = isSame ? visit.before.state : 'APPROVED';
    return { visit: { ...made, state, approvedBy: 'CHECKER', flags: corrected(made.flags) }, isToBeTold: !isSame };
  }
  const { flags, isHeld } = review(made.flags, approving);
  // Of an edit, because a lock has overtaken it: what was settled is only corrected from now on.
  const isSettled = visit.before?.state === 'SETTLED';
  const isTold = isSettled || visit.before?.state === 'APPROVED';
  // What a checker holds, a checker looks at, whatever its provider makes of it.
  if (!isHeld && !made.heldAt) {
    const approval = { approvedBy: 'POLICY', approvedAt: approving.at ?? null } as const;
    const stands: Pick<Visit, 'state' | 'flags'> =
      isSettled && isSame ? { state: 'SETTLED', flags } : { state: 'APPROVED', flags: isSettled ? corrected(flags) : flags };
    return { visit: { ...made, ...NOT_HELD, ...approval, ...stands }, isToBeTold: !(isTold && isSame) };
  }
  const reviewed: Visit = { ...made, flags, state: 'UNDER_REVIEW' };
  if (!isTold) return untouched(reviewed);
  // What it was is approved no more, though nobody has looked at what it is.
  return { visit: { ...reviewed, isTakenBack: true }, isToBeTold: false, isTakenBack: true };
}

/** What its answer shows of it. */
const found = (visit: Visit, { overlap, lines }: Extract<AllocationAnswer, { made: true }>, { diedOn = null }: Approving): VisitFlag[] => [
  ...(overlap ? (['OVERLAP'] as const) : []),
  ...(isAfter(diedOn, visit, lines) ? (['AFTER_DEATH'] as const) : []),
];

/** Only a changed share is a correction: whoever keeps the money hears of nothing else (rules 13, 35). */
const comesToTheSame = (before: readonly VisitLine[], after: readonly VisitLine[]): boolean =>
  isSameMoney(before.map(moneyOf), after.map(moneyOf));

const moneyOf = ({ serviceMonth, ...line }: VisitLine) => ({ ...line, month: serviceMonth });

/** At other prices it is what it was, and nobody looks again; what was settled is approved anew, unless it comes to the same (rules 14). */
function repriced(made: Visit, before: BeforeChange, visit: Visit, isSame: boolean): Answered {
  const { approvedBy, approverId, approvedAt } = before;
  const { returnReason, returnedAt, handleBy, remindedAt } = visit;
  const state = before.state === 'SETTLED' && !isSame ? 'APPROVED' : before.state;
  const flags = flagsOf(wasSettled(before) && !isSame ? corrected(before.flags) : before.flags, made.lines);
  const returned = { returnReason, returnedAt, handleBy, remindedAt };
  return {
    visit: { ...made, ...returned, state, approvedBy, approverId, approvedAt, flags },
    isToBeTold: state === 'APPROVED' && !isSame,
  };
}

/** What was changed before it was answered about: if it was taken, the visit goes back to that when the change is refused; if not, to nothing. */
function allocatedBefore(visit: Visit, before: BeforeChange, answer: AllocationAnswer, approving: Approving): Answered {
  const { awaitedVersion, isUntold: _, isRepriced: _repriced, ...was } = before;
  const first = allocated({ ...visit, ...was, version: awaitedVersion!, before: null }, answer, approving);
  if (first.visit.allocation !== 'MADE') return untouched({ ...visit, before: null });
  const shares = { ...sharesOf(first.visit.lines), allocatedVersion: first.visit.allocatedVersion };
  return untouched({ ...visit, ...shares, before: { ...beforeOf(first.visit), isUntold: first.isToBeTold } });
}

/**
 * A refused change leaves the visit as it was before; a refused new visit takes nothing and stays refused (rules 2, 49).
 * Vouchers keeps the older shares under the version that it refused, and speaks of that one from now on.
 */
function refused(visit: Visit, refusal: RefusedAllocation): Answered {
  if (!visit.before) return untouched({ ...visit, allocation: 'REFUSED', refusal });
  const { isUntold, awaitedVersion: _, isRepriced: _repriced, ...before } = visit.before;
  const standing: Visit = { ...visit, ...before, allocation: 'MADE', allocatedVersion: visit.version, refusal, before: null };
  return { visit: standing, isToBeTold: isUntold };
}

/**
 * Vouchers has taken a delivered visit from its balance again (rules 9). The version is raised, so that whoever keeps the shares
 * replaces them; vouchers goes on to speak of the version that it took. While a change waits, what stands before it is meant.
 */
export function recalculated(visit: Visit, { visitVersion, lines }: { visitVersion: number; lines: readonly VisitLine[] }): Answered {
  const isTaken = visit.state !== 'DELETED' && visit.lines.length > 0;
  if (!isTaken || (visit.allocatedVersion ?? visit.version) !== visitVersion) return untouched(visit);
  if (comesToTheSame(visit.lines, lines)) return untouched({ ...visit, ...sharesOf(lines) });
  const shared: Visit = { ...visit, ...sharesOf(lines), flags: flagsOf(visit.flags, lines) };
  const isApproved = (state: string) => state === 'APPROVED' || state === 'SETTLED';
  if (visit.before) {
    const before = { ...visit.before, isUntold: isApproved(visit.before.state), flags: flagsOf(visit.before.flags, lines) };
    return untouched({ ...shared, flags: visit.flags, before });
  }
  return { visit: { ...shared, version: visit.version + 1 }, isToBeTold: isApproved(visit.state) };
}

/** The visit as it stands while a change waits for its allocation: as it was before the change. */
export function standingOf(visit: Visit): Visit {
  if (!visit.before) return visit;
  const { isUntold: _, awaitedVersion: _awaited, isRepriced: _repriced, ...before } = visit.before;
  return { ...visit, ...before, before: null, version: visit.version - 1 };
}

export type Shares = ReturnType<typeof sharesOf>;

/** Extra service is the client's own affair, and in no sum (rules 1, 4). */
export function sharesOf(lines: readonly VisitLine[]) {
  const own = lines.filter(({ isExtraService }) => !isExtraService);
  return {
    lines,
    totalCents: sumCents(own.map(({ totalCents }) => totalCents)),
    organiserCents: sumCents(own.map(({ organiserCents }) => organiserCents)),
    clientCents: sumCents(own.map(({ clientCents }) => clientCents)),
    unbilledCents: sumCents(own.map(({ unbilledCents }) => unbilledCents)),
  };
}

function flagsOf(given: readonly VisitFlag[], lines: readonly VisitLine[]): readonly VisitFlag[] {
  const others = given.filter((flag) => flag !== 'EXTRA_SERVICE');
  return [...new Set([...others, ...(lines.some(({ isExtraService }) => isExtraService) ? (['EXTRA_SERVICE'] as const) : [])])];
}

/** What the client pays beyond his voucher. */
export const extraServiceOf = (lines: readonly VisitLine[]): Cents =>
  sumCents(lines.filter(({ isExtraService }) => isExtraService).map(({ totalCents }) => totalCents));

/** What the organiser's part leaves of the total's tax, so that the parts add up (rules 60c); who pays nothing, pays no tax. */
export const clientVatOf = ({ clientCents, totalVatCents, organiserVatCents }: VisitLine): Cents =>
  clientCents === 0n ? 0n : totalVatCents - organiserVatCents;

/** 255 is "25.5". */
export const percentOf = (permille: number): string => `${Math.floor(permille / 10)}${permille % 10 === 0 ? '' : `.${permille % 10}`}`;
