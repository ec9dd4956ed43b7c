/**
 * Lists of bookings and visits: it reads what somebody asks for, looks it up as far as the actor sees it, and answers
 * in pages. It holds no SQL.
 */
import { dayOf } from '@seteli/kit/day';
import { badInput } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import { counted, readPage, toConnection, type PageArguments } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/bookings';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { may, requireRight, sight } from '../policy.ts';
import type { Booking } from '../store/booking.ts';
import { BOOKING_ORDERS, countBookings, listBookings, type BookingFilter } from '../store/booking-list.ts';
import { countSettledAfterDeath, listSettledAfterDeath } from '../store/death.ts';
import { countVisits, listVisits, VISIT_ORDERS, type VisitFilter, type VisitOwner } from '../store/visit-list.ts';
import type { Context } from './context.ts';

type Wanted<Filter, Order> = PageArguments & { readonly filter?: Filter | null | undefined; readonly order: Order };
type WantedVisits = Wanted<api.VisitFilter, api.VisitOrder>;
type WantedBookings = Wanted<api.BookingFilter, api.BookingOrder>;

function readBookingFilter({ state, ...filter }: api.BookingFilter, { clock }: Context): BookingFilter {
  requireIds(filter.serviceId, filter.providerId, filter.unitId, filter.personId);
  return { ...filter, state: state ? { is: state, on: dayOf(clock.now()) } : undefined };
}

function readVisitFilter(filter: api.VisitFilter): VisitFilter {
  requireIds(filter.serviceId, filter.providerId, filter.unitId, filter.personId);
  return filter;
}

/** Choices that no index serves, where there may be very many visits. A client has few. */
function requireIndexed(
  { personId, workerReference, providerId, firstDay, lastDay }: VisitFilter,
  order: api.VisitOrder,
  { actor }: Context,
): void {
  const { kind } = actor.organisation;
  if (kind === 'PERSON' || personId) return;
  if (workerReference && !providerId && kind === 'ORGANISER') throw badInput(INPUT_FAULTS.WORKER_OF_WHOM);
  if ((workerReference || firstDay || lastDay) && order.startsWith('RECORDED')) throw badInput(INPUT_FAULTS.ORDER_BY_DAY);
}

const NOBODYS = { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }, count: () => 0 };

async function visitsOf(of: VisitOwner, id: Id, { filter, ...page }: WantedVisits, { actor, load }: Context) {
  const wanted = { of, filter: readVisitFilter(filter ?? {}), ...page };
  if (!may(actor, 'seeVisits')) return NOBODYS;
  const order = VISIT_ORDERS[page.order];
  return toConnection(await load.visitsOf.load({ id, wanted }), page, { order, count: () => load.visitCountOf.load({ id, wanted }) });
}

export const listQueries = {
  bookings: async (_: unknown, { filter, ...page }: WantedBookings, context: Context) => {
    const { actor, database } = context;
    requireRight(actor, 'seeBookings');
    const [who, wanted, order] = [sight(actor, 'seeBookings'), readBookingFilter(filter ?? {}, context), BOOKING_ORDERS[page.order]];
    const rows = await listBookings(database.reader, who, wanted, readPage(order, page));
    await context.show.bookings(rows.slice(0, page.first));
    return toConnection(rows, page, { order, count: () => countBookings(database.reader, who, wanted) });
  },
  visits: async (_: unknown, { filter, ...page }: WantedVisits, context: Context) => {
    const { actor, database } = context;
    requireRight(actor, 'seeVisits');
    const [who, wanted, order] = [sight(actor, 'seeVisits'), readVisitFilter(filter ?? {}), VISIT_ORDERS[page.order]];
    requireIndexed(wanted, page.order, context);
    const rows = await listVisits(database.reader, who, wanted, readPage(order, page));
    await context.show.visits(rows.slice(0, page.first));
    return toConnection(rows, page, { order, count: () => countVisits(database.reader, who, wanted, order) });
  },
  visitsUnderReview: async (_: unknown, page: PageArguments, { actor, database, show }: Context) => {
    requireRight(actor, 'listVisitsUnderReview');
    const [who, order] = [sight(actor, 'listVisitsUnderReview'), VISIT_ORDERS.RECORDED_ASC];
    const waiting = { states: ['UNDER_REVIEW'] } as const;
    const rows = await listVisits(database.reader, who, waiting, readPage(order, page));
    await show.visits(rows.slice(0, page.first));
    return toConnection(rows, page, { order, count: () => countVisits(database.reader, who, waiting, order) });
  },
  settledVisitsAfterDeath: async (_: unknown, page: PageArguments, { actor, database, show }: Context) => {
    requireRight(actor, 'listSettledAfterDeath');
    const [who, order] = [sight(actor, 'listSettledAfterDeath'), VISIT_ORDERS.RECORDED_ASC];
    const rows = await listSettledAfterDeath(database.reader, who, readPage(order, page));
    await show.visits(rows.slice(0, page.first));
    return toConnection(rows, page, { order, count: () => countSettledAfterDeath(database.reader, who) });
  },
};

export const listsOfBooking = {
  visits: ({ id }: Booking, wanted: WantedVisits, context: Context) => visitsOf('booking', id, wanted, context),
};

export const listTypes = {
  // A voucher shows the bookings that the actor sees, and not whether the voucher exists.
  Voucher: {
    bookings: async ({ id }: { readonly id: Id }, { filter, ...page }: WantedBookings, context: Context) => {
      const { actor, load } = context;
      const wanted = { filter: readBookingFilter(filter ?? {}, context), ...page };
      if (!may(actor, 'seeBookings')) return NOBODYS;
      const order = BOOKING_ORDERS[page.order];
      return toConnection(await load.bookingsOf.load({ id, wanted }), page, {
        order,
        count: () => load.bookingCountOf.load({ id, wanted }),
      });
    },
    visits: ({ id }: { readonly id: Id }, wanted: WantedVisits, context: Context) => visitsOf('voucher', id, wanted, context),
  },
  BookingConnection: counted,
  VisitConnection: counted,
};
