/**
 * Databases of vouchers, settlement, registry and identity as years of a large organiser leave them. SQL makes the rows
 * in the databases themselves.
 */
import type pg from 'pg';
import { chance, id, ORGANISER, PERSON, PROVIDER, SERVICE, SERVICES, TEAM, UNIT } from './many-visits.ts';

export const [VOUCHER, RUN, ROW] = [8, 9, 0] as const;

const ORGANISATION = id(ORGANISER, '0');
const PROVIDERS = 2_800;
const MONTHS = 36;
/** The n-th month of these. */
const monthOf = (number: string): string => `to_char(date '2024-01-01' + (${number}) * interval '1 month', 'YYYY-MM')`;

/** The first team covers three services; the second covers a service without vouchers. */
const TEAMS = `
  insert into team (id, organisation_id, service_ids, closed, version)
  select ${id(TEAM, '0')}, ${ORGANISATION}, array[${id(SERVICE, '1')}, ${id(SERVICE, '5')}, ${id(SERVICE, '9')}], false, 1
   union all select ${id(TEAM, '1')}, ${ORGANISATION}, array[${id(SERVICE, '99')}], false, 1
   union all select ${id(TEAM, '2')}, ${id(PROVIDER, '0')}, array[${id(SERVICE, '1')}], false, 1`;

/**
 * One voucher in a hundred is suspended, three were revoked, five ended. Two in a thousand were declined. Two thirds
 * have run out.
 */
const vouchers = (count: number): readonly string[] => [
  TEAMS,
  `insert into voucher (id, voucher_number, organiser_id, service_id, person_id, state, arrangement_kind, first_day, last_day, suspensions, client_card, granted_by, granted_at, version)
   select ${id(VOUCHER, 'v')}, 'N' || v, ${ORGANISATION}, ${id(SERVICE, `v % ${SERVICES}`)}, ${id(PERSON, 'v / 3')},
          case when lot < 30 then 'REVOKED' when lot < 80 then 'ENDED' when lot < 82 then 'DECLINED' else 'ACTIVE' end,
          case when v % ${SERVICES} = 3 then 'PURCHASED' else 'VOUCHER' end, at::date, (at + (30 + ${chance('v', 2, 700)}) * interval '1 day')::date,
          case when lot between 100 and 109 then '[{"id": "00000000-0000-7000-8000-000000000000", "firstDay": "2026-11-01", "lastDay": null}]' else '[]' end::jsonb,
          '{"name": "Aku Asiakas"}', ${id(PERSON, '0')}, at, 1
     from (select v, ${chance('v', 1, 1000)} as lot, timestamptz '2023-12-01' + v * (interval '1095 days' / ${count}) as at from generate_series(1, ${count}) v) t`,
];

/**
 * Months of statements: of a hundred one is held, one waits for an invoice, and one was released later. In the ledger,
 * two of a hundred entries change others.
 */
