/** All SQL of runs and of the entries that they freeze. Decides nothing. */
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import { countParkedOf, readWatermarks } from '@seteli/kit/inbox';
import { newId, type Id } from '@seteli/kit/ids';
import type { Heads } from '@seteli/kit/outbox';
import type { VisitVersion } from '../domain/posting.ts';
import { plannedRun, type LockFacts, type Run, type RunOfMonth } from '../domain/run.ts';
import { settlementRun } from '../tables/run.ts';
import { findMonths } from './ledger.ts';
import { findOrganiser } from './party.ts';

/** The facts that decide whether a month may be locked. The caller has locked the ledger, so nobody posts meanwhile. */
export async function findLockFacts(tx: Tx, organiserId: Id, month: Month, bookings: Heads | null): Promise<LockFacts> {
  const organiser = await findOrganiser(tx, organiserId);
  const [run] = await tx
    .select()
    .from(settlementRun)
    .where(and(eq(settlementRun.organiserId, organiserId), eq(settlementRun.month, month)));
  const { rows } = await tx.execute<{ earliest: string | null; locking: string | null }>(sql`
    select min(month) filter (where state = 'COLLECTING') as earliest, min(month) filter (where state = 'LOCKING') as locking
      from settlement_run where organiser_id = ${organiserId}`);
  const { earliest, locking } = rows[0]!;
  return {
    run: run ?? plannedRun(newId(), organiserId, month),
    settlementDay: organiser?.settlementDay ?? null,
    lockedThrough: (await findMonths(tx, [organiserId])).get(organiserId)?.lockedThrough ?? null,
    locking: locking ? Temporal.PlainYearMonth.from(locking) : null,
    earliestCollecting: earliest ? Temporal.PlainYearMonth.from(earliest) : null,
    hasHeardAll: bookings !== null && (await hasApplied(tx, organiserId, bookings)),
    parkedEvents: await countParkedOf(tx, organiserId),
  };
}

export async function hasApplied(reader: Reader, organiserId: Id, { epoch, heads }: Heads): Promise<boolean> {
  const watermark = (await readWatermarks(reader, 'bookings'))[organiserId];
  const head = heads[organiserId] ?? 0;
  return head === 0 ? watermark === undefined : watermark !== undefined && watermark.epoch === epoch && watermark.last >= head;
}

export async function lockStoredRun(tx: Tx, organiserId: Id, id: Id): Promise<Run | undefined> {
  const [found] = await tx
    .select()
    .from(settlementRun)
    .where(and(eq(settlementRun.id, id), eq(settlementRun.organiserId, organiserId)))
    .for('update');
  return found;
}

/** Throws when there is no such run. */
export async function getRun(tx: Tx, id: Id): Promise<Run> {
  const [found] = await tx.select().from(settlementRun).where(eq(settlementRun.id, id)).for('update');
  if (!found) throw new Error(`there is no run ${id}`);
  return found;
}

/** The runs of organisers' months. */
export const findRunsOfMonths = (tx: Tx, of: readonly { readonly organiserId: Id; readonly month: Month }[]): Promise<Run[]> =>
  tx
    .select()
    .from(settlementRun)
    .where(
      and(
        isOneOf(
          settlementRun.organiserId,
          of.map(({ organiserId }) => organiserId),
        ),
        inArray(
          settlementRun.month,
          of.map(({ month }) => month),
        ),
      ),
    );

export const saveRun = (tx: Tx, run: Run) =>
  tx.insert(settlementRun).values(run).onConflictDoUpdate({ target: settlementRun.id, set: run });

/** The entries after one in the month's order, which is the order of ids. */
const nextEntries = ({ organiserId, month }: RunOfMonth, after: Id | null, most: number): SQL => sql`
  select * from ledger_entry
   where organiser_id = ${organiserId} and accounting_month = ${month.toString()} and id > ${after ?? FIRST_ID}::uuid
   order by id limit ${most}`;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A run is large, and the service does one job at a time, so it adds up in memory and by hashing. */
export const addUpInMemory = (tx: Tx) =>
  tx.execute(sql`select set_config('work_mem', '256MB', true), set_config('enable_sort', 'off', true)`);

/**
 * Counts what a job has just written. PostgreSQL would plan for one row otherwise, and compare each entry of a run with
 * every other.
 */
