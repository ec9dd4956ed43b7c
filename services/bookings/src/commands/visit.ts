/**
 * Changes, deletes, checks and corrects visits. Each command is one transaction: lock, load, decide, save, announce.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type {
  ApproveVisitInput,
  ApproveVisitsInput,
  CorrectVisitInput,
  CreditVisitInput,
  DeleteVisitInput,
  EditVisitInput,
  ReturnVisitInput,
  ReturnVisitsInput,
} from '@seteli/schema/generated/bookings';
import { versionOn } from '../domain/facts.ts';
import { ordinaryPolicy } from '../domain/recording-facts.ts';
import { handlingOf } from '../domain/returned.ts';
import * as rules from '../domain/visit.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import * as store from '../store/visit.ts';
import type { Desk } from './desk.ts';
import { changeWithin, type Changing, type WantedVisit } from './changing.ts';
import { decideAbout, decideAboutAll, type DecisionInput, type Deciding } from './deciding.ts';
import { closeRequestOf } from './correction-request.ts';

/**
 * `version`: the version under which the change waited for vouchers. Answers that were kept before there was one do not
 * name it.
 */
type ChangeAnswer = Decision<Id> & { readonly version?: number };

type ChangeCommand = Omit<Changing, 'visitId'> & { readonly input: DecisionInput };

async function changeVisit({ database, clock }: Desk, actor: Actor, { input, ...changing }: ChangeCommand): Promise<Decision<Id>> {
  const { command, correctionReason, right } = changing;
  const now = clock.now();
  /**
   * The version that this same change made before, when vouchers refused it only for now. An actor who saw the visit
   * before that has seen enough.
   */
  let ownVersion: number | undefined;
  return await once<ChangeAnswer>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const asSeen: typeof right = (visit, at) =>
        (visit?.version === ownVersion ? undefined : checkSeen(visit, input.expectedVersion)) ?? right(visit, at);
      const decision = await changeWithin(tx, actor, { ...changing, right: asSeen, visitId: input.visitId }, now);
      if (!decision.accepted) return decision;
      const changed = decision.value;
      if (correctionReason !== undefined) await closeRequestOf(tx, changed, { now, actor: actor.userId });
      return { ...accept(changed.id), version: changed.version };
    },
    // Vouchers may since have refused the change because it had not heard of everything.
    async (kept) => {
      if (!kept.accepted || kept.version === undefined) return false;
      ownVersion = kept.version;
      return await store.isChangeRefusedAboutNow(database.reader, kept.value, kept.version);
    },
  );
}

export const editVisit = (desk: Desk, actor: Actor, input: EditVisitInput, to: WantedVisit): Promise<Decision<Id>> =>
  changeVisit(desk, actor, {
    command: 'editVisit',
    input,
    to,
    right: (visit, at) => rules.mayEdit(visit, !at || versionOn(at.service, dayOf(visit!.startsAt)).approvedEditable),
  });

export const correctVisit = (desk: Desk, actor: Actor, input: CorrectVisitInput, to: WantedVisit): Promise<Decision<Id>> =>
  changeVisit(desk, actor, {
    command: 'correctVisit',
    input,
    to,
    right: (visit) => rules.mayCorrect(visit, input.reason),
    correctionReason: input.reason.trim(),
  });

export const deleteVisit = (desk: Desk, actor: Actor, input: DeleteVisitInput) =>
  decideAbout(
    desk,
    actor,
    { command: 'deleteVisit', decide: rules.remove, announcement: (visit, booking) => events.visitDeleted(visit, booking, 'DELETED') },
    input,
  );

const approving = (actor: Actor): Deciding => ({
  command: 'approveVisit',
  decide: (visit, { now }) => rules.approve(visit, { approverId: actor.userId, approvedAt: now }),
  announcement: (visit, booking, now, before) => events.visitApproved(visit, booking, now, causeOfApproval(before)),
});

/** Why an approval is announced once more. */
function causeOfApproval({ heldAt, isTakenBack }: Visit): 'HELD' | 'EDITED' | null {
  if (heldAt) return 'HELD';
  return isTakenBack ? 'EDITED' : null;
}

export const approveVisit = (desk: Desk, actor: Actor, input: ApproveVisitInput) => decideAbout(desk, actor, approving(actor), input);

export const approveVisits = (desk: Desk, actor: Actor, input: ApproveVisitsInput) =>
  decideAboutAll(desk, actor, { ...approving(actor), name: 'approveVisits' }, input);

const returning = (reason: string): Deciding => ({
  command: 'returnVisit',
  asksService: true,
  decide: (visit, { service, now }) => {
    const monthsOf = ({ startsAt }: Visit) => (service ? versionOn(service, dayOf(startsAt)) : ordinaryPolicy).hardLimitMonths;
    return rules.returnToProvider(visit, reason, (returned) => handlingOf(returned, now, monthsOf(returned)));
  },
  announcement: events.visitReturned,
});

export const returnVisit = (desk: Desk, actor: Actor, input: ReturnVisitInput) => decideAbout(desk, actor, returning(input.reason), input);

export const returnVisits = (desk: Desk, actor: Actor, input: ReturnVisitsInput) =>
  decideAboutAll(desk, actor, { ...returning(input.reason), name: 'returnVisits' }, input);

export const creditVisit = (desk: Desk, actor: Actor, input: CreditVisitInput) =>
  decideAbout(
    desk,
    actor,
    {
      command: 'creditVisit',
      decide: (visit) => rules.credit(visit, input.reason),
      announcement: (visit, booking) => events.visitDeleted(visit, booking, 'CREDITED'),
    },
    input,
  );
