/**
 * What a resolver gets: the actor, what all requests share, and loaders, so that a list costs one query and not one for
 * each row.
 */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import { type Day, dayOf } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { findJobs, type Job } from '@seteli/kit/jobs';
import { ofEach, type OfEach } from '@seteli/kit/of-each';
import { readPage, type PageArguments } from '@seteli/kit/pages';
import { createLookout, type Lookout, type Nudge } from '@seteli/kit/waiting';
import { usualMonths } from '../domain/usual-use.ts';
import type { AskingDesk, Desk } from '../commands/desk.ts';
import { IMPORT_VISITS } from '../jobs/importing.ts';
import { REPRICE_VISITS } from '../jobs/repricing.ts';
import type { Settings } from '../config.ts';
import { gatherRecordings, type RecordVisits } from '../commands/recording.ts';
import type { Visit } from '../domain/visit.ts';
import { may, sight, type Action } from '../policy.ts';
import * as bookings from '../store/booking.ts';
import { BOOKING_ORDERS, countBookingsOfVouchers, listBookingsOfVouchers, type BookingFilter } from '../store/booking-list.ts';
import { findDeathsOf } from '../store/death.ts';
import { listTeamServices } from '../store/known.ts';
import * as notices from '../store/notice.ts';
import * as recurring from '../store/recurring.ts';
import { countRepriced } from '../store/repricing.ts';
import * as visits from '../store/visit.ts';
import { countVisitsOf, listVisitsOf, VISIT_ORDERS, type VisitFilter, type VisitOwner } from '../store/visit-list.ts';

export type Context = AskingDesk & {
  readonly actor: Actor;
  readonly shared: Shared;
  readonly load: Loaders;
  /** Whether the actor may know more of the service's clients than ids and money. Free text may name a client. */
  readonly knowsClientsOf: (serviceId: Id) => Promise<boolean>;
};

/** Free text of a visit or of recurring visits. Null for an actor who sees ids and money only. */
export const ofKnownClients =
  <Told extends { readonly bookingId: Id }>(written: (told: Told) => string | null) =>
  async (told: Told, _: unknown, { load, knowsClientsOf }: Context): Promise<string | null> => {
    const text = written(told);
    const booking = text === null ? null : await load.booking.load(told.bookingId);
    return booking && (await knowsClientsOf(booking.serviceId)) ? text : null;
  };

/** Shared by all requests. */
type Shared = {
  readonly record: RecordVisits;
  /** Waits a moment, and gives those of these visits that vouchers has answered about. */
  readonly answered: (ids: readonly Id[]) => ReturnType<Lookout<Visit>['until']>;
};

/** What one request has read, so that it reads it once. */
type Loaders = {
  readonly recurring: DataLoader<Id, recurring.RecurringVisits | null>;
  readonly recurringOf: DataLoader<Id, recurring.RecurringVisits[]>;
  readonly pauses: DataLoader<Id, recurring.StoredPause[]>;
  /** By the booking's id. */
  readonly dayOfDeath: DataLoader<Id, Day | null>;
  readonly noticesOf: OfEach<notices.NoticePage, notices.BookingNotice[]>;
  readonly priceNoticesOf: DataLoader<Id, notices.PriceNotice[]>;
  readonly notice: DataLoader<Id, notices.PriceNotice | null>;
  readonly usedLately: DataLoader<Id, notices.UsedContent[]>;
  readonly booking: DataLoader<Id, bookings.Booking | null>;
  readonly visit: DataLoader<Id, Visit | null>;
  readonly job: DataLoader<Id, Job | null>;
  readonly repriced: DataLoader<Id, Awaited<ReturnType<typeof countRepriced>>>;
  readonly actorName: DataLoader<Id, ActorName | null>;
  readonly consents: DataLoader<Id, bookings.Consent[]>;
  readonly visitsOf: OfEach<VisitsWanted, Visit[]>;
  readonly visitCountOf: OfEach<VisitsWanted, number>;
  readonly bookingsOf: OfEach<BookingsWanted, bookings.Booking[]>;
  readonly bookingCountOf: OfEach<BookingsWanted, number>;
};

type VisitsWanted = PageArguments & { readonly of: VisitOwner; readonly filter: VisitFilter; readonly order: keyof typeof VISIT_ORDERS };
type BookingsWanted = PageArguments & { readonly filter: BookingFilter; readonly order: keyof typeof BOOKING_ORDERS };

