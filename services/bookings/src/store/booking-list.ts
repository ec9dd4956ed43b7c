/**
 * Lists of bookings: whose they are, by what somebody chooses them, in which order. Each service's bookings are a run
 * in the index. A list reads the beginnings of the runs and merges them.
 */
import { and, eq, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { dayKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, countRunsOfEach, listRuns, listRunsOfEach, ONE_RUN, OWNER_ID, type Runs } from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/policy';
import { ofUnits, withinTeams } from '@seteli/schema/sight';
import { booking } from '../tables/booking.ts';
import { limitsOf, sightOf, type Booking } from './booking.ts';
import { servicesSeen } from './known.ts';

/** An absent field excludes nothing. */
export type BookingFilter = {
  /** Whether the bookings have ended on a day. */
  readonly state?: { readonly is: 'OPEN' | 'ENDED'; readonly on: Day } | undefined;
  readonly serviceId?: Id | null | undefined;
  readonly providerId?: Id | null | undefined;
  readonly unitId?: Id | null | undefined;
  readonly personId?: Id | null | undefined;
  readonly firstDay?: Day | null | undefined;
  readonly lastDay?: Day | null | undefined;
};

type BookingOrder = Order<Booking>;
const byFirstDay = dayKey(booking.firstDay, ({ firstDay }: Booking) => firstDay);
const ofBookings = (name: string, direction: 'asc' | 'desc', ...keys: BookingOrder['keys']): BookingOrder => ({
  name: `bookings ${name}`,
  direction,
  keys,
  id: booking.id,
});

export const BOOKING_ORDERS = {
  MADE_DESC: ofBookings('MADE_DESC', 'desc'),
  MADE_ASC: ofBookings('MADE_ASC', 'asc'),
  FIRST_DAY_DESC: ofBookings('FIRST_DAY_DESC', 'desc', byFirstDay),
  FIRST_DAY_ASC: ofBookings('FIRST_DAY_ASC', 'asc', byFirstDay),
} as const;

const lastDayOf = sql`coalesce(${booking.lastDay}, 'infinity')`;

const conditionsOf = ({ state, serviceId, providerId, unitId, personId, firstDay, lastDay }: BookingFilter): (SQL | undefined)[] => [
  state && (state.is === 'OPEN' ? gte(lastDayOf, state.on.toString()) : lt(lastDayOf, state.on.toString())),
  serviceId ? eq(booking.serviceId, serviceId) : undefined,
  providerId ? eq(booking.providerId, providerId) : undefined,
  unitId ? eq(booking.unitId, unitId) : undefined,
  personId ? eq(booking.personId, personId) : undefined,
  firstDay ? gte(lastDayOf, firstDay.toString()) : undefined,
  lastDay ? lte(booking.firstDay, lastDay) : undefined,
];

const sightFor = (who: ActorSight, { personId }: BookingFilter): ActorSight => (personId ? withinTeams(who) : who);

function runsOf(whoever: ActorSight, filter: BookingFilter): Runs {
  const who = sightFor(whoever, filter);
  const { organisation } = who;
  const chosen = conditionsOf(filter);
  // A client has few bookings.
  if (organisation.kind === 'PERSON' || filter.personId) return { from: ONE_RUN, where: and(sightOf(who), ...chosen) };
  const owner = organisation.kind === 'ORGANISER' ? booking.organiserId : booking.providerId;
  return {
    from: sql`(${servicesSeen(who)}) as run`,
    where: and(eq(owner, organisation.id), ofUnits(who, booking.unitId), sql`${booking.serviceId} = run.id`, limitsOf(who), ...chosen),
  };
}

const ofVoucher = (who: ActorSight, filter: BookingFilter): Runs => ({
  from: ONE_RUN,
  where: and(sql`${booking.voucherId} = ${OWNER_ID}`, sightOf(sightFor(who, filter)), ...conditionsOf(filter)),
});

export const listBookings = (reader: Reader, who: ActorSight, filter: BookingFilter, page: OrderedPage<Booking>): Promise<Booking[]> =>
  listRuns(reader, booking, runsOf(who, filter), page);

export const countBookings = (reader: Reader, who: ActorSight, filter: BookingFilter): Promise<number> =>
  countRuns(reader, booking, runsOf(who, filter));

/** A page of the bookings of each of several vouchers, as far as the actor sees them. */
export const listBookingsOfVouchers = (
  reader: Reader,
  who: ActorSight,
  ids: readonly Id[],
  filter: BookingFilter,
  page: OrderedPage<Booking>,
): Promise<Booking[]> => listRunsOfEach(reader, booking, ids, ofVoucher(who, filter), page);

export const countBookingsOfVouchers = (
  reader: Reader,
  who: ActorSight,
  ids: readonly Id[],
  filter: BookingFilter,
): Promise<Map<Id, number>> => countRunsOfEach(reader, booking, ids, ofVoucher(who, filter));
