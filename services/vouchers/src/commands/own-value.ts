/** Changing what a client's own decision says about the value. One transaction; visits that it changes are first shown, then taken again as they were shown. */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ChangeOwnValueInput } from '@seteli/schema/generated/vouchers';
import { aboutOwnValue, changeOwnValue as decide, withOwnValue } from '../domain/own-value.ts';
import { atNewValues, previewOf, type ChangePreview, type Retaken } from '../domain/retake.ts';
import type { OwnValueVersion } from '../domain/worth.ts';
import { lockVouchers } from '../store/allocation.ts';
import { listEntitlements } from '../store/entitlement.ts';
import { listPastVisits } from '../store/past-visit.ts';
import { findContents, findFormula, findTerms, listValueVersions } from '../store/value.ts';
import { findVouchers, insertOwnValueChange, type StoredVoucher } from '../store/voucher.ts';
import { toOwnValueWish, toStoredIncome } from './grant.ts';
import { carryOut, previewAnswer, takeVisitsAgain, type PreviewAnswer } from './retake.ts';
import type { Desk } from './voucher.ts';

/** Either the voucher that was changed, or what would come of it. */
export type Changed = { readonly voucherId: Id; readonly preview: null } | { readonly voucherId: null; readonly preview: PreviewAnswer };

/** A preview moves nothing and takes no key: it may be looked at as often as one likes. */
export async function changeOwnValue({ database, clock }: Desk, actor: Actor, input: ChangeOwnValueInput): Promise<Decision<Changed>> {
  const now = clock.now();
  const { previewId = null } = input;
  if (previewId === null) {
    const shown = await database.transaction((tx) => workOut(tx, actor, input, now));
    if (shown.accepted && shown.value.preview.visits > 0) return accept({ voucherId: null, preview: previewAnswer(shown.value.preview) });
  }
  return await once<Decision<Changed>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'changeOwnValue', input, now },
    async (tx) => {
      const worked = await workOut(tx, actor, input, now);
      if (!worked.accepted) return worked;
      const { voucher, change, retaken, preview } = worked.value;
      const isAsSeen = previewId === null ? preview.visits === 0 : previewId === preview.previewId;
      if (!isAsSeen) return refuse('STALE_PREVIEW', { path: ['previewId'] });
      const income = toStoredIncome(toOwnValueWish(input.ownValue).income);
      await insertOwnValueChange(tx, { voucherId: voucher.id, ...change, income, decidedBy: actor.userId, decidedAt: now });
      await carryOut(tx, voucher.organiserId, retaken, { now, actor: actor.userId });
      return accept({ voucherId: voucher.id, preview: null });
    },
  );
}

type WorkedOut = {
  readonly voucher: StoredVoucher;
  readonly change: OwnValueVersion;
  readonly retaken: Retaken;
  readonly preview: ChangePreview;
};

/** Locks as visits do: all vouchers of the client, then the batches. */
async function workOut(
  tx: Tx,
  actor: Actor,
  { voucherId, firstDay, ownValue }: ChangeOwnValueInput,
  now: Instant,
): Promise<Decision<WorkedOut>> {
  const [voucher] = await findVouchers(tx, actor, { ids: [voucherId] });
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  const vouchers = await lockVouchers(tx, [{ voucherId, personId: voucher.personId }]);
  const { serviceId, organiserId } = voucher;
  const values = await listValueVersions(tx, serviceId);
  const today = dayOf(now);
  const decision = decide(
    {
      voucher: vouchers.get(voucherId),
      contents: (await findContents(tx, organiserId, serviceId)) ?? [],
      entitlements: await listEntitlements(tx, [voucherId]),
      values,
      formula: ownValue.income ? await findFormula(tx, serviceId, firstDay) : undefined,
      noticeDays: (await findTerms(tx, serviceId, today)).valueNoticeDays,
      today,
    },
    { firstDay, ownValue: toOwnValueWish(ownValue) },
  );
  if (!decision.accepted) return decision;
  const known = vouchers.get(voucherId)!;
  const changed = new Map(vouchers).set(voucherId, { ...known, ownValueChanges: withOwnValue(known, decision.value) });
  const change = atNewValues({ vouchers: changed, values, firstDay, isConcerned: ({ id }) => id === voucherId });
  const retaken = await takeVisitsAgain(tx, await listPastVisits(tx, voucher.personId), change, true);
  const preview = previewOf(aboutOwnValue(voucherId, firstDay, decision.value.ownValue), retaken.effects);
  return accept({ voucher, change: decision.value, retaken, preview });
}
