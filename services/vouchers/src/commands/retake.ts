/**
 * What all commands that change delivered visits share: they load the balances of the visits, decide the visits again,
 * and show or carry out the result.
 */
import type { Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { sumOf, type Effect, type PastVisit } from '../domain/recalculate.ts';
import { type ChangePreview } from '../domain/preview.ts';
import { balancesIn, retake, type ChangePiece, type Retaken } from '../domain/retake.ts';
import { allocationRecalculated } from '../events.ts';
import { saveBuckets } from '../store/allocation.ts';
import { listAllBuckets, listBatches, lockAllBuckets } from '../store/entitlement.ts';
import { savePastVisits } from '../store/past-visit.ts';

/** The effect of a change on one visit, small enough to be kept as an answer. */
export type EffectAnswer = {
  readonly visitId: Id;
  readonly organiserBefore: string;
  readonly organiserAfter: string;
  readonly clientBefore: string;
  readonly clientAfter: string;
};

export const effectAnswer = ({ before, after }: Effect): EffectAnswer => ({
  visitId: before.visitId,
  organiserBefore: sumOf(before.lines, 'organiserCents').toString(),
  organiserAfter: sumOf(after.lines, 'organiserCents').toString(),
  clientBefore: sumOf(before.lines, 'clientCents').toString(),
  clientAfter: sumOf(after.lines, 'clientCents').toString(),
});

export const previewAnswer = ({ effects, left, ...preview }: ChangePreview) => ({
  ...preview,
  effects: effects.map(effectAnswer),
  left: left.map(({ visitId }) => visitId),
});
export type PreviewAnswer = ReturnType<typeof previewAnswer>;

/** The caller has locked the vouchers of the visits if it carries the result out. */
export async function takeVisitsAgain(tx: Tx, visits: readonly PastVisit[], change: ChangePiece, isLocked: boolean): Promise<Retaken> {
  const balances = balancesIn(visits);
  const batches = Map.groupBy(balances.length > 0 ? await listBatches(tx, balances) : [], ({ entitlementId }) => entitlementId);
  const buckets = await (isLocked ? lockAllBuckets : listAllBuckets)(tx, balances);
  return retake(visits, { buckets, batches }, change);
}

export async function carryOut(
  tx: Tx,
  organiserId: Id,
  { effects, silent, buckets }: Retaken,
  cause: { readonly now: Instant; readonly actor: Id },
): Promise<void> {
  // It announces visits whose shares stay the same, too: bookings keeps the values of their lines, and announces
  // nothing further.
  const changed = [...effects.map(({ after }) => after), ...silent];
  await Promise.all([saveBuckets(tx, buckets), savePastVisits(tx, changed)]);
  publish(tx, organiserId, changed.map(allocationRecalculated), cause);
}
