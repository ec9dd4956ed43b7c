/** The SQL of visits, a handful of statements for a batch of any size. Takes and gives domain types; decides nothing. */
import { and, eq, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { readyQuery } from '@seteli/kit/ready-query';
import { ABOUT_NOW } from '@seteli/kit/result';
import type { Sight } from '@seteli/schema/sight';
import type { Visit } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { visit } from '../tables/visit.ts';
import { sightOf } from './booking.ts';
import { answerOf, fromVisit, toVisit } from './visit-row.ts';

export const insertVisits = (tx: Tx, visits: readonly Visit[]) => insertAll(tx, visit, visits.map(fromVisit));

/** Writes what may change of visits; who recorded it and for whom never does. */
export async function updateVisits(tx: Tx, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await tx.execute(sql`
    update visit v
       set starts_at = n.starts_at, ends_at = n.ends_at, timed = n.timed, kind = n.kind, content_id = n.content_id, amount = n.amount,
           workers = n.workers, worker_reference = n.worker_reference, group_reference = n.group_reference, notice_at = n.notice_at, accessories = n.accessories,
           extra_service = n.extra_service, overlap_reason = n.overlap_reason, state = n.state, allocation = n.allocation, refusal = n.refusal,
           lines = n.lines, total_cents = n.total_cents, organiser_cents = n.organiser_cents, client_cents = n.client_cents,
           unbilled_cents = n.unbilled_cents, flags = n.flags, approved_by = n.approved_by, approver_id = n.approver_id, approved_at = n.approved_at,
           held_at = n.held_at, hold_reason = n.hold_reason, is_taken_back = n.is_taken_back, return_reason = n.return_reason,
           returned_at = n.returned_at, handle_by = n.handle_by, reminded_at = n.reminded_at, correction_reason = n.correction_reason, before = n.before, recorded_at = n.recorded_at, version = n.version,
           allocated_version = n.allocated_version, placing_id = n.placing_id
      from ${asRecordset(visit, visits.map(fromVisit))} n
     where v.id = n.id`);
}

/** Writes what an answer of vouchers says of visits that nobody is changing: what was recorded stays as it is, and is not sent again. */
export async function saveAnswers(tx: Tx, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await tx.execute(sql`
    update visit v
       set state = n.state, allocation = n.allocation, refusal = n.refusal, lines = n.lines, total_cents = n.total_cents,
           organiser_cents = n.organiser_cents, client_cents = n.client_cents, unbilled_cents = n.unbilled_cents, flags = n.flags,
           approved_by = n.approved_by, approver_id = n.approver_id, approved_at = n.approved_at, held_at = n.held_at, hold_reason = n.hold_reason,
           is_taken_back = n.is_taken_back, return_reason = n.return_reason, returned_at = n.returned_at, handle_by = n.handle_by,
           reminded_at = n.reminded_at, version = n.version, allocated_version = n.allocated_version
      from ${asRecordset(visit, visits.map(answerOf))} n
     where v.id = n.id`);
}

const lockedVisits = readyQuery(['ids'], (query, { ids }) =>
  query.select().from(visit).where(isOneOf(visit.id, ids)).orderBy(visit.id).for('update'),
);

/** For reactions, which act for nobody: locks visits by their ids, whosever they are, in the order of these. */
export async function lockVisits(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await lockedVisits(tx, { ids: asArray(ids) });
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

/** Some of what was returned and nobody has handled by the day that was given for it. What somebody handles at this moment is left to him. */
export async function lockUnhandled(tx: Tx, today: Day, limit: number): Promise<Visit[]> {
  const rows = await tx
    .select()
    .from(visit)
    .where(and(sql`${visit.state} = 'RETURNED'`, lt(visit.handleBy, today)))
    .orderBy(visit.handleBy)
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(toVisit);
}

/** Some of what is approved, or was settled by the approval before, although who was told of its approval heard that it is none any more. */
export async function lockUntoldApprovals(tx: Tx, limit: number): Promise<Visit[]> {
  const rows = await tx
    .select()
    .from(visit)
    .where(sql`${visit.state} in ('APPROVED', 'SETTLED') and ${visit.isTakenBack}`)
    .orderBy(visit.id)
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(toVisit);
}

/** Some of what was returned, whose last day has come as near as that and not passed, and whose provider was not told so. */
export async function lockUnreminded(tx: Tx, today: Day, until: Day, limit: number): Promise<Visit[]> {
  const rows = await tx
    .select()
    .from(visit)
    .where(and(sql`${visit.state} = 'RETURNED' and ${visit.remindedAt} is null`, gte(visit.handleBy, today), lte(visit.handleBy, until)))
    .orderBy(visit.handleBy)
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(toVisit);
}

/** Asked about each visit that was found, not the other way round: OFFSET 0 keeps the planner from joining. */
export const within = (who: Sight): SQL =>
  sql`exists (select from ${booking} where ${booking.id} = ${visit.bookingId} and ${sightOf(who)} offset 0)`;

/** Locks a visit that the actor may see; nothing, and no lock, when there is none for him. */
export const lockVisit = async (tx: Tx, who: Sight, id: Id): Promise<Visit | undefined> => (await lockVisitsOf(tx, who, [id])).get(id);

/** In the order of their ids. */
export async function lockVisitsOf(tx: Tx, who: Sight, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await tx
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), within(who)))
    .orderBy(visit.id)
    .for('update');
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

