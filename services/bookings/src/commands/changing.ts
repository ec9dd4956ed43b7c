/** What a change makes of a visit, by the very rule of recording: carried out within a transaction, or only tried. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { badInput } from '@seteli/kit/errors';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { factsOf } from '../domain/facts.ts';
import { patched, type Patch } from '../domain/patch.ts';
import { keepsItsPlace } from '../domain/places.ts';
import { recordVisit, type PricedVisit } from '../domain/record.ts';
import type { Recorded } from '../domain/recorded.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { sight, type Action } from '../policy.ts';
import { findBookingOf, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import { duplicateOf, lockStanding, placed, type Standing } from './standing.ts';

/** What was recorded, with what the change says of it; what that could not mean is the caller's mistake. */
export function changedFrom(before: Visit, patch: Patch): Recorded {
  const recorded = patched(before, patch);
  if (!recorded) throw badInput(INPUT_FAULTS.TIMES_OR_DAY);
  if ((recorded.kind === 'CANCELLATION') !== (recorded.noticeAt !== null)) throw badInput(INPUT_FAULTS.CANCELLATION_NOTICE);
  return recorded;
}

type About = {
  readonly at: BookingAtHand;
  readonly booking: Booking;
  readonly standing: Standing;
  readonly before: Visit;
  readonly recorded: Recorded;
  readonly now: Instant;
  /** The organiser corrects what was settled; absent: the provider edits. */
  readonly correctionReason?: string | undefined;
  /** Who approves it with that. */
  readonly by: Id;
};

type WorkedOut = { readonly changed: Visit; readonly priced: PricedVisit };

export function workOutChange({ at, booking, standing, before, recorded, now, correctionReason, by }: About): Decision<WorkedOut> {
  const twin = before.externalId ? undefined : standing.twin(booking.voucherId, recorded);
  const isCorrection = correctionReason !== undefined;
  const stays = keepsItsPlace(before, recorded);
  const facts = factsOf(at, dayOf(recorded.startsAt), {
    ...duplicateOf(twin, booking.providerId),
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
    ...(isCorrection && { correctionReason, approval: { approverId: by, approvedAt: now } }),
  });
  return accept({ changed, priced: decision.value });
}

export type Changing = {
  readonly command: Action;
  readonly visitId: Id;
  /** What it shall be, from what it is. */
  readonly to: (before: Visit) => Recorded;
  readonly right: (visit: Visit | undefined, at: BookingAtHand | undefined) => Decision<Visit> | Promise<Decision<Visit>>;
  readonly correctionReason?: string;
};

/** Lets a visit be another one, if its voucher takes it: until then, and if not, it stays what it was. */
export async function changeWithin(
  tx: Tx,
  actor: Actor,
  { command, visitId, to, right, correctionReason }: Changing,
  now: Instant,
): Promise<Decision<Visit>> {
  const who = sight(actor, command);
  const booking = await findBookingOf(tx, who, visitId);
  const [seen] = booking ? await store.findVisits(tx, who, [visitId]) : [];
  if (!booking || !seen) return refuse('NOT_FOUND', { path: ['visitId'] });
  // The voucher first, as recorders and whoever takes visits at other prices do. Around the days that it has and those that it may get.
  const around = spanOf([seen, to(seen)]);
  const [ready, visit] = await Promise.all([lockBookings(tx, [booking], around), store.lockVisit(tx, who, visitId)]);
  const at = ready.get(booking.id);
  const allowed = await right(visit, at);
  if (!allowed.accepted) return allowed;
  if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
  const before = allowed.value;
  const recorded = to(before);
  const standing = await lockStanding(tx, [{ at, recorded, externalId: null, providerId: booking.providerId }], [before.id]);
  const decision = workOutChange({ at, booking, standing, before, recorded, now, correctionReason, by: actor.userId });
  if (!decision.accepted) return decision;
  const { changed, priced } = decision.value;
  await Promise.all([store.updateVisits(tx, [changed]), keepActors(tx, [actor])]);
  publish(tx, changed.organiserId, [events.visitRecorded(changed, at, priced)], { now, actor: actor.userId });
  return accept(changed);
}
