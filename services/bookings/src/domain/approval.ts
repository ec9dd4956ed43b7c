/** Whether a visit is approved by itself or a checker looks at it (rules 68, 69a). */
import { createHmac } from 'node:crypto';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { VisitFlag } from './visit.ts';

export type ApprovalPolicy = 'AUTOMATIC_UNLESS_FLAGGED' | 'ALWAYS_CHECKED';

/**
 * `policy`: how the service approves on the visit's day. `isDrawn`: the lot fell on the visit. `diedOn`: the client's
 * day of death, as far as bookings has heard. `at`: when the rule decides.
 */
export type Approving = {
  readonly policy: ApprovalPolicy;
  readonly isDrawn: boolean;
  readonly diedOn?: Day | null;
  readonly at?: Instant;
};

/** LATE, EXTRA_SERVICE and CORRECTED only tell. */
export const NEEDS_REVIEW: ReadonlySet<VisitFlag> = new Set([
  'OVERLAP',
  'OVER_HARD_LIMIT',
  'ADJACENT',
  'WORKER_ELSEWHERE',
  'SAMPLED',
  'AFTER_DEATH',
]);
const needsReview = (flags: readonly VisitFlag[]): boolean => flags.some((flag) => NEEDS_REVIEW.has(flag));

/** The lot decides only about visits that nothing else holds. */
export function review(flags: readonly VisitFlag[], { policy, isDrawn }: Approving): { flags: readonly VisitFlag[]; isHeld: boolean } {
  if (policy === 'ALWAYS_CHECKED' || needsReview(flags)) return { flags, isHeld: true };
  return isDrawn ? { flags: [...flags, 'SAMPLED'], isHeld: true } : { flags, isHeld: false };
}

/** The same visit always draws the same lot, and without the key nobody can foresee the lot. */
export function drawsLot(key: Uint8Array, visitId: Id, percent: number): boolean {
  if (percent === 0) return false;
  const lot = createHmac('sha256', key).update(visitId).digest().readUInt32BE();
  return lot * 100 < percent * 2 ** 32;
}