export async function findVisits(reader: Reader, who: Sight, ids: readonly Id[]): Promise<Visit[]> {
  const rows = await reader
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), within(who)));
  return rows.map(toVisit);
}

/** Each change raises the version by one, and until it is answered what was before stands by the version before. */
const standingVersion = sql`case when before is null then v.version else v.version - 1 end`;
const isStandingApproved = sql`state <> 'DELETED' and (state = 'APPROVED' or before ->> 'state' = 'APPROVED')`;

/**
 * Marks visits as settled, also those that go back to their approval when a change of theirs is refused, unless a newer version stands
 * than the one that was paid; null where nobody said which. Gives those that are not. What was deleted meanwhile stays deleted, and settlement has mirrored it.
 */
export async function settleVisits(tx: Tx, settled: ReadonlyMap<Id, number | null>): Promise<Visit[]> {
  const ids = asArray(settled.keys());
  const versions = JSON.stringify([...settled].map(([id, version]) => ({ id, version })));
  // Locked in the order of everybody.
  await tx.execute(sql`select from visit where id = any(${ids}::uuid[]) order by id for update`);
  await tx.execute(sql`
    update visit v
       set state = case when v.state = 'APPROVED' then 'SETTLED' else v.state end,
           before = case when v.before ->> 'state' = 'APPROVED' then jsonb_set(v.before, '{state}', '"SETTLED"') else v.before end
      from jsonb_to_recordset(${versions}::jsonb) s (id uuid, version int)
     where v.id = s.id and ${isStandingApproved} and (s.version is null or ${standingVersion} <= s.version)`);
  const rows = await tx
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, settled.keys()), isStandingApproved));
  return rows.map(toVisit);
}

const answeredVisits = readyQuery(['ids'], (query, { ids }) =>
  query
    .select()
    .from(visit)
    .where(and(isOneOf(visit.id, ids), sql`${visit.allocation} <> 'PENDING'`)),
);

/** For recorders who wait: those of their visits that vouchers has answered about. */
export async function findAnswered(reader: Reader, ids: Iterable<Id>): Promise<Map<Id, Visit>> {
  const rows = await answeredVisits(reader, { ids: asArray(ids) });
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

const aboutNow = sql`${visit.refusal} ->> 'code' = any(${asArray(ABOUT_NOW)}::text[])`;

/** Those of the visits that vouchers has refused because it had not heard of everything. */
export async function findRefusedAboutNow(reader: Reader, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await reader
    .select({ id: visit.id })
    .from(visit)
    .where(and(isOneOf(visit.id, ids), sql`${visit.allocation} = 'REFUSED'`, aboutNow));
  return new Set(rows.map(({ id }) => id));
}

/** Whether that change of the visit was its last, and was refused because vouchers had not heard of everything. */
export const isChangeRefusedAboutNow = async (reader: Reader, id: Id, version: number): Promise<boolean> =>
  (await reader.$count(visit, and(eq(visit.id, id), eq(visit.allocatedVersion, version), sql`${visit.allocation} = 'MADE'`, aboutNow))) > 0;

/** Whose visits they are. */
export type Parties = Pick<Visit, 'providerId' | 'organiserId'>;

export async function findParties(reader: Reader, ids: readonly Id[]): Promise<Map<Id, Parties>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: visit.id, providerId: visit.providerId, organiserId: visit.organiserId })
    .from(visit)
    .where(isOneOf(visit.id, ids));
  return new Map(rows.map(({ id, ...parties }) => [id, parties]));
}
