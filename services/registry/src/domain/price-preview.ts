/**
 * What a price list would change, content by content, before its provider submits it. `price-list.ts` decides whether
 * it may stand.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { minCents, type Cents } from '@seteli/kit/money';
import { earliestRise, type Price, type PriceFacts } from './price-list.ts';

/**
 * Prices and shares are for one unit of the content. A share is null without a price, or where no version or value is
 * known for the list's first day.
 */
export type PriceChange = {
  readonly contentId: Id;
  /** Null for a first price. */
  readonly oldPriceCents: Cents | null;
  /** Null where the list leaves the content out. */
  readonly newPriceCents: Cents | null;
  readonly oldShareCents: Cents | null;
  readonly newShareCents: Cents | null;
};

export type PricePreview = { readonly earliestRise: Day | null; readonly changes: readonly PriceChange[] };

/** In the order of the list. Contents that the list in force has and the new one leaves out come last. */
export function previewPrices(facts: PriceFacts, prices: readonly Price[], today: Day): PricePreview {
  const listed = new Map(prices.map(({ contentId, priceCents }) => [contentId, priceCents]));
  const contentIds = new Set([...listed.keys(), ...facts.inForce]);
  return {
    earliestRise: facts.service && earliestRise(facts.service, today),
    changes: [...contentIds].map((contentId) => {
      const [oldPriceCents, newPriceCents] = [facts.asked.get(contentId) ?? null, listed.get(contentId) ?? null];
      return {
        contentId,
        oldPriceCents,
        newPriceCents,
        oldShareCents: shareOf(facts, contentId, oldPriceCents),
        newShareCents: shareOf(facts, contentId, newPriceCents),
      };
    }),
  };
}

function shareOf({ service, values }: PriceFacts, contentId: Id, priceCents: Cents | null): Cents | null {
  const content = service?.contents.get(contentId);
  if (!service || !content || priceCents === null) return null;
  if (service.arrangementKind === 'PURCHASED' || !content.deductibleAllowed) return 0n;
  const value = values.get(contentId);
  return value === undefined ? null : priceCents - minCents(priceCents, value);
}
