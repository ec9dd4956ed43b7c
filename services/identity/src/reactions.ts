/**
 * What identity does when others announce. It keeps the inbox of all services, which persons an organiser serves with
 * what, the names of organisations, which organisers are closed and where their areas are, and the units of providers.
 */
import { on, type Reaction } from '@seteli/kit/inbox';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { organiserChanged, providerChanged } from '@seteli/schema/events/registry';
import { voucherGranted, vouchersTasks } from '@seteli/schema/events/vouchers';
import { saveOrganisations } from './store/choice.ts';
import { saveStandings } from './store/closed-organiser.ts';
import * as inbox from './store/inbox.ts';
import { saveAreas, saveServed } from './store/person.ts';
import { saveUnits } from './store/system.ts';

const inboxReactions = (): Reaction[] =>
  [bookingsTasks, vouchersTasks].flatMap(({ taskOpened, taskClosed, noticeGiven }) => [
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
  ]);

export const createReactions = (): Reaction[] => [
  ...inboxReactions(),

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

  on(voucherGranted, async (tx, events) => {
    await saveServed(
      tx,
      events.map(({ data: { organiserId, personId, serviceId } }) => ({ organiserId, personId, serviceId })),
    );
  }),
];
