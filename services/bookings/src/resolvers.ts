/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL; loaders see to it that a list costs one query, not one per row. */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection, type PageArguments } from '@seteli/kit/pages';
import type { Decision, Refusal } from '@seteli/kit/result';
import { badInput, requireIds, requireKey } from '@seteli/kit/subgraph';
import type { Nudge } from '@seteli/kit/waiting';
import type * as api from '@seteli/schema/generated/bookings';
import { sharedResolvers } from '@seteli/schema/refusals';
import { makeBooking, type Desk } from './commands/booking.ts';
import * as commands from './commands/visit.ts';
import type { Visit, VisitLine } from './domain/visit.ts';
import { may, requireRight } from './policy.ts';
import * as bookings from './store/booking.ts';
import { listTeamServices } from './store/known.ts';
import * as visits from './store/visit.ts';

export type Context = Desk & {
  readonly actor: Actor;
  /** Rung when something that others announced has been applied. */
  readonly applied: Nudge;
  readonly sight: () => Promise<bookings.Sight>;
  readonly load: Loaders;
};

/** What one request has read, so that it is read once. */
type Loaders = {
  readonly booking: DataLoader<Id, bookings.Booking | null>;
  readonly visit: DataLoader<Id, Visit | null>;
  readonly consents: DataLoader<Id, bookings.Consent[]>;
  readonly visitsOf: DataLoader<{ bookingId: Id; page: PageArguments }, Visit[], string>;
};

export function createContext(desk: Desk, applied: Nudge, actor: Actor): Context {
  const { reader } = desk.database;
  let seen: Promise<bookings.Sight> | undefined;
  const look = async (): Promise<bookings.Sight> => ({
    organisation: actor.organisation,
    teamServices: actor.organisation.kind === 'PROVIDER' ? await listTeamServices(reader, actor.organisation.id, actor.teamIds) : new Set(),
  });
  const sight = () => (seen ??= look());
  const load: Loaders = {
    booking: new DataLoader(async (ids) => {
      const rows = may(actor, 'seeBookings') ? await bookings.findBookings(reader, await sight(), ids.filter(isId)) : [];
      const found = new Map(rows.map((booking) => [booking.id, booking]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    visit: new DataLoader(async (ids) => {
      const rows = may(actor, 'seeBookings') ? await visits.findVisits(reader, await sight(), ids.filter(isId)) : [];
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
  return { ...desk, actor, applied, sight, load };
}

const stubs = (ids: readonly Id[]) => ids.map((id) => ({ id }));
const stub = (id: Id) => ({ id });

const WAIT_MS = 1_500;
const LOOK_MS = 40;

/** Waits for vouchers' answer about new visits, for a while: normally the reply can carry the shares. */
async function untilAnswered({ database, applied }: Context, ids: readonly Id[]): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (performance.now() < deadline && ids.length > 0 && (await visits.countPending(database.reader, ids)) > 0)
    await applied.next(LOOK_MS);
}

/** Whole minutes are what everything is computed with; a second more would be lost silently. */
function requireWholeMinutes(...times: readonly Instant[]): void {
  if (times.some((time) => time.epochNanoseconds % 60_000_000_000n !== 0n)) throw badInput('Start and end are given in whole minutes.');
}

const VISITS_MAX = 500;
const EXTERNAL_ID_MAX = 255;

function requireExternalId(externalId: string | null | undefined): void {
  if (externalId != null && (externalId.trim() === '' || externalId.length > EXTERNAL_ID_MAX))
    throw badInput(`An external id has 1 to ${EXTERNAL_ID_MAX} characters.`);
}

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
  for (const { bookingId, start, end, externalId } of input.visits) {
    requireIds(bookingId);
    requireWholeMinutes(start, end);
    requireExternalId(externalId);
  }
  const rows = await commands.recordVisits(context, context.actor, input);
  if ('accepted' in rows) return { results: input.visits.map(() => ({ visit: null, refusal: rows.refusal })) };
  await untilAnswered(
    context,
    rows.flatMap((row) => (row.accepted ? [row.value] : [])),
  );
  const results = await Promise.all(rows.map((row) => resultOf(context, row, recorded)));
  return { results: results.map(({ visit, refusal }, index) => ({ visit, refusal: refusal && inRow(index, refusal) })) };
}

const asItStands = (visit: Visit | null): Recorded => ({ visit, refusal: null });

const resultOf = async ({ load }: Context, decision: Decision<Id>, answer = asItStands): Promise<Recorded> =>
  decision.accepted ? answer(await load.visit.load(decision.value)) : { visit: null, refusal: decision.refusal };

async function editVisit(context: Context, input: api.EditVisitInput): Promise<Recorded> {
  requireRight(context.actor, 'editVisit');
  requireKey(input);
  requireIds(input.visitId);
  requireWholeMinutes(input.start, input.end);
  const decision = await commands.editVisit(context, context.actor, input);
  if (decision.accepted) await untilAnswered(context, [decision.value]);
  return await resultOf(context, decision, changed);
}

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
    return await resultOf(context, await command(context, context.actor, input));
  };

export const resolvers = {
  ...sharedResolvers,
  Query: {
    booking: (_: unknown, { id }: api.QueryBookingArgs, { load }: Context) => load.booking.load(id),
    bookings: async (_: unknown, args: api.QueryBookingsArgs, { actor, database, sight }: Context) => {
      requireRight(actor, 'seeBookings');
      return toConnection(await bookings.listBookings(database.reader, await sight(), readPageArguments(args)), args);
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
      const decision = await makeBooking(context, context.actor, input);
      return decision.accepted
        ? { booking: await context.load.booking.load(decision.value), refusal: null }
        : { booking: null, refusal: decision.refusal };
    },
    recordVisits: (_: unknown, { input }: api.MutationRecordVisitsArgs, context: Context) => recordVisits(context, input),
    editVisit: (_: unknown, { input }: api.MutationEditVisitArgs, context: Context) => editVisit(context, input),
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
    consents: ({ id }: bookings.Booking, _: unknown, { load }: Context) => load.consents.load(id),
    visits: async ({ id }: bookings.Booking, args: api.BookingVisitsArgs, { load }: Context) =>
      toConnection(await load.visitsOf.load({ bookingId: id, page: args }), args),
  },
  Consent: {
    givenThrough: ({ givenThrough }: bookings.Consent) => stub(givenThrough),
  },
  Visit: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.visit.load(id),
    booking: ({ bookingId }: Visit, _: unknown, { load }: Context) => load.booking.load(bookingId),
    start: ({ startsAt }: Visit) => startsAt,
    end: ({ endsAt }: Visit) => endsAt,
    refusal: storedRefusal,
    lines: ({ allocation, lines }: Visit) => (allocation === 'MADE' ? lines : []),
    total: ({ totalCents }: Visit) => totalCents,
    organiserShare: ({ organiserCents }: Visit) => organiserCents,
    clientShare: ({ clientCents }: Visit) => clientCents,
  },
  VisitLine: {
    content: ({ contentId }: VisitLine) => stub(contentId),
    quantity: ({ unit, steps }: VisitLine) => ({ unit, steps }),
    unitPrice: ({ unitPriceCents }: VisitLine) => unitPriceCents,
    unitValue: ({ unitValueCents }: VisitLine) => unitValueCents,
    total: ({ totalCents }: VisitLine) => totalCents,
    organiserShare: ({ organiserCents }: VisitLine) => organiserCents,
    clientShare: ({ clientCents }: VisitLine) => clientCents,
  },
};
