/**
 * What a resolver gets: the actor, what all requests share, and loaders, so that a list costs one query and not one for
 * each row.
 */
import type { Covered } from '@seteli/schema/sight';
import DataLoader from 'dataloader';
import type { Access } from '@seteli/kit/access';
import { noteLooks, type NoteLooks } from '@seteli/kit/access-looks';
import type { Actor } from '@seteli/kit/actor';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { type Day, dayOf } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { findJobs, type Job } from '@seteli/kit/jobs';
import { ofEach, type OfEach } from '@seteli/kit/of-each';
import { readPage, type PageArguments } from '@seteli/kit/pages';
import { scopeOf, SERVICE } from '@seteli/kit/scope';
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
  readonly show: Showing;
  /** Whether the actor may know more of the booking's client than ids and money. Free text may name a client. */
  readonly knowsClientOf: (booking: Pick<bookings.Booking, 'serviceId' | 'personId' | 'unitId'>) => Promise<boolean>;
};

/** Free text of a visit or of recurring visits. Null for an actor who sees ids and money only. */
export const ofKnownClients =
  <Told extends { readonly bookingId: Id }>(written: (told: Told) => string | null) =>
  async (told: Told, _: unknown, { load, knowsClientOf }: Context): Promise<string | null> => {
    const text = written(told);
    const booking = text === null ? null : await load.booking.load(told.bookingId);
    return booking && (await knowsClientOf(booking)) ? text : null;
  };

/** Shared by all requests. */
type Shared = {
  readonly record: RecordVisits;
  readonly noteLooks: NoteLooks<AccessAction>;
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

/** Gives back what it is given when the access log has who saw it. All bookings and visits come this way. */
type Showing = {
  readonly bookings: (shown: readonly bookings.Booking[]) => Promise<void>;
  /** The access log names the booking of a visit. */
  readonly visits: (shown: readonly Visit[]) => Promise<void>;
};

type VisitsWanted = PageArguments & { readonly of: VisitOwner; readonly filter: VisitFilter; readonly order: keyof typeof VISIT_ORDERS };
type BookingsWanted = PageArguments & { readonly filter: BookingFilter; readonly order: keyof typeof BOOKING_ORDERS };

export function createContext(all: AskingDesk, shared: Shared, actor: Actor): Context {
  const desk = { ...all, database: all.database.within(scopeOf(actor)) };
  const { reader } = desk.database;
  // The log also names those whose bookings the actor tried to see. Nobody gets an answer from this.
  const ofAll = all.database.within(SERVICE).reader;
  const who = sight(actor, 'seeBookings');
  /** Things by their ids, as far as the actor may see them. */
  const byId = <Found extends { readonly id: Id }>(
    find: (ids: readonly Id[]) => Promise<Found[]>,
    { action = 'seeBookings', denied }: { action?: Action; denied?: (ids: readonly Id[]) => Promise<OfClient[]> } = {},
  ) =>
    new DataLoader<Id, Found | null>(async (ids) => {
      const rows = may(actor, action) ? await find(ids.filter(isId)) : [];
      const found = new Map(rows.map((row) => [row.id, row]));
      const unseen = denied ? ids.filter((id) => isId(id) && !found.has(id)) : [];
      if (unseen.length > 0) await shared.noteLooks(actor, (await denied!(unseen)).map(deniedLookAt));
      return ids.map((id) => found.get(id) ?? null);
    });
  /** Things that belong to others which the actor may see. */
  const listBy = <Found>(list: (ids: readonly Id[]) => Promise<Found[]>, ownerOf: (row: Found) => Id) =>
    new DataLoader<Id, Found[]>(async (ids) => {
      const found = Map.groupBy(await list(ids), ownerOf);
      return ids.map((id) => found.get(id) ?? []);
    });
  const show: Showing = {
    bookings: async (shown) => {
      await shared.noteLooks(actor, shown.map(lookAt));
      for (const booking of shown) load.booking.prime(booking.id, booking);
    },
    visits: async (shown) => void (await load.booking.loadMany([...new Set(shown.map(({ bookingId }) => bookingId))])),
  };
  const load: Loaders = {
    booking: byId(
      async (ids) => {
        const found = await bookings.findBookings(reader, who, ids);
        await shared.noteLooks(actor, found.map(lookAt));
        return found;
      },
      { denied: (ids) => bookings.findClientsOf(ofAll, ids) },
    ),
    visit: byId(
      async (ids) => {
        const found = await visits.findVisits(reader, who, ids);
        await show.visits(found);
        return found;
      },
      { action: 'seeVisits', denied: (ids) => bookings.findClientsOfVisits(ofAll, ids) },
    ),
    job: new DataLoader(async (ids) => {
      const found = new Map((await findJobs(reader, actor, ids)).filter((job) => mayFollow(actor, job)).map((job) => [job.id, job]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    repriced: new DataLoader((jobIds) => Promise.all(jobIds.map((id) => countRepriced(reader, id)))),
    recurring: byId((ids) => recurring.findRecurring(reader, who, ids)),
    notice: byId((ids) => notices.findPriceNotices(reader, who, ids), { action: 'seeVisits' }),
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
      await show.visits(rows);
      return Map.groupBy(rows, ({ bookingId, voucherId }) => (of === 'booking' ? bookingId : voucherId));
    }, []),
    visitCountOf: ofEach((ids, { of, filter, order }) => countVisitsOf(reader, who, { of, ids }, filter, VISIT_ORDERS[order]), 0),
    bookingsOf: ofEach(async (ids, { filter, order, ...page }) => {
      const rows = await listBookingsOfVouchers(reader, who, ids, filter, readPage(BOOKING_ORDERS[order], page));
      const shown = [...Map.groupBy(rows, ({ voucherId }) => voucherId).values()].flatMap((each) => each.slice(0, page.first));
      await show.bookings(shown);
      return Map.groupBy(rows, ({ voucherId }) => voucherId);
    }, []),
    bookingCountOf: ofEach((ids, { filter }) => countBookingsOfVouchers(reader, who, ids, filter), 0),
  };
  let covered: Promise<Covered> | undefined;
  const knowsClientOf: Context['knowsClientOf'] = async (booking) =>
    !who.beyondTeams || (await (covered ??= listTeamServices(reader, actor))).has(booking.serviceId, booking);
  return { ...desk, actor, shared, load, show, knowsClientOf };
}

type OfClient = Pick<bookings.Booking, 'id' | 'personId'>;
const lookAt = ({ id, personId }: OfClient): Access<AccessAction> => ({
  action: 'BOOKING_READ',
  outcome: 'SEEN',
  personId,
  subjectId: id,
});
const deniedLookAt = (booking: OfClient): Access<AccessAction> => ({ ...lookAt(booking), outcome: 'REFUSED' });

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
  const { reader } = desk.database.within(SERVICE);
  const answers = createLookout((ids) => visits.findAnswered(reader, ids), applied, LOOK_MS);
  return { record: gatherRecordings(desk), noteLooks: noteLooks(desk), answered: (ids) => answers.until(ids, config.ANSWER_WAIT_MS) };
}
