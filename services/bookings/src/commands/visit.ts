/** Changing, deleting, checking and correcting visits. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { keepActors } from '@seteli/kit/actor-names';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type {
  ApproveVisitInput,
  CorrectVisitInput,
  CreditVisitInput,
  DeleteVisitInput,
  EditVisitInput,
  ReturnVisitInput,
} from '@seteli/schema/generated/bookings';
import { versionOn } from '../domain/facts.ts';
import type { Patch } from '../domain/patch.ts';
import { ordinaryPolicy } from '../domain/recording-facts.ts';
import { handlingOf } from '../domain/returned.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { sight, type Action } from '../policy.ts';
import { findBookingOf, type Booking } from '../store/booking.ts';
import { findServices } from '../store/service-version.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './booking.ts';
import { changedFrom, changeWithin, type Changing } from './changing.ts';
import { closeRequestOf } from './correction-request.ts';
import { followAfterDeath, followReturned, tellOfVisits } from './telling.ts';

type AboutVisit = { readonly idempotencyKey: string; readonly visitId: Id; readonly expectedVersion?: number | null | undefined };

/** `version`: under which the change waited for vouchers; what was kept before there was one does not say it. */
type ChangeAnswer = Decision<Id> & { readonly version?: number };

type Change = Omit<Changing, 'visitId' | 'to'> & {
  readonly input: AboutVisit;
  readonly to: Patch;
};

async function changeVisit({ database, clock }: Desk, actor: Actor, { input, to, ...changing }: Change): Promise<Decision<Id>> {
  const { command, correctionReason, right } = changing;
  const now = clock.now();
  /** Of the same change before, which vouchers had refused only for now: whoever saw what was there before it has seen enough. */
  let ownVersion: number | undefined;
  return await once<ChangeAnswer>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const wish = (before: Visit) => changedFrom(before, to);
      const asSeen: typeof right = (visit, at) =>
        (visit?.version === ownVersion ? undefined : checkSeen(visit, input.expectedVersion)) ?? right(visit, at);
      const decision = await changeWithin(tx, actor, { ...changing, right: asSeen, to: wish, visitId: input.visitId }, now);
      if (!decision.accepted) return decision;
      const changed = decision.value;
      if (correctionReason !== undefined) await closeRequestOf(tx, changed, { now, actor: actor.userId });
      return { ...accept(changed.id), version: changed.version };
    },
    // Vouchers may have refused it since, for what it had not heard of.
    async (kept) => {
      if (!kept.accepted || kept.version === undefined) return false;
      ownVersion = kept.version;
      return await store.isChangeRefusedAboutNow(database.reader, kept.value, kept.version);
    },
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
  input: AboutVisit,
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
      const who = sight(actor, command);
      const [visit, booking] = await Promise.all([store.lockVisit(tx, who, input.visitId), findBookingOf(tx, who, input.visitId)]);
      const decision = checkSeen(visit, input.expectedVersion) ?? (await decide(visit, { tx, booking, now }));
      if (!decision.accepted) return decision;
      const [before, after, cause] = [visit!, decision.value, { now, actor: actor.userId }];
      const bookings = new Map([[booking!.id, booking!]]);
      await store.updateVisits(tx, [after]);
      publish(tx, after.organiserId, [announcement(after, booking!, now, before)], cause);
      if (after.state === 'RETURNED') await tellOfVisits(tx, 'VISIT_RETURNED', [after], bookings, cause);
      await followReturned(tx, [{ before, after }], bookings, cause);
      await followAfterDeath(tx, [{ before, after }], bookings, cause);
      if (rules.wasSettled(before)) await closeRequestOf(tx, after, cause);
      await keepActors(tx, [actor]);
      return accept(after.id);
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
    (visit, booking, now, before) =>
      events.visitApproved(visit, booking, now, before.heldAt ? 'HELD' : before.isTakenBack ? 'EDITED' : null),
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
