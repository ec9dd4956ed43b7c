/** What people do with runs. Each command is one transaction: lock, load, decide, save, announce. Nothing leaves the house inside it. */
import { createHash } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import { planForMuch, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement, type Heads } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Parts } from '@seteli/kit/service';
import type { ApproveRunInput, ExportRunInput, LockRunInput } from '@seteli/schema/generated/settlement';
import { extendFeed, type FeedHead } from './domain/feed.ts';
import { payableOf, writePaymentFile } from './domain/payment.ts';
import { sumShares } from './domain/posting.ts';
import * as rule from './domain/run.ts';
import { issueStatements } from './domain/statement.ts';
import { feedExtended, runChanged, visitsSettled } from './events.ts';
import { lockLedgers, saveFeed } from './store/ledger.ts';
import * as party from './store/party.ts';
import * as store from './store/run.ts';

export type Desk = Parts;

export async function lockRun(desk: Desk, actor: Actor, input: LockRunInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const organiserId = actor.organisation.id;
  // Before the transaction: nobody's ledger is kept waiting for another service's answer.
  const bookings = await headsOfBookings(desk);
  if (bookings) await untilHeard(desk, organiserId, bookings);
  return await once<Decision<Id>>(
    desk.database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'lockRun', input, now },
    async (tx) => {
      const head = (await lockLedgers(tx, [organiserId])).get(organiserId)!;
      const facts = await store.findLockFacts(tx, organiserId, input.month, bookings);
      const decision = rule.lockRun(facts, actor.userId, now);
      if (!decision.accepted) return decision;
      const locked = await freeze(tx, decision.value);
      const settled = visitsSettled(locked, await store.listSettledVisits(tx, locked.id));
      await tellAboutRun(tx, head, locked, settled, actor, now);
      return accept(locked.id);
    },
  );
}

/** What bookings has announced; nothing when it does not answer, and then nobody knows whether all was heard. */
async function headsOfBookings({ backbone, log }: Desk): Promise<Heads | null> {
  return await backbone.headsOf('bookings').catch((fault: unknown) => {
    log.info({ err: fault }, 'bookings did not tell how far it has come');
    return null;
  });
}

const HEAR_MS = 2_000;
const LOOK_MS = 50;

/** While visits are being recorded, settlement is always a moment behind; it need only have heard what had been said when it asked. */
async function untilHeard({ database, backbone }: Desk, organiserId: Id, bookings: Heads): Promise<void> {
  const deadline = performance.now() + HEAR_MS;
  while (!(await store.hasApplied(database.reader, organiserId, bookings)) && performance.now() < deadline)
    await backbone.applied.next(LOOK_MS);
}

/** Names what the month holds, and makes of it the statements and the hash. */
async function freeze(tx: Tx, run: rule.Run): Promise<rule.Run> {
  await planForMuch(tx);
  // The rows that name a run need one that exists; its hash is known only after they are there.
  await store.saveRun(tx, { ...run, hash: '' });
  await store.freezeEntries(tx, run);
  const lines = await store.sumStatementLines(tx, run.id);
  if (sumShares(lines).organiserCents !== run.organiserCents) throw new Error(`the lines of run ${run.id} do not make its sum`);
  const debts = await store.findDebts(tx, run.organiserId, run.month);
  const creditors = await party.findCreditors(tx, [...new Set([...lines.map(({ providerId }) => providerId), ...debts.keys()])]);
  await store.saveStatements(tx, issueStatements({ run, lines, debts, creditors }, newId), lines);
  await store.saveClientShares(tx, run);
  const locked = { ...run, hash: await store.computeRunHash(tx, run.id) };
  await store.saveRun(tx, locked);
  return locked;
}

/** Approving and exporting take the same input, so the name of the command is a part of what a key was used for. */
export async function approveRun({ database, clock }: Desk, actor: Actor, input: ApproveRunInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'approveRun', input, now },
    async (tx) => {
      const head = (await lockLedgers(tx, [organiserId])).get(organiserId)!;
      const decision = rule.approveRun(await store.lockStoredRun(tx, organiserId, input.runId), actor.userId, now);
      if (!decision.accepted) return decision;
      const run = decision.value;
      const payable = payableOf(await store.listIssuedStatements(tx, run.id));
      if (payable.length > 0) {
        const debtor = await party.findOrganiser(tx, organiserId);
        if (!debtor?.iban) return refuse('INVALID_IBAN', { path: ['organiser', 'iban'] });
        const file = writePaymentFile(run.id, { companyName: debtor.companyName, iban: debtor.iban }, payable, now);
        const sha256 = createHash('sha256').update(file.content).digest('hex');
        await store.insertPaymentFile(tx, { runId: run.id, ...file, sha256, madeAt: now });
      }
      await store.saveRun(tx, run);
      await tellAboutRun(tx, head, run, [], actor, now);
      return accept(run.id);
    },
  );
}

export async function exportRun({ database, clock }: Desk, actor: Actor, input: ExportRunInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'exportRun', input, now },
    async (tx) => {
      const head = (await lockLedgers(tx, [organiserId])).get(organiserId)!;
      const decision = rule.exportRun(await store.lockStoredRun(tx, organiserId, input.runId), actor.userId, now);
      if (!decision.accepted) return decision;
      await store.saveRun(tx, decision.value);
      await tellAboutRun(tx, head, decision.value, [], actor, now);
      return accept(decision.value.id);
    },
  );
}

async function tellAboutRun(
  tx: Tx,
  head: FeedHead,
  run: rule.Run,
  announcements: readonly Announcement[],
  actor: Actor,
  now: Instant,
): Promise<void> {
  const items = extendFeed(head, [runChanged(run)], { now, newId });
  await saveFeed(tx, items);
  publish(tx, run.organiserId, [...announcements, ...items.map(feedExtended)], { now, actor: actor.userId });
}
