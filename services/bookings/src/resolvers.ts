/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL; loaders see to it that a list costs one query, not one per row. */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection, type PageArguments } from '@seteli/kit/pages';
import type { Decision, Refusal } from '@seteli/kit/result';
import { badInput, requireIds, requireKey } from '@seteli/kit/subgraph';
import { createLookout, type Lookout, type Nudge } from '@seteli/kit/waiting';
import type * as api from '@seteli/schema/generated/bookings';
import { sharedResolvers } from '@seteli/schema/refusals';
import { endBooking, makeBooking, type Desk } from './commands/booking.ts';
import { gatherRecordings, type RecordVisits } from './commands/recording.ts';
import * as commands from './commands/visit.ts';
import { clientVatOf, extraServiceOf, percentOf } from './domain/allocation.ts';
import { calendarDays } from './domain/calendar.ts';
import type { Visit, VisitLine } from './domain/visit.ts';
import { may, requireRight } from './policy.ts';
import { readChanged, readRow, requireCalendarSpan } from './resolvers/recorded.ts';
import * as bookings from './store/booking.ts';
import { listOwnDays } from './store/known.ts';
import * as visits from './store/visit.ts';

export type Context = Desk & {
  readonly actor: Actor;
  readonly shared: Shared;
  readonly load: Loaders;
};

/** What all requests have in common. */
type Shared = { readonly record: RecordVisits; readonly answers: Lookout<Visit> };

/** What one request has read, so that it is read once. */
type Loaders = {
  readonly booking: DataLoader<Id, bookings.Booking | null>;
  readonly visit: DataLoader<Id, Visit | null>;
  readonly consents: DataLoader<Id, bookings.Consent[]>;
  readonly visitsOf: DataLoader<{ bookingId: Id; page: PageArguments }, Visit[], string>;
};

