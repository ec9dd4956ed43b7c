/**
 * Ends the vouchers of persons who have died, and restores them when registry takes the news back. One set of
 * statements serves all persons of a batch.
 */
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { followDeath } from '../domain/voucher.ts';
import { closeTasks, voucherChanged } from '../events.ts';
import { listEntitlements } from '../store/entitlement.ts';
import { savePersons } from '../store/known.ts';
import { lockPersons, lockVouchersAtDeath, saveEnds, type StoredVoucher } from '../store/voucher.ts';

/** Only the newest state of each person counts, so order and repeats do not matter. */
export async function hearOfPersons(tx: Tx, now: Instant, persons: Parameters<typeof savePersons>[1]): Promise<void> {
  const ids = persons.map(({ id }) => id);
  await lockPersons(tx, ids);
  await savePersons(tx, persons);
  await followDeaths(tx, now, ids);
}

/** The caller has locked the persons. */
export async function followDeaths(tx: Tx, now: Instant, ids: readonly Id[]): Promise<void> {
  const concerned = await lockVouchersAtDeath(tx, ids);
  const changed = concerned.flatMap(({ voucher, diedOn }) => {
    const after = followDeath(voucher, diedOn);
    return after ? [after] : [];
  });
  await saveEnds(tx, changed);
  const ended = changed.flatMap(({ id, state }) => (state === 'ACTIVE' ? [] : [id]));
  await closeTasks(tx, 'CLIENT_MOVED', ended, { now });
  await announceEnds(tx, now, changed);
}

async function announceEnds(
  tx: Tx,
  now: Instant,
  changed: readonly Pick<StoredVoucher, keyof Parameters<typeof voucherChanged>[0]>[],
): Promise<void> {
  if (changed.length === 0) return;
  const granted = Map.groupBy(
    await listEntitlements(
      tx,
      changed.map(({ id }) => id),
    ),
    ({ voucherId }) => voucherId,
  );
  for (const [organiserId, ended] of Map.groupBy(changed, ({ organiserId }) => organiserId))
    publish(
      tx,
      organiserId,
      ended.map((voucher) =>
        voucherChanged(
          voucher,
          (granted.get(voucher.id) ?? []).flatMap(({ contentIds }) => contentIds),
        ),
      ),
      { now },
    );
}