const settlement = (entries: number): readonly string[] => [
  TEAMS,
  `insert into settlement_run (id, organiser_id, month, state, entries, total_cents, organiser_cents, client_cents, hash)
   select ${id(RUN, 'm')}, ${ORGANISATION}, ${monthOf('m')}, 'EXPORTED', 0, 0, 0, 0, 'x' from generate_series(0, ${MONTHS - 1}) m`,
  `insert into statement (id, run_id, organiser_id, provider_id, month, statement_number, reference, mode, total_cents, organiser_cents, client_cents,
          brought_forward_cents, payable_cents, carried_forward_cents, receivable_cents, carried_runs)
   select ${id(ROW, `m * ${PROVIDERS} + p`)}, ${id(RUN, 'm')}, ${ORGANISATION}, ${id(PROVIDER, 'p')}, ${monthOf('m')}, m * ${PROVIDERS} + p, 'RF' || m * ${PROVIDERS} + p,
          case when lot = 1 then 'PROVIDER_INVOICED' else 'SELF_BILLED' end, cents, cents, 0, 0, cents, 0, 0, 0
     from generate_series(0, ${MONTHS - 1}) m cross join generate_series(0, ${PROVIDERS - 1}) p
     cross join lateral (select ${chance(`m * ${PROVIDERS} + p`, 1, 100)} as lot, 1 + ${chance(`m * ${PROVIDERS} + p`, 2, 500_000)} as cents) l`,
  `insert into payment (statement_id, run_id, creditor_name, creditor_iban)
   select s.id, case when lot = 2 then ${id(RUN, String(MONTHS - 1))} else s.run_id end, 'x', 'x'
     from statement s cross join lateral (select ${chance('s.statement_number::int', 1, 100)} as lot) l where lot > 1`,
  `insert into voucher_service select ${id(VOUCHER, 'v')}, ${id(SERVICE, `v % ${SERVICES}`)} from generate_series(0, 39999) v`,
  `insert into client_share_statement (id, run_id, organiser_id, provider_id, person_id, voucher_id, service_id, month, visits, total_cents, organiser_cents, client_cents)
   select ${id(ROW, `m * 2800 + s`)}, ${id(RUN, 'm')}, ${ORGANISATION}, ${id(PROVIDER, `s * 7 % ${PROVIDERS}`)}, ${id(PERSON, 'v / 3')}, ${id(VOUCHER, 'v')},
          ${id(SERVICE, `v % ${SERVICES}`)}, ${monthOf('m')}, 1, 2, 1, 1
     from generate_series(0, ${MONTHS - 1}) m cross join generate_series(0, 2799) s cross join lateral (select (s * 13 + m) % 40000 as v) l`,
  `insert into ledger_entry (id, organiser_id, accounting_month, service_month, kind, visit_id, visit_version, voucher_id, person_id, service_id, provider_id, unit_id, reverses, cause, posted_at)
   select ${id(ROW, 'e')}, ${ORGANISATION}, ${monthOf(`e / ${Math.ceil(entries / MONTHS)}`)}, ${monthOf(`e / ${Math.ceil(entries / MONTHS)}`)},
          case when changes then 'REVERSAL' else 'ORIGINAL' end, ${id(ROW, 'case when changes then e - 1 else e end')}, 1, ${id(VOUCHER, 'v')}, ${id(PERSON, 'v / 3')},
          ${id(SERVICE, `v % ${SERVICES}`)}, ${id(PROVIDER, 'p')}, ${id(UNIT, 'p')}, case when changes then ${id(ROW, 'e - 1')} end,
          case when changes then case when e % 500 = 49 then 'HELD' else 'EDITED' end end, timestamptz '2024-01-01' + e * interval '90 seconds'
     from (select e, e % 50 = 49 as changes, ${chance('e', 1, 40_000)} as v,
                  case when e % 10 = 0 then 0 else ${chance('e', 2, PROVIDERS)} end as p from generate_series(0, ${entries - 1}) e) t`,
];

/**
 * Four services, each with five hundred approved providers of two units, and five price lists a unit, some of them
 * waiting.
 */
const registry = (lists: number): readonly string[] => [
  `insert into organiser (id, business_id, names, settlement_day, recording_cut_off_day, municipality_codes, version) values (${ORGANISATION}, 'x', '{}', 5, 3, '{}', 1)`,
  `insert into service (id, organiser_id, code, version)
   select ${id(SERVICE, 's')}, ${ORGANISATION}, s, 1 from generate_series(0, 3) s`,
  `insert into service_content (id, service_id, code, unit) select ${id(ROW, 'c')}, ${id(SERVICE, 'c % 4')}, c, 'HOUR' from generate_series(0, 11) c`,
  `insert into provider (id, business_id, name, version) select ${id(PROVIDER, 'p')}, p, 'Hoiva ' || md5(p::text), 1 from generate_series(0, ${lists / 10 - 1}) p`,
  `insert into provider_unit (id, provider_id, name) select ${id(UNIT, 'u')}, ${id(PROVIDER, 'u / 2')}, 'Yksikkö ' || md5(u::text) from generate_series(0, ${lists / 5 - 1}) u`,
  `insert into provider_approval (id, organiser_id, service_id, provider_id, content_ids, first_day, approved_by, approved_at, version)
   select ${id(ROW, 'p')}, ${ORGANISATION}, ${id(SERVICE, 'p % 4')}, ${id(PROVIDER, 'p')}, array(select id from service_content where service_id = ${id(SERVICE, 'p % 4')}), '2024-01-01', ${id(PERSON, '0')}, now(), 1
     from generate_series(0, ${lists / 10 - 1}) p`,
  `insert into price_list (id, organiser_id, service_id, provider_id, unit_id, state, first_day, submitted_by, submitted_at, decided_by, decided_at, version)
   select ${id(ROW, 'l')}, ${ORGANISATION}, ${id(SERVICE, 'u / 2 % 4')}, ${id(PROVIDER, 'u / 2')}, ${id(UNIT, 'u')}, state, date '2024-01-01' + n * 200 + u % 90, ${id(PERSON, '0')}, now(),
          case when state <> 'SUBMITTED' then ${id(PERSON, '0')} end, case when state <> 'SUBMITTED' then now() end, 1
     from (select l, l % ${lists / 5} as u, l / ${lists / 5} as n from generate_series(0, ${lists - 1}) l) t
     cross join lateral (select case when n < 4 then 'ACCEPTED' when ${chance('u', 1, 100)} = 0 then 'SUBMITTED' when ${chance('u', 1, 100)} < 5 then 'REJECTED' else 'ACCEPTED' end as state) s`,
  `insert into price (price_list_id, service_id, content_id, price_cents)
   select l.id, l.service_id, c.id, 3000 + ${chance('hashtext(l.id::text)', 1, 2000)} from price_list l join service_content c using (service_id)`,
];

