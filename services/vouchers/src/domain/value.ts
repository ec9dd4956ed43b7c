/** The rule of publishing what the organiser pays at most for a unit of a service's contents (setelin arvo). Which value holds on a day is decided with the visit. */
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Content } from './voucher.ts';

export type ContentValue = { readonly contentId: Id; readonly valueCents: Cents };

type ValueRefusal = 'NOT_YET_KNOWN' | 'UNKNOWN_CONTENT' | 'CONTENT_GRANTED_TWICE' | 'AMOUNT_NOT_POSITIVE';

/** `contents` is null while vouchers has not heard of the service. A value of zero is a value: the client pays everything. */
export function checkValues(
  contents: readonly Content[] | null,
  values: readonly ContentValue[],
): Decision<readonly ContentValue[], ValueRefusal> {
  if (!contents) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  const pathOf = (index: number, field: string) => ({ path: ['values', String(index), field] });
  const unknown = values.findIndex(({ contentId }) => !contents.some(({ id }) => id === contentId));
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', pathOf(unknown, 'contentId'));
  const repeated = values.findIndex(({ contentId }, index) => values.findIndex((value) => value.contentId === contentId) < index);
  if (repeated !== -1) return refuse('CONTENT_GRANTED_TWICE', pathOf(repeated, 'contentId'));
  const negative = values.findIndex(({ valueCents }) => valueCents < 0n);
  return negative === -1 ? accept(values) : refuse('AMOUNT_NOT_POSITIVE', pathOf(negative, 'value'));
}
