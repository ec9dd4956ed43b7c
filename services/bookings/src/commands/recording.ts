/** Records visits. Recorders who come at the same time share one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import type { Instant } from '@seteli/kit/day';
import { gather } from '@seteli/kit/gathering';
import { isMismatch, MOST_TURNS, onceEach, onTurn, type Once, type OnceAnswer } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { scopeOf } from '@seteli/kit/scope';
import { accept, isAboutNow, refuse, type Decision } from '@seteli/kit/result';
import { type Database, lockAll, type Patience, type Tx } from '@seteli/kit/db';
import type { RecordVisitsInput } from '@seteli/schema/generated/bookings';
import { answerToKnown } from '../domain/external-id.ts';
import { newVisit } from '../domain/new-visit.ts';
import type { VisitToRecord } from '../domain/recorded.ts';
import type { Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import { lockBookings, spanOf, type BookingAtHand } from '../loads/at-hand.ts';
import type { Desk } from './desk.ts';
import { judge } from '../loads/judge.ts';
import { lockStandingVisits } from '../loads/standing.ts';

/** A visit's id, or why there is none. It is small enough for the idempotency key to keep. */
export type RecordedRow = Decision<Id>;

/** `input` is what the recorder sent, and shows a repetition. `rows` is what it means. */
type Recording = Sent & { readonly input: RecordVisitsInput };
type Sent = { readonly actor: Actor; readonly rows: readonly VisitToRecord[] };
/**
 * `isNew`: this call recorded the rows, for this actor. The actor may not be allowed to see what a colleague did under
 * the same key.
 */
type Outcome = { readonly rows: OnceAnswer<readonly RecordedRow[]>; readonly isNew: boolean };
export type RecordVisits = (recording: Recording) => Promise<Outcome>;

/** Most batches finish within this time. A batch that waits for a lock must not hold up the others. */
const PATIENCE_MS = 100;
const SIDE_BY_SIDE = 6;
const VISITS_TOGETHER = 500;

/** Records each visit as a whole or not at all. Refused rows write nothing, and the others stand. */
export const gatherRecordings = ({ database, clock }: Desk): RecordVisits =>
  gather(
    async (recordings: readonly Recording[], patience) => {
      const now = clock.now();
      const calls = recordings.map((recording) => ({
        ...recording,
        ...nameOf(recording),
        command: 'recordVisits',
        now,
        open: [...recording.rows.keys()],
      }));
      const scope = scopeOf(...recordings.map(({ actor }) => actor));
      return (await recordInTurns(database.within(scope), calls, patience)).map(whole);
    },
    {
      patienceMs: PATIENCE_MS,
      sideBySide: SIDE_BY_SIDE,
      limit: VISITS_TOGETHER,
      weightOf: ({ rows }) => rows.length,
      keyOf: (recording) => JSON.stringify(nameOf(recording)),
    },
  );

/** `open`: the indices of the rows that a turn decides. */
type Call = Recording & Once & { readonly open: readonly number[] };
/** An answer for each row of a call. Null: the turn has not decided about it. */
type AnswersOfTurn = readonly (RecordedRow | null)[];
type Taken = { readonly rows: OnceAnswer<AnswersOfTurn>; readonly isNew: boolean };

/**
 * Some refusals hold only at the moment (rules 69g). When the caller sends such a call again, the next turn decides the
 * open rows once more and keeps its own answers. The rows that an earlier turn recorded stay as they are.
 */