export function createContext(desk: Desk, shared: Shared, actor: Actor): Context {
  const { reader } = desk.database;
  const load: Loaders = {
    booking: new DataLoader(async (ids) => {
      const rows = may(actor, 'seeBookings') ? await bookings.findBookings(reader, actor, ids.filter(isId)) : [];
      const found = new Map(rows.map((booking) => [booking.id, booking]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    visit: new DataLoader(async (ids) => {
      const rows = may(actor, 'seeBookings') ? await visits.findVisits(reader, actor, ids.filter(isId)) : [];
      const found = new Map(rows.map((visit) => [visit.id, visit]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    consents: new DataLoader(async (ids) => {
      const found = Map.groupBy(await bookings.listConsents(reader, ids), ({ bookingId }) => bookingId);
      return ids.map((id) => found.get(id) ?? []);
    }),
    visitsOf: new DataLoader(
      async (keys) => {
        const byPage = Map.groupBy(keys, ({ page }) => JSON.stringify(page));
        const found = new Map<string, Map<Id, Visit[]>>();
        for (const [name, asked] of byPage) {
          const rows = await visits.listVisitsOf(
            reader,
            asked.map(({ bookingId }) => bookingId),
            readPageArguments(asked[0]!.page),
          );
          found.set(
            name,
            Map.groupBy(rows, ({ bookingId }) => bookingId),
          );
        }
        return keys.map(({ bookingId, page }) => found.get(JSON.stringify(page))?.get(bookingId) ?? []);
      },
      { cacheKeyFn: ({ bookingId, page }) => `${bookingId} ${JSON.stringify(page)}` },
    ),
  };
  return { ...desk, actor, shared, load };
}

const stubs = (ids: readonly Id[]) => ids.map((id) => ({ id }));
const stub = (id: Id) => ({ id });

/** So long a reply waits, so that normally it can carry the shares. */
const WAIT_MS = 1_500;
const LOOK_MS = 40;

/** Recorders who come together are served together, and vouchers' answers are looked out for once for all of them. */
export const share = (desk: Desk, applied: Nudge): Shared => ({
  record: gatherRecordings(desk),
  answers: createLookout((ids) => visits.findAnswered(desk.database.reader, ids), applied, LOOK_MS),
});

const VISITS_MAX = 500;

const storedRefusal = ({ refusal }: Visit): Refusal | null =>
  refusal && { code: refusal.code, ...(refusal.remaining && { remaining: refusal.remaining }) };

type Recorded = { readonly visit: Visit | null; readonly refusal: Refusal | null };

/** A visit whose allocation was refused is answered as a refusal: for the caller nothing was recorded. */
const recorded = (visit: Visit | null): Recorded =>
  visit?.allocation === 'REFUSED' ? { visit: null, refusal: storedRefusal(visit) } : { visit, refusal: null };

/** So is a change that was refused: the visit is as it was. */
const changed = (visit: Visit | null): Recorded =>
  visit?.refusal ? { visit: null, refusal: storedRefusal(visit) } : { visit, refusal: null };

/** Where in the input the obstacle lies, seen from its root. */
const inRow = (index: number, { path, ...refusal }: Refusal): Refusal => ({ ...refusal, path: ['visits', String(index), ...(path ?? [])] });

async function recordVisits(context: Context, input: api.RecordVisitsInput): Promise<{ results: Recorded[] }> {
  requireRight(context.actor, 'recordVisits');
  requireKey(input);
  if (input.visits.length > VISITS_MAX) throw badInput(`At most ${VISITS_MAX} visits at a time.`);
  const { shared, load, actor } = context;
  const noting = { actor, now: context.clock.now() };
  const read = input.visits.map((visit) => readRow(visit, noting));
  if (read.length === 0) return { results: [] };
  const { rows, isNew } = await shared.record({ actor, input, rows: read });
  if ('accepted' in rows) return { results: input.visits.map(() => ({ visit: null, refusal: rows.refusal })) };
  const ids = rows.flatMap((row) => (row.accepted ? [row.value] : []));
  const answered = await shared.answers.until(ids, WAIT_MS);
  const visitOf = async (id: Id) => (isNew && answered.get(id)) || (await load.visit.load(id));
  const results = await Promise.all(
    rows.map(async (row) => (row.accepted ? recorded(await visitOf(row.value)) : { visit: null, refusal: row.refusal })),
  );
  return { results: results.map(({ visit, refusal }, index) => ({ visit, refusal: refusal && inRow(index, refusal) })) };
}

/** A change is answered like a recording: with the shares, if vouchers is quick enough. */
const aboutChange =
  <Input extends api.EditVisitInput>(
    action: Parameters<typeof requireRight>[1],
    command: (desk: Desk, actor: Actor, input: Input, to: commands.Changed) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context): Promise<Recorded> => {
    const { actor, clock, shared, load } = context;
    requireRight(actor, action);
    requireKey(input);
    requireIds(input.visitId);
    const decision = await command(context, actor, input, readChanged(input, { actor, now: clock.now() }));
    if (!decision.accepted) return { visit: null, refusal: decision.refusal };
    await shared.answers.until([decision.value], WAIT_MS);
    return changed(await load.visit.load(decision.value));
  };

type OneVisit = { readonly idempotencyKey: string; readonly visitId: Id };

const aboutVisit =
  <Input extends OneVisit>(
    action: Parameters<typeof requireRight>[1],
    command: (desk: Desk, actor: Actor, input: Input) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context): Promise<Recorded> => {
    requireRight(context.actor, action);
    requireKey(input);
    requireIds(input.visitId);
    const decision = await command(context, context.actor, input);
    return decision.accepted
      ? { visit: await context.load.visit.load(decision.value), refusal: null }
      : { visit: null, refusal: decision.refusal };
  };

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
    bookings: async (_: unknown, args: api.QueryBookingsArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeBookings');
      return toConnection(await bookings.listBookings(database.reader, actor, readPageArguments(args)), args);
    },
    visit: (_: unknown, { id }: api.QueryVisitArgs, { load }: Context) => load.visit.load(id),
    visitsUnderReview: async (_: unknown, args: api.QueryVisitsUnderReviewArgs, { actor, database }: Context) => {
      requireRight(actor, 'listVisitsUnderReview');
      return toConnection(await visits.listUnderReview(database.reader, actor.organisation.id, readPageArguments(args)), args);
    },
  },
  Mutation: {
    makeBooking: async (_: unknown, { input }: api.MutationMakeBookingArgs, context: Context) => {
      requireRight(context.actor, 'makeBooking');
      requireKey(input);
      requireIds(input.voucherId, input.unitId);
      return await bookingOf(context, makeBooking(context, context.actor, input));
    },
    endBooking: async (_: unknown, { input }: api.MutationEndBookingArgs, context: Context) => {
      requireRight(context.actor, 'endBooking');
      requireKey(input);
      requireIds(input.bookingId);
      return await bookingOf(context, endBooking(context, context.actor, input));
    },
    recordVisits: (_: unknown, { input }: api.MutationRecordVisitsArgs, context: Context) => recordVisits(context, input),
    editVisit: aboutChange('editVisit', commands.editVisit),
    correctVisit: aboutChange('correctVisit', commands.correctVisit),
    creditVisit: aboutVisit('creditVisit', commands.creditVisit),
    deleteVisit: aboutVisit('deleteVisit', commands.deleteVisit),
    approveVisit: aboutVisit('approveVisit', commands.approveVisit),
    returnVisit: aboutVisit('returnVisit', commands.returnVisit),
  },
  Booking: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.booking.load(id),
    voucher: ({ voucherId }: bookings.Booking) => stub(voucherId),
    provider: ({ providerId }: bookings.Booking) => stub(providerId),
    unit: ({ unitId }: bookings.Booking) => stub(unitId),
    contents: ({ contentIds }: bookings.Booking) => stubs(contentIds),
    continues: ({ continues }: bookings.Booking, _: unknown, { load }: Context) => (continues ? load.booking.load(continues) : null),
    consents: ({ id }: bookings.Booking, _: unknown, { load }: Context) => load.consents.load(id),
    visits: async ({ id }: bookings.Booking, args: api.BookingVisitsArgs, { load }: Context) =>
      toConnection(await load.visitsOf.load({ bookingId: id, page: args }), args),
  },
  Organiser: {
    __resolveReference: ({ id }: { id: Id }) => (isId(id) ? { id } : null),
    calendar: async ({ id }: { id: Id }, { firstDay, lastDay }: api.OrganiserCalendarArgs, { database }: Context) => {
      requireCalendarSpan({ firstDay, lastDay });
      const own = await listOwnDays(database.reader, [id], firstDay, lastDay);
      return calendarDays(firstDay, lastDay, own.get(id) ?? []);
    },
  },
  Consent: {
    givenThrough: ({ givenThrough }: bookings.Consent) => stub(givenThrough),
  },
  Visit: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.visit.load(id),
    booking: ({ bookingId }: Visit, _: unknown, { load }: Context) => load.booking.load(bookingId),
    start: ({ startsAt }: Visit) => startsAt,
    end: ({ endsAt }: Visit) => endsAt,
    day: ({ startsAt, timed }: Visit) => (timed ? null : dayOf(startsAt)),
    refusal: storedRefusal,
    lines: ({ allocation, lines }: Visit) => (allocation === 'MADE' ? lines : []),
    total: ({ totalCents }: Visit) => totalCents,
    organiserShare: ({ organiserCents }: Visit) => organiserCents,
    clientShare: ({ clientCents }: Visit) => clientCents,
    unbilled: ({ totalCents, unbilledCents }: Visit) => (totalCents === null ? null : unbilledCents),
    extraService: ({ totalCents, lines }: Visit) => (totalCents === null ? null : extraServiceOf(lines)),
  },
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
