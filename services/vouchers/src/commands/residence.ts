/**
 * Hears that a client has moved out of the organiser's area. No voucher ends by itself: a granter ends or keeps each.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { KeepVoucherInput } from '@seteli/schema/generated/vouchers';
import { closeTasks, openTasks } from '../events.ts';
import { rolesFor } from '../policy.ts';
import * as store from '../store/residence.ts';
import { lockPersons, lockVoucher } from '../store/voucher.ts';
import type { Desk } from './desk.ts';

/** Only the newest news counts, in whatever order it comes. A client who moves back leaves nothing to decide. */
export async function hearOfMoves(tx: Tx, moves: readonly store.Residence[], cause: Cause): Promise<void> {
  // The lock makes a voucher visible that is granted at this moment.
  await lockPersons(
    tx,
    moves.map(({ personId }) => personId),
  );
  const news = await store.saveResidences(tx, moves);
  const out = news.filter(({ livesInArea }) => !livesInArea);
  const back = news.filter(({ livesInArea }) => livesInArea);
  const vouchers = await store.lockVouchersAhead(tx, out, dayOf(cause.now));
  await openTasks(
    tx,
    vouchers.map(({ id, organiserId, serviceId }) => ({
      partition: organiserId,
      kind: 'CLIENT_MOVED' as const,
      subjectId: id,
      organisation: { kind: 'ORGANISER' as const, id: organiserId },
      roles: rolesFor('keepVoucher', 'ORGANISER'),
      serviceId,
      dueDay: null,
    })),
    cause,
  );
  await closeTasks(tx, 'CLIENT_MOVED', await store.listVouchersOf(tx, back), cause);
}

/** The organiser goes on paying for a client who has moved out of its area. */
export async function keepVoucher({ database, clock }: Desk, actor: Actor, input: KeepVoucherInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'keepVoucher', input, now },
    async (tx) => {
      const voucher = await lockVoucher(tx, actor, input.voucherId);
      if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
      const stale = checkSeen(voucher, input.expectedVersion);
      if (stale) return stale;
      if (!(await store.isMoveOpen(tx, voucher.id))) return refuse('WRONG_STATE', { path: ['voucherId'] });
      await closeTasks(tx, 'CLIENT_MOVED', [voucher.id], { now, actor: actor.userId });
      return accept(voucher.id);
    },
  );
}
