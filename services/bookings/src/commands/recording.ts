/** Recording visits. Recorders who come at the same time share one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lockAll, type Tx } from '@seteli/kit/db';
import { gather } from '@seteli/kit/gathering';
import { onceEach, type OnceAnswer } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { RecordVisitsInput } from '@seteli/schema/generated/bookings';
import { factsOf } from '../domain/facts.ts';
import { recordVisit } from '../domain/record.ts';
import { saysTheSame, type Recorded } from '../domain/recorded.ts';
import { NOT_HELD, type Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { lockStanding, placed } from './standing.ts';

/** A visit's id, or why there is none: small enough to be kept with the idempotency key. */
export type RecordedRow = Decision<Id>;

/** `input` is what was sent, by which a repetition is recognised; `rows` is what it says. */
type Recording = { readonly actor: Actor; readonly input: RecordVisitsInput; readonly rows: readonly Row[] };
export type Row = {
  readonly bookingId: Id;
  readonly externalId: string | null;
  /** Decides anew about an external id whose visit was refused. */
  readonly retry: boolean;
  readonly recorded: Recorded;
};
/** `isNew`: carried out now, for this actor; what a colleague did under the same key, the actor may not be allowed to see. */
type Outcome = { readonly rows: OnceAnswer<readonly RecordedRow[]>; readonly isNew: boolean };
export type RecordVisits = (recording: Recording) => Promise<Outcome>;

/** Within this most batches are done; one that waits for a lock must not hold up the others. */
const PATIENCE_MS = 100;
const SIDE_BY_SIDE = 6;
const VISITS_TOGETHER = 500;

/** Records each visit as a whole or not at all; refused rows write nothing, and the others stand. */
export const gatherRecordings = ({ database, clock }: Desk): RecordVisits =>
  gather(
    async (recordings: readonly Recording[], patience) => {
      const now = clock.now();
      const calls = recordings.map((recording) => ({ ...recording, ...nameOf(recording), command: 'recordVisits', now }));
      const made = new Set<unknown>();
      const carryOut = async (tx: Tx, fresh: readonly Recording[]) => {
        const decided = await recordTogether(tx, fresh, now);
        for (const rows of decided) made.add(rows);
        return decided;
      };
      const answers = await onceEach(database, calls, carryOut, patience);
      return answers.map((rows) => ({ rows, isNew: made.has(rows) }));
    },
    {
      patienceMs: PATIENCE_MS,
      sideBySide: SIDE_BY_SIDE,
      limit: VISITS_TOGETHER,
      weightOf: ({ rows }) => rows.length,
      keyOf: (recording) => JSON.stringify(nameOf(recording)),
    },
  );

const nameOf = ({ actor, input }: Recording) => ({ organisation: actor.organisation.id, key: input.idempotencyKey });

async function recordTogether(tx: Tx, recordings: readonly Recording[], now: Instant): Promise<RecordedRow[][]> {
  await lockExternalIds(tx, recordings);
  const seen = await findSeen(tx, recordings);
  const bookings = [...new Map([...seen.values()].flatMap((ofSight) => [...ofSight])).values()];
  const ready = await lockBookings(tx, bookings, spanOf(recordings.flatMap(({ rows }) => rows.map(({ recorded }) => recorded))));
  const batches = recordings.map(({ actor, rows }): Batch => {
    const own = seen.get(sightOf(actor))!;
    const placeOf = ({ bookingId }: Row) => (own.has(bookingId) ? (ready.get(bookingId) ?? 'NOT_YET_KNOWN') : 'NOT_FOUND');
    return { providerId: actor.organisation.id, recordedBy: actor.userId, rows: rows.map((row) => ({ ...row, place: placeOf(row) })) };
  });
  return await recordBatches(tx, batches, now);
}

/** What somebody of a provider records, each row with its booking at hand or the reason why it is not. */
export type Batch = {
  readonly providerId: Id;
  readonly recordedBy: Id;
  readonly rows: readonly (Row & { readonly place: BookingAtHand | 'NOT_FOUND' | 'NOT_YET_KNOWN' })[];
};

