/** What a change makes of a visit, by the very rule of recording: carried out within a transaction, or only tried. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Changed } from '../domain/correction-request.ts';
import { factsOf } from '../domain/facts.ts';
import { keepsItsPlace } from '../domain/places.ts';
import { recordVisit, type PricedVisit } from '../domain/record.ts';
import { saidKind, type Recorded } from '../domain/recorded.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookingOf, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import { lockStanding, placed, type Standing } from './standing.ts';

export const changedFrom = (before: Visit, to: Changed): Recorded => ({
  ...to,
  kind: saidKind(before),
  noticeAt: to.noticeAt ?? before.noticeAt,
  extraService: to.extraService ?? before.extraService,
  overlapReason: to.overlapReason ?? before.overlapReason,
});

type About = {
  readonly at: BookingAtHand;
  readonly booking: Booking;
  readonly standing: Standing;
  readonly before: Visit;
  readonly recorded: Recorded;
  readonly now: Instant;
  /** The organiser corrects what was settled; absent: the provider edits. */
  readonly correctionReason?: string | undefined;
};

type WorkedOut = { readonly changed: Visit; readonly priced: PricedVisit };

export function workOutChange({ at, booking, standing, before, recorded, now, correctionReason }: About): Decision<WorkedOut> {
  const isDuplicate = !before.externalId && standing.has(booking.voucherId, recorded);
  const isCorrection = correctionReason !== undefined;
  const stays = keepsItsPlace(before, recorded);
  const facts = factsOf(at, dayOf(recorded.startsAt), {
    isDuplicate,
    isCorrection,
    served: standing.servedDays(booking.personId, recorded, stays ? before.placingId : undefined),
  });
  const recordedAt = rules.recordedFor(before, recorded.startsAt, now);
  const decision = recordVisit(facts, recorded, now, recordedAt);
  if (!decision.accepted) return decision;
  const beside = isCorrection ? [] : standing.flagsBeside(placed(booking, recorded), facts.policy.incrementMinutes);
  const changed = rules.change(before, {
    ...recorded,
    placingId: stays ? before.placingId : newId(),
    kind: decision.value.kind,
    recordedAt,
    flags: [...decision.value.flags, ...beside],
    ...(isCorrection && { correctionReason }),
  });
  return accept({ changed, priced: decision.value });
}

export type Changing = {
  readonly visitId: Id;
  readonly to: Changed;
  readonly right: (visit: Visit | undefined, at: BookingAtHand | undefined) => Decision<Visit> | Promise<Decision<Visit>>;
  readonly correctionReason?: string;
};

/** Lets a visit be another one, if its voucher takes it: until then, and if not, it stays what it was. */
export async function changeWithin(
  tx: Tx,
  actor: Actor,
  { visitId, to, right, correctionReason }: Changing,
  now: Instant,
): Promise<Decision<Visit>> {
  const booking = await findBookingOf(tx, actor, visitId);
  if (!booking) return refuse('NOT_FOUND', { path: ['visitId'] });
  // The voucher first, as recorders and whoever takes visits at other prices do.
  const [ready, visit] = await Promise.all([lockBookings(tx, [booking], spanOf([to])), store.lockVisit(tx, actor, visitId)]);
  const at = ready.get(booking.id);
  const allowed = await right(visit, at);
  if (!allowed.accepted) return allowed;
  if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
  const before = allowed.value;
  const recorded = changedFrom(before, to);
  const standing = await lockStanding(tx, [{ at, recorded, externalId: null, providerId: booking.providerId }], before.id);
  const decision = workOutChange({ at, booking, standing, before, recorded, now, correctionReason });
  if (!decision.accepted) return decision;
  const { changed, priced } = decision.value;
  await store.updateVisits(tx, [changed]);
  publish(tx, changed.organiserId, [events.visitRecorded(changed, booking, priced)], { now, actor: actor.userId });
  return accept(changed);
}
