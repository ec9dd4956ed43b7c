/**
 * Changes what a voucher grants: its quantities, its euros, and what its euros have paid. Each command is one
 * transaction.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { ChangeEntitlementInput, LoadBalanceInput, RecalculateBalanceInput } from '@seteli/schema/generated/vouchers';
import { grantedFor } from '../domain/bucket.ts';
import { changeQuantity, loadBatch } from '../domain/entitlement.ts';
import { EFFECTS_SHOWN } from '../domain/limits.ts';
import { checkPreviewed, type ChangePreview } from '../domain/preview.ts';
import { previewIdOf, recalculate, type Recalculation } from '../domain/recalculate.ts';
import { allocationRecalculated } from '../events.ts';
import { lockVouchers, saveBuckets } from '../store/allocation.ts';
import { listPastVisits, savePastVisits } from '../store/past-visit.ts';
import * as store from '../store/entitlement.ts';
import { findVouchers, lockVoucher, raiseVersion, type StoredVoucher } from '../store/voucher.ts';
import { previewChanged } from './cost.ts';
import { effectAnswer, type EffectAnswer } from './retake.ts';
import type { Desk } from './desk.ts';

/** `steps` is the quantity of the input, already read. The actor changes the version that they saw. */
export async function changeEntitlement(
  { database, clock }: Desk,
  actor: Actor,
  input: ChangeEntitlementInput,
  steps: number,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'changeEntitlement', input, now },
    async (tx) => {
      const seen = await store.findEntitlement(tx, input.entitlementId);
      const voucher = seen && (await lockVoucher(tx, actor, seen.voucherId));
      const entitlement = voucher && (await store.findEntitlement(tx, input.entitlementId));
      const buckets = await store.lockAllBuckets(tx, entitlement ? [entitlement.id] : []);
      const decision = checkSeen(entitlement, input.expectedVersion) ?? changeQuantity(voucher, entitlement, buckets, steps);
      if (!decision.accepted) return decision;
      const stale = await checkPreviewed(input.previewId, () =>
        previewChanged(tx, voucher!, voucher!, dayOf(now), { ...entitlement!, ...decision.value }),
      );
      if (stale) return stale;
      const changed = [...buckets].map(([name, { granted, remaining, stepsPerUnit }]) => {
        const given = grantedFor(decision.value, stepsPerUnit);
        return [name, { granted: given, remaining: remaining + given - granted, stepsPerUnit }] as const;
      });
      await store.saveQuantity(tx, decision.value, new Map(changed));
      return accept(voucher!.id);
    },
  );
}

/** Follows the same rule without locks. */
export async function previewEntitlementChange(
  { database, clock }: Desk,
  actor: Actor,
  { entitlementId, expectedVersion }: ChangeEntitlementInput,
  steps: number,
): Promise<Decision<ChangePreview>> {
  const today = dayOf(clock.now());
  return await database.transaction(async (tx): Promise<Decision<ChangePreview>> => {
    const entitlement = await store.findEntitlement(tx, entitlementId);
    const [voucher] = entitlement ? await findVouchers(tx, actor, [entitlement.voucherId]) : [];
    const known = voucher && entitlement;
    const buckets = await store.listAllBuckets(tx, known ? [known.id] : []);
    const decision = checkSeen(known, expectedVersion) ?? changeQuantity(voucher, known, buckets, steps);
    if (!decision.accepted) return decision;
    return accept(await previewChanged(tx, voucher!, voucher!, today, { ...known!, ...decision.value }));
  });
}

export async function loadBalance({ database, clock }: Desk, actor: Actor, input: LoadBalanceInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'loadBalance', input, now },
    async (tx) => {
      const voucher = await lockVoucher(tx, actor, input.voucherId);
      const balance = voucher && (await findBalance(tx, voucher.id));
      const { amount, firstDay, lastDay } = input.batch;
      const decision = checkSeen(voucher, input.expectedVersion) ?? loadBatch(voucher, balance, { amountCents: amount, firstDay, lastDay });
      if (!decision.accepted) return decision;
      await store.insertBatches(tx, [{ balanceId: balance!.id, batch: decision.value }], { loadedBy: actor.userId, loadedAt: now });
      await raiseVersion(tx, voucher!.id);
      return accept(voucher!.id);
    },
  );
}

const findBalance = async (tx: Tx, voucherId: Id) => (await store.listEntitlements(tx, [voucherId])).find(({ kind }) => kind === 'BALANCE');

export type RecalculationAnswer = { readonly previewId: string; readonly visits: number; readonly effects: readonly EffectAnswer[] };

/** A preview changes nothing and takes no key, so people may ask for it any number of times. */
export async function recalculateBalance(
  { database, clock }: Desk,
  actor: Actor,
  input: RecalculateBalanceInput,
): Promise<Decision<RecalculationAnswer>> {
  const now = clock.now();
  if (input.previewId == null) {
    return await database.transaction(async (tx): Promise<Decision<RecalculationAnswer>> => {
      const worked = await workOutBalance(tx, actor, input.voucherId);
      return worked.accepted ? accept(answerOf(worked.value)) : worked;
    });
  }
  return await once<Decision<RecalculationAnswer>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'recalculateBalance', input, now },
    async (tx) => {
      const worked = await workOutBalance(tx, actor, input.voucherId);
      if (!worked.accepted) return worked;
      const answer = answerOf(worked.value);
      if (answer.previewId !== input.previewId) return refuse('STALE_PREVIEW', { path: ['previewId'] });
      const { voucher, recalculation } = worked.value;
      const changed = recalculation.effects.map(({ after }) => after);
      // Only vouchers needs to know that another batch pays the same share.
      await Promise.all([saveBuckets(tx, recalculation.buckets), savePastVisits(tx, [...changed, ...recalculation.silent])]);
      if (changed.length > 0) publish(tx, voucher.organiserId, changed.map(allocationRecalculated), { now, actor: actor.userId });
      return accept(answer);
    },
  );
}

type WorkedOutBalance = { readonly voucher: StoredVoucher; readonly recalculation: Recalculation };

/** Locks in the order in which visits lock: all vouchers of the client, then the batches. */
async function workOutBalance(tx: Tx, actor: Actor, voucherId: Id): Promise<Decision<WorkedOutBalance>> {
  const [voucher] = await findVouchers(tx, actor, [voucherId]);
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  await lockVouchers(tx, [{ voucherId, personId: voucher.personId }]);
  const balance = await findBalance(tx, voucher.id);
  if (!balance) return refuse('WRONG_STATE', { path: ['voucherId'] });
  const buckets = await store.lockAllBuckets(tx, [balance.id]);
  const decision = recalculate(balance, buckets, await listPastVisits(tx, voucher.personId));
  return decision.accepted ? accept({ voucher, recalculation: decision.value }) : decision;
}

const answerOf = ({ voucher, recalculation }: WorkedOutBalance): RecalculationAnswer => ({
  previewId: previewIdOf(voucher.id, recalculation.effects),
  visits: recalculation.effects.length,
  effects: recalculation.effects.slice(0, EFFECTS_SHOWN).map(effectAnswer),
});
