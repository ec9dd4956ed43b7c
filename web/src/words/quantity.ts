/** A quantity in words: hours and minutes as people say them, other units with their decimal comma. */
import { decimal } from './formats.ts';
import type { Word } from './words.ts';

const IN_WORDS = ['VISIT', 'DAY', 'WEEK', 'MONTH', 'PIECE', 'PROCEDURE', 'KILOMETRE', 'EURO', 'HOUR'] as const;

export type AnyQuantity = { readonly unit: (typeof IN_WORDS)[number]; readonly amount: string; readonly minutes?: number | null };

export function quantity(t: Word, { unit, amount, minutes: all }: AnyQuantity): string {
  if (unit !== 'HOUR' || all === null || all === undefined) return t(`unit.${unit}`, { amount: decimal(amount) });
  const [hours, minutes] = [Math.trunc(all / 60), all % 60];
  if (minutes === 0) return t('unit.hours', { hours });
  return hours === 0 ? t('unit.minutes', { minutes }) : t('unit.hoursMinutes', { hours, minutes });
}