export const tellPlanner = (tx: Tx, table: 'run_entry' | 'statement') => tx.execute(sql`analyze ${sql.identifier(table)}`);

/** How many entries a part had, and the last of them. */
export type EntriesDone = { readonly count: number; readonly last: Id | null };

/** Names the next entries of the month: the run holds these and no others for ever. */
export async function nameEntries(tx: Tx, run: RunOfMonth, after: Id | null, most: number): Promise<EntriesDone> {
  const { rows } = await tx.execute<{ count: number; last: Id | null }>(sql`
    with named as (insert into run_entry (entry_id, run_id) select id, ${run.id} from (${nextEntries(run, after, most)}) e returning entry_id)
    select count(*)::int as count, (select entry_id from named order by entry_id desc limit 1) as last from named`);
  return rows[0]!;
}

// Earlier runs hashed lines without these. The hash leaves out a part that says nothing, so those runs keep their hash.
const ADDED_LATER = sql.raw(`
  case when l.vat_permille <> 0 then 'vat ' || l.vat_permille || ' ' || l.vat_cents end,
  case when l.steps_per_unit <> case l.unit when 'HOUR' then 60 when 'EURO' then 100 else 1000 end then 'of ' || l.steps_per_unit end`);

/**
 * sha256 over the frozen lines in a fixed order: a digest of each entry with its lines, then a digest of those digests.
 * The lock and every later check call this one function.
 */
export async function computeRunHash(reader: Reader, runId: Id): Promise<string> {
  const { rows } = await reader.execute<{ hash: string }>(sql`
    with digest as (
      select e.id, sha256(convert_to(concat_ws('|', e.id, e.organiser_id, e.accounting_month, e.service_month, e.kind, e.visit_id, e.visit_version,
               e.voucher_id, e.person_id, e.service_id, e.provider_id, e.unit_id, coalesce(e.reverses::text, '-'),
               (select string_agg(concat_ws(':', l.line, l.account, l.content_id, l.unit, l.steps, l.amount_cents, ${ADDED_LATER}), ';' order by l.line)
                  from ledger_line l where l.entry_id = e.id)), 'UTF8')) as sha256
        from run_entry r join ledger_entry e on e.id = r.entry_id
       where r.run_id = ${runId}
    )
    select encode(sha256(coalesce(string_agg(sha256, '' order by id), '')), 'hex') as hash from digest`);
  return rows[0]!.hash;
}

/**
 * The frozen entries without the pairs that cancel inside the run. Such pairs stand in the ledger and the feed, but on
 * no statement (rules 66). PostgreSQL answers `not in` from a hash, however few rows it expects.
 */
export const counted = (runId: Id): SQL => sql`
  run as (
    select e.id, e.kind, e.reverses, e.visit_id, e.visit_version, e.service_month, e.provider_id, e.unit_id, e.voucher_id, e.person_id
      from run_entry r join ledger_entry e on e.id = r.entry_id where r.run_id = ${runId}
  ),
  pair as (select o.id as original, m.id as mirror from run m join run o on o.id = m.reverses where m.kind = 'REVERSAL'),
  counted as (
    select * from run where id not in (select original from pair) and id not in (select mirror from pair)
  )`;

/**
 * The visits that the next entries of a locked run pay, with their newest version. The run does not pay a visit that it
 * only reverses.
 */
export async function listSettledVisits(
  tx: Tx,
  run: RunOfMonth,
  after: Id | null,
  most: number,
): Promise<EntriesDone & { readonly visits: VisitVersion[] }> {
  const { rows } = await tx.execute<EntriesDone & { visits: VisitVersion[] }>(sql`
    with part as (${nextEntries(run, after, most)}),
    standing as (
      select visit_id, max(visit_version) as version from part p
       where kind <> 'REVERSAL' and not exists (
             select from ledger_entry m where m.reverses = p.id and m.kind = 'REVERSAL' and m.accounting_month = p.accounting_month)
       group by visit_id
    )
    select count(*)::int as count, (select id from part order by id desc limit 1) as last,
           (select coalesce(json_agg(json_build_object('visitId', visit_id, 'version', version) order by visit_id), '[]') from standing) as visits
      from part`);
  return rows[0]!;
}
