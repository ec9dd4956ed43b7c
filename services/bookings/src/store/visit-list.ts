/**
 * Lists of visits: whose they are, by what somebody chooses them, in which order. The index has each service's visits
 * of each state in the order. A list reads the beginnings of these runs and merges them. A client or voucher has so few
 * visits that their bookings are the runs.
 */
import { and, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
import { asArray, type Reader } from '@seteli/kit/db';
import { startOfDay, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { dayKey, instantKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, countRunsOfEach, listRuns, listRunsOfEach, OWNER_ID, type Runs } from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/policy';
import { ofUnits, withinTeams } from '@seteli/schema/sight';
import type { VisitState } from '../domain/lifecycle.ts';
import type { Visit, VisitFlag } from '../domain/visit.ts';
import { booking } from '../tables/booking.ts';
import { providerUnit } from '../tables/known.ts';
import { visit, VISIT_STATES } from '../tables/visit.ts';
import { limitsOf, sightOf } from './booking.ts';
import { servicesSeen } from './known.ts';
import { toVisit } from './visit-row.ts';

/** An absent field excludes nothing. */
export type VisitFilter = {
  readonly states?: readonly VisitState[] | null | undefined;
  readonly allocations?: readonly Visit['allocation'][] | null | undefined;
  readonly flags?: readonly VisitFlag[] | null | undefined;
  readonly serviceId?: Id | null | undefined;
  readonly providerId?: Id | null | undefined;
  readonly unitId?: Id | null | undefined;
  readonly personId?: Id | null | undefined;
  readonly workerReference?: string | null | undefined;
  /** The days on which visits begin. */
  readonly firstDay?: Day | null | undefined;
  readonly lastDay?: Day | null | undefined;
};

type VisitOrder = Order<Visit>;
const byDay = instantKey(visit.startsAt, ({ startsAt }: Visit) => startsAt);
const ofVisits = (name: string, direction: 'asc' | 'desc', ...keys: VisitOrder['keys']): VisitOrder => ({
  name: `visits ${name}`,
  direction,
  keys,
  id: visit.id,
});

export const VISIT_ORDERS = {
  RECORDED_DESC: ofVisits('RECORDED_DESC', 'desc'),
  RECORDED_ASC: ofVisits('RECORDED_ASC', 'asc'),
  DAY_DESC: ofVisits('DAY_DESC', 'desc', byDay),
  DAY_ASC: ofVisits('DAY_ASC', 'asc', byDay),
  /** Only returned visits have such a day. */
  HANDLE_BY_ASC: ofVisits(
    'HANDLE_BY_ASC',
    'asc',
    dayKey(visit.handleBy, ({ handleBy }: Visit) => handleBy!),
  ),
} as const;

/** A visit's state, and whether its voucher took it. Only visits that it took leave RECORDED, or are deleted. */
type StateAndAllocation = { readonly state: VisitState; readonly allocation: Visit['allocation'] };

const STATES_AND_ALLOCATIONS: readonly StateAndAllocation[] = VISIT_STATES.flatMap((state) =>
  (state === 'RECORDED' || state === 'DELETED' ? (['PENDING', 'MADE', 'REFUSED'] as const) : (['MADE'] as const)).map((allocation) => ({
    state,
    allocation,
  })),
);

const statesAndAllocationsOf = ({ states, allocations }: VisitFilter, order: VisitOrder): readonly StateAndAllocation[] =>
  STATES_AND_ALLOCATIONS.filter(
    ({ state, allocation }) =>
      (!states || states.includes(state)) &&
      (!allocations || allocations.includes(allocation)) &&
      (state === 'RETURNED' || order !== VISIT_ORDERS.HANDLE_BY_ASC),
  );

/** As rows: `standing.state`, `standing.allocation`. */
const asRows = (chosen: readonly StateAndAllocation[]): SQL =>
  sql`unnest(${textArray(chosen.map(({ state }) => state))}, ${textArray(chosen.map(({ allocation }) => allocation))}) as standing(state, allocation)`;

const textArray = (words: readonly string[]): SQL => sql`${asArray(words)}::text[]`;

const conditionsOf = ({ flags, serviceId, providerId, unitId, workerReference, firstDay, lastDay }: VisitFilter): (SQL | undefined)[] => [
  flags ? sql`${visit.flags} <> '{}' and ${visit.flags} && ${textArray(flags)}` : undefined,
  serviceId ? eq(visit.serviceId, serviceId) : undefined,
  providerId ? eq(visit.providerId, providerId) : undefined,
  // The index finds a unit's visits by the unit's provider.
  unitId
    ? and(
        eq(visit.unitId, unitId),
        sql`${visit.providerId} = (select ${providerUnit.providerId} from ${providerUnit} where ${providerUnit.id} = ${unitId})`,
      )
    : undefined,
  workerReference ? eq(visit.workerReference, workerReference) : undefined,
  firstDay ? gte(visit.startsAt, startOfDay(firstDay)) : undefined,
  lastDay ? lt(visit.startsAt, startOfDay(lastDay.add({ days: 1 }))) : undefined,
];

function runsOf(whoever: ActorSight, filter: VisitFilter, order: VisitOrder): Runs {
  const who = sightFor(whoever, filter);
  if (who.organisation.kind === 'PERSON' || filter.personId) return ofBookings(who, filter, order);
  const ofProvider =
    who.organisation.kind === 'PROVIDER' ? and(eq(visit.providerId, who.organisation.id), ofUnits(who, visit.unitId)) : undefined;
  const own = and(
    ofProvider,
    limitsOf(who, (covering) => sql`exists (select from ${booking} where ${booking.id} = ${visit.bookingId} and ${covering})`),
  );
  const services = servicesSeen(who);
  // The provider's name for a worker finds the worker's visits.
  if (filter.workerReference)
    return {
      from: sql`(select array(${services}) as ids) as run`,
      where: and(own, sql`${visit.serviceId} = any(run.ids)`, standsAsOneOf(filter, order), ...conditionsOf(filter)),
    };
  // Returned visits have an index of their own in this order.
  if (order === VISIT_ORDERS.HANDLE_BY_ASC)
    return {
      from: sql`(${services}) as run`,
      where: and(own, sql`${visit.serviceId} = run.id`, standsAsOneOf(filter, order), ...conditionsOf(filter)),
    };
  return {
    from: sql`(${services}) as run cross join ${asRows(statesAndAllocationsOf(filter, order))}`,
    where: and(
      own,
      sql`${visit.serviceId} = run.id and ${visit.state} = standing.state and ${visit.allocation} = standing.allocation`,
      ...conditionsOf(filter),
    ),
  };
}

/** A condition on rows that another condition has found. */
const standsAsOneOf = (filter: VisitFilter, order: VisitOrder): SQL | undefined =>
  and(
    order === VISIT_ORDERS.HANDLE_BY_ASC ? sql`${visit.state} = 'RETURNED' and ${visit.handleBy} is not null` : undefined,
    filter.states ? sql`${visit.state} = any(${textArray(filter.states)})` : undefined,
    filter.allocations ? sql`${visit.allocation} = any(${textArray(filter.allocations)})` : undefined,
  );

const ofBookings = (who: ActorSight, filter: VisitFilter, order: VisitOrder, owner?: SQL): Runs => {
  const ofPerson = filter.personId ? eq(booking.personId, filter.personId) : undefined;
  return {
    from: sql`(select ${booking.id} from ${booking} where ${and(owner, sightOf(who), ofPerson)}) as run`,
    where: and(sql`${visit.bookingId} = run.id`, standsAsOneOf(filter, order), ...conditionsOf(filter)),
  };
};

const sightFor = (who: ActorSight, { personId, workerReference }: VisitFilter): ActorSight =>
  personId || workerReference ? withinTeams(who) : who;

export async function listVisits(reader: Reader, who: ActorSight, filter: VisitFilter, page: OrderedPage<Visit>): Promise<Visit[]> {
  const rows = await listRuns(reader, visit, runsOf(who, filter, page.order), page);
  return rows.map(toVisit);
}

export const countVisits = (reader: Reader, who: ActorSight, filter: VisitFilter, order: VisitOrder): Promise<number> =>
  countRuns(reader, visit, runsOf(who, filter, order));

/** Visits belong to one of these, as the booking says. */
const OWNERS = { booking: booking.id, voucher: booking.voucherId };
export type VisitOwner = keyof typeof OWNERS;
type OwnersWanted = { readonly of: VisitOwner; readonly ids: readonly Id[] };

const runsOfOwner = (who: ActorSight, of: VisitOwner, filter: VisitFilter, order: VisitOrder): Runs =>
  ofBookings(sightFor(who, filter), filter, order, sql`${OWNERS[of]} = ${OWNER_ID}`);

/** A page of the visits of each of several bookings or vouchers, as far as the actor sees them. */
export async function listVisitsOf(
  reader: Reader,
  who: ActorSight,
  { of, ids }: OwnersWanted,
  filter: VisitFilter,
  page: OrderedPage<Visit>,
): Promise<Visit[]> {
  const rows = await listRunsOfEach(reader, visit, ids, runsOfOwner(who, of, filter, page.order), page);
  return rows.map(toVisit);
}

export const countVisitsOf = (
  reader: Reader,
  who: ActorSight,
  { of, ids }: OwnersWanted,
  filter: VisitFilter,
  order: VisitOrder,
): Promise<Map<Id, number>> => countRunsOfEach(reader, visit, ids, runsOfOwner(who, of, filter, order));
