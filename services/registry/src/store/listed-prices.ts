/**
 * The SQL of two lists of price lists: those that an organiser decides, and those that a provider keeps. Decides
 * nothing.
 */
import { and, eq, gte, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { dayKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, listRuns, ONE_RUN, type Runs } from '@seteli/kit/runs';
import type { StateOnDay } from '../domain/price-list.ts';
import { priceList } from '../tables/price-list.ts';
import { ofUnits } from '@seteli/schema/sight';
import { isOut, type StoredPriceList } from './price-list.ts';

export type PriceListsWanted = {
  readonly onDay: Day;
  readonly states?: readonly StateOnDay[] | null | undefined;
  readonly serviceId?: Id | null | undefined;
  readonly providerId?: Id | null | undefined;
  readonly unitId?: Id | null | undefined;
  readonly firstDayFrom?: Day | null | undefined;
  readonly firstDayTo?: Day | null | undefined;
};

/**
 * What `stateOn` says, as SQL. States are constants in the text, so that PostgreSQL uses the indexes of single
 * states.
 */
function stands(state: StateOnDay, onDay: Day): SQL {
  const isAccepted = sql`${priceList.state} = 'ACCEPTED'`;
  const hasBegun = sql`${isAccepted} and ${priceList.firstDay} <= ${onDay.toString()}::date`;
  const isFollowed = sql`exists (
    select from price_list later
     where later.unit_id = ${priceList.unitId} and later.service_id = ${priceList.serviceId} and later.state = 'ACCEPTED'
       and later.first_day > ${priceList.firstDay} and later.first_day <= ${onDay.toString()}::date)`;
  switch (state) {
    case 'ACCEPTED':
      return sql`${isAccepted} and ${priceList.firstDay} > ${onDay.toString()}::date`;
    case 'IN_FORCE':
      return sql`${hasBegun} and not ${isFollowed}`;
    case 'SUPERSEDED':
      return sql`(${priceList.state} = 'SUPERSEDED' or ${hasBegun} and ${isFollowed})`;
    default:
      return sql`${priceList.state} = ${sql.raw(`'${state}'`)}`;
  }
}

/** An organiser's people see the lists that providers submitted to it. A provider's people see all its lists. */
function concerns(actor: Pick<Actor, 'organisation' | 'unitIds'>): SQL {
  const { kind, id } = actor.organisation;
  if (kind === 'ORGANISER') return and(eq(priceList.organiserId, id), isOut)!;
  return kind === 'PROVIDER' ? and(eq(priceList.providerId, id), ofUnits(actor, priceList.unitId))! : sql`false`;
}

const listsOf = (actor: Actor, wanted: PriceListsWanted): Runs => ({
  from: ONE_RUN,
  where: and(
    concerns(actor),
    wanted.states == null ? undefined : or(...wanted.states.map((state) => stands(state, wanted.onDay))),
    wanted.serviceId == null ? undefined : eq(priceList.serviceId, wanted.serviceId),
    wanted.providerId == null ? undefined : eq(priceList.providerId, wanted.providerId),
    wanted.unitId == null ? undefined : eq(priceList.unitId, wanted.unitId),
    wanted.firstDayFrom == null ? undefined : gte(priceList.firstDay, wanted.firstDayFrom),
    wanted.firstDayTo == null ? undefined : lte(priceList.firstDay, wanted.firstDayTo),
  ),
});

export const PRICE_LIST_ORDERS = {
  MADE_DESC: { name: 'priceLists MADE_DESC', direction: 'desc', keys: [], id: priceList.id },
  FIRST_DAY_ASC: {
    name: 'priceLists FIRST_DAY_ASC',
    direction: 'asc',
    keys: [dayKey(priceList.firstDay, ({ firstDay }: StoredPriceList) => firstDay)],
    id: priceList.id,
  },
} as const satisfies Record<string, Order<StoredPriceList>>;

export const listWanted = (
  reader: Reader,
  actor: Actor,
  wanted: PriceListsWanted,
  page: OrderedPage<StoredPriceList>,
): Promise<StoredPriceList[]> => listRuns(reader, priceList, listsOf(actor, wanted), page);

export const countWanted = (reader: Reader, actor: Actor, wanted: PriceListsWanted): Promise<number> =>
  countRuns(reader, priceList, listsOf(actor, wanted));
