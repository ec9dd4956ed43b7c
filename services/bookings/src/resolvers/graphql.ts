/** GraphQL in, command or query, GraphQL out. It holds no rule and no SQL. */
import { dayOf } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { firstOf } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { continuedByTheGateway, requireIds } from '@seteli/kit/subgraph';
import { isOfOrganiser } from '../store/booking.ts';
import { accessesFor, accessTypes } from '@seteli/schema/accesses';
import type * as api from '@seteli/schema/generated/bookings';
import { sharedResolvers } from '@seteli/schema/refusals';
import { endBooking, makeBooking } from '../commands/booking.ts';
import { keepVisit } from '../commands/death.ts';
import { holdVisit } from '../commands/hold.ts';
import * as commands from '../commands/visit.ts';
import { clientVatOf, extraServiceOf, percentOf } from '../domain/allocation.ts';
import { calendarDays } from '../domain/calendar.ts';
import { lastServiceDayOf, type Accessory, type ExtraServiceAcceptance } from '../domain/recorded.ts';
import type { Visit, VisitLine } from '../domain/visit.ts';
import { requireRight, sight } from '../policy.ts';
import type * as bookings from '../store/booking.ts';
import { listOwnDays } from '../store/known.ts';
import { sumHeld, type HeldOfService, type HeldSum } from '../store/held.ts';
import { consentQueries, consentTypes } from './consent.ts';
import { ofKnownClients, type Context } from './context.ts';
import { correctingTypes } from './correcting.ts';
import { correctionRequestMutations, correctionRequestQueries, correctionRequestTypes } from './correction-request.ts';
import { explainingQueries, explainingTypes } from './explaining.ts';
import { jobQueries, repricingTypes } from './jobs.ts';
import { listQueries, listsOfBooking, listTypes } from './lists.ts';
import { requireCalendarSpan } from './recorded.ts';
import { aboutChange, aboutVisit, aboutVisits, importedVisits, importVisits, recordVisits, storedRefusal } from './recording.ts';
import { noticesOfBooking, noticeTypes } from './notice.ts';
import { recurringMutations, recurringOfBooking, recurringQueries, recurringTypes } from './recurring.ts';

const stubs = (ids: readonly Id[]) => ids.map((id) => ({ id }));
const stub = (id: Id) => ({ id });

async function bookingOf(context: Context, decided: Promise<Decision<Id>>) {
  const decision = await decided;
  return decision.accepted
    ? { booking: await context.load.booking.load(decision.value), refusal: null }
    : { booking: null, refusal: decision.refusal };
}

