/**
 * Changes what a client's own decision says about the value, in one transaction. Users first see the visits that it
 * changes. The same visits then change at once, or when a second person confirms.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { ChangeOwnValueInput } from '@seteli/schema/generated/vouchers';
import { aboutOwnValue, changeOwnValue as decide, withOwnValue, type OwnValueChange } from '../domain/own-value.ts';
import { concernsVisits, previewOf, type ChangePreview } from '../domain/preview.ts';
import { atNewValues, type Retaken } from '../domain/retake.ts';
import type { OwnValueVersion } from '../domain/worth.ts';
import { lockVouchers } from '../store/allocation.ts';
import { listEntitlements } from '../store/entitlement.ts';
import { listPastVisits } from '../store/past-visit.ts';
import { insertProposal } from '../store/proposal.ts';
import { findContents, findFormula, findTerms, listValueVersions } from '../store/value.ts';
import { findVouchers, insertOwnValueChange, raiseVersion, type StoredVoucher } from '../store/voucher.ts';
import { toOwnValueWish, toStoredIncome } from './grant.ts';
import { carryOut, previewAnswer, takeVisitsAgain, type PreviewAnswer } from './retake.ts';
import type { Desk } from './desk.ts';

/** Exactly one is set: the changed voucher, a preview of the change, or a proposal that waits for a second person. */
export type ChangedOwnValue = { readonly voucherId: Id | null; readonly preview: PreviewAnswer | null; readonly proposalId: Id | null };
const NOTHING_YET: ChangedOwnValue = { voucherId: null, preview: null, proposalId: null };

/** A preview changes nothing and takes no key, so people may ask for it any number of times. */
export async function changeOwnValue(
  { database, clock }: Desk,
  actor: Actor,
  input: ChangeOwnValueInput,
): Promise<Decision<ChangedOwnValue>> {
  const now = clock.now();
  const { voucherId, firstDay, previewId = null, reason = null } = input;
  const wish: OwnValueChange = { firstDay, reason, ownValue: toOwnValueWish(input.ownValue) };
  if (previewId === null) {
    const shown = await database.transaction((tx) => workOutDecision(tx, actor, voucherId, wish, now, input.expectedVersion));
    if (shown.accepted && (reason !== null || concernsVisits(shown.value.preview)))
      return accept({ ...NOTHING_YET, preview: previewAnswer(shown.value.preview) });
  }
  return await once<Decision<ChangedOwnValue>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'changeOwnValue', input, now },
    async (tx) => {
      const worked = await workOutDecision(tx, actor, voucherId, wish, now, input.expectedVersion);
      if (!worked.accepted) return worked;
      const { voucher, preview } = worked.value;
      const isAsSeen = previewId === null ? reason === null && !concernsVisits(preview) : previewId === preview.previewId;
      if (!isAsSeen) return refuse('STALE_PREVIEW', { path: ['previewId'] });
      if (reason === null) {
        await putDecisionInForce(tx, worked.value, wish, { now, actor: actor.userId });
        return accept({ ...NOTHING_YET, voucherId });
      }
      const { serviceId } = voucher;
      const wanted = { table: null, own: wish };
      const proposed = { kind: 'DECISION', subjectId: voucherId, serviceId, wish: wanted, previewId: preview.previewId } as const;
      return accept({ ...NOTHING_YET, proposalId: await insertProposal(tx, actor, proposed, now) });
    },
  );
}

/** A decision that the rules allow, with its effect on delivered visits. */
export type WorkedOutDecision = {
  readonly voucher: StoredVoucher;
  readonly change: OwnValueVersion;
  readonly retaken: Retaken;
  readonly preview: ChangePreview;
};

/** Locks in the order in which visits lock: all vouchers of the client, then the batches. */
export async function workOutDecision(
  tx: Tx,
  actor: Actor,
  voucherId: Id,
  wish: OwnValueChange,
  now: Instant,
  expectedVersion?: number | null,
): Promise<Decision<WorkedOutDecision>> {
  const { firstDay, ownValue, reason } = wish;
  const [voucher] = await findVouchers(tx, actor, [voucherId]);
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  const vouchers = await lockVouchers(tx, [{ voucherId, personId: voucher.personId }]);
  // A change that held the lock may have made another version of the voucher.
  const [locked] = expectedVersion == null ? [] : await findVouchers(tx, actor, [voucherId]);
  const stale = checkSeen(locked, expectedVersion);
  if (stale) return stale;
  const { serviceId, organiserId } = voucher;
  const values = await listValueVersions(tx, serviceId);
  const today = dayOf(now);
  const known = vouchers.get(voucherId)!;
  const decision = decide(
    {
      voucher: known,
      contents: (await findContents(tx, organiserId, serviceId)) ?? [],
      entitlements: await listEntitlements(tx, [voucherId]),
      values,
      formula: ownValue.income ? await findFormula(tx, serviceId, firstDay) : undefined,
      noticeDays: (await findTerms(tx, serviceId, today)).valueNoticeDays,
      today,
    },
    wish,
  );
  if (!decision.accepted) return decision;
  const changed = new Map(vouchers).set(voucherId, { ...known, ownValueChanges: withOwnValue(known, decision.value) });
  const isConcerned = ({ id }: { readonly id: Id }) => id === voucherId;
  const change = atNewValues({ vouchers: changed, values, firstDay, mayFall: reason !== null, isConcerned });
  const retaken = await takeVisitsAgain(tx, await listPastVisits(tx, voucher.personId), change, true);
  const preview = previewOf(aboutOwnValue(known, decision.value.ownValue, wish), retaken);
  return accept({ voucher, change: decision.value, retaken, preview });
}

/** Saves the decision, and changes delivered visits as previewed. */
export async function putDecisionInForce(
  tx: Tx,
  { voucher, change, retaken }: WorkedOutDecision,
  { ownValue }: OwnValueChange,
  cause: { readonly now: Instant; readonly actor: Id },
): Promise<void> {
  const income = toStoredIncome(ownValue.income);
  await raiseVersion(tx, voucher.id);
  await insertOwnValueChange(tx, { voucherId: voucher.id, ...change, income, decidedBy: cause.actor, decidedAt: cause.now });
  await carryOut(tx, voucher.organiserId, retaken, cause);
}
