/**
 * Reacts to events of other services: it posts approved visits, reverses deleted and held ones, and keeps who pays whom
 * and who may serve.
 */
import type { Clock } from '@seteli/kit/clock';
import type { Tx } from '@seteli/kit/db';
import { on, type Reaction } from '@seteli/kit/inbox';
import { newId, type Id } from '@seteli/kit/ids';
import type { Month } from '@seteli/kit/day';
import { publish } from '@seteli/kit/outbox';
import { visitApproved, visitDeleted, visitHeld } from '@seteli/schema/events/bookings';
import { approvalWithdrawn, organiserChanged, providerApproved, providerChanged } from '@seteli/schema/events/registry';
import { keepTeams } from '@seteli/schema/known-teams';
import { keepExtraService } from './domain/extra-service.ts';
import { extendFeed } from './domain/feed.ts';
import {
  postApproved,
  postTakenBack,
  settledBefore,
  type SettledVisit,
  type Entry,
  type LedgerFacts,
  type Stamp,
} from './domain/posting.ts';
import { feedExtended, ledgerEntryPosted, visitsSettled } from './events.ts';
import { findLedgerFacts, lockLedgers, saveEntries, saveExtraService, saveFeed } from './store/ledger.ts';
import * as party from './store/party.ts';
import { findRunsOfMonths } from './store/run.ts';
import { saveTeams, saveVoucherServices } from './store/sight.ts';

export const createReactions = (clock: Clock): Reaction[] => [
  on(visitApproved, async (tx, events) => {
    const visits = events.map(({ data }) => data);
    await saveVoucherServices(tx, visits);
    const { facts, entries } = await post(tx, clock, visits, postApproved);
    const news = new Set(entries.map(({ visitId }) => visitId));
    await settleAgain(
      tx,
      clock,
      settledBefore(
        facts,
        visits.filter(({ visitId }) => !news.has(visitId)),
      ),
    );
  }),

  ...[visitDeleted, visitHeld].map((contract) =>
    on(contract, async (tx, events) => {
      const visits = events.map(({ data }) => data);
      await post(tx, clock, visits, postTakenBack);
    }),
  ),

  keepTeams(saveTeams),

  on(organiserChanged, (tx, events) =>
    party.saveOrganisers(
      tx,
      events.map(({ data: { organiserId, companyName, iban, settlementDay, recordingCutOffDay, version } }) => ({
        id: organiserId,
        companyName,
        iban,
        settlementDay,
        recordingCutOffDay,
        version,
      })),
    ),
  ),

  on(providerChanged, (tx, events) =>
    party.saveProviders(
      tx,
      events.map(({ data: { providerId, companyName, iban, version } }) => ({ id: providerId, companyName, iban, version })),
    ),
  ),

  ...[providerApproved, approvalWithdrawn].map((contract) =>
    on(contract, (tx, events) =>
      party.saveApprovals(
        tx,
        events.map(({ data: { approvalId, organiserId, providerId, lastDay, version } }) => ({
          id: approvalId,
          organiserId,
          providerId,
          lastDay,
          version,
        })),
      ),
    ),
  ),
];

type Concerned = Parameters<typeof keepExtraService>[1][number];

/** Lock, load, decide, save, announce: for a whole batch of visits at once. */
async function post<Visit extends Concerned>(
  tx: Tx,
  clock: Clock,
  visits: readonly Visit[],
  decide: (facts: LedgerFacts, visits: readonly Visit[], stamp: Stamp) => readonly Entry[],
): Promise<{ readonly facts: LedgerFacts; readonly entries: readonly Entry[] }> {
  const stamp = { now: clock.now(), newId };
  const organiserIds = new Set(visits.map(({ organiserId }) => organiserId));
  const heads = await lockLedgers(tx, organiserIds);
  const facts = await findLedgerFacts(tx, organiserIds, new Set(visits.map(({ visitId }) => visitId)));
  await saveExtraService(tx, keepExtraService(facts, visits));
  const entries = decide(facts, visits, stamp);
  if (entries.length === 0) return { facts, entries };
  const byOrganiser = Map.groupBy(entries, ({ organiserId }) => organiserId);
  const items = [...byOrganiser].flatMap(([organiserId, posted]) =>
    extendFeed(heads.get(organiserId)!, posted.map(ledgerEntryPosted), stamp),
  );
  await Promise.all([saveEntries(tx, entries), saveFeed(tx, items)]);
  const newest = new Map(items.map((item) => [item.organiserId, item]));
  for (const [organiserId, item] of newest) publish(tx, organiserId, [feedExtended(item)], { now: stamp.now });
  return { facts, entries };
}

/** A locked run still pays a visit that came again with the same money. Settlement tells bookings so again. */
async function settleAgain(tx: Tx, clock: Clock, settled: readonly SettledVisit[]): Promise<void> {
  if (settled.length === 0) return;
  const nameOf = ({ organiserId, month }: { readonly organiserId: Id; readonly month: Month }) => `${organiserId} ${month}`;
  const byRun = Map.groupBy(settled, nameOf);
  for (const run of await findRunsOfMonths(tx, settled)) {
    publish(tx, run.organiserId, visitsSettled(run, byRun.get(nameOf(run)) ?? []), { now: clock.now() });
  }
}
