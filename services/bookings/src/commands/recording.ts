/** Recording visits. Recorders who come at the same time share one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { dayOf, type Instant } from '@seteli/kit/day';
import { gather } from '@seteli/kit/gathering';
import { isMismatch, MOST_TURNS, onceEach, onTurn, type Once, type OnceAnswer } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, isAboutNow, refuse, type Decision } from '@seteli/kit/result';
import { type Database, lockAll, type Patience, type Tx } from '@seteli/kit/db';
import type { RecordVisitsInput } from '@seteli/schema/generated/bookings';
import { answerToKnown } from '../domain/external-id.ts';
import { factsOf } from '../domain/facts.ts';
import { recordVisit } from '../domain/record.ts';
import type { Recorded } from '../domain/recorded.ts';
import { NOT_HELD, type Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import type { Desk } from './booking.ts';
import { duplicateOf, lockStanding, placed } from './standing.ts';

/** A visit's id, or why there is none: small enough to be kept with the idempotency key. */
export type RecordedRow = Decision<Id>;

/** `input` is what was sent, by which a repetition is recognised; `rows` is what it says. */
type Recording = Sent & { readonly input: RecordVisitsInput };
type Sent = { readonly actor: Actor; readonly rows: readonly Row[] };
export type Row = {
  readonly bookingId: Id;
  readonly externalId: string | null;
  /** Decides anew about an external id whose visit was refused or deleted. */
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
      const calls = recordings.map((recording) => ({
        ...recording,
        ...nameOf(recording),
        command: 'recordVisits',
        now,
        places: [...recording.rows.keys()],
      }));
      return (await recordInTurns(database, calls, patience)).map(whole);
    },
    {
      patienceMs: PATIENCE_MS,
      sideBySide: SIDE_BY_SIDE,
      limit: VISITS_TOGETHER,
      weightOf: ({ rows }) => rows.length,
      keyOf: (recording) => JSON.stringify(nameOf(recording)),
    },
  );

type Call = Recording & Once & { readonly places: readonly number[] };
/** Of all rows of a call, in their places; null: not decided in this turn. */
type Turn = readonly (RecordedRow | null)[];
type Taken = { readonly rows: OnceAnswer<Turn>; readonly isNew: boolean };

/**
 * Of calls that were carried out before, the rows whose answer was only about now are decided once more, and kept in a turn of their
 * own: a row that was to be tried again is not final because others of its call were done (rules 69g). A turn decides the rows that are open
 * when it is carried out; what becomes open later goes on to the turn after it.
 */
async function recordInTurns(database: Database, calls: readonly Call[], patience: Patience, turn = 0): Promise<Taken[]> {
  const made = new Set<unknown>();
  const carryOut = async (tx: Tx, fresh: readonly Call[]) => {
    const open = fresh.map((call) => ({ ...call, rows: call.places.map((place) => call.rows[place]!) }));
    const decided = (await recordTogether(tx, open, fresh[0]!.now)).map((rows, which) => inPlaces(fresh[which]!, rows));
    for (const rows of decided) made.add(rows);
    return decided;
  };
  const answers = await onceEach<Call, Turn>(
    database,
    calls.map((call) => onTurn(call, turn)),
    carryOut,
    patience,
  );
  const outcomes = answers.map((rows): Taken => ({ rows, isNew: made.has(rows) }));
  const kept = outcomes.flatMap(({ rows, isNew }) => (isNew || isMismatch(rows) ? [] : [rows]));
  if (kept.length === 0 || turn === MOST_TURNS) return outcomes;
  const refusedNow = await store.findRefusedAboutNow(
    database.reader,
    kept.flat().flatMap((row) => (row?.accepted ? [row.value] : [])),
  );
  const isOpen = (row: RecordedRow | null) => !row || (row.accepted ? refusedNow.has(row.value) : isAboutNow(row.refusal));
  const again = calls.flatMap((call, index) => {
    const { rows, isNew } = outcomes[index]!;
    const places = isNew || isMismatch(rows) ? [] : call.places.filter((place) => isOpen(rows[place] ?? null));
    return places.length > 0 ? [{ index, call: { ...call, places } }] : [];
  });
  if (again.length === 0) return outcomes;
  const later = await recordInTurns(
    database,
    again.map(({ call }) => call),
    patience,
    turn + 1,
  );
  for (const [which, { index }] of again.entries()) {
    const [before, after] = [outcomes[index]!.rows, later[which]!.rows];
    if (isMismatch(before) || isMismatch(after)) continue;
    outcomes[index] = { rows: calls[index]!.rows.map((_, place) => after[place] ?? before[place] ?? null), isNew: false };
  }
  return outcomes;
}