async function recordInTurns(database: Database, calls: readonly Call[], patience: Patience, turn = 0): Promise<Taken[]> {
  const made = new Set<unknown>();
  const carryOut = async (tx: Tx, fresh: readonly Call[]) => {
    const sent = fresh.map((call) => ({ ...call, rows: call.open.map((index) => call.rows[index]!) }));
    const decided = (await recordTogether(tx, sent, fresh[0]!.now)).map((rows, which) => answersOfTurn(fresh[which]!, rows));
    for (const rows of decided) made.add(rows);
    return decided;
  };
  const answers = await onceEach<Call, AnswersOfTurn>(
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
  const again = calls.flatMap((call, which) => {
    const { rows, isNew } = outcomes[which]!;
    const open = isNew || isMismatch(rows) ? [] : call.open.filter((index) => isOpen(rows[index] ?? null));
    return open.length > 0 ? [{ which, call: { ...call, open } }] : [];
  });
  if (again.length === 0) return outcomes;
  const later = await recordInTurns(
    database,
    again.map(({ call }) => call),
    patience,
    turn + 1,
  );
  for (const [ofAgain, { which }] of again.entries()) {
    const [before, after] = [outcomes[which]!.rows, later[ofAgain]!.rows];
    if (isMismatch(before) || isMismatch(after)) continue;
    outcomes[which] = { rows: calls[which]!.rows.map((_, index) => after[index] ?? before[index] ?? null), isNew: false };
  }
  return outcomes;
}

function answersOfTurn({ rows, open }: Call, decided: readonly RecordedRow[]): AnswersOfTurn {
  const turn = rows.map((): RecordedRow | null => null);
  for (const [which, index] of open.entries()) turn[index] = decided[which]!;
  return turn;
}

/** The first turn decides all rows. */
const whole = ({ rows, isNew }: Taken): Outcome => ({ rows: rows as OnceAnswer<readonly RecordedRow[]>, isNew });

const nameOf = ({ actor, input }: Recording) => ({ organisation: actor.organisation.id, key: input.idempotencyKey });

/** Records in one transaction what several recorders sent, each for themselves. */
export async function recordTogether(tx: Tx, recordings: readonly Sent[], now: Instant): Promise<RecordedRow[][]> {
  await lockExternalIds(tx, recordings);
  const seen = await findSeen(tx, recordings);
  const bookings = [...new Map([...seen.values()].flatMap((ofSight) => [...ofSight])).values()];
  const ready = await lockBookings(tx, bookings, spanOf(recordings.flatMap(({ rows }) => rows.map(({ recorded }) => recorded))));
  const batches = recordings.map(({ actor, rows }): Batch => {
    const own = seen.get(colleaguesOf(actor))!;
    const atHand = ({ bookingId }: VisitToRecord) => (own.has(bookingId) ? (ready.get(bookingId) ?? 'NOT_YET_KNOWN') : 'NOT_FOUND');
    return { providerId: actor.organisation.id, recordedBy: actor.userId, rows: rows.map((row) => ({ ...row, at: atHand(row) })) };
  });
  const decided = await recordBatches(tx, batches, now);
  const actors = recordings.flatMap(({ actor }, which) => (decided[which]!.some(({ accepted }) => accepted) ? [actor] : []));
  if (actors.length > 0) await keepActors(tx, actors);
  return decided;
}

/** What a user of a provider records. */
export type Batch = {
  readonly providerId: Id;
  readonly recordedBy: Id;
  readonly rows: readonly RowAtHand[];
};

/** A visit to record, with its booking or the reason why that is not at hand. */
type RowAtHand = VisitToRecord & { readonly at: BookingAtHand | 'NOT_FOUND' | 'NOT_YET_KNOWN' };

/** Decides about rows in their order, and saves and announces what it accepts. The caller has locked the vouchers. */
export async function recordBatches(tx: Tx, batches: readonly Batch[], now: Instant): Promise<RecordedRow[][]> {
  const known = (at: RowAtHand['at']) => (typeof at === 'string' ? undefined : at);
  const standing = await lockStandingVisits(
    tx,
    batches.flatMap(({ providerId, rows }) => rows.map((row) => ({ ...row, providerId, at: known(row.at) }))),
  );
  const taken: Visit[] = [];
  const decided = batches.map(({ providerId, recordedBy, rows }) =>
    rows.map(({ at, ...row }): RecordedRow => {
      if (typeof at === 'string') return refuse(at, { path: ['bookingId'] });
      const { externalId, recorded } = row;
      const before = standing.named(providerId, externalId);
      const answer = before && answerToKnown(before, row);
      if (answer) return answer;
      const decision = judge({ at, recorded, standing, externalId, now });
      if (!decision.accepted) return decision;
      const { priced, ...judged } = decision.value;
      const visit = newVisit(newId(), { booking: at.booking, ...judged, externalId, recordedBy, now });
      taken.push(visit);
      publish(tx, visit.organiserId, [events.visitRecorded(visit, at, priced)], { now, actor: recordedBy });
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

/** Colleagues of the same teams, limited to the same units, see the same bookings. */
const colleaguesOf = ({ organisation, teamIds, unitIds }: Actor): string =>
  JSON.stringify([organisation.id, teamIds.toSorted(), unitIds?.toSorted()]);

/** Of the bookings that each recorder names, those that they may see. */
async function findSeen(tx: Tx, recordings: readonly Sent[]): Promise<Map<string, Map<Id, Booking>>> {
  const bySight = [...Map.groupBy(recordings, ({ actor }) => colleaguesOf(actor))].map(async ([sight, group]) => {
    const ids = new Set(group.flatMap(({ rows }) => rows.map(({ bookingId }) => bookingId)));
    const bookings = await findBookings(tx, group[0]!.actor, [...ids]);
    return [sight, new Map(bookings.map((booking) => [booking.id, booking]))] as const;
  });
  return new Map(await Promise.all(bySight));
}
