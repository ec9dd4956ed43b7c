/** What people do with runs: lock, approve and export them. */
import { createHash } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import { planForMuch, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement, type Heads } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ApproveRunInput, ExportRunInput, LockRunInput } from '@seteli/schema/generated/settlement';
import { extendFeed, type FeedHead } from '../domain/feed.ts';
import { unitBillers } from '../domain/billing.ts';
import { obstacleOf, payBy, writePaymentFile } from '../domain/payment.ts';
import { sumShares } from '../domain/posting.ts';
import * as rule from '../domain/run.ts';
import { issueStatements, linesToState } from '../domain/statement.ts';
import { termsOf } from '../domain/terms.ts';
import { feedExtended, runChanged, visitsSettled } from '../events.ts';
import { lockLedgers, saveFeed } from '../store/ledger.ts';
import * as party from '../store/party.ts';
import * as payments from '../store/payment.ts';
import * as store from '../store/run.ts';
import * as statements from '../store/statement.ts';
import { listBilling, listTerms } from '../store/terms.ts';
import type { Desk } from './desk.ts';

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
      await keepActors(tx, [actor]);
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
  await issue(tx, run);
  await statements.saveClientShares(tx, run);
  const locked = { ...run, hash: await store.computeRunHash(tx, run.id) };
  await store.saveRun(tx, locked);
  return locked;
}

/** The run's statements, and what its file will pay: of them, and of those that had to wait until now. */
async function issue(tx: Tx, run: rule.Run): Promise<void> {
  const { organiserId, month } = run;
  const sums = await statements.sumStatementLines(tx, run.id, unitBillers(month, await listBilling(tx)));
  if (sumShares(sums).organiserCents !== run.organiserCents) throw new Error(`the lines of run ${run.id} do not make its sum`);
  const lines = linesToState(sums);
  const debts = await statements.findDebts(tx, organiserId, month);
  const billed = new Set([...lines.map(({ providerId }) => providerId), ...debts.keys()]);
  const facts = {
    run,
    series: await statements.seriesOf(tx, organiserId),
    lines,
    debts,
    creditors: await party.findCreditors(tx, billed),
    terms: termsOf(month, await listTerms(tx, organiserId)),
    endedApprovals: await party.findEndedApprovals(tx, organiserId, billed, month),
  };
  await statements.saveStatements(tx, issueStatements(facts, newId), lines);
  await statements.saveStatementVisits(tx, run.id);
  const unpaid = await payments.listUnpaid(tx, organiserId);
  const creditors = await party.findCreditors(tx, new Set(unpaid.map(({ providerId }) => providerId)));
  await payments.savePayments(tx, payBy(run.id, unpaid, creditors));
}

export async function approveRun({ database, clock }: Desk, actor: Actor, input: ApproveRunInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'approveRun', input, now },
    async (tx) => {
      const head = (await lockLedgers(tx, [organiserId])).get(organiserId)!;
      const seen = { by: actor.userId, hash: input.hash };
      const decision = rule.approveRun(await store.lockStoredRun(tx, organiserId, input.runId), seen, now);
      if (!decision.accepted) return decision;
      const run = decision.value;
      const transfers = await payments.listTransfers(tx, organiserId, run.id);
      if (transfers.length > 0) {
        const debtor = await party.findOrganiser(tx, organiserId);
        const obstacle = obstacleOf(debtor);
        if (obstacle === 'NO_ACCOUNT') return refuse('INVALID_IBAN', { path: ['runId'] });
        if (obstacle) return refuse(obstacle, { path: ['runId'] });
        const { companyName, iban } = debtor!;
        const file = writePaymentFile(run.id, { companyName, iban: iban! }, transfers, now);
        const sha256 = createHash('sha256').update(file.content).digest('hex');
        await payments.insertPaymentFile(tx, { runId: run.id, ...file, sha256, madeAt: now });
      }
      await keepActors(tx, [actor]);
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