function inPlaces({ rows, places }: Call, decided: readonly RecordedRow[]): Turn {
  const turn = rows.map((): RecordedRow | null => null);
  for (const [which, place] of places.entries()) turn[place] = decided[which]!;
  return turn;
}

/** The first turn decides all rows. */
const whole = ({ rows, isNew }: Taken): Outcome => ({ rows: rows as OnceAnswer<readonly RecordedRow[]>, isNew });

const nameOf = ({ actor, input }: Recording) => ({ organisation: actor.organisation.id, key: input.idempotencyKey });

/** What several sent, each for themselves, in one transaction. */
export async function recordTogether(tx: Tx, recordings: readonly Sent[], now: Instant): Promise<RecordedRow[][]> {
  await lockExternalIds(tx, recordings);
  const seen = await findSeen(tx, recordings);
  const bookings = [...new Map([...seen.values()].flatMap((ofSight) => [...ofSight])).values()];
  const ready = await lockBookings(tx, bookings, spanOf(recordings.flatMap(({ rows }) => rows.map(({ recorded }) => recorded))));
  const batches = recordings.map(({ actor, rows }): Batch => {
    const own = seen.get(sightOf(actor))!;
    const placeOf = ({ bookingId }: Row) => (own.has(bookingId) ? (ready.get(bookingId) ?? 'NOT_YET_KNOWN') : 'NOT_FOUND');
    return { providerId: actor.organisation.id, recordedBy: actor.userId, rows: rows.map((row) => ({ ...row, place: placeOf(row) })) };
  });
  const decided = await recordBatches(tx, batches, now);
  const actors = recordings.flatMap(({ actor }, place) => (decided[place]!.some(({ accepted }) => accepted) ? [actor] : []));
  if (actors.length > 0) await keepActors(tx, actors);
  return decided;
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
      const known = before && answerToKnown(before, { bookingId, retry, recorded });
      if (known) return known;
      const facts = factsOf(at, dayOf(recorded.startsAt), {
        ...duplicateOf(externalId ? undefined : standing.twin(at.booking.voucherId, recorded), providerId),
        isCorrection: false,
        served: standing.servedDays(at.booking.personId, recorded),
      });
      const decision = recordVisit(facts, recorded, now);
      if (!decision.accepted) return decision;
      const flags = [...decision.value.flags, ...standing.flagsBeside(placed(at.booking, recorded), facts.policy.incrementMinutes)];
      const said = { externalId, recorded: { ...recorded, kind: decision.value.kind } };
      const visit = newVisit(newId(), at.booking, said, flags, recordedBy, now);
      taken.push(visit);
      publish(tx, visit.organiserId, [events.visitRecorded(visit, at, decision.value)], { now, actor: recordedBy });
      standing.add(visit, at.booking);
      return accept(visit.id);
    }),
  );
  await store.insertVisits(tx, taken);
  return decided;
}

/** External ids of one provider are unique over all its vouchers, which the vouchers' locks do not cover. */
const lockExternalIds = (tx: Tx, recordings: readonly Sent[]) =>
  lockAll(
    tx,
    recordings
      .filter(({ rows }) => rows.some(({ externalId }) => externalId))
      .map(({ actor }) => `external ids of ${actor.organisation.id}`),
  );

/** Colleagues of the same teams see the same. */
const sightOf = ({ organisation, teamIds }: Actor): string => `${organisation.id} ${[...teamIds].toSorted().join(' ')}`;

/** The bookings that each may see of those that he names. */
async function findSeen(tx: Tx, recordings: readonly Sent[]): Promise<Map<string, Map<Id, Booking>>> {
  const bySight = [...Map.groupBy(recordings, ({ actor }) => sightOf(actor))].map(async ([sight, group]) => {
    const ids = new Set(group.flatMap(({ rows }) => rows.map(({ bookingId }) => bookingId)));
    const bookings = await findBookings(tx, group[0]!.actor, [...ids]);
    return [sight, new Map(bookings.map((booking) => [booking.id, booking]))] as const;
  });
  return new Map(await Promise.all(bySight));
}

export const newVisit = (
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
  serviceId: booking.serviceId,
  unitId: booking.unitId,
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
  approverId: null,
  approvedAt: null,
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
