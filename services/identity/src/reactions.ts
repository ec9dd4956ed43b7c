/**
 * What identity does when others announce. It keeps the inbox of all services, which persons an organiser serves with
 * what, the names of organisations, which organisers are closed and where their areas are, and the units of providers.
 */
import type { Clock } from '@seteli/kit/clock';
import { on, type Reaction } from '@seteli/kit/inbox';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { organiserChanged, providerChanged, registryTasks } from '@seteli/schema/events/registry';
import { settlementTasks } from '@seteli/schema/events/settlement';
import { tellPeople } from './commands/message.ts';
import { clientForgotten, voucherGranted, vouchersTasks } from '@seteli/schema/events/vouchers';
import { forgetClient } from './commands/erasing.ts';
import { saveOrganisations } from './store/choice.ts';
import { saveStandings } from './store/closed-organiser.ts';
import * as inbox from './store/inbox.ts';
import { saveAreas, saveServed } from './store/person.ts';
import { saveUnits } from './store/system.ts';

/** Whoever hears of something in their inbox gets a message of it, written in the same transaction. */
const inboxReactions = (clock: Clock): Reaction[] =>
  [registryTasks, vouchersTasks, bookingsTasks, settlementTasks].flatMap(({ taskOpened, taskClosed, noticeGiven }) => [
    on(taskOpened, async (tx, events) => {
      const tasks = events.map(({ data: { taskId: id, ...task } }) => ({ id, ...task, closedAt: null }));
      await inbox.saveOpened(tx, tasks);
      // The end of some may have come first.
      const open = await inbox.findOpen(
        tx,
        tasks.map(({ id }) => id),
      );
      await tellPeople(
        tx,
        open.map((task) => ({ ...task, toldAt: task.openedAt })),
        clock.now(),
      );
    }),
    on(taskClosed, (tx, events) =>
      inbox.saveClosed(
        tx,
        events.map(({ data: { taskId: id, ...task } }) => ({ id, ...task })),
      ),
    ),
    on(noticeGiven, async (tx, events) => {
      const notices = events.map(({ data: { noticeId: id, ...notice }, envelope }) => ({
        id,
        ...notice,
        givenAt: Temporal.Instant.from(envelope.time),
      }));
      await inbox.saveNotices(tx, notices);
      await tellPeople(
        tx,
        notices.map((notice) => ({ ...notice, toldAt: notice.givenAt })),
        clock.now(),
      );
    }),
  ]);

export const createReactions = (clock: Clock): Reaction[] => [
  ...inboxReactions(clock),

  on(organiserChanged, async (tx, events) => {
    await saveAreas(
      tx,
      events.map(({ data: { organiserId, municipalityCodes, version } }) => ({ id: organiserId, municipalityCodes, version })),
    );
    await saveOrganisations(
      tx,
      events.map(({ data: { organiserId: id, companyName: name, businessId, version } }) => ({
        id,
        kind: 'ORGANISER',
        name,
        businessId,
        version,
      })),
    );
    await saveStandings(
      tx,
      events.map(({ data: { organiserId, closed, version } }) => ({ id: organiserId, closed, version })),
    );
  }),

  on(providerChanged, async (tx, events) => {
    await saveOrganisations(
      tx,
      events.map(({ data: { providerId: id, companyName: name, businessId, version } }) => ({
        id,
        kind: 'PROVIDER',
        name,
        businessId,
        version,
      })),
    );
    await saveUnits(
      tx,
      events.flatMap(({ data: { providerId, unitIds, version } }) => unitIds.map((id) => ({ id, providerId, version }))),
    );
  }),

  on(clientForgotten, async (tx, events) => {
    for (const { data } of events) await forgetClient(tx, clock.now(), data);
  }),

  on(voucherGranted, async (tx, events) => {
    await saveServed(
      tx,
      events.map(({ data: { organiserId, personId, serviceId } }) => ({ organiserId, personId, serviceId })),
    );
  }),
];
