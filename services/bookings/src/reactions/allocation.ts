/** Takes in what vouchers answers about visits, and announces those that are approved with it. */
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { allocated, recalculated, type AllocationAnswer, type Answered } from '../domain/allocation.ts';
import { drawsLot, type Approving } from '../domain/approval.ts';
import { versionOn, type KnownService } from '../domain/facts.ts';
import { reopenRequestsOf } from '../commands/correction-request.ts';
import { followAfterDeath, followReturned } from '../commands/telling.ts';
import { causeOf, wasSettled, type ChangeCause, type Visit, type VisitLine } from '../domain/visit.ts';
import { visitApproved, visitHeld } from '../events.ts';
import { getBookingsOf, type Booking } from '../store/booking.ts';
import { insertShareChanges, type ShareChange } from '../store/notice.ts';
import { findDeaths, keepPersons } from '../store/death.ts';
import { findServices } from '../store/service-version.ts';
import { insertLeft } from '../store/repricing.ts';
import * as store from '../store/visit.ts';

type About<Answer> = { readonly visitId: Id; readonly answer: Answer };
type Setting = { readonly now: Instant; readonly samplingKey: Uint8Array };

export async function takeInAllocations(tx: Tx, { now, samplingKey }: Setting, answers: readonly About<AllocationAnswer>[]): Promise<void> {
  const bookings = await getBookingsOf(
    tx,
    answers.map(({ visitId }) => visitId),
  );
  const personIds = [...bookings.values()].map(({ personId }) => personId);
  // Whoever hears of a death at this moment comes before this, or sees what is approved here.
  await keepPersons(tx, personIds);
  const at = await lockAnswered(tx, answers, bookings);
  const parties = await store.findParties(
    tx,
    answers.flatMap(({ answer }) => inTheWay(answer) ?? []),
  );
  const services = await findServices(
    tx,
    [...at.bookings.values()].map(({ serviceId }) => serviceId),
  );
  const deaths = await findDeaths(tx, personIds);
  const approvingOf = (visit: Visit): Approving => {
    const { serviceId, personId } = at.bookings.get(visit.bookingId)!;
    return { ...howApproved(visit, services.get(serviceId), samplingKey), diedOn: deaths.get(personId) ?? null, at: now };
  };
  await takeIn(
    tx,
    now,
    at,
    answers,
    (visit, answer) => allocated(visit, asToldTo(visit, answer, parties), approvingOf(visit)),
    // What stood before a refused change is told when it was recalculated meanwhile.
    (visit, after) => (after.refusal ? 'RECALCULATED' : causeOf(visit)),
  );
}

/** The visit that vouchers names as the obstacle, whosever it is. */
const inTheWay = (answer: AllocationAnswer): Id | undefined => (answer.made ? undefined : answer.details?.visitId);

/** Of a visit of another provider or organiser nothing is told but that there is one (rules 17, 18). */
function asToldTo({ providerId, organiserId }: Visit, answer: AllocationAnswer, parties: ReadonlyMap<Id, store.Parties>): AllocationAnswer {
  const other = inTheWay(answer);
  if (answer.made || other === undefined) return answer;
  const known = parties.get(other);
  if (known?.providerId === providerId && known.organiserId === organiserId) return answer;
  const { visitId: _, ...details } = answer.details!;
  return { ...answer, details };
}

/** By the service's version of the visit's day. What is not known is looked at. */
function howApproved({ id, startsAt }: Visit, service: KnownService | undefined, samplingKey: Uint8Array): Approving {
  if (!service) return { policy: 'ALWAYS_CHECKED', isDrawn: false };
  const { approvalPolicy, samplePercent } = versionOn(service, dayOf(startsAt));
  return { policy: approvalPolicy, isDrawn: drawsLot(samplingKey, id, samplePercent) };
}

type Recalculation = { readonly visitVersion: number; readonly lines: readonly VisitLine[] };

export async function takeInRecalculations(tx: Tx, now: Instant, answers: readonly About<Recalculation>[]): Promise<void> {
  const changes: ShareChange[] = [];
  const decide = (visit: Visit, answer: Recalculation): Answered => {
    const after = recalculated(visit, answer);
    const [before, share] = [visit.clientCents, after.visit.clientCents];
    if (before !== null && share !== null && before !== share) changes.push({ visit, before, after: share });
    return after;
  };
  const bookings = await getBookingsOf(
    tx,
    answers.map(({ visitId }) => visitId),
  );
  await takeIn(tx, now, await lockAnswered(tx, answers, bookings), answers, decide, () => 'RECALCULATED');
  await insertShareChanges(tx, changes, now);
}

type AtHand = { readonly visits: ReadonlyMap<Id, Visit>; readonly bookings: ReadonlyMap<Id, Booking> };

async function lockAnswered(tx: Tx, answers: readonly About<unknown>[], bookings: ReadonlyMap<Id, Booking>): Promise<AtHand> {
  const visits = await store.lockVisits(
    tx,
    answers.map(({ visitId }) => visitId),
  );
  return { visits, bookings };
}

async function takeIn<Answer>(
  tx: Tx,
  now: Instant,
  { visits, bookings }: AtHand,
  answers: readonly About<Answer>[],
  decide: (visit: Visit, answer: Answer) => Answered,
  whyTold: (visit: Visit, after: Visit) => ChangeCause | null,
): Promise<void> {
  const changed = new Map<Id, Visit>();
  const toBeTold: { readonly visit: Visit; readonly cause: ChangeCause | null }[] = [];
  const takenBack: Visit[] = [];
  /** The correction of what was settled was refused. */
  const uncorrected: Visit[] = [];
  /** At other prices it was refused, so that it stays as it was, and is listed (rules 14). */
  const left: Visit[] = [];
  for (const { visitId, answer } of answers) {
    const visit = changed.get(visitId) ?? visits.get(visitId);
    if (!visit) throw new Error(`an allocation of a visit that bookings never announced: ${visitId}`);
    const after = decide(visit, answer);
    if (after.visit !== visit) changed.set(visitId, after.visit);
    if (visit.before?.isRepriced && after.visit.refusal) left.push(after.visit);
    if (after.isToBeTold) toBeTold.push({ visit: after.visit, cause: whyTold(visit, after.visit) });
    if (visit.before && wasSettled(visit.before) && after.visit.refusal) uncorrected.push(visit);
    if (after.isTakenBack) takenBack.push(after.visit);
  }
  // What a refused change restores is all of the visit.
  const [changing, answered] = [true, false].map((isChanging) =>
    [...changed.values()].filter(({ id }) => (visits.get(id)!.before !== null) === isChanging),
  );
  await Promise.all([store.saveAnswers(tx, answered!), store.updateVisits(tx, changing!)]);
  await insertLeft(tx, left, now);
  await reopenRequestsOf(tx, uncorrected, { now });
  const changes = changing!.map((after) => ({ before: visits.get(after.id)!, after }));
  await followReturned(tx, changes, bookings, { now });
  await followAfterDeath(
    tx,
    [...changed.values()].map((after) => ({ before: visits.get(after.id)!, after })),
    bookings,
    { now },
  );
  for (const visit of takenBack) publish(tx, visit.organiserId, [visitHeld(visit, bookings.get(visit.bookingId)!, 'EDITED')], { now });
  const byOrganiser = Map.groupBy(toBeTold, ({ visit }) => visit.organiserId);
  for (const [organiserId, told] of byOrganiser)
    publish(
      tx,
      organiserId,
      told.map(({ visit, cause }) => visitApproved(visit, bookings.get(visit.bookingId)!, now, cause)),
      { now },
    );
}
