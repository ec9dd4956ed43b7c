/**
 * The SQL of visits, a handful of statements for a batch of any size. It takes and gives domain types, and decides
 * nothing.
 */
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
import { ANSWERED, assignments, CHANGEABLE, rowOf, type Column } from './visit-columns.ts';
import { fromVisit, toVisit } from './visit-row.ts';

export const insertVisits = (tx: Tx, visits: readonly Visit[]) => insertAll(tx, visit, visits.map(fromVisit));

/** Writes all columns of visits that a change may change. */
export const updateVisits = (tx: Tx, visits: readonly Visit[]): Promise<void> => writeColumns(tx, CHANGEABLE, visits);

/**
 * Writes what vouchers' answer changed of visits that nobody is changing. What somebody recorded stays, and is not sent
 * again.
 */
export const saveAnswers = (tx: Tx, visits: readonly Visit[]): Promise<void> => writeColumns(tx, ANSWERED, visits);

async function writeColumns(tx: Tx, columns: readonly Column[], visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map((given) => rowOf(given, columns));
  await tx.execute(sql`update visit v set ${assignments(columns)} from ${asRecordset(visit, rows)} n where v.id = n.id`);
}

const lockedVisits = readyQuery(['ids'], (query, { ids }) =>
  query.select().from(visit).where(isOneOf(visit.id, ids)).orderBy(visit.id).for('update'),
);

/** For reactions, which act for nobody: locks visits of all providers in the order of their ids. */
export async function lockVisits(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Visit>> {
  const rows = await lockedVisits(tx, { ids: asArray(ids) });
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

/**
 * Some returned visits that nobody has handled by their last day. A visit that somebody handles at this moment is left
 * to them.
 */
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

/** Some returned visits whose last day is near and not over, and whose provider has no reminder yet. */
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

/** OFFSET 0 keeps the planner from joining, so that it asks about each visit that it has found. */
export const within = (who: Sight): SQL =>
  sql`exists (select from ${booking} where ${booking.id} = ${visit.bookingId} and ${sightOf(who)} offset 0)`;

/** Locks a visit that the actor may see. It locks and gives nothing when there is none. */
export const lockVisit = async (tx: Tx, who: Sight, id: Id): Promise<Visit | undefined> => (await lockVisitsOf(tx, who, [id])).get(id);

/** Locks the visits in the order of their ids. */
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

/** Each change raises the version by one. Until vouchers answers, the former visit stands by the version before. */
const standingVersion = sql`case when before is null then v.version else v.version - 1 end`;
const isStandingApproved = sql`state <> 'DELETED' and (state = 'APPROVED' or before ->> 'state' = 'APPROVED')`;

/**
 * Marks visits as settled, even those that a refused change would bring back to their approval. `settled` names the
 * paid version, or null where settlement did not say it. A visit whose newer version stands is not marked, and this
 * gives these. A deleted visit stays deleted, and settlement has mirrored it.
 */
export async function settleVisits(tx: Tx, settled: ReadonlyMap<Id, number | null>): Promise<Visit[]> {
  const ids = asArray(settled.keys());
  const versions = JSON.stringify([...settled].map(([id, version]) => ({ id, version })));
  // Everybody locks visits in this order.
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

/** For waiting recorders: those of their visits that vouchers has answered about. */
export async function findAnswered(reader: Reader, ids: Iterable<Id>): Promise<Map<Id, Visit>> {
  const rows = await answeredVisits(reader, { ids: asArray(ids) });
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

const aboutNow = sql`${visit.refusal} ->> 'code' = any(${asArray(ABOUT_NOW)}::text[])`;

/** Those visits that vouchers refused because it had not heard of everything. */
export async function findRefusedAboutNow(reader: Reader, ids: readonly Id[]): Promise<Set<Id>> {
  if (ids.length === 0) return new Set();
  const rows = await reader
    .select({ id: visit.id })
    .from(visit)
    .where(and(isOneOf(visit.id, ids), sql`${visit.allocation} = 'REFUSED'`, aboutNow));
  return new Set(rows.map(({ id }) => id));
}

/** Whether this change was the visit's last, and vouchers refused it because it had not heard of everything. */
export const isChangeRefusedAboutNow = async (reader: Reader, id: Id, version: number): Promise<boolean> =>
  (await reader.$count(visit, and(eq(visit.id, id), eq(visit.allocatedVersion, version), sql`${visit.allocation} = 'MADE'`, aboutNow))) > 0;

/** The provider and the organiser of a visit. */
export type Parties = Pick<Visit, 'providerId' | 'organiserId'>;

export async function findParties(reader: Reader, ids: readonly Id[]): Promise<Map<Id, Parties>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: visit.id, providerId: visit.providerId, organiserId: visit.organiserId })
    .from(visit)
    .where(isOneOf(visit.id, ids));
  return new Map(rows.map(({ id, ...parties }) => [id, parties]));
}
