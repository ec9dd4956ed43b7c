/**
 * What bookings does about other services' announcements: it takes in allocations, decides about approval, and
 * remembers what recording must know.
 */
import type { Clock } from '@seteli/kit/clock';
import { dayOf } from '@seteli/kit/day';
import type { DataOf } from '@seteli/kit/events';
import { on, type Reaction } from '@seteli/kit/inbox';
import { VALIDITY_KINDS, type RefusalDetails } from '@seteli/schema/refusal-facts';
import { personChanged, personErased, restrictionChanged } from '@seteli/schema/events/identity';
import {
  approvalWithdrawn,
  calendarDaysSet,
  organiserChanged,
  priceListAccepted,
  providerApproved,
  providerChanged,
  servicePublished,
} from '@seteli/schema/events/registry';
import { visitsSettled } from '@seteli/schema/events/settlement';
import {
  allocationMade,
  allocationRecalculated,
  allocationRefused,
  voucherChanged,
  voucherGranted,
  voucherRevoked,
} from '@seteli/schema/events/vouchers';
import { keepTeams } from '@seteli/schema/known-teams';
import { reachOfPrices, reachOfSaidDays, reachOfVersions } from './loads/reach.ts';
import { hearOfErased } from './jobs/retention.ts';
import { startRepricing } from './jobs/repricing.ts';
import { tellOfRises, tellOfWithdrawals } from './commands/telling-parties.ts';
import { continueAll } from './commands/successor.ts';
import { hearOfPersons } from './reactions/death.ts';
import { takeInAllocations, takeInRecalculations } from './reactions/allocation.ts';
import { takeInSettled } from './reactions/settled.ts';
import { saveRestrictions } from './store/client-case.ts';
import * as known from './store/known.ts';
import { insertNotices, insertWithdrawals } from './store/notice.ts';
import { rowOf, saveVersions } from './store/service-version.ts';

export const createReactions = (clock: Clock, samplingKey: Uint8Array): Reaction[] => [
  on(allocationMade, (tx, events) =>
    takeInAllocations(
      tx,
      { now: clock.now(), samplingKey },
      events.map(({ data: { visitId, visitVersion, overlap, lines } }) => ({
        visitId,
        answer: { visitVersion, made: true, overlap, lines },
      })),
    ),
  ),

  on(allocationRefused, (tx, events) =>
    takeInAllocations(
      tx,
      { now: clock.now(), samplingKey },
      events.map(({ data: { visitId, visitVersion, code, remaining, details } }) => ({
        visitId,
        answer: { visitVersion, made: false, code, remaining, details: details && heardDetails(details) },
      })),
    ),
  ),

  on(allocationRecalculated, (tx, events) =>
    takeInRecalculations(
      tx,
      clock.now(),
      events.map(({ data: { visitId, visitVersion, lines } }) => ({ visitId, answer: { visitVersion, lines } })),
    ),
  ),

  on(visitsSettled, (tx, events) =>
    takeInSettled(
      tx,
      clock.now(),
      events.flatMap(({ data: { visitIds, versions } }) =>
        visitIds.map((visitId, index) => ({ visitId, version: versions?.[index] ?? null })),
      ),
    ),
  ),

  ...[voucherGranted, voucherChanged, voucherRevoked].map((contract) =>
    on(contract, async (tx, events) => {
      const vouchers = events.map(
        ({ data: { voucherId, voucherNumber: _number, suspensions, contractPrices, arrangementKind = null, ...voucher } }) => ({
          id: voucherId,
          ...voucher,
          arrangementKind,
          suspensions: suspensions.map(({ firstDay, lastDay }) => ({
            firstDay: firstDay.toString(),
            lastDay: lastDay?.toString() ?? null,
          })),
          contractPrices: Object.fromEntries(contractPrices.map(({ contentId, priceCents }) => [contentId, priceCents.toString()])),
        }),
      );
      await known.saveVouchers(tx, vouchers);
      if (contract === voucherGranted) await continueAll(tx, clock.now(), vouchers);
    }),
  ),

  on(servicePublished, async (tx, events) => {
    const rows = events.map(({ data }) => rowOf(data));
    await saveVersions(tx, rows);
    const reaches = await reachOfVersions(tx, rows, dayOf(clock.now()));
    for (const event of events) {
      const { serviceId, version } = event.data;
      const own = reaches.filter((reach) => reach.serviceId === serviceId && reach.serviceVersion === version);
      await startRepricing(tx, event, serviceId, own);
    }
  }),

  on(calendarDaysSet, async (tx, events) => {
    await known.saveOwnDays(
      tx,
      events.flatMap(({ data: { organiserId, days, version } }) => days.map((said) => ({ organiserId, version, ...said }))),
    );
    for (const event of events)
      await startRepricing(tx, event, event.data.organiserId, await reachOfSaidDays(tx, event.data, dayOf(clock.now())));
  }),

  on(organiserChanged, async (tx, events) => {
    await known.saveOrganisers(
      tx,
      events.map(({ data: { organiserId, recordingCutOffDay, version } }) => ({ id: organiserId, recordingCutOffDay, version })),
    );
  }),

  on(providerChanged, async (tx, events) => {
    await known.saveUnits(
      tx,
      events.flatMap(({ data: { providerId, unitIds, version } }) => unitIds.map((id) => ({ id, providerId, version }))),
    );
  }),

  ...[providerApproved, approvalWithdrawn].map((contract) =>
    on(contract, async (tx, events) => {
      const approvals = events.map(({ data: { approvalId, serviceId, providerId, contentIds, firstDay, lastDay, version } }) => ({
        id: approvalId,
        serviceId,
        providerId,
        contentIds,
        firstDay,
        lastDay,
        version,
      }));
      await known.saveApprovals(tx, approvals);
      const now = clock.now();
      if (contract === approvalWithdrawn) await tellOfWithdrawals(tx, await insertWithdrawals(tx, approvals, now), { now });
    }),
  ),

  on(priceListAccepted, async (tx, events) => {
    for (const event of events) {
      const { data: list } = event;
      const listed = list.prices.map((price) => ({ unitId: list.unitId, serviceId: list.serviceId, firstDay: list.firstDay, ...price }));
      const reaches = await reachOfPrices(tx, list, dayOf(clock.now()));
      await known.savePrices(tx, listed);
      await tellOfRises(tx, await insertNotices(tx, listed), { now: clock.now() });
      await startRepricing(tx, event, list.priceListId, reaches);
    }
  }),

  on(restrictionChanged, (tx, events) =>
    saveRestrictions(
      tx,
      events.map(({ data }) => data),
    ),
  ),

  on(personErased, (tx, events) =>
    hearOfErased(
      tx,
      clock.now(),
      events.map(({ data }) => data),
    ),
  ),

  on(personChanged, async (tx, events) => {
    const persons = events.map(({ data: { personId, diedOn, version } }) => ({ id: personId, diedOn, version }));
    await hearOfPersons(tx, persons, { now: clock.now() });
  }),

  keepTeams(known.saveTeams),
];

type Heard = NonNullable<DataOf<typeof allocationRefused>['details']>;

/** A validity that this version does not know is left out. */
const heardDetails = ({ validity, ...details }: Heard): RefusalDetails => ({
  ...details,
  validity: VALIDITY_KINDS.find((kind) => kind === validity),
});
