/** Decides about one visit or several without changing what somebody recorded: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once, type OnceAnswer } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type { ApproveVisitsInput, ReturnVisitsInput } from '@seteli/schema/generated/bookings';
import type { KnownService } from '../domain/facts.ts';
import { wasSettled, type Visit } from '../domain/visit.ts';
import { sight, type Action } from '../policy.ts';
import { findBookingsOf, type Booking } from '../store/booking.ts';
import { findServices } from '../store/service-version.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './desk.ts';
import { closeRequestOf } from './correction-request.ts';
import { followAfterDeath, followReturned, tellOfVisits } from './telling.ts';

export type DecisionInput = { readonly idempotencyKey: string; readonly visitId: Id; readonly expectedVersion?: number | null | undefined };

/** A command about visits that leaves alone what somebody recorded. */
export type Deciding = {
  readonly command: Action;
  /** Whether the decision needs the rules of the service. */
  readonly asksService?: true;
  readonly decide: (visit: Visit | undefined, at: { readonly service: KnownService | undefined; readonly now: Instant }) => Decision<Visit>;
  readonly announcement: (visit: Visit, booking: Booking, now: Instant, before: Visit) => Announcement;
};

type Seen = Pick<DecisionInput, 'visitId' | 'expectedVersion'>;

/** Decides about each visit by itself: a refused decision keeps no other back. */
async function decideWithin(
  tx: Tx,
  actor: Actor,
  { command, ...deciding }: Deciding,
  seen: readonly Seen[],
  now: Instant,
): Promise<Decision<Id>[]> {
  const who = sight(actor, command);
  const ids = seen.map(({ visitId }) => visitId);
  const [visits, booked] = await Promise.all([store.lockVisitsOf(tx, who, ids), findBookingsOf(tx, who, ids)]);
  const bookings = new Map(booked.map((booking) => [booking.id, booking]));
  const serviceIds = deciding.asksService ? booked.map(({ serviceId }) => serviceId) : [];
  const services = serviceIds.length > 0 ? await findServices(tx, serviceIds) : new Map<Id, KnownService>();
  const changes: { before: Visit; after: Visit }[] = [];
  const decisions = seen.map(({ visitId, expectedVersion }): Decision<Id> => {
    const before = visits.get(visitId);
    const booking = before && bookings.get(before.bookingId);
    const decision =
      checkSeen(before, expectedVersion) ?? deciding.decide(before, { service: booking && services.get(booking.serviceId), now });
    if (!decision.accepted) return decision;
    changes.push({ before: before!, after: decision.value });
    // An actor who names a visit twice decides about it twice.
    visits.set(visitId, decision.value);
    return accept(visitId);
  });
  const cause = { now, actor: actor.userId };
  const after = changes.map((change) => change.after);
  const returned = after.filter(({ state }) => state === 'RETURNED');
  await store.updateVisits(tx, after);
  for (const [organiserId, ofOrganiser] of Map.groupBy(changes, (change) => change.after.organiserId))
    publish(
      tx,
      organiserId,
      ofOrganiser.map((change) => deciding.announcement(change.after, bookings.get(change.after.bookingId)!, now, change.before)),
      cause,
    );
  await tellOfVisits(tx, 'VISIT_RETURNED', returned, bookings, cause);
  await followReturned(tx, changes, bookings, cause);
  await followAfterDeath(tx, changes, bookings, cause);
  for (const change of changes) if (wasSettled(change.before)) await closeRequestOf(tx, change.after, cause);
  if (changes.length > 0) await keepActors(tx, [actor]);
  return decisions;
}

export async function decideAbout(
  { database, clock }: Desk,
  actor: Actor,
  deciding: Deciding,
  input: DecisionInput,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: deciding.command, input, now },
    async (tx) => (await decideWithin(tx, actor, deciding, [input], now))[0]!,
  );
}

/** Names where in the input the obstacle of one of several visits lies. */
const atIndex = (decision: Decision<Id>, index: number): Decision<Id> => {
  if (decision.accepted) return decision;
  const { path = [], ...refusal } = decision.refusal;
  const isOfOne = path[0] === 'visitId' || path[0] === 'expectedVersion';
  return { accepted: false, refusal: { ...refusal, path: isOfOne ? ['visits', String(index), ...path] : path } };
};

export async function decideAboutAll(
  { database, clock }: Desk,
  actor: Actor,
  { name, ...deciding }: Deciding & { readonly name: string },
  input: ApproveVisitsInput | ReturnVisitsInput,
): Promise<OnceAnswer<Decision<Id>[]>> {
  const now = clock.now();
  return await once<Decision<Id>[]>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: name, input, now },
    async (tx) => (await decideWithin(tx, actor, deciding, input.visits, now)).map(atIndex),
  );
}
