/**
 * What stands already where somebody records visits: twins, visits with the same external ids, and other visits of the
 * clients and workers.
 */
import { lockAll, type Reader, type Tx } from '@seteli/kit/db';
import { dayOf, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { alsoReaching } from '@seteli/kit/reach';
import { flagsBeside, hasNeighbours, type NeighbourFlag, type Neighbour } from '../domain/neighbours.ts';
import { isSpent } from '../domain/external-id.ts';
import { standingVersionsOf } from '../domain/standing-versions.ts';
import { lastServiceDayOf, type Recorded } from '../domain/recorded.ts';
import type { Visit } from '../domain/visit.ts';
import type { Booking } from '../store/booking.ts';
import * as store from '../store/standing.ts';
import type { BookingAtHand } from './at-hand.ts';

type Candidate = {
  readonly at: BookingAtHand | undefined;
  readonly recorded: Recorded;
  readonly externalId: string | null;
  readonly providerId: Id;
};

export type Twin = Pick<Visit, 'id' | 'providerId'>;

/** Another provider's visit shows only that it exists. */
export const duplicateOf = (twin: Twin | undefined, providerId: Id) => ({
  isDuplicate: twin !== undefined,
  ...(twin?.providerId === providerId && { duplicateOf: twin.id }),
});

export type StandingVisits = {
  /**
   * The provider's visit with an external id. A visit that is neither refused nor deleted comes before those that are.
   */
  named(providerId: Id, externalId: string | null): Visit | undefined;
  /** Another visit at the same voucher, time, content and worker. */
  twin(voucherId: Id, recorded: Recorded): Twin | undefined;
  /**
   * Recorded days of the same client and named content, around these. `before`: only of visits with an earlier rank.
   */
  servedDays(personId: Id, recorded: Recorded, before?: Id): DayRange[];
  flagsBeside(visit: Neighbour, incrementMinutes: number): NeighbourFlag[];
  /** A visit that was recorded earlier in the same batch stands, too. */
  add(visit: Visit, booking: Booking): void;
};

/** For a booking that nobody has made yet. */
export const NOTHING_STANDS: StandingVisits = {
  named: () => undefined,
  twin: () => undefined,
  servedDays: () => [],
  flagsBeside: () => [],
  add: () => undefined,
};

const keyOf = ({ voucherId, startsAt, endsAt, contentId, workerReference }: store.VisitKey): string =>
  `${voucherId} ${startsAt.epochMilliseconds} ${endsAt.epochMilliseconds} ${contentId} ${JSON.stringify(workerReference)}`;

const nameOf = ({ providerId, externalId }: store.ExternalName): string => `${providerId} ${externalId}`;

export const asNeighbour = ({ voucherId, personId, providerId }: Booking, recorded: Recorded) => ({
  startsAt: recorded.startsAt,
  endsAt: recorded.endsAt,
  timed: recorded.timed,
  kind: recorded.kind,
  contentId: recorded.contentId,
  workerReference: recorded.workerReference,
  groupReference: recorded.groupReference,
  voucherId,
  personId,
  providerId,
});

/** The longest increment of any version of the service. The rule knows which version holds on the visit's day. */
const longestIncrement = ({ service }: BookingAtHand): number =>
  service.versions.reduce((longest, { incrementMinutes }) => Math.max(longest, incrementMinutes), 1);

type Known = Candidate & { readonly at: BookingAtHand };

const paysOncePerPeriod = ({ at, recorded }: Known): boolean =>
  !recorded.timed && at.service.versions.some(({ prorationPolicy }) => prorationPolicy === 'FULL_WHEN_STARTED');

/** At least the whole months and weeks of the days. */
const aroundDays = ({ at, recorded: { contentId, startsAt, endsAt } }: Known): store.DaysWanted => ({
  bookingId: at.booking.id,
  contentId,
  startsAt: startsAt.subtract(A_MONTH),
  endsAt: endsAt.add(A_MONTH),
});
const A_MONTH = { hours: 31 * 24 + 1 };

/** What the store has to look for, of the rows whose booking is known. */
function asked(rows: readonly Candidate[]) {
  const known = rows.filter((row): row is Known => row.at !== undefined);
  const beside = known.flatMap(({ at, recorded }) => {
    const visit = asNeighbour(at.booking, recorded);
    return hasNeighbours(visit, longestIncrement(at)) ? [visit] : [];
  });
  return { known, beside, byPeriods: known.filter(paysOncePerPeriod) };
}

/**
 * `except`: visits that somebody is changing. A provider may record a refused or deleted visit again, but its external
 * id is spent.
 */
export const findStandingVisits = (reader: Reader, rows: readonly Candidate[], except: readonly Id[] = []): Promise<StandingVisits> =>
  readStanding(reader, rows, asked(rows), except);

type Asked = ReturnType<typeof asked>;

async function readStanding(
  given: Reader,
  rows: readonly Candidate[],
  { known, beside, byPeriods }: Asked,
  except: readonly Id[],
): Promise<StandingVisits> {
  const reader = alsoReaching(
    given,
    known.map(({ at }) => at.booking.personId),
  );
  const keys = known.map(({ at, recorded }) => ({ ...recorded, voucherId: at.booking.voucherId }));
  const names = rows.flatMap(({ providerId, externalId }) => (externalId ? [{ providerId, externalId }] : []));
  const [found, neighbours, served] = await Promise.all([
    store.findSameVisits(reader, keys, names),
    store.findNeighbours(reader, beside, except),
    store.findServedDays(reader, byPeriods.map(aroundDays), except),
  ]);
  const there: Neighbour[] = [...neighbours];
  const days: DaysOfClient[] = [...served];
  const taken = new Map<string, Twin>(
    found
      .filter(({ id }) => !except.includes(id))
      .flatMap(standingVersionsOf)
      .map((visit) => [keyOf(visit), visit]),
  );
  const named = new Map<string, Visit>();
  const note = (visit: Visit) => {
    const { providerId, externalId } = visit;
    if (externalId) named.set(nameOf({ providerId, externalId }), visit);
  };
  // A visit that is not spent comes before spent ones, and the last of these before the others.
  for (const visit of found.toSorted((a, b) => Number(isSpent(b)) - Number(isSpent(a)) || (a.id < b.id ? -1 : 1))) note(visit);
  return {
    named: (providerId, externalId) => (externalId ? named.get(nameOf({ providerId, externalId })) : undefined),
    twin: (voucherId, recorded) => taken.get(keyOf({ ...recorded, voucherId })),
    servedDays: (personId, { contentId }, before) => daysOf(days, { personId, contentId }, before),
    flagsBeside: (visit, incrementMinutes) => flagsBeside(visit, there, incrementMinutes),
    add(visit, booking) {
      note(visit);
      taken.set(keyOf(visit), visit);
      if (!visit.timed) days.push({ ...asNeighbour(booking, visit), placingId: visit.placingId });
      if (beside.length > 0) there.push(asNeighbour(booking, visit));
    },
  };
}

type DaysOfClient = Pick<store.StandingVisit, 'personId' | 'contentId' | 'placingId' | 'startsAt' | 'endsAt'>;

/** A client pays once for a period, whichever of their vouchers and providers it was served with (rules 18, 40). */
const daysOf = (days: readonly DaysOfClient[], of: Pick<DaysOfClient, 'personId' | 'contentId'>, before?: Id): DayRange[] =>
  days
    .filter((each) => each.personId === of.personId && each.contentId === of.contentId && (!before || each.placingId < before))
    .map(({ startsAt, endsAt }) => ({ firstDay: dayOf(startsAt), lastDay: lastServiceDayOf({ endsAt }) }));

/**
 * The same for a writer. The voucher's lock does not cover a worker's visits elsewhere, nor the client's other
 * vouchers. Whoever asks about the same worker or client waits here, behind that lock, until the look-up has ended.
 */
export async function lockStandingVisits(tx: Tx, rows: readonly Candidate[], except: readonly Id[] = []): Promise<StandingVisits> {
  const about = asked(rows);
  const names = [
    ...about.beside.flatMap(({ providerId, workerReference }) =>
      workerReference === null ? [] : [`worker ${workerReference} of ${providerId}`],
    ),
    ...about.byPeriods.map(({ at }) => `periods of ${at.booking.personId}`),
  ];
  // Both are sent at once. The connection runs the questions after the locks.
  const [, standing] = await Promise.all([lockAll(tx, names), readStanding(tx, rows, about, except)]);
  return standing;
}

/**
 * For standing visits: the days of visits with an earlier rank. A later visit paid for no period that an earlier one
 * has paid for.
 */
export async function findServedBefore(
  given: Reader,
  visits: readonly { readonly visit: Visit; readonly at: BookingAtHand }[],
): Promise<(visit: Visit) => DayRange[]> {
  const { byPeriods } = asked(visits.map(({ visit, at }) => ({ at, recorded: visit, externalId: null, providerId: visit.providerId })));
  const reader = alsoReaching(
    given,
    byPeriods.map(({ at }) => at.booking.personId),
  );
  const days = await store.findServedDays(reader, byPeriods.map(aroundDays));
  const clients = new Map(visits.map(({ at }) => [at.booking.id, at.booking.personId]));
  return ({ bookingId, contentId, placingId }) => daysOf(days, { personId: clients.get(bookingId)!, contentId }, placingId);
}
