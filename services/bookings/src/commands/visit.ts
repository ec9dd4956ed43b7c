/** Changing, deleting and checking visits. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ApproveVisitInput, DeleteVisitInput, EditVisitInput, ReturnVisitInput } from '@seteli/schema/generated/bookings';
import { factsOf } from '../domain/facts.ts';
import { recordVisit } from '../domain/record.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './booking.ts';
import { findSame, lockBookings, timeKey, timesOf } from './recording.ts';

/** Locks a visit that the actor may see, with its booking; nothing when there is none for him. */
async function lockVisit(tx: Tx, actor: Actor, id: Id): Promise<{ visit: Visit; booking: Booking } | undefined> {
  const visit = await store.lockVisit(tx, actor, id);
  const [booking] = visit ? await findBookings(tx, actor, [visit.bookingId]) : [];
  return visit && booking && { visit, booking };
}

export async function editVisit({ database, clock }: Desk, actor: Actor, input: EditVisitInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'editVisit', input, now },
    async (tx) => {
      const found = await lockVisit(tx, actor, input.visitId);
      const right = rules.mayEdit(found?.visit);
      if (!right.accepted) return right;
      const before = right.value;
      const { booking } = found!;
      const at = (await lockBookings(tx, [booking])).get(booking.id);
      if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
      const row = { booking, providerId: booking.providerId, start: input.start, end: input.end };
      const same = await findSame(tx, [row], before.id);
      const isDuplicate = !before.externalId && timesOf(row).some((each) => same.times.has(timeKey(each)));
      const recordedAt = rules.recordedFor(before, input.start, now);
      const decision = recordVisit(factsOf(at, dayOf(input.start), isDuplicate), input, now, recordedAt);
      if (!decision.accepted) return decision;
      const overlapReason = input.overlapReason?.trim() || before.overlapReason;
      const visit = rules.edit(before, {
        startsAt: input.start,
        endsAt: input.end,
        recordedAt,
        overlapReason,
        flags: decision.value.flags,
      });
      await store.updateVisits(tx, [visit]);
      publish(tx, visit.organiserId, [events.visitRecorded(visit, booking, decision.value.pieces)], { now, actor: actor.userId });
      return accept(visit.id);
    },
  );
}

/** A command about one visit that needs nothing but the visit. */
async function decideAbout(
  { database, clock }: Desk,
  actor: Actor,
  command: string,
  input: { readonly idempotencyKey: string; readonly visitId: Id },
  decide: (visit: Visit | undefined) => Decision<Visit>,
  announcement: (visit: Visit, booking: Booking, now: Instant) => Announcement,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const found = await lockVisit(tx, actor, input.visitId);
      const decision = decide(found?.visit);
      if (!decision.accepted) return decision;
      await store.updateVisits(tx, [decision.value]);
      publish(tx, decision.value.organiserId, [announcement(decision.value, found!.booking, now)], { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}

export const deleteVisit = (desk: Desk, actor: Actor, input: DeleteVisitInput) =>
  decideAbout(desk, actor, 'deleteVisit', input, rules.remove, events.visitDeleted);

export const approveVisit = (desk: Desk, actor: Actor, input: ApproveVisitInput) =>
  decideAbout(desk, actor, 'approveVisit', input, rules.approve, (visit, booking, now) =>
    events.visitApproved(visit, booking, 'CHECKER', now),
  );

export const returnVisit = (desk: Desk, actor: Actor, input: ReturnVisitInput) =>
  decideAbout(desk, actor, 'returnVisit', input, (visit) => rules.returnToProvider(visit, input.reason), events.visitReturned);
