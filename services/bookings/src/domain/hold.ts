/**
 * Holds approved visits until their run is locked, so that a checker looks at them again. Their quota stays taken.
 * Settlement heard of the approval, and now hears that it holds no longer.
 */
import type { Instant } from '@seteli/kit/day';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { HOLDS_MAX } from './limits.ts';
import { inState, wasSettled, withReason, type StateRefusal, type Visit, type VisitFlag } from './visit.ts';

const NOT_APPROVED = { approvedBy: null, approverId: null, approvedAt: null } as const;

/** `reason`: a checker's words. Null where a flag says why. */
export type WhyHeld = { readonly at: Instant; readonly reason: string | null; readonly flag?: VisitFlag };

/** `isToBeTold`: others heard of the approval, which holds no longer. */
export type Held = { readonly visit: Visit; readonly isToBeTold: boolean };

/** A checker holds an approved visit, with a reason. `before`: how often checkers have held it until now. */
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
 * Holds a visit in any open state. A visit that waits for its allocation comes under review with it; a visit that waits
 * for a checker or its provider goes on waiting. None of them is then approved by itself. Settled, deleted and refused
 * visits cannot be held.
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
  // Bookings announced the change under a version of its own already.
  if (before?.state === 'APPROVED') {
    const was = { ...flagged(before), ...NOT_APPROVED, state: 'UNDER_REVIEW', isUntold: false } as const;
    return { visit: { ...held, before: was, isTakenBack: true }, isToBeTold: true };
  }
  return { visit: held, isToBeTold: false };
}
