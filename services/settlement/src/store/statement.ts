/** All SQL of what a run says to providers and clients. Decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import { asArray, insertAll, type Tx } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/kit/quantity';
import type { Run } from '../domain/run.ts';
import type { Debt, Statement, StatementLine } from '../domain/statement.ts';
import { statement, statementLine, statementSeries } from '../tables/statement.ts';
import { counted } from './run.ts';

const LINE_SHARES = sql.raw(`
  coalesce(-sum(l.amount_cents) filter (where l.account = 'PROVIDER'), 0)::bigint as total_cents,
  coalesce(sum(l.amount_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_cents,
  coalesce(sum(l.amount_cents) filter (where l.account = 'CLIENT'), 0)::bigint as client_cents`);

// A visit that was reversed and posted again with the same amounts counts as nothing, even when the two entries are no
// pair (rules 35).
const IS_SOMETHING = sql.raw(`
  not bool_or(e.kind = 'REVERSAL') or coalesce(sum(l.amount_cents) filter (where l.account = 'PROVIDER'), 0) <> 0
  or coalesce(sum(l.amount_cents) filter (where l.account = 'ORGANISER'), 0) <> 0
  or coalesce(sum(l.steps) filter (where l.account = 'PROVIDER'), 0) <> 0`);

// Sums each visit first, so that PostgreSQL counts visits by hashing and does not sort all lines.
const SHARES = sql.raw(
  'count(*)::int as visits, sum(total_cents)::bigint as total_cents, sum(organiser_cents)::bigint as organiser_cents, sum(client_cents)::bigint as client_cents',
);

/**
 * The sums of a run by provider, content, service month, unit and tax; also by unit for providers that bill by unit.
 */
export async function sumStatementLines(tx: Tx, runId: Id, unitBillers: ReadonlySet<Id>): Promise<StatementLine[]> {
  type Row = Record<string, unknown> & {
    provider_id: Id;
    billing_unit_id: Id | null;
    content_id: Id;
    service_month: string;
    unit: Unit;
    steps: bigint;
    steps_per_unit: number;
    vat_permille: number;
    organiser_vat_cents: bigint;
    visits: number;
    total_cents: bigint;
    organiser_cents: bigint;
    client_cents: bigint;
  };
  const { rows } = await tx.execute<Row>(sql`
    with ${counted(runId)},
    billed as (
      select *, case when provider_id = any(${asArray(unitBillers)}::uuid[]) then unit_id end as billing_unit_id from counted
    ),
    visit as (
      select e.provider_id, e.billing_unit_id, l.content_id, e.service_month, l.unit, l.steps_per_unit, l.vat_permille,
             coalesce(sum(l.steps) filter (where l.account = 'PROVIDER'), 0)::bigint as steps,
             coalesce(sum(l.vat_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_vat_cents, ${LINE_SHARES}
        from billed e join ledger_line l on l.entry_id = e.id
       group by e.visit_id, e.provider_id, e.billing_unit_id, l.content_id, e.service_month, l.unit, l.steps_per_unit, l.vat_permille
      having ${IS_SOMETHING}
    )
    select provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille, sum(steps)::bigint as steps,
           sum(organiser_vat_cents)::bigint as organiser_vat_cents, ${SHARES}
      from visit group by provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille`);
  return rows.map((row) => ({
    providerId: row.provider_id,
    billingUnitId: row.billing_unit_id,
    contentId: row.content_id,
    serviceMonth: Temporal.PlainYearMonth.from(row.service_month),
    unit: row.unit,
    steps: Number(row.steps),
    stepsPerUnit: row.steps_per_unit,
    vatPermille: row.vat_permille,
    organiserVatCents: row.organiser_vat_cents,
    visits: row.visits,
    totalCents: row.total_cents,
    organiserCents: row.organiser_cents,
    clientCents: row.client_cents,
  }));
}

/**
 * The series of the organiser's numbers, which it gets at its first lock. The caller has locked the ledger, so it gets
 * only one.
 */
export async function seriesOf(tx: Tx, organiserId: Id): Promise<number> {
  const [known] = await tx.select().from(statementSeries).where(eq(statementSeries.organiserId, organiserId));
  const [given] = known ? [known] : await tx.insert(statementSeries).values({ organiserId }).returning();
  return given!.series;
}

