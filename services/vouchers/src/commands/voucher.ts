/** Changes granted vouchers. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import type { Reader, Tx } from '@seteli/kit/db';
import { dayOf, UNTIL_FURTHER_NOTICE, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, checkSeen, type Decision } from '@seteli/kit/result';
import type * as api from '@seteli/schema/generated/vouchers';
import { checkPreviewed, type ChangePreview } from '../domain/preview.ts';
import { resume, suspend } from '../domain/suspension.ts';
import { arrangeOtherwise as decideOtherwise, decline, end, extend, revoke, type Voucher } from '../domain/voucher.ts';
import { closeTasks, openTasks, voucherChanged, voucherRevoked } from '../events.ts';
import { rolesFor } from '../policy.ts';
import { findDeclined, insertArrangement, insertDecline } from '../store/declined.ts';
import { listEntitlements } from '../store/entitlement.ts';
import * as store from '../store/voucher.ts';
import { previewChanged } from './cost.ts';
import type { Desk } from './desk.ts';
import { tellClients } from './telling.ts';

/** The rule of a command about one voucher. It reads what else it needs to know. */
export type Decide<Input> = (
  reader: Reader,
  voucher: store.StoredVoucher | undefined,
  input: Input,
  now: Instant,
) => Decision<Voucher> | Promise<Decision<Voucher>>;

type ChangeInput = {
  readonly idempotencyKey: string;
  readonly voucherId: Id;
  readonly expectedVersion?: number | null | undefined;
  readonly previewId?: string | null | undefined;
};

/**
 * Carries out a command about a voucher that the actor may change. `decide` reads its facts while the voucher is
 * locked.
 */
async function change<Input extends ChangeInput>(
  { database, clock }: Desk,
  actor: Actor,
  command: string,
  input: Input,
  decide: Decide<Input>,
  {
    announcement = voucherChanged,
    follow,
  }: { announcement?: typeof voucherChanged; follow?: (tx: Tx, voucher: Voucher, now: Instant) => Promise<unknown> } = {},
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const before = await store.lockVoucher(tx, actor, input.voucherId);
      const decision = checkSeen(before, input.expectedVersion) ?? (await decide(tx, before, input, now));
      if (!decision.accepted) return decision;
      const { value: voucher } = decision;
      const stale = await checkPreviewed(input.previewId, () => previewChanged(tx, before!, voucher, dayOf(now)));
      if (stale) return stale;
      await store.updateVoucher(tx, voucher);
      await follow?.(tx, voucher, now);
      if (voucher.state !== 'ACTIVE') await closeTasks(tx, 'CLIENT_MOVED', [voucher.id], { now, actor: actor.userId });
      const contentIds = (await listEntitlements(tx, [voucher.id])).flatMap((entitlement) => entitlement.contentIds);
      publish(tx, voucher.organiserId, [announcement(voucher, contentIds)], { now, actor: actor.userId });
      return accept(voucher.id);
    },
  );
}

/** Previews the same command now: the same rule, without locks. */
export async function previewChange<Input extends ChangeInput>(
  { database, clock }: Desk,
  actor: Actor,
  input: Input,
  decide: Decide<Input>,
): Promise<Decision<ChangePreview>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<ChangePreview>> => {
    const [before] = await store.findVouchers(tx, actor, [input.voucherId]);
    const decision = checkSeen(before, input.expectedVersion) ?? (await decide(tx, before, input, now));
    return decision.accepted ? accept(await previewChanged(tx, before!, decision.value, dayOf(now))) : decision;
  });
}

const decideRevocation: Decide<api.RevokeVoucherInput> = (_, voucher, { lastDay }, now) => revoke(voucher, lastDay, now);

const decideEnd: Decide<api.EndVoucherInput> = async (reader, voucher, { lastDay }, now) =>
  end(voucher, lastDay, now, voucher ? await store.findDayOfDeath(reader, voucher.personId) : null);

const decideSuspension: Decide<api.SuspendVoucherInput> = (_, voucher, input, now) => suspend(voucher, { ...input, id: newId() }, now);

const decideExtension: Decide<api.ExtendVoucherInput> = async (reader, voucher, input, now) => {
  const [use, [successor], entitlements] = voucher
    ? [await store.findUse(reader, voucher), await store.listSuccessors(reader, [voucher.id]), await listEntitlements(reader, [voucher.id])]
    : [{ lastUsedDay: null }, [], []];
  const bounds = {
    lastUsedDay: use.lastUsedDay,
    successorStarts: successor?.firstDay ?? null,
    carriesOver: entitlements.some(({ carryOver }) => carryOver),
  };
  return extend(voucher, input.lastDay ?? UNTIL_FURTHER_NOTICE, bounds, now);
};

/** The rules of the commands that users can preview. */
export const DECISIONS = { decideRevocation, decideEnd, decideSuspension, decideExtension };

export const revokeVoucher = (desk: Desk, actor: Actor, input: api.RevokeVoucherInput) =>
  change(desk, actor, 'revokeVoucher', input, decideRevocation, { announcement: voucherRevoked, follow: tellOfEnd(actor) });

export const endVoucher = (desk: Desk, actor: Actor, input: api.EndVoucherInput) =>
  change(desk, actor, 'endVoucher', input, decideEnd, { follow: tellOfEnd(actor) });

const tellOfEnd =
  ({ userId }: Actor) =>
  async (tx: Tx, voucher: Voucher, now: Instant): Promise<void> =>
    tellClients(tx, 'VOUCHER_ENDED', [{ ...voucher, dueDay: voucher.lastDay }], { now, actor: userId });

export const suspendVoucher = (desk: Desk, actor: Actor, input: api.SuspendVoucherInput) =>
  change(desk, actor, 'suspendVoucher', input, decideSuspension);

export const resumeVoucher = (desk: Desk, actor: Actor, input: api.ResumeVoucherInput) =>
  change(desk, actor, 'resumeVoucher', input, (_, voucher, wish, now) => resume(voucher, wish, now));

export const extendVoucher = (desk: Desk, actor: Actor, input: api.ExtendVoucherInput) =>
  change(desk, actor, 'extendVoucher', input, decideExtension);

export const declineVoucher = (desk: Desk, actor: Actor, input: api.DeclineVoucherInput) =>
  change(
    desk,
    actor,
    'declineVoucher',
    input,
    async (reader, voucher) => decline(voucher, voucher ? (await store.findUse(reader, voucher)).isUsed : false),
    {
      async follow(tx, voucher, now) {
        const { voucherId, reason = null } = input;
        await insertDecline(tx, { voucherId, reason, declinedBy: actor.userId, declinedAt: now });
        await openTasks(tx, [toArrange(voucher)], { now, actor: actor.userId });
        await keepActors(tx, [actor]);
      },
    },
  );

/** The task is for those who may arrange the service otherwise. */
const toArrange = ({ id, organiserId, serviceId }: Voucher) => ({
  partition: organiserId,
  kind: 'DECLINED_VOUCHER' as const,
  subjectId: id,
  organisation: { kind: 'ORGANISER' as const, id: organiserId },
  roles: rolesFor('arrangeOtherwise', 'ORGANISER'),
  serviceId,
  dueDay: null,
});

/** Nobody else needs to know the arrangement: only the task ends. */
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
