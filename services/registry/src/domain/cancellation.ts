/**
 * The terms on which a service bills visits that are cancelled too late (rules 29). Bookings decides what a cancelled
 * visit costs.
 */
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { CANCELLATION_PAYERS } from '@seteli/schema/events/registry';

export type CancellationTerms = {
  readonly noticeHours: number;
  readonly billableSharePercent: number;
  readonly maxMinutes: number | null;
  readonly payer: (typeof CANCELLATION_PAYERS)[number];
  readonly consumesQuota: boolean;
};

type TermsRefusal = 'INVALID_RANGE' | 'AMOUNT_NOT_POSITIVE' | 'FREE_BY_LAW';

const at = (field: string) => ({ path: ['cancellationTerms', field] });

/**
 * Null: the service bills no cancellation. A client who is free by law pays for nothing, and for no cancelled visit
 * either (rules 4).
 */
export function checkTerms(
  terms: CancellationTerms | null,
  contents: readonly { readonly deductibleAllowed: boolean }[],
): Decision<CancellationTerms | null, TermsRefusal> {
  if (!terms) return accept(null);
  const { noticeHours, billableSharePercent, maxMinutes, payer } = terms;
  if (noticeHours < 0) return refuse('AMOUNT_NOT_POSITIVE', at('noticeHours'));
  if (billableSharePercent < 1 || billableSharePercent > 100) return refuse('INVALID_RANGE', at('billableSharePercent'));
  if (maxMinutes !== null && maxMinutes <= 0) return refuse('AMOUNT_NOT_POSITIVE', at('maxMinutes'));
  if (payer !== 'ORGANISER' && contents.some(({ deductibleAllowed }) => !deductibleAllowed)) return refuse('FREE_BY_LAW', at('payer'));
  return accept(terms);
}
