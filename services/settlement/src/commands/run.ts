/** People lock, approve and export runs. `locking.ts` does what follows the answer of a lock. */
import { createHash } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import type { Heads } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ApproveRunInput, ExportRunInput, LockRunInput } from '@seteli/schema/generated/settlement';
import { obstacleOf, writePaymentFile } from '../domain/payment.ts';
import * as rule from '../domain/run.ts';
import { closeTasks } from '../events.ts';
import { lockLedgers } from '../store/ledger.ts';
import * as party from '../store/party.ts';
import * as payments from '../store/payment.ts';
import * as store from '../store/run.ts';
import type { Desk } from './desk.ts';
import { startLock, tellAboutRun } from '../jobs/locking.ts';

/** Closes the month to new entries and starts the job that freezes its entries. It answers before the job is done. */
export async function lockRun(desk: Desk, actor: Actor, input: LockRunInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const organiserId = actor.organisation.id;
  // Before the transaction, so that no ledger waits for another service's answer.
  const bookings = await headsOfBookings(desk);
  if (bookings) await untilHeard(desk, organiserId, bookings);
  return await once<Decision<Id>>(
    desk.database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'lockRun', input, now },
    async (tx) => {
      await lockLedgers(tx, [organiserId]);
      const facts = await store.findLockFacts(tx, organiserId, input.month, bookings);
      const decision = rule.lockRun(facts, actor.userId, now);
      if (!decision.accepted) return decision;
      const run = decision.value;
      if (facts.run.state !== run.state) {
        await store.saveRun(tx, run);
        await startLock(tx, actor, run, now);
      }
      return accept(run.id);
    },
  );
}

/**
 * How far bookings has announced. Null when bookings does not answer: then nobody knows whether settlement has heard
 * everything.
 */
async function headsOfBookings({ backbone, log }: Desk): Promise<Heads | null> {
  return await backbone.headsOf('bookings').catch((fault: unknown) => {
    log.info({ err: fault }, 'bookings did not tell how far it has come');
    return null;
  });
}

const HEAR_MS = 2_000;
const LOOK_MS = 50;

/**
 * While providers record visits, settlement is always a moment behind. It needs to have heard only what bookings had
 * said when asked.
 */
async function untilHeard({ database, backbone }: Desk, organiserId: Id, bookings: Heads): Promise<void> {
  const deadline = performance.now() + HEAR_MS;
  while (!(await store.hasApplied(database.reader, organiserId, bookings)) && performance.now() < deadline)
    await backbone.applied.next(LOOK_MS);
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
      await closeTasks(tx, 'RUN_TO_APPROVE', [run.id], { now, actor: actor.userId });
      await tellAboutRun(tx, head, run, actor.userId, now);
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
      await tellAboutRun(tx, head, decision.value, actor.userId, now);
      return accept(decision.value.id);
    },
  );
}