export const resolvers = {
  ...sharedResolvers,
  Query: {
    booking: (_: unknown, { id }: api.QueryBookingArgs, { load }: Context) => load.booking.load(id),
    ...jobQueries,
    importedVisits,
    visit: (_: unknown, { id }: api.QueryVisitArgs, { load }: Context) => load.visit.load(id),
    ...explainingQueries,
    ...consentQueries,
    ...correctionRequestQueries,
    ...listQueries,
    heldVisits: async (_: unknown, { month }: api.QueryHeldVisitsArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeHeldVisits');
      return { month, ...(await sumHeld(database.reader, sight(actor, 'seeHeldVisits'), month)) };
    },
    ...recurringQueries,
    bookingAccesses: accessesFor((actor) => requireRight(actor, 'seeAccesses'), isOfOrganiser),
  },
  ...accessTypes,
  Subscription: { bookingsJob: continuedByTheGateway },
  Mutation: {
    makeBooking: async (_: unknown, { input }: api.MutationMakeBookingArgs, context: Context) => {
      requireRight(context.actor, 'makeBooking');
      requireIds(input.voucherId, input.unitId);
      return await bookingOf(context, makeBooking(context, context.actor, input));
    },
    endBooking: async (_: unknown, { input }: api.MutationEndBookingArgs, context: Context) => {
      requireRight(context.actor, 'endBooking');
      requireIds(input.bookingId);
      return await bookingOf(context, endBooking(context, context.actor, input));
    },
    recordVisits,
    importVisits,
    editVisit: aboutChange('editVisit', commands.editVisit),
    correctVisit: aboutChange('correctVisit', commands.correctVisit),
    creditVisit: aboutVisit('creditVisit', commands.creditVisit),
    deleteVisit: aboutVisit('deleteVisit', commands.deleteVisit),
    approveVisit: aboutVisit('approveVisit', commands.approveVisit),
    approveVisits: aboutVisits('approveVisit', commands.approveVisits),
    holdVisit: aboutVisit('holdVisit', holdVisit),
    keepVisit: aboutVisit('keepVisit', keepVisit),
    returnVisit: aboutVisit('returnVisit', commands.returnVisit),
    returnVisits: aboutVisits('returnVisit', commands.returnVisits),
    ...recurringMutations,
    ...correctionRequestMutations,
  },
  Booking: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.booking.load(id),
    voucher: ({ voucherId }: bookings.Booking) => stub(voucherId),
    provider: ({ providerId }: bookings.Booking) => stub(providerId),
    unit: ({ unitId }: bookings.Booking) => stub(unitId),
    contents: ({ contentIds }: bookings.Booking) => stubs(contentIds),
    wish: async (booking: bookings.Booking, _: unknown, { knowsClientOf }: Context) =>
      booking.wish && (await knowsClientOf(booking)) ? booking.wish : null,
    continues: ({ continues }: bookings.Booking, _: unknown, { load }: Context) => (continues ? load.booking.load(continues) : null),
    consents: ({ id }: bookings.Booking, _: unknown, { load }: Context) => load.consents.load(id),
    ...listsOfBooking,
    ...recurringOfBooking,
    ...noticesOfBooking,
  },
  ...recurringTypes,
  ...correctingTypes,
  ...correctionRequestTypes,
  ...noticeTypes,
  ...explainingTypes,
  ...listTypes,
  ...repricingTypes,
  ...consentTypes,
  Organiser: {
    __resolveReference: ({ id }: { id: Id }) => (isId(id) ? { id } : null),
    calendar: async ({ id }: { id: Id }, { firstDay, lastDay }: api.OrganiserCalendarArgs, { database }: Context) => {
      requireCalendarSpan({ firstDay, lastDay });
      const own = await listOwnDays(database.reader, [id], firstDay, lastDay);
      return calendarDays(firstDay, lastDay, own.get(id) ?? []);
    },
  },
  HeldVisits: { sum: (held: HeldSum) => held },
  HeldForReason: { sum: (held: HeldSum) => held },
  HeldOfService: { service: ({ serviceId }: HeldOfService) => stub(serviceId), sum: (held: HeldSum) => held },
  HeldSum: {
    total: ({ totalCents }: HeldSum) => totalCents,
    organiserShare: ({ organiserCents }: HeldSum) => organiserCents,
    clientShare: ({ clientCents }: HeldSum) => clientCents,
  },
  Visit: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.visit.load(id),
    booking: ({ bookingId }: Visit, _: unknown, { load }: Context) => load.booking.load(bookingId),
    start: ({ startsAt }: Visit) => startsAt,
    end: ({ endsAt }: Visit) => endsAt,
    day: ({ startsAt, timed }: Visit) => (timed ? null : dayOf(startsAt)),
    workerReference: ofKnownClients(({ workerReference }: Visit) => workerReference),
    groupReference: ofKnownClients(({ groupReference }: Visit) => groupReference),
    overlapReason: ofKnownClients(({ overlapReason }: Visit) => overlapReason),
    correctionReason: ofKnownClients(({ correctionReason }: Visit) => correctionReason),
    // A checker writes the reason for the provider. It may say what the organiser suspects.
    holdReason: (visit: Visit, args: unknown, context: Context) =>
      context.actor.organisation.kind === 'PERSON' ? null : ofKnownClients(({ holdReason }: Visit) => holdReason)(visit, args, context),
    externalId: ofKnownClients(({ externalId }: Visit) => externalId),
    returnReason: ofKnownClients(({ returnReason }: Visit) => returnReason),
    lastDay: (visit: Visit) => (visit.timed ? null : lastServiceDayOf(visit)),
    content: ({ contentId }: Visit) => contentId && stub(contentId),
    extraServiceAcceptance: ({ extraService }: Visit) => extraService,
    recordedBy: ({ recordedBy }: Visit, _: unknown, { load }: Context) => load.actorName.load(recordedBy),
    approvedBy: ({ approverId }: Visit, _: unknown, { load }: Context) => approverId && load.actorName.load(approverId),
    refusal: storedRefusal,
    lines: ({ allocation, lines }: Visit, page: api.VisitLinesArgs) => firstOf(allocation === 'MADE' ? lines : [], page),
    total: ({ totalCents }: Visit) => totalCents,
    organiserShare: ({ organiserCents }: Visit) => organiserCents,
    clientShare: ({ clientCents }: Visit) => clientCents,
    unbilled: ({ totalCents, unbilledCents }: Visit) => (totalCents === null ? null : unbilledCents),
    extraService: ({ totalCents, lines }: Visit) => (totalCents === null ? null : extraServiceOf(lines)),
  },
  ExtraServiceAcceptance: {
    notedBy: ({ notedBy }: ExtraServiceAcceptance, _: unknown, { load }: Context) => load.actorName.load(notedBy),
  },
  VisitAccessory: { content: ({ contentId }: Accessory) => stub(contentId) },
  VisitLine: {
    content: ({ contentId }: VisitLine) => stub(contentId),
    quantity: ({ unit, steps, stepsPerUnit }: VisitLine) => ({ unit, steps, stepsPerUnit }),
    unitPrice: ({ unitPriceCents }: VisitLine) => unitPriceCents,
    unitValue: ({ unitValueCents }: VisitLine) => unitValueCents,
    total: ({ totalCents }: VisitLine) => totalCents,
    organiserShare: ({ organiserCents }: VisitLine) => organiserCents,
    clientShare: ({ clientCents }: VisitLine) => clientCents,
    unbilled: ({ unbilledCents }: VisitLine) => unbilledCents,
    extraService: ({ isExtraService }: VisitLine) => isExtraService,
    vatPercent: ({ vatPermille }: VisitLine) => percentOf(vatPermille),
    totalVat: ({ totalVatCents }: VisitLine) => totalVatCents,
    organiserVat: ({ organiserVatCents }: VisitLine) => organiserVatCents,
    clientVat: (line: VisitLine) => clientVatOf(line),
  },
};
