/** Previews of changes of vouchers, and the most that a voucher costs. */
import type { Id } from '@seteli/kit/ids';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { previewEntitlementChange } from '../commands/entitlement.ts';
import { previewGrant } from '../commands/grant.ts';
import { previewAnswer } from '../commands/retake.ts';
import { DECISIONS, previewChange, type Decide } from '../commands/voucher.ts';
import type { ContentShare, Cost, EntitlementCost, PricePoint } from '../domain/cost.ts';
import type { ChangePreview } from '../domain/preview.ts';
import { requireRight, type Action } from '../policy.ts';
import type { Context } from './context.ts';
import { readChangeOf, readGrantOf } from './input.ts';

const payload = (decision: Decision<ChangePreview>) =>
  decision.accepted ? { preview: previewAnswer(decision.value), refusal: null } : { preview: null, refusal: decision.refusal };

/** Previews a mutation about one voucher. */
const lookAt =
  <Input extends { readonly idempotencyKey: string; readonly voucherId: Id }>(right: Action, decide: Decide<Input>) =>
  async (_: unknown, { input }: { input: Input }, context: Context) => {
    requireRight(context.actor, right);
    requireIds(input.voucherId);
    return payload(await previewChange(context, context.actor, input, decide));
  };

export const previews = {
  Query: {
    previewGrant: async (_: unknown, { input }: api.QueryPreviewGrantArgs, context: Context) =>
      payload(await previewGrant(context, context.actor, input, await readGrantOf(context, input))),
    previewRevocation: lookAt('endOrRevokeVoucher', DECISIONS.decideRevocation),
    previewEnd: lookAt('endOrRevokeVoucher', DECISIONS.decideEnd),
    previewSuspension: lookAt('changeVoucher', DECISIONS.decideSuspension),
    previewExtension: lookAt('changeVoucher', DECISIONS.decideExtension),
    previewEntitlementChange: async (_: unknown, { input }: api.QueryPreviewEntitlementChangeArgs, context: Context) =>
      payload(await previewEntitlementChange(context, context.actor, input, await readChangeOf(context, input))),
  },
  VoucherCost: {
    month: ({ mostCents }: Cost) => mostCents,
    term: ({ termCents }: Cost) => termCents,
    unlimited: ({ hasUnlimited }: Cost) => hasUnlimited,
    clientShares: ({ shares }: Cost) => shares,
  },
  MonthCost: { most: ({ mostCents }: Cost['months'][number]) => mostCents },
  EntitlementCost: {
    contents: ({ contentIds }: EntitlementCost) => contentIds.map((id) => ({ id })),
    month: ({ mostCents }: EntitlementCost) => mostCents,
    term: ({ termCents }: EntitlementCost) => termCents,
  },
  ContentShare: { content: ({ contentId }: ContentShare) => ({ id: contentId }) },
  ShareAtPrice: {
    price: ({ priceCents }: PricePoint) => priceCents,
    unitShare: ({ unitShareCents }: PricePoint) => unitShareCents,
    monthShare: ({ monthShareCents }: PricePoint) => monthShareCents,
  },
};
