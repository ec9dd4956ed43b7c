/** Whether a provider bills by unit. Then each of its units has its own statement in a run (rules 69d). */
import { isMonthBefore, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { wordFrom, wordOf, type Word } from './terms.ts';

export type PublishedBilling = Word & {
  readonly providerId: Id;
  readonly byUnit: boolean;
  readonly publishedBy: Id;
  readonly publishedAt: Instant;
};

/** A provider bills as a whole unless it has published otherwise. */
export const billingOf = (
  month: Month,
  published: readonly PublishedBilling[],
): { readonly firstMonth: Month | null; readonly byUnit: boolean } => wordOf(month, published) ?? { firstMonth: null, byUnit: false };

/** The providers that bill the month by unit. */
export const unitBillers = (month: Month, published: readonly PublishedBilling[]): ReadonlySet<Id> =>
  new Set(
    [...Map.groupBy(published, ({ providerId }) => providerId)]
      .filter(([, words]) => billingOf(month, words).byUnit)
      .map(([providerId]) => providerId),
  );

type BillingWish = { readonly firstMonth: Month; readonly byUnit: boolean };

/**
 * What the store must keep; null when the provider has published the same for that month. A past month is refused,
 * since some organiser may have settled it.
 */
export function publishBilling(
  published: readonly PublishedBilling[],
  wish: BillingWish,
  thisMonth: Month,
): Decision<(BillingWish & { readonly version: number }) | null> {
  const { firstMonth, byUnit } = wish;
  if (isMonthBefore(firstMonth, thisMonth)) return refuse('WRONG_STATE', { path: ['firstMonth'] });
  const before = wordFrom(firstMonth, published);
  return accept(before?.byUnit === byUnit ? null : { firstMonth, byUnit, version: (before?.version ?? 0) + 1 });
}
