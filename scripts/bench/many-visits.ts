/**
 * A database of bookings as years leave it: visits of several organisers, providers, units and services. SQL makes the
 * rows in the database itself.
 */
import type pg from 'pg';

export const ORGANISERS = 4;
export const SERVICES = 24;
export const PROVIDERS = 40;
const UNITS = 3;
const BOOKINGS_OF_VISITS = 25;

/** Ids that both SQL and this code can compute from a kind and a number. */
export const idOf = (what: number, number: number): string => `00000000-000${what}-7000-8000-${String(number).padStart(12, '0')}`;
export const [ORGANISER, SERVICE, PROVIDER, UNIT, PERSON, TEAM, USER] = [1, 2, 3, 4, 5, 6, 7] as const;

/** The same in SQL. */
export const id = (what: number, number: string): string => `('00000000-000${what}-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** A number below `most` that looks random and is always the same for the same row. */
export const chance = (of: string, seed: number, most: number): string => `(hashint8extended(${of}, ${seed}) & 2147483647) % ${most}`;

/**
 * The first organiser has two fifths of all visits, the first provider a tenth. Some visits are flagged, a few with a
 * rare flag. Some units stopped a year ago.
 */
export async function fillWithVisits(client: pg.Client, visits: number): Promise<void> {
  const bookings = Math.ceil(visits / BOOKINGS_OF_VISITS);
  // Making the indexes after the rows takes a fraction of the time.
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    "select indexname as name, indexdef as made from pg_indexes where schemaname = 'public' and tablename = 'visit' and indexname <> 'visit_pkey'",
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const statement of statements(bookings, visits)) await client.query(statement);
  for (const { made } of indexes) await client.query(made);
  await client.query('vacuum analyze');
}

const statements = (bookings: number, visits: number): readonly string[] => [
  `insert into service_version (service_id, version, organiser_id, first_day, approval_policy, max_visit_minutes, tail_days, contents)
   select ${id(SERVICE, 's')}, 1, ${id(ORGANISER, `s % ${ORGANISERS}`)}, '2020-01-01', 'ALWAYS_CHECKED', 720, 30, '[]' from generate_series(0, ${SERVICES - 1}) s`,
  `insert into provider_unit (id, provider_id, version)
   select ${id(UNIT, 'u')}, ${id(PROVIDER, `u / ${UNITS}`)}, 1 from generate_series(0, ${PROVIDERS * UNITS - 1}) u`,
  // A team of each organiser and provider covers all services.
  `insert into team (id, organisation_id, service_ids, closed, version)
   select ${id(TEAM, 'n')}, organisation, array(select ${id(SERVICE, 's')} from generate_series(0, ${SERVICES - 1}) s), false, 1
     from (select o as n, ${id(ORGANISER, 'o')} as organisation from generate_series(0, ${ORGANISERS - 1}) o
           union all select 1000 + p, ${id(PROVIDER, 'p')} from generate_series(0, ${PROVIDERS - 1}) p) t`,
  // Service n belongs to organiser n % 4. The first organiser's services occur twice as often as the others'.
  `insert into booking (id, voucher_id, organiser_id, service_id, person_id, provider_id, unit_id, content_ids, first_day, last_day, made_at)
   select uuidv7(), gen_random_uuid(), ${id(ORGANISER, `service % ${ORGANISERS}`)}, ${id(SERVICE, 'service')}, ${id(PERSON, 'b / 2')},
          ${id(PROVIDER, 'provider')}, ${id(UNIT, `provider * ${UNITS} + b % ${UNITS}`)}, '{}', '2025-01-01',
          case when b % 3 = 0 then date '2026-03-31' end, now()
     from (select b, case when b % 10 < 2 then (b * 7 % ${SERVICES / ORGANISERS}) * ${ORGANISERS} else b * 11 % ${SERVICES} end as service,
                  case when b % 12 = 0 then 0 else b * 13 % ${PROVIDERS} end as provider
             from generate_series(1, ${bookings}) b) t`,
  `insert into visit (id, booking_id, organiser_id, provider_id, voucher_id, service_id, unit_id, starts_at, ends_at, worker_reference, state, allocation,
          lines, total_cents, organiser_cents, client_cents, flags, is_taken_back, returned_at, handle_by, recorded_at, recorded_by, version)
   select uuidv7(), b.id, b.organiser_id, b.provider_id, b.voucher_id, b.service_id, b.unit_id, t.starts_at, t.starts_at + interval '90 minutes',
          'T-' || v % 20, t.state, case when t.state <> 'RECORDED' then 'MADE' when ${chance('v', 1, 50)} = 0 then 'PENDING' else 'REFUSED' end,
          jsonb_build_array(line, line), 5000, 4000, 1000,
          case when flag >= 1000 then '{}' when flag = 0 then '{OVER_HARD_LIMIT}' when flag < 500 then '{LATE,SAMPLED}' else '{LATE}' end::text[], false,
          case when t.state = 'RETURNED' then now() end, case when t.state = 'RETURNED' then date '2026-12-01' + (${chance('v', 2, 90)})::int end,
          now(), ${id(USER, '1')}, 2
     from (select b.*, row_number() over (order by b.id) as n from booking b) b
     cross join lateral (select b.n + k * ${bookings} as v from generate_series(0, ${Math.ceil(visits / bookings) - 1}) k) v
     cross join lateral (select ${chance('v', 3, 1000)} as lot, ${chance('v', 4, 16_000)} as flag) l
     cross join lateral (
       select case when lot < 850 then 'SETTLED' when lot < 910 then 'APPROVED' when lot < 930 then 'UNDER_REVIEW'
                   when lot < 940 then 'RETURNED' when lot < 980 then 'RECORDED' else 'DELETED' end as state,
              -- Units whose number ends with 9 stopped a year ago.
              timestamptz '2026-11-28 05:00+00'
                - (case when b.unit_id::text like '%9' then 365 + ${chance('v', 5, 235)} else ${chance('v', 5, 600)} end) * interval '1 day'
                - (v % 14) * interval '45 minutes' - v * interval '1 millisecond' as starts_at) t
     cross join lateral (select jsonb_build_object('contentId', b.service_id, 'serviceMonth', '2026-05', 'unit', 'HOUR', 'steps', 90, 'unitPriceCents', '3850',
       'unitValueCents', '3200', 'totalCents', '2500', 'organiserCents', '2000', 'clientCents', '500') as line) o
    order by v`,
];