/** Decides about rows in their order, and saves and announces what is accepted. Call it with the vouchers locked. */
export async function recordBatches(tx: Tx, batches: readonly Batch[], now: Instant): Promise<RecordedRow[][]> {
  const atHand = ({ place }: Batch['rows'][number]) => (typeof place === 'string' ? undefined : place);
  const standing = await lockStanding(
    tx,
    batches.flatMap(({ providerId, rows }) => rows.map((row) => ({ ...row, providerId, at: atHand(row) }))),
  );
  const taken: Visit[] = [];
  const decided = batches.map(({ providerId, recordedBy, rows }) =>
    rows.map(({ bookingId, externalId, retry, recorded, place: at }): RecordedRow => {
      if (typeof at === 'string') return refuse(at, { path: ['bookingId'] });
      const before = standing.named(providerId, externalId);
      if (before && !(retry && before.allocation === 'REFUSED')) return repeated(before, bookingId, recorded);
      const isDuplicate = !externalId && standing.has(at.booking.voucherId, recorded);
      const facts = factsOf(at, dayOf(recorded.startsAt), {
        isDuplicate,
        isCorrection: false,
        served: standing.servedDays(at.booking.personId, recorded),
      });
      const decision = recordVisit(facts, recorded, now);
      if (!decision.accepted) return decision;
      const flags = [...decision.value.flags, ...standing.flagsBeside(placed(at.booking, recorded), facts.policy.incrementMinutes)];
      const said = { externalId, recorded: { ...recorded, kind: decision.value.kind } };
      const visit = newVisit(newId(), at.booking, said, flags, recordedBy, now);
      taken.push(visit);
      publish(tx, visit.organiserId, [events.visitRecorded(visit, at.booking, decision.value)], { now, actor: recordedBy });
      standing.add(visit, at.booking);
      return accept(visit.id);
    }),
  );
  await store.insertVisits(tx, taken);
  return decided;
}

/** External ids of one provider are unique over all its vouchers, which the vouchers' locks do not cover. */
const lockExternalIds = (tx: Tx, recordings: readonly Recording[]) =>
  lockAll(
    tx,
    recordings
      .filter(({ rows }) => rows.some(({ externalId }) => externalId))
      .map(({ actor }) => `external ids of ${actor.organisation.id}`),
  );

/** Colleagues of the same teams see the same. */
const sightOf = ({ organisation, teamIds }: Actor): string => `${organisation.id} ${[...teamIds].toSorted().join(' ')}`;

/** The bookings that each may see of those that he names. */
async function findSeen(tx: Tx, recordings: readonly Recording[]): Promise<Map<string, Map<Id, Booking>>> {
  const bySight = [...Map.groupBy(recordings, ({ actor }) => sightOf(actor))].map(async ([sight, group]) => {
    const ids = new Set(group.flatMap(({ rows }) => rows.map(({ bookingId }) => bookingId)));
    const bookings = await findBookings(tx, group[0]!.actor, [...ids]);
    return [sight, new Map(bookings.map((booking) => [booking.id, booking]))] as const;
  });
  return new Map(await Promise.all(bySight));
}

/** The same external id with the same content is the same visit; with other content it is a mistake (rules 16). */
const repeated = (before: Visit, bookingId: Id, recorded: Recorded): RecordedRow =>
  before.bookingId === bookingId && saysTheSame(before, recorded)
    ? accept(before.id)
    : refuse('EXTERNAL_ID_CONFLICT', { path: ['externalId'] });

const newVisit = (
  id: Id,
  booking: Booking,
  { externalId, recorded }: Pick<Row, 'externalId' | 'recorded'>,
  flags: Visit['flags'],
  recordedBy: Id,
  now: Instant,
): Visit => ({
  id,
  placingId: id,
  bookingId: booking.id,
  organiserId: booking.organiserId,
  providerId: booking.providerId,
  voucherId: booking.voucherId,
  ...recorded,
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  lines: [],
  allocatedVersion: null,
  totalCents: null,
  organiserCents: null,
  clientCents: null,
  unbilledCents: 0n,
  flags,
  approvedBy: null,
  ...NOT_HELD,
  returnReason: null,
  returnedAt: null,
  handleBy: null,
  remindedAt: null,
  correctionReason: null,
  externalId,
  before: null,
  recordedAt: now,
  recordedBy,
  version: 1,
});
