/** Tasks and notices about visits. They follow a decision within its transaction. */
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import { isHeldAfterDeath, isSettledAfterDeath } from '../domain/death.ts';
import { standsAs, type Visit } from '../domain/visit.ts';
import { closeTasks, giveNotices, openTasks } from '../events.ts';
import { rolesFor } from '../policy.ts';
import type { Booking } from '../store/booking.ts';
import { insertVisitNotices } from '../store/notice.ts';
import { tellClients } from './telling-parties.ts';
import type { VisitNotice } from '../tables/notice.ts';

type Bookings = ReadonlyMap<Id, Booking>;
type BeforeAndAfter = { readonly before: Visit; readonly after: Visit };

/** For the provider's people who may change the visit. */
const toProvider = <Kind extends string>(kind: Kind, { id, organiserId, providerId, bookingId, handleBy }: Visit, bookings: Bookings) => ({
  partition: organiserId,
  kind,
  subjectId: id,
  organisation: { kind: 'PROVIDER', id: providerId } as const,
  roles: rolesFor('editVisit', 'PROVIDER'),
  serviceId: bookings.get(bookingId)!.serviceId,
  dueDay: handleBy,
});

/** Tells those who have the booking, and the inboxes of its provider and its client. */
export async function tellOfVisits(tx: Tx, kind: VisitNotice, visits: readonly Visit[], bookings: Bookings, cause: Cause): Promise<void> {
  await insertVisitNotices(tx, kind, visits, cause.now);
  giveNotices(
    tx,
    visits.map((visit) => toProvider(kind, visit, bookings)),
    cause,
  );
  // Only the provider can do something before that day.
  if (kind === 'RETURNED_VISIT_ENDS_SOON') return;
  tellClients(
    tx,
    kind,
    visits.map(({ id, bookingId }) => ({ subjectId: id, booking: bookings.get(bookingId)!, dueDay: null })),
    cause,
  );
}

/** Opens the task of each visit that has none. */
export const openReturned = (tx: Tx, visits: readonly Visit[], bookings: Bookings, cause: Cause): Promise<void> =>
  openTasks(
    tx,
    visits.map((visit) => toProvider('RETURNED_VISIT', visit, bookings)),
    cause,
  );

/** A returned visit is its provider's task until its state changes. A refused change leaves the task as it is. */
export async function followReturned(tx: Tx, changes: readonly BeforeAndAfter[], bookings: Bookings, cause: Cause): Promise<void> {
  const isReturned = (visit: Visit) => standsAs(visit) === 'RETURNED';
  const opened: Visit[] = [];
  const closed: Id[] = [];
  for (const { before, after } of changes) {
    if (isReturned(after) && !isReturned(before)) opened.push(after);
    if (isReturned(before) && !isReturned(after)) closed.push(after.id);
  }
  await openReturned(tx, opened, bookings, cause);
  await closeTasks(tx, 'RETURNED_VISIT', closed, cause);
}

const toOrganiser = (kind: 'VISIT_AFTER_DEATH' | 'VISIT_HELD_AFTER_DEATH', { id, organiserId, bookingId }: Visit, bookings: Bookings) => ({
  partition: organiserId,
  kind,
  subjectId: id,
  organisation: { kind: 'ORGANISER', id: organiserId } as const,
  roles: rolesFor(kind === 'VISIT_AFTER_DEATH' ? 'keepVisit' : 'approveVisit', 'ORGANISER'),
  serviceId: bookings.get(bookingId)!.serviceId,
  dueDay: null,
});

/** A settled visit after its client's death is a task of those who correct. */
export const openAfterDeath = (tx: Tx, visits: readonly Visit[], bookings: Bookings, cause: Cause): Promise<void> =>
  openTasks(
    tx,
    visits.map((visit) => toOrganiser('VISIT_AFTER_DEATH', visit, bookings)),
    cause,
  );

/** A visit that is held after its client's death is a task of those who approve, until its state changes. */
async function followHeld(tx: Tx, changes: readonly BeforeAndAfter[], bookings: Bookings, cause: Cause): Promise<void> {
  const opened = changes.filter(({ before, after }) => isHeldAfterDeath(after) && !isHeldAfterDeath(before));
  const closed = changes.filter(({ before, after }) => isHeldAfterDeath(before) && !isHeldAfterDeath(after));
  await openTasks(
    tx,
    opened.map(({ after }) => toOrganiser('VISIT_HELD_AFTER_DEATH', after, bookings)),
    cause,
  );
  await closeTasks(tx, 'VISIT_HELD_AFTER_DEATH', idsOf(closed), cause);
}

/** A settled visit stays a task until a correction changes or credits it, or the register takes the death back. */
export async function followAfterDeath(tx: Tx, changes: readonly BeforeAndAfter[], bookings: Bookings, cause: Cause): Promise<void> {
  const corrected = changes.filter(({ before, after }) => isSettledAfterDeath(before) && !isSettledAfterDeath(after));
  await closeTasks(tx, 'VISIT_AFTER_DEATH', idsOf(corrected), cause);
  await followHeld(tx, changes, bookings, cause);
}

const idsOf = (changes: readonly BeforeAndAfter[]): Id[] => changes.map(({ after }) => after.id);
