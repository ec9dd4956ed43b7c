/**
 * Judges a visit by the rule of recording, among those that stand already. Recording, changing and quoting judge alike.
 */
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import { factsOf } from '../domain/facts.ts';
import { recordVisit, type PricedVisit } from '../domain/record.ts';
import type { Recorded } from '../domain/recorded.ts';
import type { VisitFlag } from '../domain/visit.ts';
import type { BookingAtHand } from './at-hand.ts';
import { asNeighbour, duplicateOf, type StandingVisits } from './standing.ts';

type ToJudge = {
  readonly at: BookingAtHand;
  readonly recorded: Recorded;
  readonly standing: StandingVisits;
  /** A visit with an external id is nobody's duplicate. */
  readonly externalId: string | null;
  /** Of a change that keeps its rank: a visit that came to stand later has paid for none of its periods. */
  readonly rank?: Id | undefined;
  /** The organiser corrects a settled visit. */
  readonly isCorrection?: boolean;
  readonly now: Instant;
  /** When somebody first recorded the visit. */
  readonly recordedAt?: Instant;
};

type Judged = { readonly recorded: Recorded; readonly priced: PricedVisit; readonly flags: readonly VisitFlag[] };

export function judge({
  at,
  recorded,
  standing,
  externalId,
  rank,
  isCorrection = false,
  now,
  recordedAt = now,
}: ToJudge): Decision<Judged> {
  const { booking } = at;
  const twin = externalId ? undefined : standing.twin(booking.voucherId, recorded);
  const facts = factsOf(at, dayOf(recorded.startsAt), {
    ...duplicateOf(twin, booking.providerId),
    isCorrection,
    served: standing.servedDays(booking.personId, recorded, rank),
  });
  const decision = recordVisit(facts, recorded, now, recordedAt);
  if (!decision.accepted) return decision;
  const priced = decision.value;
  // The organiser's own checker makes a correction, so nobody looks at it again.
  const beside = isCorrection ? [] : standing.flagsBeside(asNeighbour(booking, recorded), facts.policy.incrementMinutes);
  return accept({ recorded: { ...recorded, kind: priced.kind }, priced, flags: [...priced.flags, ...beside] });
}
