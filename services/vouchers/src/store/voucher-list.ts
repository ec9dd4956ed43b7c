/**
 * The list of vouchers that people filter, order and count. Each service's vouchers are a run in the index. Decides
 * nothing.
 */
import { and, eq, gte, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { startOfDay, type Day } from '@seteli/kit/day';
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { dayKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, listRuns, ONE_RUN, type Runs } from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/policy';
import { teamServices, withinLimits } from '@seteli/schema/sight';
import type { Voucher, VoucherState } from '../domain/voucher.ts';
import { voucher } from '../tables.ts';
import { team } from '../tables/known.ts';
import { scopeOf, type StoredVoucher } from './voucher.ts';

type Maybe<T> = T | null | undefined;

/** An absent filter excludes nothing. */
export type VoucherFilter = {
  /** The day on which vouchers are in the states. */
  readonly onDay: Day;
  readonly states?: Maybe<readonly VoucherState[]>;
  readonly serviceId?: Maybe<Id>;
  readonly personId?: Maybe<Id>;
  readonly arrangementKinds?: Maybe<readonly Voucher['arrangementKind'][]>;
  readonly grantedFrom?: Maybe<Day>;
  readonly grantedTo?: Maybe<Day>;
  readonly lastDayFrom?: Maybe<Day>;
  readonly lastDayTo?: Maybe<Day>;
};

export const VOUCHER_ORDERS = {
  GRANTED_DESC: { name: 'vouchers GRANTED_DESC', direction: 'desc', keys: [], id: voucher.id },
  LAST_DAY_ASC: {
    name: 'vouchers LAST_DAY_ASC',
    direction: 'asc',
    keys: [dayKey(voucher.lastDay, ({ lastDay }: StoredVoucher) => lastDay)],
    id: voucher.id,
  },
} as const satisfies Record<string, Order<StoredVoucher>>;

/** Follows `stateOn`. The decided state is a constant, since PostgreSQL plans without knowing parameters. */
function isIn(state: VoucherState, onDay: Day): SQL {
  const today = sql`${onDay.toString()}::date`;
  const lasts = sql`${voucher.state} = 'ACTIVE' and ${voucher.lastDay} >= ${today}`;
  const isSuspended = sql`${voucher.suspensions} <> '[]' and exists (
    select from jsonb_array_elements(${voucher.suspensions}) s
     where (s.value ->> 'firstDay')::date <= ${today} and coalesce((s.value ->> 'lastDay')::date, 'infinity') >= ${today})`;
  switch (state) {
    case 'ACTIVE':
      return sql`${lasts} and not (${isSuspended})`;
    case 'SUSPENDED':
      return sql`${lasts} and ${isSuspended}`;
    case 'EXPIRED':
      return sql`${voucher.state} = 'ACTIVE' and ${voucher.lastDay} < ${today}`;
    default:
      return sql`${voucher.state} = ${sql.raw(`'${state}'`)}`;
  }
}

const conditionsOf = (filter: VoucherFilter): (SQL | undefined)[] => [
  filter.states == null ? undefined : or(...filter.states.map((state) => sql`(${isIn(state, filter.onDay)})`)),
  filter.serviceId == null ? undefined : eq(voucher.serviceId, filter.serviceId),
  filter.arrangementKinds == null ? undefined : inArray(voucher.arrangementKind, [...filter.arrangementKinds]),
  filter.grantedFrom == null ? undefined : gte(voucher.grantedAt, startOfDay(filter.grantedFrom)),
  filter.grantedTo == null ? undefined : lt(voucher.grantedAt, startOfDay(filter.grantedTo.add({ days: 1 }))),
  filter.lastDayFrom == null ? undefined : gte(voucher.lastDay, filter.lastDayFrom),
  filter.lastDayTo == null ? undefined : lte(voucher.lastDay, filter.lastDayTo),
];

function runsOf(who: ActorSight, filter: VoucherFilter): Runs {
  const conditions = conditionsOf(filter);
  const { kind, id } = who.organisation;
  // Only readers who may know the client find vouchers by client, so rights beyond teams do not count here.
  if (filter.personId != null) {
    const named = { ...who, beyondTeams: false };
    return { from: ONE_RUN, where: and(scopeOf(named), eq(voucher.personId, filter.personId), ...conditions) };
  }
  if (kind !== 'ORGANISER' || who.beyondTeams) return { from: ONE_RUN, where: and(scopeOf(who), ...conditions) };
  const limits = withinLimits(team, who, { serviceId: voucher.serviceId, clientId: voucher.personId });
  return {
    from: sql`(select distinct id from (${teamServices(team, who)}) as each) as run`,
    where: and(eq(voucher.organiserId, id), sql`${voucher.serviceId} = run.id`, limits, ...conditions),
  };
}

export const listVouchers = (
  reader: Reader,
  who: ActorSight,
  filter: VoucherFilter,
  page: OrderedPage<StoredVoucher>,
): Promise<StoredVoucher[]> => listRuns(reader, voucher, runsOf(who, filter), page);

export const countVouchers = (reader: Reader, who: ActorSight, filter: VoucherFilter): Promise<number> =>
  countRuns(reader, voucher, runsOf(who, filter));
