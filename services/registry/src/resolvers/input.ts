/** What of an input nobody can mean, whatever the rules say: texts without a letter, lengths of years, lists without an end. */
import { badInput } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/registry';

const LONGEST_TEXT = 500;

/** Codes and names are shown to people; one without a letter cannot be meant. */
export function requireTexts(...named: readonly { readonly code: string; readonly names: api.NamesInput }[]): void {
  const texts = named.flatMap(({ code, names }) => [code, names.fi, names.sv, names.en]);
  if (texts.some((text) => text.trim() === '')) throw badInput('A code or a name is empty.');
  if (texts.some((text) => text.length > LONGEST_TEXT)) throw badInput(`A code or a name has at most ${LONGEST_TEXT} characters.`);
}

const LONGEST_HOURS = 366 * 24;
const LONGEST_DAYS = 3_660;

/** The most of each that anybody means; days are counted with them. */
const MOST = {
  maxVisitHours: LONGEST_HOURS,
  incrementMinutes: 24 * 60,
  tailDays: LONGEST_DAYS,
  priceNoticeDays: LONGEST_DAYS,
  valueNoticeDays: LONGEST_DAYS,
  hardLimitMonths: 120,
} as const;

export function requireLengths(input: api.PublishServiceInput): void {
  for (const [field, most] of Object.entries(MOST) as [keyof typeof MOST, number][])
    if ((input[field] ?? 0) > most) throw badInput(`${field} is at most ${most}.`);
  const { noticeHours = 0, maxMinutes } = input.cancellationTerms ?? {};
  if (noticeHours > LONGEST_HOURS) throw badInput(`noticeHours is at most ${LONGEST_HOURS}.`);
  if ((maxMinutes ?? 0) > LONGEST_HOURS * 60) throw badInput(`maxMinutes is at most ${LONGEST_HOURS * 60}.`);
}

const MOST_DAYS = 400;
const MOST_BANDS = 500;

export function requireDays({ days }: api.SetCalendarDaysInput): void {
  if (days.length > MOST_DAYS) throw badInput(`At most ${MOST_DAYS} days are set at once.`);
}

/** Each band is compared with each. */
export function requireBands(contents: readonly api.ServiceContentBandsInput[]): void {
  const bands = contents.flatMap((content) => content.bands).reduce((sum, { dayClasses }) => sum + dayClasses.length, 0);
  if (bands > MOST_BANDS) throw badInput(`At most ${MOST_BANDS} bands are looked at.`);
}
