/** What identity does when others say that something happened: it keeps the inbox, whichever service announces, and remembers which municipalities are whose area. */
import { on, type Reaction } from '@seteli/kit/inbox';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { organiserChanged } from '@seteli/schema/events/registry';
import { vouchersTasks } from '@seteli/schema/events/vouchers';
import * as inbox from './store/inbox.ts';
import { saveAreas } from './store/person.ts';

export const createReactions = (): Reaction[] => [
  on(organiserChanged, (tx, events) =>
    saveAreas(
      tx,
      events.map(({ data: { organiserId, municipalityCodes, version } }) => ({ id: organiserId, municipalityCodes, version })),
    ),
  ),

  ...[bookingsTasks, vouchersTasks].flatMap(({ taskOpened, taskClosed, noticeGiven }) => [
    on(taskOpened, (tx, events) =>
      inbox.saveOpened(
        tx,
        events.map(({ data: { taskId: id, ...task } }) => ({ id, ...task, closedAt: null })),
      ),
    ),
    on(taskClosed, (tx, events) =>
      inbox.saveClosed(
        tx,
        events.map(({ data: { taskId: id, ...task } }) => ({ id, ...task })),
      ),
    ),
    on(noticeGiven, (tx, events) =>
      inbox.saveNotices(
        tx,
        events.map(({ data: { noticeId: id, ...notice }, envelope }) => ({ id, ...notice, givenAt: Temporal.Instant.from(envelope.time) })),
      ),
    ),
  ]),
];
