/** Holding what was approved until its run is locked: a checker looks at it again. Its quota stays taken. Settlement, which heard of the approval, hears that it was taken back. */
import type { Instant } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { HOLDS_MAX } from './limits.ts';
import { inState, NOT_HELD, wasSettled, withReason, type StateRefusal, type Visit, type VisitFlag } from './visit.ts';

const NOT_APPROVED = { approvedBy: null, approverId: null, approvedAt: null } as const;

/** `reason`: a checker's words; null where a flag says why. */
export type WhyHeld = { readonly at: Instant; readonly reason: string | null; readonly flag?: VisitFlag };

/** `isToBeTold`: its approval was told, and is taken back. */
export type Held = { readonly visit: Visit; readonly isToBeTold: boolean };

/** A checker holds what is approved, with a reason. `before`: how often it was held until now. */
export function hold(
  visit: Visit | undefined,
  why: WhyHeld & { readonly reason: string },
  before: number,
): Decision<Held, StateRefusal | 'REASON_MISSING' | 'LIMIT_REACHED'> {
  const decision = withReason(inState(visit, 'holdVisit'), why.reason);
  if (!decision.accepted) return decision;
  if (before >= HOLDS_MAX) return refuse('LIMIT_REACHED', { path: ['visitId'] });
  return accept(holdStanding(decision.value, { ...why, reason: why.reason.trim() })!);
}

/**
 * Holds a visit whatever becomes of it at this moment: what waits for its allocation comes under review with it, what waits for a checker or its provider
 * goes on waiting, and neither is approved by itself any more. Nothing of what is settled, deleted or refused.
 */
export function holdStanding(visit: Visit, { at, reason, flag }: WhyHeld): Held | undefined {
  const { state, allocation, before, version } = visit;
  if (wasSettled(visit) || (before && wasSettled(before)) || state === 'DELETED' || allocation === 'REFUSED') return undefined;
  const flagged = <Of extends Pick<Visit, 'flags'>>(of: Of): Of =>
    flag && !of.flags.includes(flag) ? { ...of, flags: [...of.flags, flag] } : of;
  // The flag belongs to the version that stands; a refused change leaves that version.
  const standing = before ? { ...visit, before: flagged(before) } : flagged(visit);
  const held: Visit = { ...standing, heldAt: visit.heldAt ?? at, holdReason: reason ?? visit.holdReason };
  if (state === 'APPROVED') {
    const taken = { ...NOT_APPROVED, state: 'UNDER_REVIEW', version: version + 1, isTakenBack: true } as const;
    return { visit: { ...held, ...taken }, isToBeTold: true };
  }
  // Its change was told under a version of its own already.
  if (before?.state === 'APPROVED') {
    const was = { ...flagged(before), ...NOT_APPROVED, state: 'UNDER_REVIEW', isUntold: false } as const;
    return { visit: { ...held, before: was, isTakenBack: true }, isToBeTold: true };
  }
  return { visit: held, isToBeTold: false };
}

/**
 * What was approved after it was taken back, under the version under which it was taken back: nobody has heard of that approval. Settled: a lock that crossed the
 * hold named the approval before, and settlement has mirrored that.
 */
export const approvedUntold = (visit: Visit): Visit => ({ ...visit, ...NOT_HELD, state: 'APPROVED', version: visit.version + 1 });
