/** Takes in vouchers' answers about visits, and announces the approvals that follow. */
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { allocated, recalculated, type AllocationAnswer, type Answered } from '../domain/allocation.ts';
import { drawsLot, type Approving } from '../domain/approval.ts';
import { versionOn, type KnownService } from '../domain/facts.ts';
import { reopenRequestsOf } from '../commands/correction-request.ts';
import { followAfterDeath, followReturned } from '../commands/telling.ts';
import { tellClients } from '../commands/telling-parties.ts';
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
  const bookings = await getBookingsOf(tx, idsOf(answers));
  const personIds = [...bookings.values()].map(({ personId }) => personId);
  // A transaction that hears of a death at this moment comes before this, or sees what this approves.
  await keepPersons(tx, personIds);
  const visits = await store.lockVisits(tx, idsOf(answers));
  const parties = await store.findParties(
    tx,
    answers.flatMap(({ answer }) => inTheWay(answer) ?? []),
  );
  const services = await findServices(
    tx,
    [...bookings.values()].map(({ serviceId }) => serviceId),
  );
  const deaths = await findDeaths(tx, personIds);
  const approvingOf = (visit: Visit): Approving => {
    const { serviceId, personId } = bookings.get(visit.bookingId)!;
    return { ...howApproved(visit, services.get(serviceId), samplingKey), diedOn: deaths.get(personId) ?? null, at: now };
  };
  const steps = decideEach(visits, answers, (visit, answer) => allocated(visit, asToldTo(visit, answer, parties), approvingOf(visit)));
  // A recalculation may have changed what stands again after a refused change.
  const causeOfStep = ({ visit, after }: Step) => (after.visit.refusal ? 'RECALCULATED' : causeOf(visit));
  await save(tx, now, { steps, visits, bookings }, causeOfStep);
  const refused = steps.flatMap(({ visit, after }) => (isRefused(after.visit) && !isRefused(visit) ? [visit] : []));
  tellClients(
    tx,
    'VISIT_REFUSED',
    refused.map(({ id, bookingId }) => ({ subjectId: id, booking: bookings.get(bookingId)!, dueDay: null })),
    { now },
  );
}

const isRefused = ({ allocation }: Visit): boolean => allocation === 'REFUSED';

const idsOf = (answers: readonly About<unknown>[]): Id[] => answers.map(({ visitId }) => visitId);

/** The visit that vouchers names as the obstacle, of whichever provider. */
const inTheWay = (answer: AllocationAnswer): Id | undefined => (answer.made ? undefined : answer.details?.visitId);

/** A provider learns of another provider's or organiser's visit only that it exists (rules 17, 18). */
function asToldTo({ providerId, organiserId }: Visit, answer: AllocationAnswer, parties: ReadonlyMap<Id, store.Parties>): AllocationAnswer {
  const other = inTheWay(answer);
  if (answer.made || other === undefined) return answer;
  const known = parties.get(other);
  if (known?.providerId === providerId && known.organiserId === organiserId) return answer;
  const { visitId: _, ...details } = answer.details!;
  return { ...answer, details };
}

/** By the service's version of the visit's day. A checker looks at visits of an unknown service. */
function howApproved({ id, startsAt }: Visit, service: KnownService | undefined, samplingKey: Uint8Array): Approving {
  if (!service) return { policy: 'ALWAYS_CHECKED', isDrawn: false };
  const { approvalPolicy, samplePercent } = versionOn(service, dayOf(startsAt));
  return { policy: approvalPolicy, isDrawn: drawsLot(samplingKey, id, samplePercent) };
}

type Recalculation = { readonly visitVersion: number; readonly lines: readonly VisitLine[] };

