/**
 * Works out what a change makes of a visit, by the rule of recording. A transaction carries it out, or a preview only
 * tries it.
 */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { keepsItsRank } from '../domain/standing-versions.ts';
import type { PricedVisit } from '../domain/record.ts';
import type { Recorded } from '../domain/recorded.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { sight, type Action } from '../policy.ts';
import { findBookingOf } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from '../loads/at-hand.ts';
import { judge } from '../loads/judge.ts';
import { lockStandingVisits, type StandingVisits } from '../loads/standing.ts';

/** What somebody wants a visit to be, from what it is. It throws where they said what no visit could be. */
export type WantedVisit = (before: Visit) => Recorded;

type About = {
  readonly at: BookingAtHand;
  readonly standing: StandingVisits;
  readonly before: Visit;
  readonly recorded: Recorded;
  readonly now: Instant;
  /** Only the organiser gives one, who corrects a settled visit. */
  readonly correctionReason?: string | undefined;
  /** Whoever corrects a visit approves it, too. */
  readonly by: Id;
};

type WorkedOut = { readonly changed: Visit; readonly priced: PricedVisit };

export function workOutChange({ at, standing, before, recorded, now, correctionReason, by }: About): Decision<WorkedOut> {
  const isCorrection = correctionReason !== undefined;
  const rank = keepsItsRank(before, recorded) ? before.placingId : undefined;
  const recordedAt = rules.recordedFor(before, recorded.startsAt, now);
  const { externalId } = before;
  const decision = judge({ at, recorded, standing, externalId, rank, isCorrection, now, recordedAt });
  if (!decision.accepted) return decision;
  const { priced, flags, recorded: asRecorded } = decision.value;
  const changed = rules.change(before, {
    ...asRecorded,
    placingId: rank ?? newId(),
    recordedAt,
    flags,
    ...(isCorrection && { correctionReason, approval: { approverId: by, approvedAt: now } }),
  });
  return accept({ changed, priced });
}

export type Changing = {
  readonly command: Action;
  readonly visitId: Id;
  readonly to: WantedVisit;
  readonly right: (visit: Visit | undefined, at: BookingAtHand | undefined) => Decision<Visit> | Promise<Decision<Visit>>;
  readonly correctionReason?: string;
};

/** Changes a visit if its voucher takes the change. Until then, and after a refusal, the visit stays what it was. */
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
  // Recorders and repricings lock the voucher first, too. The days around both the old and the new times are loaded.
  const around = spanOf([seen, to(seen)]);
  const [ready, visit] = await Promise.all([lockBookings(tx, [booking], around), store.lockVisit(tx, who, visitId)]);
  const at = ready.get(booking.id);
  const allowed = await right(visit, at);
  if (!allowed.accepted) return allowed;
  if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
  const before = allowed.value;
  const recorded = to(before);
  const standing = await lockStandingVisits(tx, [{ at, recorded, externalId: null, providerId: booking.providerId }], [before.id]);
  const decision = workOutChange({ at, standing, before, recorded, now, correctionReason, by: actor.userId });
  if (!decision.accepted) return decision;
  const { changed, priced } = decision.value;
  await Promise.all([store.updateVisits(tx, [changed]), keepActors(tx, [actor])]);
  publish(tx, changed.organiserId, [events.visitRecorded(changed, at, priced)], { now, actor: actor.userId });
  return accept(changed);
}
