/**
 * The SQL of the sums that are held back of a month: visits that wait for a checker or for their provider, by service
 * and by reason. It decides nothing.
 */
import { sql, type SQL } from 'drizzle-orm';
import { asArray, type Reader } from '@seteli/kit/db';
import { firstDayOf, startOfDay, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { ActorSight } from '@seteli/kit/policy';
import { NEEDS_REVIEW } from '../domain/approval.ts';
import type { VisitFlag } from '../domain/visit.ts';
import { sightOf } from './booking.ts';

export type HeldSum = {
  readonly visits: number;
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
};
/** `flag` is null where no flag holds the visits: a person does, or a checker looks at all visits of the service. */
export type HeldForReason = HeldSum & { readonly state: 'UNDER_REVIEW' | 'RETURNED'; readonly flag: VisitFlag | null };
export type HeldOfService = HeldSum & { readonly serviceId: Id };
export type HeldOfMonth = HeldSum & { readonly reasons: readonly HeldForReason[]; readonly services: readonly HeldOfService[] };

type HeldRow = HeldSum & {
  readonly state: HeldForReason['state'] | null;
  readonly flag: VisitFlag | null;
  readonly service_id: Id | null;
} & Record<string, unknown>;

const SUMS = sql.raw(`count(*)::int as visits, coalesce(sum(total_cents), 0)::bigint as "totalCents",
  coalesce(sum(organiser_cents), 0)::bigint as "organiserCents", coalesce(sum(client_cents), 0)::bigint as "clientCents"`);

/**
 * The month is that of a visit's start. A visit with several flags counts for each of them, and once in the other sums.
 */
export async function sumHeld(reader: Reader, who: ActorSight, month: Month): Promise<HeldOfMonth> {
  const [from, until] = [month, month.add({ months: 1 })].map((each) => startOfDay(firstDayOf(each)).toString());
  const { rows } = await reader.execute<HeldRow>(sql`
    with held as materialized (
      select v.state, v.flags, v.total_cents, v.organiser_cents, v.client_cents, booking.service_id
        from visit v join booking on booking.id = v.booking_id
       where v.state in ('UNDER_REVIEW', 'RETURNED') and v.starts_at >= ${from} and v.starts_at < ${until}
         and ${ownedBy(who)} and ${sightOf(who)})
    select null as state, null as flag, service_id, ${SUMS} from held group by rollup (service_id)
    union all
    select state, flag, null, ${SUMS} from held left join lateral unnest(flags) flag on flag = any(${asArray(NEEDS_REVIEW)}::text[]) group by state, flag
     order by service_id, state desc, flag`);
  const ofAll = rows.find(({ state, service_id }) => state === null && service_id === null)!;
  return {
    ...ofAll,
    services: rows.flatMap(({ service_id, ...row }) => (service_id === null ? [] : [{ ...row, serviceId: service_id }])),
    reasons: rows.flatMap(({ state, ...row }) => (state === null ? [] : [{ ...row, state }])),
  };
}

/** Repeats the sight of the booking on a column with which the index of held visits begins. */
const ownedBy = ({ organisation: { kind, id } }: ActorSight): SQL =>
  kind === 'ORGANISER' ? sql`v.organiser_id = ${id}` : sql`v.provider_id = ${id}`;
