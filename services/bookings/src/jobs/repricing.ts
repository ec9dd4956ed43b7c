/**
 * Decides again about visits where registry published or corrected something for days that had begun. One transaction
 * serves a part of them.
 */
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Envelope } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import { startJob, type Job, type Piece, type Work } from '@seteli/kit/jobs';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { reprice, turnOf, type Again, type Reach } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import { visitRecorded } from '../events.ts';
import type { Booking } from '../store/booking.ts';
import * as store from '../store/repricing.ts';
import { lockVisits, updateVisits } from '../store/visit.ts';
import { lockBookings, spanOf } from '../loads/at-hand.ts';
import { decideAllAgain } from '../loads/deciding-again.ts';
import { lockPart } from '../loads/reached-visits.ts';

export const REPRICE_VISITS = 'REPRICE_VISITS';

const BOOKINGS_AT_ONCE = 50;
const VISITS_AT_ONCE = 500;

/** Days are texts in JSON. */
type StoredReach = Omit<Reach, 'firstDay' | 'lastDay'> & { readonly firstDay: string; readonly lastDay: string | null };

/**
 * The job goes through the reaches one after another, and `at` counts them. Behind the last reach it waits for
 * vouchers' answers.
 */
type Step = store.Cursor & { readonly reaches: readonly StoredReach[]; readonly at: number; readonly isCounted: boolean };

const asText = ({ firstDay, lastDay, ...reach }: Reach): StoredReach => ({
  ...reach,
  firstDay: firstDay.toString(),
  lastDay: lastDay?.toString() ?? null,
});

const asReach = ({ firstDay, lastDay, ...reach }: StoredReach): Reach => ({
  ...reach,
  firstDay: Temporal.PlainDate.from(firstDay),
  lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
});

type Said = { readonly organiserId: Id; readonly repricing?: { readonly jobId: Id; readonly roles: readonly string[] } | undefined };

/**
 * An administrator who asked for the job knows its id already, so the job exists even when it reaches no visit. A job
 * that nobody can follow runs all the same.
 */
export async function startRepricing(
  tx: Tx,
  { envelope, data }: { readonly envelope: Envelope; readonly data: Said },
  subjectId: Id,
  reaches: readonly Reach[],
): Promise<void> {
  const { repricing, organiserId } = data;
  if (!repricing && reaches.length === 0) return;
  const organisation = { kind: 'ORGANISER', id: organiserId } as const;
  const { actor: userId } = envelope;
  const starter = repricing && userId !== undefined ? { userId, organisation, roles: repricing.roles } : { userId: null, organisation };
  const step: Step = { reaches: reaches.map(asText), at: 0, isCounted: false, ...store.beginning };
  const now = Temporal.Instant.from(envelope.time);
  await startJob(tx, starter, { id: repricing?.jobId ?? envelope.id, kind: REPRICE_VISITS, subjectId, step, total: 0, now });
}

export const repricingWork = (visitsAtOnce = VISITS_AT_ONCE): Work<Step> => ({
  kind: REPRICE_VISITS,
  async piece(tx, job, now) {
    const { step, done } = job;
    if (!step.isCounted) return { done, total: await countAll(tx, step, now), step: { ...step, isCounted: true } };
    const reach = step.reaches[step.at];
    if (reach) return await takePart(tx, job, asReach(reach), { now, visitsAtOnce });
    return (await store.isAnswered(tx, job.id)) ? { done, step: null } : { done, step, rests: true };
  },
});

async function countAll(tx: Tx, { reaches }: Step, now: Instant): Promise<number> {
  let total = 0;
  for (const reach of reaches) total += await store.countVisits(tx, asReach(reach), now);
  return total;
}

type Paces = { readonly now: Instant; readonly visitsAtOnce: number };

async function takePart(tx: Tx, { id, step, done, total }: Job<Step>, reach: Reach, { now, visitsAtOnce }: Paces): Promise<Piece<Step>> {
  const from = { cursorBookingId: step.cursorBookingId, cursorVisitId: step.cursorVisitId };
  const { bookings, ids, next } = await lockPart(tx, { reach, from, now }, { bookings: BOOKINGS_AT_ONCE, visits: visitsAtOnce });
  const locked = await lockVisits(tx, ids);
  const visits = ids.map((visitId) => locked.get(visitId)!);
  const waiting = visits.findIndex((visit) => turnOf(visit) === 'LATER');
  const ready = waiting < 0 ? visits : visits.slice(0, waiting);
  const due = ready.filter((visit) => turnOf(visit) === 'NOW');
  await decidePart(tx, id, due, bookings, { now, reach });
  // Visits that somebody recorded on these days after the count are not in the total.
  const further = { done: Math.min(done + ready.length, total) };
  const last = ready.at(-1);
  if (waiting >= 0) return { ...further, step: { ...step, ...(last && store.behind(last)) }, rests: true };
  return { ...further, step: next ? { ...step, ...next } : { ...step, at: step.at + 1, ...store.beginning } };
}

/**
 * Records at the next version what costs otherwise. A visit that may not be recorded so stays as it is, and is listed.
 */
async function decidePart(tx: Tx, jobId: Id, visits: readonly Visit[], bookings: readonly Booking[], again: Again): Promise<void> {
  if (visits.length === 0) return;
  const at = await lockBookings(tx, bookings, spanOf(visits));
  const atHand = visits.map((visit) => ({ visit, at: at.get(visit.bookingId)! }));
  const changed: Visit[] = [];
  const left: Visit[] = [];
  const announcements: Announcement[] = [];
  for (const { visit, at: known, decision } of await decideAllAgain(tx, atHand, again)) {
    if (!decision.accepted) {
      left.push({ ...visit, refusal: { code: decision.refusal.code, remaining: null } });
      continue;
    }
    const repriced = reprice(visit);
    changed.push(repriced);
    announcements.push(visitRecorded(repriced, known, decision.value));
  }
  await updateVisits(tx, [...changed, ...left]);
  await store.insertLeft(tx, left, again.now);
  await store.saveRepriced(tx, jobId, [...changed, ...left]);
  if (announcements.length > 0) publish(tx, visits[0]!.organiserId, announcements, { now: again.now });
}
