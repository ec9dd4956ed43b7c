/** What bookings does when others say that something happened: it takes in allocations and decides about approval, and remembers what recording must know. */
import type { Clock } from '@seteli/kit/clock';
import type { Tx } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { on, type Reaction } from '@seteli/kit/inbox';
import { publish } from '@seteli/kit/outbox';
import { teamChanged } from '@seteli/schema/events/identity';
import {
  approvalWithdrawn,
  organiserChanged,
  priceListAccepted,
  providerApproved,
  providerChanged,
  servicePublished,
} from '@seteli/schema/events/registry';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { allocationMade, allocationRefused, voucherGranted, voucherRevoked } from '@seteli/schema/events/vouchers';
import { approvalPolicyOn } from './domain/facts.ts';
import { allocated, type AllocationAnswer, type Visit } from './domain/visit.ts';
import { visitApproved } from './events.ts';
import { getBookingsOf } from './store/booking.ts';
import * as known from './store/known.ts';
import * as store from './store/visit.ts';

type Answered = { readonly visitId: Id; readonly answer: AllocationAnswer };

async function takeInAllocations(tx: Tx, clock: Clock, answered: readonly Answered[]): Promise<void> {
  const now = clock.now();
  const ids = answered.map(({ visitId }) => visitId);
  const [visits, bookings] = await Promise.all([store.lockVisits(tx, ids), getBookingsOf(tx, ids)]);
  const services = await known.findServices(
    tx,
    [...bookings.values()].map(({ serviceId }) => serviceId),
  );
  const changed = new Map<Id, Visit>();
  for (const { visitId, answer } of answered) {
    const visit = changed.get(visitId) ?? visits.get(visitId);
    if (!visit) throw new Error(`an allocation of a visit that bookings never announced: ${visitId}`);
    const service = services.get(bookings.get(visit.bookingId)!.serviceId);
    const after = allocated(visit, answer, service ? approvalPolicyOn(service, dayOf(visit.startsAt)) : 'ALWAYS_CHECKED');
    if (after !== visit) changed.set(visitId, after);
  }
  await store.updateVisits(tx, [...changed.values()]);
  const approved = [...changed.values()].filter(({ state }) => state === 'APPROVED');
  const byOrganiser = Map.groupBy(approved, ({ organiserId }) => organiserId);
  for (const [organiserId, given] of byOrganiser)
    publish(
      tx,
      organiserId,
      given.map((visit) => visitApproved(visit, bookings.get(visit.bookingId)!, 'POLICY', now)),
      { now },
    );
}

export const createReactions = (clock: Clock): Reaction[] => [
  on(allocationMade, (tx, events) =>
    takeInAllocations(
      tx,
      clock,
      events.map(({ data: { visitId, visitVersion, overlap, lines } }) => ({
        visitId,
        answer: { visitVersion, made: true, overlap, lines },
      })),
    ),
  ),

  on(allocationRefused, (tx, events) =>
    takeInAllocations(
      tx,
      clock,
      events.map(({ data: { visitId, visitVersion, code, remaining } }) => ({
        visitId,
        answer: { visitVersion, made: false, code, remaining },
      })),
    ),
  ),

  on(visitsSettled, async (tx, events) => {
    await store.settleVisits(
      tx,
      events.flatMap(({ data }) => data.visitIds),
    );
  }),

  ...[voucherGranted, voucherRevoked].map((contract) =>
    on(contract, async (tx, events) => {
      await known.saveVouchers(
        tx,
        events.map(({ data: { voucherId, voucherNumber: _number, ...voucher } }) => ({ id: voucherId, ...voucher })),
      );
    }),
  ),

  on(servicePublished, async (tx, events) => {
    await known.saveServiceVersions(
      tx,
      events.map(
        ({
          data: { serviceId, version, organiserId, firstDay, approvalPolicy, maxVisitMinutes, incrementMinutes, tailDays, contents },
        }) => ({
          serviceId,
          version,
          organiserId,
          firstDay,
          approvalPolicy,
          maxVisitMinutes,
          incrementMinutes,
          tailDays,
          contents: contents.map(({ contentId, unit, bands }) => ({ contentId, unit, bands })),
        }),
      ),
    );
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
      await known.saveApprovals(
        tx,
        events.map(({ data: { approvalId, serviceId, providerId, contentIds, firstDay, lastDay, version } }) => ({
          id: approvalId,
          serviceId,
          providerId,
          contentIds,
          firstDay,
          lastDay,
          version,
        })),
      );
    }),
  ),

  on(priceListAccepted, async (tx, events) => {
    await known.savePrices(
      tx,
      events.flatMap(({ data: { unitId, serviceId, firstDay, prices } }) =>
        prices.map((price) => ({ unitId, serviceId, firstDay, ...price })),
      ),
    );
  }),

  on(teamChanged, async (tx, events) => {
    await known.saveTeams(
      tx,
      events.map(({ data: { teamId, organisationId, serviceIds, closed, version } }) => ({
        id: teamId,
        organisationId,
        serviceIds,
        closed,
        version,
      })),
    );
  }),
];
