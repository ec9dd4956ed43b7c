/**
 * Fills a month of the ledger inside the database, as recorded visits would. So the measurement shows what a run costs,
 * without the cost of recording.
 */
import { PIRKANMAA } from '@seteli/local/personas';
import type pg from 'pg';

const PROVIDERS = 200;
const CONTENTS = 12;
const VISITS_OF_A_CLIENT = 20;
const AT_ONCE = 50_000;

/** The shares of one visit: of 32.00 the client pays 5.00. */
const SHARES = { totalCents: 3200, organiserCents: 2700, clientCents: 500 };
export const ORGANISER_CENTS = SHARES.organiserCents;

const id = (kind: string, number: string) => `('00000000-0000-4000-a000-' || lpad(to_hex(${number}), 11, '0') || '${kind}')::uuid`;

export async function fillLedger(owner: pg.Client, month: Temporal.PlainYearMonth, visits: number): Promise<void> {
  const { totalCents, organiserCents, clientCents } = SHARES;
  await owner.query(
    `insert into settlement_run (id, organiser_id, month, state, entries, total_cents, organiser_cents, client_cents)
     values (uuidv7(), $1, $2, 'COLLECTING', $3::int, $3::int::bigint * ${totalCents}, $3::int::bigint * ${organiserCents}, $3::int::bigint * ${clientCents})`,
    [PIRKANMAA.id, String(month), visits],
  );
  for (let from = 0; from < visits; from += AT_ONCE)
    await owner.query(
      `with visit as (
         select uuidv7() as id, n, n / ${VISITS_OF_A_CLIENT} % ${PROVIDERS} as provider, n / ${VISITS_OF_A_CLIENT} as client from generate_series($3::int, $4::int - 1) n
       ), entry as (
         insert into ledger_entry (id, organiser_id, accounting_month, service_month, kind, visit_id, visit_version, voucher_id, person_id, service_id, provider_id, unit_id, posted_at)
         select id, $1, $2, $2, 'ORIGINAL', gen_random_uuid(), 1, ${id('1', 'client')}, ${id('2', 'client')}, ${id('3', '0')}, ${id('4', 'provider')}, ${id('5', 'provider')}, now()
           from visit
       )
       insert into ledger_line (entry_id, line, account, content_id, unit, steps, amount_cents, steps_per_unit, vat_permille, vat_cents)
       select id, l.line, l.account, ${id('6', `n % ${CONTENTS}`)}, 'HOUR', 60, l.cents, 60, 0, 0
         from visit cross join (values (1, 'PROVIDER', -${totalCents}), (2, 'ORGANISER', ${organiserCents}), (3, 'CLIENT', ${clientCents})) l (line, account, cents)
        order by id, l.line`,
      [PIRKANMAA.id, String(month), from, Math.min(from + AT_ONCE, visits)],
    );
  await owner.query('analyze');
}

/**
 * Adds up the month with a bare statement: the sums behind the statements and client share statements. The database
 * chooses its plan; nothing is named, written or hashed.
 */
export const addUpBarely = async (owner: pg.Client, month: Temporal.PlainYearMonth): Promise<void> => {
  await owner.query(`set work_mem = '256MB'`);
  await owner.query(
    `select provider_id, content_id, service_month, unit, steps_per_unit, vat_permille, sum(steps) filter (where account = 'PROVIDER'),
            count(distinct visit_id), sum(amount_cents) filter (where account = 'PROVIDER'), sum(amount_cents) filter (where account = 'ORGANISER'),
            sum(amount_cents) filter (where account = 'CLIENT')
       from ledger_entry e join ledger_line l on l.entry_id = e.id
      where organiser_id = $1 and accounting_month = $2
      group by provider_id, content_id, service_month, unit, steps_per_unit, vat_permille`,
    [PIRKANMAA.id, String(month)],
  );
  await owner.query(
    `select provider_id, person_id, voucher_id, count(distinct visit_id), sum(amount_cents) filter (where account = 'PROVIDER'),
            sum(amount_cents) filter (where account = 'ORGANISER'), sum(amount_cents) filter (where account = 'CLIENT')
       from ledger_entry e join ledger_line l on l.entry_id = e.id
      where organiser_id = $1 and accounting_month = $2
      group by provider_id, person_id, voucher_id`,
    [PIRKANMAA.id, String(month)],
  );
};
