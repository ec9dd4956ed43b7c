/** What stands already where visits are recorded: their twins, those of their external ids, and their neighbours. */
import type { Reader } from '@seteli/kit/db';
import { dayOf, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { flagsBeside, hasNeighbours, type NeighbourFlag, type Placed } from '../domain/neighbours.ts';
import { lastServiceDayOf, type Recorded } from '../domain/recorded.ts';
import type { Visit } from '../domain/visit.ts';
import type { Booking } from '../store/booking.ts';
import * as store from '../store/visit.ts';
import type { BookingAtHand } from './at-hand.ts';

type Row = {
  readonly at: BookingAtHand | undefined;
  readonly recorded: Recorded;
  readonly externalId: string | null;
  readonly providerId: Id;
};

export type Standing = {
  /** The visit of the provider that bears an external id: the one that is not refused, if there is one. */
  named(providerId: Id, externalId: string | null): Visit | undefined;
  has(voucherId: Id, recorded: Recorded): boolean;
  /** Days that are recorded of the same voucher and named content, around these. */
  servedDays(voucherId: Id, recorded: Recorded): DayRange[];
  flagsBeside(visit: Placed, incrementMinutes: number): NeighbourFlag[];
  /** What was recorded before it in the same batch stands, too. */
  add(visit: Visit, booking: Booking): void;
};

const keyOf = ({ voucherId, startsAt, endsAt, contentId, workerReference }: store.VisitKey): string =>
  `${voucherId} ${startsAt.epochMilliseconds} ${endsAt.epochMilliseconds} ${contentId} ${JSON.stringify(workerReference)}`;

const nameOf = ({ providerId, externalId }: store.ExternalName): string => `${providerId} ${externalId}`;

export const placed = ({ voucherId, personId, providerId }: Booking, recorded: Recorded): Placed => ({
  startsAt: recorded.startsAt,
  endsAt: recorded.endsAt,
  timed: recorded.timed,
  kind: recorded.kind,
  workerReference: recorded.workerReference,
  voucherId,
  personId,
  providerId,
});

/** Started increments of any version of the service: whether they are those of the visit's day, the rule sees. */
const longestIncrement = ({ service }: BookingAtHand): number =>
  service.versions.reduce((longest, { incrementMinutes }) => Math.max(longest, incrementMinutes), 1);

type Known = Row & { readonly at: BookingAtHand };

const paysOncePerPeriod = ({ at, recorded }: Known): boolean =>
  !recorded.timed && at.service.versions.some(({ prorationPolicy }) => prorationPolicy === 'FULL_WHEN_STARTED');

/** The whole months and weeks of the days, at least. */
const aroundDays = ({ at, recorded: { contentId, startsAt, endsAt } }: Known) => ({
  voucherId: at.booking.voucherId,
  contentId,
  startsAt: startsAt.subtract(A_MONTH),
  endsAt: endsAt.add(A_MONTH),
});
const A_MONTH = { hours: 31 * 24 + 1 };

const daysOf = ({ startsAt, endsAt }: store.ServedDays): DayRange => ({ firstDay: dayOf(startsAt), lastDay: lastServiceDayOf({ endsAt }) });

/** `except` is a visit that is being changed. A refused or deleted visit may be recorded anew, but its external id is spent. */
export async function findStanding(reader: Reader, rows: readonly Row[], except?: Id): Promise<Standing> {
  const known = rows.filter((row): row is Known => row.at !== undefined);
  const keys = known.map(({ at, recorded }) => ({ ...recorded, voucherId: at.booking.voucherId }));
  const names = rows.flatMap(({ providerId, externalId }) => (externalId ? [{ providerId, externalId }] : []));
  const asking = known.flatMap(({ at, recorded }) => {
    const visit = placed(at.booking, recorded);
    return hasNeighbours(visit, longestIncrement(at)) ? [visit] : [];
  });
  const [found, neighbours, days] = await Promise.all([
    store.findSameVisits(reader, keys, names),
    store.findNeighbours(reader, asking, except),
    store.findServedDays(reader, known.filter(paysOncePerPeriod).map(aroundDays)),
  ]);
  const standing = found.filter(({ id, state, allocation }) => id !== except && state !== 'DELETED' && allocation !== 'REFUSED');
  // While a change waits for its allocation, the visit may still go back to where it was.
  const taken = new Set(standing.flatMap((visit) => [visit, ...(visit.before ? [{ ...visit, ...visit.before }] : [])]).map(keyOf));
  const named = new Map<string, Visit>();
  const note = (visit: Visit) => {
    const { providerId, externalId } = visit;
    if (externalId) named.set(nameOf({ providerId, externalId }), visit);
  };
  // Of several refused ones the last holds, and what is not refused before them.
  const isRefused = ({ allocation }: Visit) => allocation === 'REFUSED';
  for (const visit of found.toSorted((a, b) => Number(isRefused(b)) - Number(isRefused(a)) || (a.id < b.id ? -1 : 1))) note(visit);
  return {
    named: (providerId, externalId) => (externalId ? named.get(nameOf({ providerId, externalId })) : undefined),
    has: (voucherId, recorded) => taken.has(keyOf({ ...recorded, voucherId })),
    servedDays: (voucherId, { contentId }) =>
      days.filter((each) => each.id !== except && each.voucherId === voucherId && each.contentId === contentId).map(daysOf),
    flagsBeside: (visit, incrementMinutes) => flagsBeside(visit, neighbours, incrementMinutes),
    add(visit, booking) {
      note(visit);
      taken.add(keyOf(visit));
      if (!visit.timed) days.push(visit);
      if (asking.length > 0) neighbours.push(placed(booking, visit));
    },
  };
}

/** For visits that stand: the days that stood before each of them. What came after it paid for no period that it has paid for. */
export async function findServedBefore(
  reader: Reader,
  visits: readonly { readonly visit: Visit; readonly at: BookingAtHand }[],
): Promise<(visit: Visit) => DayRange[]> {
  const asking = visits.map(({ visit, at }) => ({ at, recorded: visit, externalId: null, providerId: visit.providerId }));
  const days = await store.findServedDays(reader, asking.filter(paysOncePerPeriod).map(aroundDays));
  return ({ id, voucherId, contentId }) =>
    days.filter((each) => each.id < id && each.voucherId === voucherId && each.contentId === contentId).map(daysOf);
}
