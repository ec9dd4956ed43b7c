/** What people do with vouchers once these are granted. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import type { Clock } from '@seteli/kit/clock';
import type { Database, Tx } from '@seteli/kit/db';
import { UNTIL_FURTHER_NOTICE, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type * as api from '@seteli/schema/generated/vouchers';
import { resume, suspend } from '../domain/suspension.ts';
import { arrangeOtherwise as decideOtherwise, decline, end, extend, revoke, type Voucher } from '../domain/voucher.ts';
import { closeTasks, openTasks, voucherChanged, voucherRevoked } from '../events.ts';
import { rolesFor } from '../policy.ts';
import { findDeclined, insertArrangement, insertDecline } from '../store/declined.ts';
import { listEntitlements } from '../store/entitlement.ts';
import * as store from '../store/voucher.ts';

export type Desk = { readonly database: Database; readonly clock: Clock };

type Decide = (tx: Tx, voucher: store.StoredVoucher | undefined, now: Instant) => Decision<Voucher> | Promise<Decision<Voucher>>;

/** A command about one voucher that the actor may decide about; what it needs to know beside the voucher it reads while that is locked. */
async function change(
  { database, clock }: Desk,
  actor: Actor,
  command: string,
  input: { readonly idempotencyKey: string; readonly voucherId: Id; readonly expectedVersion?: number | null | undefined },
  decide: Decide,
  announcement = voucherChanged,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const before = await store.lockVoucher(tx, actor, input.voucherId);
      const decision = checkSeen(before, input.expectedVersion) ?? (await decide(tx, before, now));
      if (!decision.accepted) return decision;
      const { value: voucher } = decision;
      await store.updateVoucher(tx, voucher);
      if (voucher.state !== 'ACTIVE') await closeTasks(tx, 'CLIENT_MOVED', [voucher.id], { now, actor: actor.userId });
      const contentIds = (await listEntitlements(tx, [voucher.id])).flatMap((entitlement) => entitlement.contentIds);
      publish(tx, voucher.organiserId, [announcement(voucher, contentIds)], { now, actor: actor.userId });
      return accept(voucher.id);
    },
  );
}

export const revokeVoucher = (desk: Desk, actor: Actor, input: api.RevokeVoucherInput) =>
  change(desk, actor, 'revokeVoucher', input, (_, voucher, now) => revoke(voucher, input.lastDay, now), voucherRevoked);

export const endVoucher = (desk: Desk, actor: Actor, input: api.EndVoucherInput) =>
  change(desk, actor, 'endVoucher', input, async (tx, voucher, now) =>
    end(voucher, input.lastDay, now, voucher ? await store.findDayOfDeath(tx, voucher.personId) : null),
  );

export const declineVoucher = (desk: Desk, actor: Actor, input: api.DeclineVoucherInput) =>
  change(desk, actor, 'declineVoucher', input, async (tx, voucher, now) => {
    const decision = decline(voucher, voucher ? (await store.findUse(tx, voucher)).isUsed : false);
    const { voucherId, reason = null } = input;
    if (!decision.accepted) return decision;
    await insertDecline(tx, { voucherId, reason, declinedBy: actor.userId, declinedAt: now });
    await openTasks(tx, [toArrange(decision.value)], { now, actor: actor.userId });
    await keepActors(tx, [actor]);
    return decision;
  });

/** For those who may arrange its services otherwise. */
const toArrange = ({ id, organiserId, serviceId }: Voucher) => ({
  partition: organiserId,
  kind: 'DECLINED_VOUCHER' as const,
  subjectId: id,
  organisation: { kind: 'ORGANISER' as const, id: organiserId },
  roles: rolesFor('arrangeOtherwise', 'ORGANISER'),
  serviceId,
  dueDay: null,
});

/** Nobody else needs to know what was arranged: only the task ends. */
export async function arrangeOtherwise({ database, clock }: Desk, actor: Actor, input: api.ArrangeOtherwiseInput): Promise<Decision<Id>> {
  const now = clock.now();
  const { voucherId, kind, note = null } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'arrangeOtherwise', input, now },
    async (tx) => {
      const voucher = await store.lockVoucher(tx, actor, voucherId);
      const before = voucher && (await findDeclined(tx, actor, voucherId));
      const decision = checkSeen(voucher, input.expectedVersion) ?? decideOtherwise(voucher, before?.arrangement != null);
      if (!decision.accepted) return decision;
      await keepActors(tx, [actor]);
      await insertArrangement(tx, { voucherId, kind, note, arrangedBy: actor.userId, arrangedAt: now });
      await closeTasks(tx, 'DECLINED_VOUCHER', [voucherId], { now, actor: actor.userId });
      return accept(voucherId);
    },
  );
}

export const suspendVoucher = (desk: Desk, actor: Actor, input: api.SuspendVoucherInput) =>
  change(desk, actor, 'suspendVoucher', input, (_, voucher, now) => suspend(voucher, { ...input, id: newId() }, now));

export const resumeVoucher = (desk: Desk, actor: Actor, input: api.ResumeVoucherInput) =>
  change(desk, actor, 'resumeVoucher', input, (_, voucher, now) => resume(voucher, input, now));

export const extendVoucher = (desk: Desk, actor: Actor, input: api.ExtendVoucherInput) =>
  change(desk, actor, 'extendVoucher', input, async (tx, voucher, now) => {
    const [use, [successor], entitlements] = voucher
      ? [await store.findUse(tx, voucher), await store.listSuccessors(tx, [voucher.id]), await listEntitlements(tx, [voucher.id])]
      : [{ lastUsedDay: null }, [], []];
    const bounds = {
      lastUsedDay: use.lastUsedDay,
      successorStarts: successor?.firstDay ?? null,
      carriesOver: entitlements.some(({ carryOver }) => carryOver),
    };
    return extend(voucher, input.lastDay ?? UNTIL_FURTHER_NOTICE, bounds, now);
  });
