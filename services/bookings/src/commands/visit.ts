/** Changing, deleting, checking and correcting visits. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type {
  ApproveVisitInput,
  CorrectVisitInput,
  CreditVisitInput,
  DeleteVisitInput,
  EditVisitInput,
  ReturnVisitInput,
} from '@seteli/schema/generated/bookings';
import { factsOf, versionOn } from '../domain/facts.ts';
import { keepsItsPlace } from '../domain/places.ts';
import { recordVisit } from '../domain/record.ts';
import { saidKind, type Recorded } from '../domain/recorded.ts';
import { ordinaryPolicy } from '../domain/recording-facts.ts';
import { handlingOf } from '../domain/returned.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookingOf, type Booking } from '../store/booking.ts';
import { findServices } from '../store/service-version.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { lockStanding, placed } from './standing.ts';
import { followAfterDeath, followReturned, tellOfVisits } from './telling.ts';

/** What a change says: all of what was served; a reason and an acceptance stay as they were unless there are new ones (rules 17). */
export type Changed = Omit<Recorded, 'kind'>;

const changedFrom = (before: Visit, to: Changed): Recorded => ({
  ...to,
  kind: saidKind(before),
  noticeAt: to.noticeAt ?? before.noticeAt,
  extraService: to.extraService ?? before.extraService,
  overlapReason: to.overlapReason ?? before.overlapReason,
});

type Changing = {
  readonly command: string;
  readonly input: { readonly idempotencyKey: string; readonly visitId: Id };
  readonly to: Changed;
  readonly right: (visit: Visit | undefined, at: BookingAtHand | undefined) => Decision<Visit>;
  /** The organiser corrects what was settled; absent: the provider edits. */
  readonly correctionReason?: string;
};

/** Lets a visit be another one, if its voucher takes it: until then, and if not, it stays what it was. */
async function changeVisit(
  { database, clock }: Desk,
  actor: Actor,
  { command, input, to, right, correctionReason }: Changing,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const booking = await findBookingOf(tx, actor, input.visitId);
      if (!booking) return refuse('NOT_FOUND', { path: ['visitId'] });
      // The voucher first, as recorders and whoever takes visits at other prices do.
      const [ready, visit] = await Promise.all([lockBookings(tx, [booking], spanOf([to])), store.lockVisit(tx, actor, input.visitId)]);
      const at = ready.get(booking.id);
      const allowed = right(visit, at);
      if (!allowed.accepted) return allowed;
      if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
      const before = allowed.value;
      const recorded = changedFrom(before, to);
      const standing = await lockStanding(tx, [{ at, recorded, externalId: null, providerId: booking.providerId }], before.id);
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
      await store.updateVisits(tx, [changed]);
      publish(tx, changed.organiserId, [events.visitRecorded(changed, booking, decision.value)], { now, actor: actor.userId });
      return accept(changed.id);
    },
  );
}

export const editVisit = (desk: Desk, actor: Actor, input: EditVisitInput, to: Changed): Promise<Decision<Id>> =>
  changeVisit(desk, actor, {
    command: 'editVisit',
    input,
    to,
    right: (visit, at) => rules.mayEdit(visit, !at || versionOn(at.service, dayOf(visit!.startsAt)).approvedEditable),
  });

export const correctVisit = (desk: Desk, actor: Actor, input: CorrectVisitInput, to: Changed): Promise<Decision<Id>> =>
  changeVisit(desk, actor, {
    command: 'correctVisit',
    input,
    to,
    right: (visit) => rules.mayCorrect(visit, input.reason),
    correctionReason: input.reason.trim(),
  });

/** A command about one visit that leaves alone what was recorded. */
async function decideAbout(
  { database, clock }: Desk,
  actor: Actor,
  command: string,
  input: { readonly idempotencyKey: string; readonly visitId: Id },
  decide: (
    visit: Visit | undefined,
    at: { readonly tx: Tx; readonly booking: Booking | undefined; readonly now: Instant },
  ) => Decision<Visit> | Promise<Decision<Visit>>,
  announcement: (visit: Visit, booking: Booking, now: Instant, before: Visit) => Announcement,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const [visit, booking] = await Promise.all([store.lockVisit(tx, actor, input.visitId), findBookingOf(tx, actor, input.visitId)]);
      const decision = await decide(visit, { tx, booking, now });
      if (!decision.accepted) return decision;
      const [before, after, cause] = [visit!, decision.value, { now, actor: actor.userId }];
      const bookings = new Map([[booking!.id, booking!]]);
      await store.updateVisits(tx, [after]);
      publish(tx, after.organiserId, [announcement(after, booking!, now, before)], cause);
      if (after.state === 'RETURNED') await tellOfVisits(tx, 'VISIT_RETURNED', [after], bookings, cause);
      await followReturned(tx, [{ before, after }], bookings, cause);
      await followAfterDeath(tx, [{ before, after }], cause);
      return accept(after.id);
    },
  );
}

export const deleteVisit = (desk: Desk, actor: Actor, input: DeleteVisitInput) =>
  decideAbout(desk, actor, 'deleteVisit', input, rules.remove, (visit, booking) => events.visitDeleted(visit, booking, 'DELETED'));

export const approveVisit = (desk: Desk, actor: Actor, input: ApproveVisitInput) =>
  decideAbout(desk, actor, 'approveVisit', input, rules.approve, (visit, booking, now, before) =>
    events.visitApproved(visit, booking, now, before.isTakenBack ? 'HELD' : null),
  );

export const returnVisit = (desk: Desk, actor: Actor, input: ReturnVisitInput) =>
  decideAbout(
    desk,
    actor,
    'returnVisit',
    input,
    async (visit, { tx, booking, now }) => {
      const service = booking && (await findServices(tx, [booking.serviceId])).get(booking.serviceId);
      const monthsOf = ({ startsAt }: Visit) => (service ? versionOn(service, dayOf(startsAt)) : ordinaryPolicy).hardLimitMonths;
      return rules.returnToProvider(visit, input.reason, (returned) => handlingOf(returned, now, monthsOf(returned)));
    },
    events.visitReturned,
  );

export const creditVisit = (desk: Desk, actor: Actor, input: CreditVisitInput) =>
  decideAbout(
    desk,
    actor,
    'creditVisit',
    input,
    (visit) => rules.credit(visit, input.reason),
    (visit, booking) => events.visitDeleted(visit, booking, 'CREDITED'),
  );