/** Five thousand users of one organiser, and notices and tasks of its services for a role. */
const identity = (notices: number): readonly string[] => [
  `insert into person (id, sealed_identity_code, identity_code_index, given_names, family_name, protected_address, version)
   select ${id(PERSON, 'u')}, 'x', u, 'Etu' || u % 100, 'Suku ' || md5(u::text), false, 1 from generate_series(0, 4999) u`,
  `insert into user_account (id, organisation_kind, organisation_id, roles, active, person_id)
   select ${id(ROW, 'u')}, 'ORGANISER', ${ORGANISATION}, array[case when u % 50 = 0 then 'ADMIN' else 'EVENT_CHECKER' end], u % 20 <> 0, ${id(PERSON, 'u')}
     from generate_series(0, 4999) u`,
  `insert into service_team (id, organisation_kind, organisation_id, name, version) values (${id(TEAM, '0')}, 'ORGANISER', ${ORGANISATION}, 'x', 1)`,
  `insert into team_service (team_id, service_id) select ${id(TEAM, '0')}, ${id(SERVICE, 's')} from generate_series(0, 2) s`,
  `insert into inbox_notice (id, kind, subject_id, organisation_kind, organisation_id, roles, service_id, given_at)
   select ${id(ROW, 'n')}, case when ${chance('n', 1, 1000)} = 0 then 'VISIT_RELEASED' else 'VISIT_HELD' end, ${id(ROW, 'n')}, 'ORGANISER', ${ORGANISATION}, '{EVENT_CHECKER}',
          ${id(SERVICE, `n % ${SERVICES}`)}, timestamptz '2025-11-01' + n * (interval '390 days' / ${notices}) from generate_series(0, ${notices - 1}) n`,
  `insert into inbox_task (id, kind, subject_id, organisation_kind, organisation_id, roles, service_id, opened_at)
   select ${id(ROW, 'n')}, case when ${chance('n', 1, 1000)} = 0 then 'CLIENT_MOVED' else 'CORRECTION_REQUEST' end, ${id(ROW, 'n')}, 'ORGANISER', ${ORGANISATION}, '{EVENT_CHECKER}',
          ${id(SERVICE, `n % ${SERVICES}`)}, now() from generate_series(0, ${notices / 20 - 1}) n`,
];

/** The full size: as many rows as a million visits leave. */
export const BOOKS = {
  vouchers: { fill: vouchers, rows: 100_000 },
  settlement: { fill: settlement, rows: 1_000_000 },
  registry: { fill: registry, rows: 20_000 },
  identity: { fill: identity, rows: 100_000 },
} as const;

export async function fillBooks(client: pg.Client, service: keyof typeof BOOKS): Promise<void> {
  const { fill, rows } = BOOKS[service];
  for (const statement of fill(rows)) await client.query(statement);
  await client.query('vacuum analyze');
}
