/** All SQL of a run: what it froze, computed by the database over its own rows, and what was made of it. Decides nothing. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import { countParked, readWatermarks } from '@seteli/kit/inbox';
import { newId, type Id } from '@seteli/kit/ids';
import type { Heads } from '@seteli/kit/outbox';
import type { Unit } from '@seteli/kit/quantity';
import { plannedRun, type LockFacts, type Run } from '../domain/run.ts';
import type { Debt, Statement, StatementLine } from '../domain/statement.ts';
import { paymentFile, settlementRun, statement, statementLine } from '../tables.ts';
import { findMonths } from './ledger.ts';
import { findOrganiser } from './party.ts';

/** What is known when a month is to be locked. Call it with the ledger locked, so that nothing is posted meanwhile. */
export async function findLockFacts(tx: Tx, organiserId: Id, month: Month, bookings: Heads | null): Promise<LockFacts> {
  const organiser = await findOrganiser(tx, organiserId);
  const [run] = await tx
    .select()
    .from(settlementRun)
    .where(and(eq(settlementRun.organiserId, organiserId), eq(settlementRun.month, month)));
  const { rows } = await tx.execute<{ month: string | null }>(sql`
    select min(month) as month from settlement_run where organiser_id = ${organiserId} and state = 'COLLECTING'`);
  const earliest = rows[0]!.month;
  return {
    run: run ?? plannedRun(newId(), organiserId, month),
    settlementDay: organiser?.settlementDay ?? null,
    lockedThrough: (await findMonths(tx, [organiserId])).get(organiserId)?.lockedThrough ?? null,
    earliestCollecting: earliest ? Temporal.PlainYearMonth.from(earliest) : null,
    hasHeardAll: bookings !== null && (await hasApplied(tx, organiserId, bookings)),
    parkedEvents: await countParked(tx, organiserId),
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

export const saveRun = (tx: Tx, run: Run) =>
  tx.insert(settlementRun).values(run).onConflictDoUpdate({ target: settlementRun.id, set: run });

/** Names all entries of the month, so that the run holds them and no others for ever. */
export async function freezeEntries(tx: Tx, { id, organiserId, month }: Pick<Run, 'id' | 'organiserId' | 'month'>): Promise<void> {
  // A run is a rare and large thing: its sums are sorted in memory and not on disk.
  await tx.execute(sql`set local work_mem = '64MB'`);
  await tx.execute(sql`
    insert into run_entry (entry_id, run_id)
    select id, ${id} from ledger_entry where organiser_id = ${organiserId} and accounting_month = ${month.toString()}`);
}

// Lines were hashed without these once: what adds nothing is left out, so that the runs of then compute to the hash of then.
const ADDED_LATER = sql.raw(`
  case when l.vat_permille <> 0 then 'vat ' || l.vat_permille || ' ' || l.vat_cents end,
  case when l.steps_per_unit <> case l.unit when 'HOUR' then 60 when 'EURO' then 100 else 1000 end then 'of ' || l.steps_per_unit end`);

/**
 * sha256 over the frozen lines in a fixed order: each entry's digest over itself and its lines, then one over those digests.
 * The same function at the lock and whenever somebody doubts it.
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

/** The frozen entries without the pairs that cancel inside the run: those stand in the ledger and the feed, but on no statement (rules 66). */
const counted = (runId: Id): SQL => sql`
  run as (
    select e.id, e.kind, e.reverses, e.visit_id, e.service_month, e.provider_id, e.voucher_id, e.person_id
      from run_entry r join ledger_entry e on e.id = r.entry_id where r.run_id = ${runId}
  ),
  pair as (select o.id as original, m.id as mirror from run m join run o on o.id = m.reverses where m.kind = 'REVERSAL'),
  counted as (
    select run.* from run
     where not exists (select from pair where pair.original = run.id) and not exists (select from pair where pair.mirror = run.id)
  )`;

const LINE_SHARES = sql.raw(`
  coalesce(-sum(l.amount_cents) filter (where l.account = 'PROVIDER'), 0)::bigint as total_cents,
  coalesce(sum(l.amount_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_cents,
  coalesce(sum(l.amount_cents) filter (where l.account = 'CLIENT'), 0)::bigint as client_cents`);

// Visit by visit first, so that visits are counted by hashing and not by sorting all lines.
const SHARES = sql.raw(
  'count(*)::int as visits, sum(total_cents)::bigint as total_cents, sum(organiser_cents)::bigint as organiser_cents, sum(client_cents)::bigint as client_cents',
);

/** The sums of a run by provider, content, service month, unit and tax. */
export async function sumStatementLines(tx: Tx, runId: Id): Promise<StatementLine[]> {
  type Row = Record<string, unknown> & {
    provider_id: Id;
    content_id: Id;
    service_month: string;
    unit: Unit;
    steps: number;
    steps_per_unit: number;
    vat_permille: number;
    organiser_vat_cents: bigint;
    visits: number;
    total_cents: bigint;
    organiser_cents: bigint;
    client_cents: bigint;
  };
  const { rows } = await tx.execute<Row>(sql`
    with ${counted(runId)}, visit as (
      select e.provider_id, l.content_id, e.service_month, l.unit, l.steps_per_unit, l.vat_permille,
             coalesce(sum(l.steps) filter (where l.account = 'PROVIDER'), 0)::bigint as steps,
             coalesce(sum(l.vat_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_vat_cents, ${LINE_SHARES}
        from counted e join ledger_line l on l.entry_id = e.id
       group by e.visit_id, e.provider_id, l.content_id, e.service_month, l.unit, l.steps_per_unit, l.vat_permille
    )
    select provider_id, content_id, service_month, unit, steps_per_unit, vat_permille, sum(steps)::int as steps,
           sum(organiser_vat_cents)::bigint as organiser_vat_cents, ${SHARES}
      from visit group by provider_id, content_id, service_month, unit, steps_per_unit, vat_permille`);
  return rows.map((row) => ({
    providerId: row.provider_id,
    contentId: row.content_id,
    serviceMonth: Temporal.PlainYearMonth.from(row.service_month),
    unit: row.unit,
    steps: row.steps,
    stepsPerUnit: row.steps_per_unit,
    vatPermille: row.vat_permille,
    organiserVatCents: row.organiser_vat_cents,
    visits: row.visits,
    totalCents: row.total_cents,
    organiserCents: row.organiser_cents,
    clientCents: row.client_cents,
  }));
}

/** What the statements of the month before carry on, by provider. */
export async function findDebts(tx: Tx, organiserId: Id, month: Month): Promise<Map<Id, Debt>> {
  const { providerId, carriedForwardCents, carriedRuns } = statement;
  const rows = await tx
    .select({ providerId, carriedForwardCents, carriedRuns })
    .from(statement)
    .where(
      and(eq(statement.organiserId, organiserId), eq(statement.month, month.subtract({ months: 1 })), sql`${carriedForwardCents} < 0`),
    );
  return new Map(rows.map((row) => [row.providerId, row]));
}

export async function saveStatements(tx: Tx, statements: readonly Statement[], lines: readonly StatementLine[]): Promise<void> {
  await insertAll(tx, statement, statements);
  const idOf = new Map(statements.map(({ providerId, id }) => [providerId, id]));
  await insertAll(
    tx,
    statementLine,
    lines.map(({ providerId, ...line }) => ({ statementId: idOf.get(providerId)!, ...line })),
  );
}

/** What clients owe providers, and beside it what they pay beyond their vouchers; a client may have only the latter. Months before an organiser's first run have none, so it takes theirs along. */
export async function saveClientShares(tx: Tx, { id, organiserId, month }: Pick<Run, 'id' | 'organiserId' | 'month'>): Promise<void> {
  await tx.execute(sql`
    with ${counted(id)}, visit as (
      select e.provider_id, e.person_id, e.voucher_id, ${LINE_SHARES}
        from counted e left join ledger_line l on l.entry_id = e.id
       group by e.visit_id, e.provider_id, e.person_id, e.voucher_id
    ),
    share as (select provider_id, person_id, voucher_id, ${SHARES} from visit group by provider_id, person_id, voucher_id),
    extra as (
      select provider_id, person_id, voucher_id, sum(amount_cents)::bigint as extra_service_cents
        from extra_service
       where organiser_id = ${organiserId} and accounting_month <= ${month.toString()} and accounting_month > (
             select coalesce(max(month), '') from settlement_run
              where organiser_id = ${organiserId} and month < ${month.toString()} and state not in ('PLANNED', 'COLLECTING'))
       group by provider_id, person_id, voucher_id having sum(amount_cents) <> 0
    )
    insert into client_share_statement
      (id, run_id, organiser_id, provider_id, person_id, voucher_id, month, visits, total_cents, organiser_cents, client_cents, extra_service_cents)
    select uuidv7(), ${id}, ${organiserId}, provider_id, person_id, voucher_id, ${month.toString()}, coalesce(visits, 0),
           coalesce(total_cents, 0), coalesce(organiser_cents, 0), coalesce(client_cents, 0), coalesce(extra_service_cents, 0)
      from share full join extra using (provider_id, person_id, voucher_id)`);
  await tx.execute(sql`
    with ${counted(id)}
    insert into client_share_vat (statement_id, vat_permille, gross_cents, vat_cents)
    select s.id, l.vat_permille, sum(l.amount_cents)::bigint, sum(l.vat_cents)::bigint
      from counted e
      join ledger_line l on l.entry_id = e.id and l.account = 'CLIENT'
      join client_share_statement s on s.run_id = ${id} and s.provider_id = e.provider_id and s.voucher_id = e.voucher_id
     group by s.id, l.vat_permille`);
}

/** The visits that the run pays: what it only takes back is no visit of it. */
export async function listSettledVisits(tx: Tx, runId: Id): Promise<Id[]> {
  const { rows } = await tx.execute<{ visit_id: Id }>(sql`
    with ${counted(runId)} select distinct visit_id from counted where kind <> 'REVERSAL' order by visit_id`);
  return rows.map(({ visit_id }) => visit_id);
}

export const listIssuedStatements = (tx: Tx, runId: Id): Promise<Statement[]> =>
  tx.select().from(statement).where(eq(statement.runId, runId)).orderBy(statement.statementNumber);

export const insertPaymentFile = (tx: Tx, file: typeof paymentFile.$inferInsert) => tx.insert(paymentFile).values(file);
