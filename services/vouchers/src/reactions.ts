/** Reacts to events of other services: it allocates visits, and keeps the facts that allocating needs. */
import { z } from 'zod';
import type { Answers } from '@seteli/kit/backbone';
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import { wireCents, wireDay } from '@seteli/kit/events';
import { on, type Reaction } from '@seteli/kit/inbox';
import { publish } from '@seteli/kit/outbox';
import { visitDeleted, visitRecorded } from '@seteli/schema/events/bookings';
import { clientMoved, personChanged, personErased, restrictionChanged } from '@seteli/schema/events/identity';
import { approvalWithdrawn, priceListAccepted, providerApproved, servicePublished } from '@seteli/schema/events/registry';
import { keepTeams } from '@seteli/schema/known-teams';
import { hearOfPersons } from './commands/death.ts';
import { effectOfPrices } from './commands/effect.ts';
import { hearOfErased } from './commands/forgetting.ts';
import { hearOfMoves } from './commands/residence.ts';
import { allocate, release } from './domain/allocate.ts';
import { allocationAnswered } from './events.ts';
import { lockAllocationFacts, lockHeld, readAllocationFacts, saveAllocations, saveBuckets } from './store/allocation.ts';
import * as store from './store/known.ts';
import { savePriceLists } from './store/price.ts';
import { saveRestrictions } from './store/restriction.ts';

const listAsked = z.object({
  id: z.uuid(),
  organiserId: z.uuid(),
  serviceId: z.uuid(),
  unitId: z.uuid(),
  firstDay: wireDay,
  lastDay: wireDay.nullable(),
  prices: z.array(z.object({ contentId: z.uuid(), priceCents: wireCents })),
});

/**
 * Answers other services. Registry asks, before it accepts a price list that reaches back, whether its effect is still
 * as shown (`price-list-preview`). Bookings asks, before a correction is accepted, how vouchers would answer a visit
 * now (`visit-trial`); null for a version that a later one has replaced.
 */
export const createAnswers = (database: Database): Answers => ({
  'price-list-preview': async (question: unknown) => {
    const { prices, ...list } = listAsked.parse(question);
    const wished = new Map(prices.map(({ contentId, priceCents }) => [contentId, priceCents]));
    const { previewId, visits, leftVisits } = await effectOfPrices(database, { ...list, prices: wished });
    return JSON.stringify({ previewId, visits, left: leftVisits });
  },
  'visit-trial': async (question: unknown) => {
    const visit = z.decode(visitRecorded.data, question as never);
    const [answer] = allocate(await readAllocationFacts(database.reader, [visit]), [visit]).answers;
    if (!answer) return 'null';
    const { contract, data } = allocationAnswered(answer);
    return JSON.stringify({ type: contract.type, data: z.encode(contract.data, data) });
  },
});

export const createReactions = (clock: Clock): Reaction[] => [
  on(visitRecorded, async (tx, events) => {
    const visits = events.map(({ data }) => data);
    await store.requireVersions(tx, visits);
    const facts = await lockAllocationFacts(tx, visits);
    const { answers, buckets, allocations } = allocate(facts, visits);
    await Promise.all([saveBuckets(tx, buckets), saveAllocations(tx, [...allocations.values()])]);
    const organiserOf = new Map(visits.map(({ visitId, organiserId }) => [visitId, organiserId]));
    const byOrganiser = Map.groupBy(answers, ({ visit }) => organiserOf.get(visit.visitId)!);
    const now = clock.now();
    for (const [organiserId, given] of byOrganiser) publish(tx, organiserId, given.map(allocationAnswered), { now });
  }),

  on(visitDeleted, async (tx, events) => {
    const visits = events.map(({ data }) => data);
    const { buckets, allocations } = release(await lockHeld(tx, visits), visits);
    await Promise.all([saveBuckets(tx, buckets), saveAllocations(tx, [...allocations.values()])]);
  }),

  on(servicePublished, async (tx, events) => {
    await store.saveServices(
      tx,
      events.map(({ data }) => ({ id: data.serviceId, organiserId: data.organiserId, version: data.version })),
    );
    await store.saveServiceVersions(
      tx,
      events.map(({ data: { serviceId, version, firstDay, arrangementKind, valueNoticeDays, tailDays } }) => ({
        serviceId,
        version,
        firstDay,
        arrangementKind,
        valueNoticeDays,
        tailDays,
      })),
    );
    await store.saveContents(
      tx,
      events.flatMap(({ data: { serviceId, version, firstDay, overlapPolicy, contents } }) =>
        contents.map((content) => ({
          id: content.contentId,
          version,
          serviceId,
          firstDay,
          unit: content.unit,
          deductibleAllowed: content.deductibleAllowed,
          kind: content.kind,
          vatTreatment: content.vatTreatment,
          extraServiceAllowed: content.extraServiceAllowed,
          parallelAllowed: content.parallelAllowed,
          overlapPolicy,
        })),
      ),
    );
  }),

  ...[providerApproved, approvalWithdrawn].map((contract) =>
    on(contract, async (tx, events) => {
      await store.saveApprovals(
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
    await savePriceLists(
      tx,
      events.map(({ envelope, data: { unitId, serviceId, providerId, firstDay, prices } }) => ({
        unitId,
        serviceId,
        providerId,
        firstDay,
        prices: new Map(prices.map(({ contentId, priceCents }) => [contentId, priceCents])),
        acceptedAt: Temporal.Instant.from(envelope.time),
      })),
    );
  }),

  keepTeams(store.saveTeams),

  on(clientMoved, async (tx, events) => {
    await hearOfMoves(
      tx,
      events.map(({ data }) => data),
      { now: clock.now() },
    );
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
    const persons = events.map(({ data: { personId, ...known } }) => ({ id: personId, ...known }));
    await hearOfPersons(tx, clock.now(), persons);
  }),
];