export async function takeInRecalculations(tx: Tx, now: Instant, answers: readonly About<Recalculation>[]): Promise<void> {
  const bookings = await getBookingsOf(tx, idsOf(answers));
  const visits = await store.lockVisits(tx, idsOf(answers));
  const steps = decideEach(visits, answers, recalculated);
  await save(tx, now, { steps, visits, bookings }, () => 'RECALCULATED');
  const changes = steps.flatMap(changedShare);
  await insertShareChanges(tx, changes, now);
  tellClients(
    tx,
    'SHARE_RECALCULATED',
    changes.map(({ visit: { bookingId } }) => ({ subjectId: bookingId, booking: bookings.get(bookingId)!, dueDay: null })),
    { now },
  );
}

function changedShare({ visit, after }: Step): ShareChange[] {
  const [before, share] = [visit.clientCents, after.visit.clientCents];
  return before !== null && share !== null && before !== share ? [{ visit, before, after: share }] : [];
}

/** What one answer makes of a visit. */
type Step = { readonly visit: Visit; readonly after: Answered };

/** Answers about one visit follow each other: a later answer sees what an earlier one made of the visit. */
function decideEach<Answer>(
  visits: ReadonlyMap<Id, Visit>,
  answers: readonly About<Answer>[],
  decide: (visit: Visit, answer: Answer) => Answered,
): Step[] {
  const newest = new Map(visits);
  return answers.map(({ visitId, answer }) => {
    const visit = newest.get(visitId);
    if (!visit) throw new Error(`an allocation of a visit that bookings never announced: ${visitId}`);
    const after = decide(visit, answer);
    newest.set(visitId, after.visit);
    return { visit, after };
  });
}

type Decided = {
  readonly steps: readonly Step[];
  readonly visits: ReadonlyMap<Id, Visit>;
  readonly bookings: ReadonlyMap<Id, Booking>;
};

async function save(tx: Tx, now: Instant, decided: Decided, causeOfStep: (step: Step) => ChangeCause | null): Promise<void> {
  const { steps, visits, bookings } = decided;
  const newest = new Map(steps.flatMap(({ visit, after }) => (after.visit === visit ? [] : [[visit.id, after.visit] as const])));
  const changes = [...newest.values()].map((after) => ({ before: visits.get(after.id)!, after }));
  const ofChanges = changes.filter(({ before }) => before.before !== null);
  const ofNew = changes.filter(({ before }) => before.before === null);
  // A refused change restores all fields of the visit.
  await Promise.all([store.saveAnswers(tx, afterEach(ofNew)), store.updateVisits(tx, afterEach(ofChanges))]);
  await insertLeft(
    tx,
    steps.filter(isLeft).map(({ after }) => after.visit),
    now,
  );
  await reopenRequestsOf(
    tx,
    steps.filter(isUncorrected).map(({ visit }) => visit),
    { now },
  );
  await followReturned(tx, ofChanges, bookings, { now });
  await followAfterDeath(tx, changes, bookings, { now });
  announce(tx, now, decided, causeOfStep);
}

const afterEach = (changes: readonly { readonly after: Visit }[]): Visit[] => changes.map(({ after }) => after);

/** At other prices vouchers refused the visit, so it stays as it was, and is listed (rules 14). */
const isLeft = ({ visit, after }: Step): boolean => visit.before?.isRepriced === true && after.visit.refusal !== null;

/** Vouchers refused the correction of a settled visit. */
const isUncorrected = ({ visit, after }: Step): boolean =>
  visit.before !== null && wasSettled(visit.before) && after.visit.refusal !== null;

function announce(tx: Tx, now: Instant, { steps, bookings }: Decided, causeOfStep: (step: Step) => ChangeCause | null): void {
  const bookingOf = ({ bookingId }: Visit) => bookings.get(bookingId)!;
  for (const { after } of steps.filter((step) => step.after.isTakenBack))
    publish(tx, after.visit.organiserId, [visitHeld(after.visit, bookingOf(after.visit), 'EDITED')], { now });
  const toBeTold = steps.filter(({ after }) => after.isToBeTold);
  for (const [organiserId, told] of Map.groupBy(toBeTold, ({ visit }) => visit.organiserId))
    publish(
      tx,
      organiserId,
      told.map((step) => visitApproved(step.after.visit, bookingOf(step.visit), now, causeOfStep(step))),
      { now },
    );
}
