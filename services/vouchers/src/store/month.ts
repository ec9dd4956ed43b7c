/** The SQL of a month's sums, voucher by voucher, from the kept lines of visits. Decides nothing. */
import { sql } from 'drizzle-orm';
import type { Reader } from '@seteli/kit/db';
import { firstDayOf, startOfDay, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { EXTRA, FREE } from './kept.ts';

export type VoucherMonth = {
  readonly visits: number;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  /** The part of the organiser's share that is free for the client by law. */
  readonly freeCents: Cents;
  /** Beyond the voucher, at the client's own cost. */
  readonly extraCents: Cents;
};
/** A month without visits. */
export const NOTHING_YET: VoucherMonth = { visits: 0, organiserCents: 0n, clientCents: 0n, freeCents: 0n, extraCents: 0n };

export type MonthKey = { readonly voucherId: Id; readonly month: Month };

export const monthName = ({ voucherId, month }: MonthKey): string => `${voucherId} ${month}`;

/**
 * A visit over a month's end has lines in both months. The positions are those of `store/kept.ts`: month, organiser's
 * and client's share, flags.
 */
export async function sumMonths(reader: Reader, asked: readonly MonthKey[]): Promise<Map<string, VoucherMonth>> {
  const keys = asked.map(({ voucherId, month }) => ({
    voucher_id: voucherId,
    month,
    starts_at: startOfDay(firstDayOf(month)),
    ends_at: startOfDay(firstDayOf(month.add({ months: 1 }))),
  }));
  type Row = { readonly name: string; readonly visits: number; readonly organiser: bigint; readonly client: bigint } & {
    readonly free: bigint;
    readonly extra: bigint;
  } & Record<string, unknown>;
  const { rows } = await reader.execute<Row>(sql`
    select k.voucher_id || ' ' || k.month as name, count(distinct a.visit_id)::int as visits,
           coalesce(sum(line.organiser) filter (where line.flags & ${EXTRA} = 0), 0)::bigint as organiser,
           coalesce(sum(line.client) filter (where line.flags & ${EXTRA} = 0), 0)::bigint as client,
           coalesce(sum(line.organiser) filter (where line.flags & ${EXTRA} = 0 and line.flags & ${FREE} > 0), 0)::bigint as free,
           coalesce(sum(line.client) filter (where line.flags & ${EXTRA} > 0), 0)::bigint as extra
      from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k (voucher_id uuid, month text, starts_at timestamptz, ends_at timestamptz)
      join voucher v on v.id = k.voucher_id
      join allocation a on a.person_id = v.person_id and a.voucher_id = v.id and a.ends_at > k.starts_at and a.starts_at < k.ends_at
     cross join lateral (
       select each.value ->> 1 as month, (each.value ->> 6)::bigint as organiser, (each.value ->> 7)::bigint as client,
              coalesce((each.value ->> 11)::int, 0) as flags
         from jsonb_array_elements(a.lines) each) line
     where a.state = 'MADE' and line.month = k.month
     group by 1`);
  return new Map(
    rows.map(({ name, visits, organiser, client, free, extra }) => [
      name,
      { visits, organiserCents: organiser, clientCents: client, freeCents: free, extraCents: extra },
    ]),
  );
}