export function createContext(desk: AskingDesk, shared: Shared, actor: Actor): Context {
  const { reader } = desk.database;
  const who = sight(actor, 'seeBookings');
  /** Things by their ids, as far as the actor may see them. */
  const byId = <Found extends { readonly id: Id }>(find: (ids: readonly Id[]) => Promise<Found[]>, action: Action = 'seeBookings') =>
    new DataLoader<Id, Found | null>(async (ids) => {
      const rows = may(actor, action) ? await find(ids.filter(isId)) : [];
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
  /** Things that belong to others which the actor may see. */
  const listBy = <Found>(list: (ids: readonly Id[]) => Promise<Found[]>, ownerOf: (row: Found) => Id) =>
    new DataLoader<Id, Found[]>(async (ids) => {
      const found = Map.groupBy(await list(ids), ownerOf);
      return ids.map((id) => found.get(id) ?? []);
    });
  const load: Loaders = {
    booking: byId((ids) => bookings.findBookings(reader, who, ids)),
    visit: byId((ids) => visits.findVisits(reader, who, ids), 'seeVisits'),
    job: new DataLoader(async (ids) => {
      const found = new Map((await findJobs(reader, actor, ids)).filter((job) => mayFollow(actor, job)).map((job) => [job.id, job]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    repriced: new DataLoader((jobIds) => Promise.all(jobIds.map((id) => countRepriced(reader, id)))),
    recurring: byId((ids) => recurring.findRecurring(reader, who, ids)),
    notice: byId((ids) => notices.findPriceNotices(reader, who, ids), 'seeVisits'),
    usedLately: listBy(
      (ids) => notices.listUsed(reader, ids, usualMonths(dayOf(desk.clock.now()))),
      ({ bookingId }) => bookingId,
    ),
    actorName: new DataLoader(async (ids) => {
      const found = await findActorNames(reader, actor, ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    consents: listBy(
      (ids) => bookings.listConsents(reader, ids),
      ({ bookingId }) => bookingId,
    ),
    recurringOf: listBy(
      (ids) => recurring.listRecurringOf(reader, ids),
      ({ bookingId }) => bookingId,
    ),
    pauses: listBy(
      (ids) => recurring.listPauses(reader, ids),
      ({ recurringVisitsId }) => recurringVisitsId,
    ),
    dayOfDeath: new DataLoader(async (bookingIds) => {
      const deaths = await findDeathsOf(reader, bookingIds);
      return bookingIds.map((id) => deaths.get(id) ?? null);
    }),
    noticesOf: ofEach(
      async (ids, page) => Map.groupBy(await notices.listBookingNotices(reader, ids, page), ({ bookingId }) => bookingId),
      [],
    ),
    priceNoticesOf: listBy(
      (ids) => notices.listPriceNotices(reader, ids),
      ({ bookingId }) => bookingId,
    ),
    visitsOf: ofEach(async (ids, { of, filter, order, ...page }) => {
      const rows = await listVisitsOf(reader, who, { of, ids }, filter, readPage(VISIT_ORDERS[order], page));
      return Map.groupBy(rows, ({ bookingId, voucherId }) => (of === 'booking' ? bookingId : voucherId));
    }, []),
    visitCountOf: ofEach((ids, { of, filter, order }) => countVisitsOf(reader, who, { of, ids }, filter, VISIT_ORDERS[order]), 0),
    bookingsOf: ofEach(async (ids, { filter, order, ...page }) => {
      const rows = await listBookingsOfVouchers(reader, who, ids, filter, readPage(BOOKING_ORDERS[order], page));
      return Map.groupBy(rows, ({ voucherId }) => voucherId);
    }, []),
    bookingCountOf: ofEach((ids, { filter }) => countBookingsOfVouchers(reader, who, ids, filter), 0),
  };
  let covered: Promise<ReadonlySet<Id>> | undefined;
  const knowsClientsOf = async (serviceId: Id) => !who.beyondTeams || (await (covered ??= listTeamServices(reader, actor))).has(serviceId);
  return { ...desk, actor, shared, load, knowsClientsOf };
}

/** An actor who may start such work may follow it. */
const FOLLOWERS: Readonly<Record<string, Action>> = { [IMPORT_VISITS]: 'recordVisits', [REPRICE_VISITS]: 'followRepricing' };

/** A table may name bookings of every unit, so a system that is limited to units follows its own tables only. */
function mayFollow(actor: Actor, { kind, startedBy }: Job): boolean {
  const action = FOLLOWERS[kind];
  return action !== undefined && may(actor, action) && (actor.unitIds === undefined || startedBy === actor.userId);
}

const LOOK_MS = 40;

/** Recorders who come together share a transaction, and one look-out for vouchers' answers serves all of them. */
export function share(desk: Desk, applied: Nudge, config: Pick<Settings, 'ANSWER_WAIT_MS'>): Shared {
  const answers = createLookout((ids) => visits.findAnswered(desk.database.reader, ids), applied, LOOK_MS);
  return { record: gatherRecordings(desk), answered: (ids) => answers.until(ids, config.ANSWER_WAIT_MS) };
}
