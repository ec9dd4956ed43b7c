/** Changing, deleting, checking and correcting visits. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import { dayOf, type Day, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { badInput } from '@seteli/kit/subgraph';
import type {
  ApproveVisitInput,
  CorrectVisitInput,
  CreditVisitInput,
  DeleteVisitInput,
  EditVisitInput,
  ReturnVisitInput,
} from '@seteli/schema/generated/bookings';
import { factsOf, versionOn } from '../domain/facts.ts';
import { patched, type Patch } from '../domain/patch.ts';
import { keepsItsPlace } from '../domain/places.ts';
import { recordVisit } from '../domain/record.ts';
import type { Recorded } from '../domain/recorded.ts';
import { ordinaryPolicy } from '../domain/recording-facts.ts';
import { handleBy } from '../domain/returned.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { sight, type Action } from '../policy.ts';
import { findBookingOf, type Booking } from '../store/booking.ts';
import { findServices } from '../store/service-version.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { duplicateOf, lockStanding, placed } from './standing.ts';

/** What was recorded, with what the change says of it; what that could not mean is the caller's mistake. */
function changedFrom(before: Visit, patch: Patch): Recorded {
  const recorded = patched(before, patch);
  if (!recorded) throw badInput('Either start and end are given, or the day.');
  if ((recorded.kind === 'CANCELLATION') !== (recorded.noticeAt !== null))
    throw badInput('A cancellation, and nothing else, says when the client gave notice.');
  return recorded;
}

/** `version`: under which the change waited for vouchers; what was kept before there was one does not say it. */
type ChangeAnswer = Decision<Id> & { readonly version?: number };

type Changing = {
  readonly command: Action;
  readonly input: { readonly idempotencyKey: string; readonly visitId: Id };
  readonly to: Patch;
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
  return await once<ChangeAnswer>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const who = sight(actor, command);
      const booking = await findBookingOf(tx, who, input.visitId);
      const [seen] = booking ? await store.findVisits(tx, who, [input.visitId]) : [];
      if (!booking || !seen) return refuse('NOT_FOUND', { path: ['visitId'] });
      // The voucher first, as recorders and whoever takes visits at other prices do. Around the days that it has and those that it may get.
      const around = spanOf([seen, changedFrom(seen, to)]);
      const [ready, visit] = await Promise.all([lockBookings(tx, [booking], around), store.lockVisit(tx, who, input.visitId)]);
      const at = ready.get(booking.id);
      const allowed = right(visit, at);
      if (!allowed.accepted) return allowed;
      if (!at) return refuse('NOT_YET_KNOWN', { path: ['visitId'] });
      const before = allowed.value;
      const recorded = changedFrom(before, to);
      const standing = await lockStanding(tx, [{ at, recorded, externalId: null, providerId: booking.providerId }], before.id);
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
        ...(isCorrection && { correctionReason, approval: { approverId: actor.userId, approvedAt: now } }),
      });
      await Promise.all([store.updateVisits(tx, [changed]), keepActors(tx, [actor])]);
      publish(tx, changed.organiserId, [events.visitRecorded(changed, booking, decision.value)], { now, actor: actor.userId });
      return { ...accept(changed.id), version: changed.version };
    },
    // Vouchers may have refused it since, for what it had not heard of.
    async (kept) =>
      kept.accepted && kept.version !== undefined && (await store.isChangeRefusedAboutNow(database.reader, kept.value, kept.version)),
  );
}

export const editVisit = (desk: Desk, actor: Actor, input: EditVisitInput, to: Patch): Promise<Decision<Id>> =>
  changeVisit(desk, actor, {
    command: 'editVisit',
    input,
    to,
    right: (visit, at) => rules.mayEdit(visit, !at || versionOn(at.service, dayOf(visit!.startsAt)).approvedEditable),
  });

export const correctVisit = (desk: Desk, actor: Actor, input: CorrectVisitInput, to: Patch): Promise<Decision<Id>> =>
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
  command: Action,
  input: { readonly idempotencyKey: string; readonly visitId: Id },
  decide: (
    visit: Visit | undefined,
    at: { readonly tx: Tx; readonly booking: Booking | undefined; readonly now: Instant },
  ) => Decision<Visit> | Promise<Decision<Visit>>,
  announcement: (visit: Visit, booking: Booking, now: Instant) => Announcement,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const who = sight(actor, command);
      const [visit, booking] = await Promise.all([store.lockVisit(tx, who, input.visitId), findBookingOf(tx, who, input.visitId)]);
      const decision = await decide(visit, { tx, booking, now });
      if (!decision.accepted) return decision;
      await Promise.all([store.updateVisits(tx, [decision.value]), keepActors(tx, [actor])]);
      publish(tx, decision.value.organiserId, [announcement(decision.value, booking!, now)], { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}

export const deleteVisit = (desk: Desk, actor: Actor, input: DeleteVisitInput) =>
  decideAbout(desk, actor, 'deleteVisit', input, rules.remove, (visit, booking) => events.visitDeleted(visit, booking, 'DELETED'));

export const approveVisit = (desk: Desk, actor: Actor, input: ApproveVisitInput) =>
  decideAbout(
    desk,
    actor,
    'approveVisit',
    input,
    (visit, { now }) => rules.approve(visit, { approverId: actor.userId, approvedAt: now }),
    events.visitApproved,
  );

export const returnVisit = (desk: Desk, actor: Actor, input: ReturnVisitInput) =>
  decideAbout(
    desk,
    actor,
    'returnVisit',
    input,
    async (visit, { tx, booking, now }) => {
      const service = booking && (await findServices(tx, [booking.serviceId])).get(booking.serviceId);
      const monthsOn = (day: Day) => (service ? versionOn(service, day) : ordinaryPolicy).hardLimitMonths;
      return rules.returnToProvider(visit, input.reason, (returned) => handleBy(returned, dayOf(now), monthsOn(dayOf(returned.startsAt))));
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
