/** Money, quantities, days and moments as people in Finland write them. Computes nothing: amounts stay texts. */
import { currentLanguage, type Language } from './language.ts';

const LOCALES: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

const locale = (): string => LOCALES[currentLanguage()];
/** In English, 1/12 would mean two days. */
const date = () => ({ day: 'numeric', month: currentLanguage() === 'en' ? 'short' : 'numeric', year: 'numeric' }) as const;
const zone = { timeZone: 'Europe/Helsinki' } as const;

type Decimal = `${number}`;
const asDecimal = (text: string): Decimal => text as Decimal;

export const euros = (text: string): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR' }).format(asDecimal(text));

export const decimal = (text: string): string => new Intl.NumberFormat(locale(), { maximumFractionDigits: 4 }).format(asDecimal(text));

/** `2026-11-27` as "27.11.2026". A calendar day has no time zone. */
export const day = (text: string): string => new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...date() }).format(new Date(text));

/** `2026-11` as "marraskuu". */
export const monthName = (text: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'long' }).format(new Date(`${text}-01`));

/** "pe 27.11.2026" */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { ...zone, weekday: 'short', ...date() }).format(new Date(instant));

export const timeOf = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { ...zone, hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

/** The day of a moment in Finland, to put what happened on one day together. */
export const finnishDay = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { ...zone, dateStyle: 'short' }).format(new Date(instant));

export const inLanguage = (names: { readonly [language in Language]: string }): string => names[currentLanguage()];
