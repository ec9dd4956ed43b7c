/**
 * What vouchers' answer makes of a visit. The visit stands with its shares, or is refused, or is again what it was
 * before a change.
 */
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

/**
 * `isToBeTold`: the visit is approved with amounts that nobody has heard of. `isTakenBack`: others heard of its
 * approval, which holds no longer.
 */
export type Answered = { readonly visit: Visit; readonly isToBeTold: boolean; readonly isTakenBack?: true };

const untouched = (visit: Visit): Answered => ({ visit, isToBeTold: false });

/** Gives the same visit when the answer concerns an older version of it. */
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
  // The organiser's own checker has corrected the visit, so nobody else looks at it.
  if (visit.before && isCorrection(visit)) {
    const state = isSame ? visit.before.state : 'APPROVED';
    return { visit: { ...made, state, approvedBy: 'CHECKER', flags: corrected(made.flags) }, isToBeTold: !isSame };
  }
  const { flags, isHeld } = review(made.flags, approving);
  // A lock has overtaken an edit: from now on only a correction changes the settled visit.
  const isSettled = visit.before?.state === 'SETTLED';
  const isTold = isSettled || visit.before?.state === 'APPROVED';
  // A checker looks at a visit that a checker holds, whatever its provider makes of it.
  if (!isHeld && !made.heldAt) {
    const approval = { approvedBy: 'POLICY', approvedAt: approving.at ?? null } as const;
    const stands: Pick<Visit, 'state' | 'flags'> =
      isSettled && isSame ? { state: 'SETTLED', flags } : { state: 'APPROVED', flags: isSettled ? corrected(flags) : flags };
    return { visit: { ...made, ...NOT_HELD, ...approval, ...stands }, isToBeTold: !(isTold && isSame) };
  }
  const reviewed: Visit = { ...made, flags, state: 'UNDER_REVIEW' };
  if (!isTold) return untouched(reviewed);
  // The former visit is approved no longer, though nobody has looked at the changed one.
  return { visit: { ...reviewed, isTakenBack: true }, isToBeTold: false, isTakenBack: true };
}

/** What vouchers' answer shows of the visit. */
const found = (visit: Visit, { overlap, lines }: Extract<AllocationAnswer, { made: true }>, { diedOn = null }: Approving): VisitFlag[] => [
  ...(overlap ? (['OVERLAP'] as const) : []),
  ...(isAfter(diedOn, visit, lines) ? (['AFTER_DEATH'] as const) : []),
];

/** Only a changed share is a correction: whoever keeps the money hears of nothing else (rules 13, 35). */
const comesToTheSame = (before: readonly VisitLine[], after: readonly VisitLine[]): boolean =>
  isSameMoney(before.map(moneyOf), after.map(moneyOf));

const moneyOf = ({ serviceMonth, ...line }: VisitLine) => ({ ...line, month: serviceMonth });

/**
 * At other prices a visit keeps its state, and nobody looks at it again. A settled visit is approved again, unless its
 * shares stay the same (rules 14).
 */
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

/**
 * The provider changed the visit before vouchers had answered about it. If vouchers took the first version, a refused
 * change brings the visit back to it; otherwise a refused change leaves nothing.
 */
function allocatedBefore(visit: Visit, before: BeforeChange, answer: AllocationAnswer, approving: Approving): Answered {
  const { awaitedVersion, isUntold: _, isRepriced: _repriced, ...was } = before;
  const first = allocated({ ...visit, ...was, version: awaitedVersion!, before: null }, answer, approving);
  if (first.visit.allocation !== 'MADE') return untouched({ ...visit, before: null });
  const shares = { ...sharesOf(first.visit.lines), allocatedVersion: first.visit.allocatedVersion };
  return untouched({ ...visit, ...shares, before: { ...beforeOf(first.visit), isUntold: first.isToBeTold } });
}

/**
 * A refused change leaves the visit as it was before. A refused new visit takes nothing and stays refused (rules 2,
 * 49). Vouchers keeps the older shares under the version that it refused, and names that version from now on.
 */
function refused(visit: Visit, refusal: RefusedAllocation): Answered {
  if (!visit.before) return untouched({ ...visit, allocation: 'REFUSED', refusal });
  const { isUntold, awaitedVersion: _, isRepriced: _repriced, ...before } = visit.before;
  const standing: Visit = { ...visit, ...before, allocation: 'MADE', allocatedVersion: visit.version, refusal, before: null };
  return { visit: standing, isToBeTold: isUntold };
}

/**
 * Vouchers has recalculated a delivered visit (rules 9). The visit's version rises, so that whoever keeps the shares
 * replaces them. Vouchers goes on to name the version that it took. While a change waits, the recalculation concerns
 * the visit before the change.
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

/** While a change waits for its allocation, the visit stands as it was before the change. */
export function asItStands(visit: Visit): Visit {
  if (!visit.before) return visit;
  const { isUntold: _, awaitedVersion: _awaited, isRepriced: _repriced, ...before } = visit.before;
  return { ...visit, ...before, before: null, version: visit.version - 1 };
}

export type Shares = ReturnType<typeof sharesOf>;

/** Extra service concerns only the client, and is in no sum (rules 1, 4). */
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

/** The client pays this beyond their voucher. */
export const extraServiceOf = (lines: readonly VisitLine[]): Cents =>
  sumCents(lines.filter(({ isExtraService }) => isExtraService).map(({ totalCents }) => totalCents));

/**
 * The rest of the total's tax after the organiser's part, so that the parts add up (rules 60c). A client who pays
 * nothing pays no tax.
 */
export const clientVatOf = ({ clientCents, totalVatCents, organiserVatCents }: VisitLine): Cents =>
  clientCents === 0n ? 0n : totalVatCents - organiserVatCents;

/** 255 is "25.5". */
export const percentOf = (permille: number): string => `${Math.floor(permille / 10)}${permille % 10 === 0 ? '' : `.${permille % 10}`}`;
