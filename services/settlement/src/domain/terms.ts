/**
 * How an organiser settles: who bills, and how long a debt is carried on. Published terms hold from a month on and are
 * never overwritten (rules 35, 42a).
 */
import { isMonthBefore, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';

/**
 * SELF_BILLED: the organiser pays without an invoice. PROVIDER_INVOICED: the organiser pays once the provider's invoice
 * has come.
 */
export type SettlementMode = 'SELF_BILLED' | 'PROVIDER_INVOICED';

export type Terms = {
  readonly mode: SettlementMode;
  /** The most runs in a row that may carry a negative sum on; the next run makes it a receivable. */
  readonly carriedRunsMax: number;
};

export type PublishedTerms = Terms & {
  readonly organiserId: Id;
  readonly firstMonth: Month;
  readonly version: number;
  readonly publishedBy: Id;
  readonly publishedAt: Instant;
};

export const DEFAULT_TERMS: Terms = { mode: 'SELF_BILLED', carriedRunsMax: 3 };

/** Something published from a month on. */
export type Word = { readonly firstMonth: Month; readonly version: number };

/** The newest version of the last month that begins by this month. */
export const wordOf = <W extends Word>(month: Month, words: readonly W[]): W | null =>
  words
    .filter(({ firstMonth }) => !isMonthBefore(month, firstMonth))
    .reduce<W | null>((last, word) => (last && isNewer(last, word) ? last : word), null);

const isNewer = (a: Word, b: Word): boolean =>
  a.firstMonth.equals(b.firstMonth) ? a.version > b.version : isMonthBefore(b.firstMonth, a.firstMonth);

/** The newest version of exactly this month. */
export const wordFrom = <W extends Word>(month: Month, words: readonly W[]): W | null =>
  wordOf(
    month,
    words.filter(({ firstMonth }) => firstMonth.equals(month)),
  );

export const termsOf = (month: Month, published: readonly PublishedTerms[]): Terms & { readonly firstMonth: Month | null } =>
  wordOf(month, published) ?? { ...DEFAULT_TERMS, firstMonth: null };

const MOST_CARRIED_RUNS = 12;

type TermsWish = Terms & { readonly firstMonth: Month };
type KnownTerms = { readonly lockedThrough: Month | null; readonly published: readonly PublishedTerms[] };

/**
 * What the store must keep; null when the organiser has published the same for that month. A locked month is refused,
 * since its terms have settled it.
 */
export function publishTerms(
  { lockedThrough, published }: KnownTerms,
  wish: TermsWish,
): Decision<(TermsWish & { readonly version: number }) | null> {
  const { firstMonth, carriedRunsMax, mode } = wish;
  if (carriedRunsMax < 0 || carriedRunsMax > MOST_CARRIED_RUNS) return refuse('INVALID_RANGE', { path: ['carriedRunsMax'] });
  if (lockedThrough && !isMonthBefore(lockedThrough, firstMonth)) return refuse('WRONG_STATE', { path: ['firstMonth'] });
  const before = wordFrom(firstMonth, published);
  if (before && before.mode === mode && before.carriedRunsMax === carriedRunsMax) return accept(null);
  return accept({ mode, carriedRunsMax, firstMonth, version: (before?.version ?? 0) + 1 });
}
