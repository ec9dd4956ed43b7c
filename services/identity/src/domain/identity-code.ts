/**
 * The Finnish personal identity code (henkilötunnus). The sign in its middle is part of it: since 2023 several signs
 * mean the same century. Two codes that differ only in their sign belong to two people. This module tells neither the
 * sex nor whether the code was issued.
 */
import type { Day } from '@seteli/kit/day';

export type IdentityCode = {
  readonly text: string;
  readonly birthDay: Day;
  /** Nobody gets individual numbers 900–999; test persons have them. */
  readonly artificial: boolean;
};

const CENTURIES: Readonly<Record<string, number>> = {
  '+': 1800,
  ...Object.fromEntries([...'-YXWVU'].map((sign) => [sign, 1900])),
  ...Object.fromEntries([...'ABCDEF'].map((sign) => [sign, 2000])),
};
const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const FORM = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-Y])$/;

/** The code, or nothing when the text is none. */
export function parseIdentityCode(given: string): IdentityCode | undefined {
  const text = given.trim().toUpperCase();
  const [, day = '', month = '', year = '', sign = '', individual = '', check] = FORM.exec(text) ?? [];
  if (check === undefined || Number(individual) < 2) return undefined;
  if (CHECK_CHARACTERS[Number(day + month + year + individual) % 31] !== check) return undefined;
  const birthDay = dayOrNothing(CENTURIES[sign]! + Number(year), Number(month), Number(day));
  return birthDay && { text, birthDay, artificial: Number(individual) >= 900 };
}

function dayOrNothing(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const whole = new Temporal.PlainYearMonth(year, month);
  return day > whole.daysInMonth ? undefined : whole.toPlainDate({ day });
}

/**
 * Which codes a system takes. A development system must never hold a real person's code, nor production a made-up one.
 */
export const CODE_RANGES = ['ARTIFICIAL', 'REAL'] as const;
export type CodeRange = (typeof CODE_RANGES)[number];

export function parseCodeOf(range: CodeRange, given: string): IdentityCode | undefined {
  const code = parseIdentityCode(given);
  return code?.artificial === (range === 'ARTIFICIAL') ? code : undefined;
}
