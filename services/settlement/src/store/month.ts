/**
 * The SQL of a running month: the ledger's sums by provider and service, beside those of the month before. Decides
 * nothing.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { ActorSight } from '@seteli/kit/policy';
import type { Shares } from '../domain/posting.ts';
import { sumsSeenBy } from './sight.ts';

export type Sums = Shares & { readonly entries: number };
/** The sums of a month and of the month before. */
export type TwoMonths = { readonly accrued: Sums; readonly before: Sums };
export type ServiceMonth = TwoMonths & { readonly serviceId: Id };
/** `id` is the provider's. */
export type ProviderMonth = TwoMonths & { readonly id: Id; readonly services: readonly ServiceMonth[] };

type SumsRow = {
  readonly entries: number;
  readonly total: bigint;
  readonly organiser: bigint;
  readonly client: bigint;
  readonly entries_before: number;
  readonly total_before: bigint;
  readonly organiser_before: bigint;
  readonly client_before: bigint;
} & Record<string, unknown>;

const sumsOf = (month: Month): SQL => {
  const part = (isThis: boolean, suffix: string) => {
    const of = (column: string) =>
      sql`coalesce(sum(${sql.raw(column)}) filter (where (accounting_month = ${month.toString()}) = ${isThis}), 0)::bigint`;
    const names = ['entries', 'total', 'organiser', 'client'].map((name) => sql.raw(name + suffix));
    const [entries, total, organiser, client] = names;
    return sql`${of('entries')}::int as ${entries}, ${of('total_cents')} as ${total}, ${of('organiser_cents')} as ${organiser}, ${of('client_cents')} as ${client}`;
  };
  return sql`${part(true, '')}, ${part(false, '_before')}`;
};

const ofMonths = (who: ActorSight, month: Month): SQL =>
  sql`${sumsSeenBy(who)} and accounting_month in (${month.toString()}, ${month.subtract({ months: 1 }).toString()})`;

const monthsIn = (row: SumsRow): TwoMonths => ({
  accrued: { entries: row.entries, totalCents: row.total, organiserCents: row.organiser, clientCents: row.client },
  before: {
    entries: row.entries_before,
    totalCents: row.total_before,
    organiserCents: row.organiser_before,
    clientCents: row.client_before,
  },
});

export async function sumMonth(reader: Reader, who: ActorSight, month: Month): Promise<TwoMonths> {
  const { rows } = await reader.execute<SumsRow>(sql`select ${sumsOf(month)} from ledger_sum where ${ofMonths(who, month)}`);
  return monthsIn(rows[0]!);
}

/** Providers with sums in either month. */
export async function listProviderMonths(reader: Reader, who: ActorSight, month: Month, { first, before }: Page): Promise<ProviderMonth[]> {
  const { rows } = await reader.execute<SumsRow & { provider_id: Id; service_id: Id | null }>(sql`
    with page as (
      select distinct provider_id from ledger_sum
       where ${ofMonths(who, month)} and ${before ? sql`provider_id < ${before}` : sql`true`}
       order by provider_id desc limit ${first})
    select provider_id, service_id, ${sumsOf(month)} from ledger_sum join page using (provider_id)
     where ${ofMonths(who, month)}
     group by grouping sets ((provider_id), (provider_id, service_id))
     order by provider_id desc, service_id`);
  return [...Map.groupBy(rows, ({ provider_id }) => provider_id)].map(([id, of]) => ({
    id,
    ...monthsIn(of.find(({ service_id }) => service_id === null)!),
    services: of.flatMap((row) => (row.service_id === null ? [] : [{ serviceId: row.service_id, ...monthsIn(row) }])),
  }));
}
