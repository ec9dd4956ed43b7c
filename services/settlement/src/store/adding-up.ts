/** Adds up a run by one statement, which reads the lines of its entries once. Decides nothing. */
import { sql, type SQL } from 'drizzle-orm';
import { asArray, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/schema/quantity';
import type { RunOfMonth } from '../domain/run.ts';
import type { StatementLine } from '../domain/statement.ts';
import { counted } from './run.ts';

/** Sums a visit's lines that are alike. An entry without lines gives one piece without a content. */
const PIECES = sql.raw(`
  piece as (
    select e.visit_id, e.provider_id, e.unit_id, e.person_id, e.voucher_id, e.service_month, l.content_id, l.unit, l.steps_per_unit, l.vat_permille,
           bool_or(e.kind = 'REVERSAL') as changes,
           coalesce(sum(l.steps) filter (where l.account = 'PROVIDER'), 0)::bigint as steps,
           coalesce(-sum(l.amount_cents) filter (where l.account = 'PROVIDER'), 0)::bigint as total_cents,
           coalesce(sum(l.amount_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_cents,
           coalesce(sum(l.amount_cents) filter (where l.account = 'CLIENT'), 0)::bigint as client_cents,
           coalesce(sum(l.vat_cents) filter (where l.account = 'ORGANISER'), 0)::bigint as organiser_vat_cents,
           coalesce(sum(l.vat_cents) filter (where l.account = 'CLIENT'), 0)::bigint as client_vat_cents,
           bool_or(l.account = 'CLIENT') as has_client_share
      from counted e left join ledger_line l on l.entry_id = e.id
     group by e.visit_id, e.provider_id, e.unit_id, e.person_id, e.voucher_id, e.service_month, l.content_id, l.unit, l.steps_per_unit, l.vat_permille
  )`);

const SUMS = sql.raw(
  'sum(total_cents)::bigint as total_cents, sum(organiser_cents)::bigint as organiser_cents, sum(client_cents)::bigint as client_cents',
);

// A visit that was reversed and posted again with the same amounts counts as nothing, even when the two entries are no
// pair (rules 35).
const IS_SOMETHING = sql.raw('not bool_or(changes) or sum(total_cents) <> 0 or sum(organiser_cents) <> 0 or sum(steps) <> 0');

/** Sums by provider, content, service month, unit and tax, and by unit for providers that bill by unit. */
const lines = (unitBillers: ReadonlySet<Id>): SQL => sql`
  visit_line as (
    select provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille, sum(steps) as steps,
           sum(organiser_vat_cents) as organiser_vat_cents, ${SUMS}
      from (select *, case when provider_id = any(${asArray(unitBillers)}::uuid[]) then unit_id end as billing_unit_id
              from piece where content_id is not null) billed
     group by visit_id, provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille
    having ${IS_SOMETHING}
  ),
  line as (
    select provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille, sum(steps)::bigint as steps,
           sum(organiser_vat_cents)::bigint as organiser_vat_cents, count(*)::int as visits, ${SUMS}
      from visit_line group by provider_id, billing_unit_id, content_id, service_month, unit, steps_per_unit, vat_permille
  )`;

/** Sums what clients owe by provider and voucher, and by the rate of its tax. */
const SHARES = sql`
  visit as (
    select provider_id, person_id, voucher_id, ${SUMS} from piece group by visit_id, provider_id, person_id, voucher_id having ${IS_SOMETHING}
  ),
  share as (
    select provider_id, person_id, voucher_id, count(*)::int as visits, ${SUMS} from visit group by provider_id, person_id, voucher_id
  ),
  rate as (
    select provider_id, person_id, voucher_id, vat_permille, sum(client_cents) as gross_cents, sum(client_vat_cents) as vat_cents
      from piece where has_client_share group by provider_id, person_id, voucher_id, vat_permille
  ),
  taxed as (
    select provider_id, person_id, voucher_id, bool_or(gross_cents <> 0) as is_taxed,
           jsonb_agg(jsonb_build_array(vat_permille, gross_cents, vat_cents)) as rates
      from rate group by provider_id, person_id, voucher_id
  )`;

/** Sums what clients pay beyond their vouchers. The organiser's first run takes earlier months along. */
const extra = ({ organiserId, month }: RunOfMonth): SQL => sql`
  extra as (
    select provider_id, person_id, voucher_id, sum(amount_cents)::bigint as extra_service_cents
      from extra_service
     where organiser_id = ${organiserId} and accounting_month <= ${month.toString()} and accounting_month > (
           select coalesce(max(month), '') from settlement_run
            where organiser_id = ${organiserId} and month < ${month.toString()} and state not in ('PLANNED', 'COLLECTING'))
     group by provider_id, person_id, voucher_id having sum(amount_cents) <> 0
  )`;

/**
 * Writes the client share statements. A client may owe only amounts beyond the voucher. A client for whom nothing has
 * changed gets no statement (rules 35).
 */
const statedShares = (of: RunOfMonth): SQL => sql`
  ${SHARES}, ${extra(of)},
  stated as materialized (
    select uuidv7() as id, *
      from share full join extra using (provider_id, person_id, voucher_id) full join taxed using (provider_id, person_id, voucher_id)
           left join voucher_service using (voucher_id)
     where total_cents <> 0 or organiser_cents <> 0 or client_cents <> 0 or extra_service_cents <> 0 or is_taxed
  ),
  written as (
    insert into client_share_statement
      (id, run_id, organiser_id, provider_id, person_id, voucher_id, service_id, month, visits, total_cents, organiser_cents, client_cents,
       extra_service_cents)
    select id, ${of.id}, ${of.organiserId}, provider_id, person_id, voucher_id, service_id, ${of.month.toString()}, coalesce(visits, 0),
           coalesce(total_cents, 0), coalesce(organiser_cents, 0), coalesce(client_cents, 0), coalesce(extra_service_cents, 0)
      from stated
  ),
  written_rates as (
    insert into client_share_vat (statement_id, vat_permille, gross_cents, vat_cents)
    select id, (rate ->> 0)::int, (rate ->> 1)::bigint, (rate ->> 2)::bigint from stated cross join jsonb_array_elements(rates) rate
  )`;

type LineRow = Record<string, unknown> & {
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

/** Writes the client share statements of a run whose entries are named, and answers what its statements will hold. */
export async function addUp(tx: Tx, run: RunOfMonth, unitBillers: ReadonlySet<Id>): Promise<StatementLine[]> {
  const { rows } = await tx.execute<LineRow>(
    sql`with ${counted(run.id)}, ${PIECES}, ${statedShares(run)}, ${lines(unitBillers)} select * from line`,
  );
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