/** The debts that the statements of the month before carry on, by provider. */
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
  const nameOf = ({ providerId, billingUnitId }: Pick<StatementLine, 'providerId' | 'billingUnitId'>) => `${providerId} ${billingUnitId}`;
  const idOf = new Map(statements.map((one) => [nameOf(one), one.id]));
  await insertAll(
    tx,
    statementLine,
    lines.map(({ providerId, billingUnitId, ...line }) => ({ statementId: idOf.get(nameOf({ providerId, billingUnitId }))!, ...line })),
  );
}

/** Writes the amount of each visit on those statements of the run that need an invoice. */
export async function saveStatementVisits(tx: Tx, runId: Id): Promise<void> {
  await tx.execute(sql`
    with ${counted(runId)}
    insert into statement_visit (statement_id, visit_id, organiser_cents)
    select s.id, e.visit_id, coalesce(sum(l.amount_cents), 0)::bigint
      from counted e
      join statement s on s.run_id = ${runId} and s.provider_id = e.provider_id and coalesce(s.billing_unit_id, e.unit_id) = e.unit_id
      left join ledger_line l on l.entry_id = e.id and l.account = 'ORGANISER'
     where s.mode = 'PROVIDER_INVOICED'
     group by s.id, e.visit_id`);
}

/** What clients owe providers, and beside it what they pay beyond their vouchers; a client may have only the latter. Of whom nothing has changed nothing is stated (rules 35). Months before an organiser's first run have none, so it takes theirs along. */
export async function saveClientShares(tx: Tx, { id, organiserId, month }: Pick<Run, 'id' | 'organiserId' | 'month'>): Promise<void> {
  await tx.execute(sql`
    with ${counted(id)}, visit as (
      select e.provider_id, e.person_id, e.voucher_id, ${LINE_SHARES}
        from counted e left join ledger_line l on l.entry_id = e.id
       group by e.visit_id, e.provider_id, e.person_id, e.voucher_id having ${IS_SOMETHING}
    ),
    share as (select provider_id, person_id, voucher_id, ${SHARES} from visit group by provider_id, person_id, voucher_id),
    taxed as (
      select distinct provider_id, person_id, voucher_id from (
        select e.provider_id, e.person_id, e.voucher_id from counted e join ledger_line l on l.entry_id = e.id and l.account = 'CLIENT'
         group by e.provider_id, e.person_id, e.voucher_id, l.vat_permille having sum(l.amount_cents) <> 0) by_rate
    ),
    extra as (
      select provider_id, person_id, voucher_id, sum(amount_cents)::bigint as extra_service_cents
        from extra_service
       where organiser_id = ${organiserId} and accounting_month <= ${month.toString()} and accounting_month > (
             select coalesce(max(month), '') from settlement_run
              where organiser_id = ${organiserId} and month < ${month.toString()} and state not in ('PLANNED', 'COLLECTING'))
       group by provider_id, person_id, voucher_id having sum(amount_cents) <> 0
    )
    insert into client_share_statement
      (id, run_id, organiser_id, provider_id, person_id, voucher_id, service_id, month, visits, total_cents, organiser_cents, client_cents,
       extra_service_cents, tax_of_sums)
    select uuidv7(), ${id}, ${organiserId}, provider_id, person_id, voucher_id, service_id, ${month.toString()}, coalesce(visits, 0),
           coalesce(total_cents, 0), coalesce(organiser_cents, 0), coalesce(client_cents, 0), coalesce(extra_service_cents, 0), true
      from share full join extra using (provider_id, person_id, voucher_id) full join taxed using (provider_id, person_id, voucher_id)
            left join voucher_service using (voucher_id)
     where total_cents <> 0 or organiser_cents <> 0 or client_cents <> 0 or extra_service_cents <> 0 or taxed.voucher_id is not null`);
  await tx.execute(sql`
    with ${counted(id)}
    insert into client_share_vat (statement_id, vat_permille, gross_cents, vat_cents)
    select s.id, l.vat_permille, sum(l.amount_cents)::bigint, sum(l.vat_cents)::bigint
      from counted e
      join ledger_line l on l.entry_id = e.id and l.account = 'CLIENT'
      join client_share_statement s on s.run_id = ${id} and s.provider_id = e.provider_id and s.voucher_id = e.voucher_id
     group by s.id, l.vat_permille`);
}
