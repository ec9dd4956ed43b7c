/**
 * Previews what a voucher costs at most before and after a change, and which delivered visits nobody could record again
 * after it. It takes no locks and changes nothing.
 */
import type { Reader } from '@seteli/kit/db';
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { bucketName } from '../domain/bucket.ts';
import { costOf, type CostedEntitlement, type CostedVoucher, type CostFacts } from '../domain/cost.ts';
import { dearestPrices, pricesOn } from '../domain/listed-price.ts';
import { previewOfCost, type ChangePreview } from '../domain/preview.ts';
import { isUsableOn } from '../domain/succession.ts';
import type { Voucher } from '../domain/voucher.ts';
import { listAllBuckets, listEntitlements, type StoredEntitlement } from '../store/entitlement.ts';
import { listApprovalsOf } from '../store/known.ts';
import { listPastVisits } from '../store/past-visit.ts';
import { listHeardPriceLists } from '../store/price.ts';
import { findContents, listValueVersions } from '../store/value.ts';
import { listOwnValueChanges } from '../store/voucher.ts';

export type Granting = CostedVoucher & Pick<Voucher, 'organiserId'>;

/** Previews a grant: the voucher does not exist yet. */
export async function previewGranted(
  reader: Reader,
  about: string,
  voucher: Granting,
  entitlements: readonly CostedEntitlement[],
  today: Day,
): Promise<ChangePreview> {
  const facts = await readCostFacts(reader, voucher, voucher.firstDay, today);
  return previewOfCost(about, { before: null, after: costOf(voucher, entitlements, facts) }, []);
}

/** `changed` is the entitlement that the change alters, where it alters one. */
export async function previewChanged(
  reader: Reader,
  before: Voucher,
  after: Voucher,
  today: Day,
  changed?: StoredEntitlement,
): Promise<ChangePreview> {
  const ownValueChanges = (await listOwnValueChanges(reader, [before.id])).get(before.id) ?? [];
  const granted = await listCosted(reader, before.id);
  const facts = await readCostFacts(reader, { ...before, ownValueChanges }, today, today);
  const costAs = (voucher: Voucher, entitlements: readonly CostedEntitlement[]) =>
    costOf({ ...voucher, ownValueChanges }, entitlements, facts);
  const afterwards = granted.map((each) => (each.id === changed?.id ? { ...each, ...changed, batches: each.batches } : each));
  const cost = { before: costAs(before, granted), after: costAs(after, afterwards) };
  const visits = await listPastVisits(reader, before.personId);
  const left = visits.filter(
    ({ voucherId, pieces }) =>
      voucherId === before.id &&
      pieces.some(({ day: firstDay, lastDay }) => isUsableOn(before, { firstDay, lastDay }) && !isUsableOn(after, { firstDay, lastDay })),
  );
  return previewOfCost(`${before.id} ${after.state} ${after.lastDay}`, cost, left);
}

async function listCosted(reader: Reader, voucherId: Id): Promise<(CostedEntitlement & { readonly id: Id })[]> {
  const entitlements = await listEntitlements(reader, [voucherId]);
  const balances = entitlements.filter(({ kind }) => kind === 'BALANCE').map(({ id }) => id);
  const buckets = balances.length > 0 ? await listAllBuckets(reader, balances) : undefined;
  return entitlements.map(({ batches, ...each }) => ({
    ...each,
    batches: batches.map((batch) => ({ ...batch, amountCents: BigInt(buckets!.get(bucketName(each.id, batch.id))!.granted) })),
  }));
}

async function readCostFacts(reader: Reader, voucher: Granting, from: Day, today: Day): Promise<CostFacts> {
  const { organiserId, serviceId, arrangementKind, firstDay } = voucher;
  const day = isBefore(firstDay, today) ? today : firstDay;
  const lists = await listHeardPriceLists(reader, new Set([serviceId]));
  const providers = new Set(lists.flatMap(({ providerId }) => providerId ?? []));
  const approvals = await listApprovalsOf(reader, serviceId, [...providers]);
  return {
    contents: (await findContents(reader, organiserId, serviceId)) ?? [],
    known: {
      values: await listValueVersions(reader, serviceId),
      prices: arrangementKind === 'PURCHASED' ? dearestPrices(lists) : new Map(),
    },
    listed: pricesOn(lists, approvals, day),
    from,
    day,
  };
}
