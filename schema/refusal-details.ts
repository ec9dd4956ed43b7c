/**
 * The details of a refusal, as the API gives them and as its sentence tells them to people. Only systems use ids, so no
 * sentence holds one.
 */
import { inHelsinki } from '@seteli/kit/day';
import { say, type Language, type Sentences } from '@seteli/kit/language';
import { formatEuro } from '@seteli/kit/money';
import { amountOf, type Quantity, type Unit } from './quantity.ts';
import type { RefusalDetails, ValidityKind } from './refusal-facts.ts';
import type { Refusal } from '@seteli/kit/result';

const VALIDITIES: Readonly<Record<ValidityKind, Sentences>> = {
  VOUCHER: say('seteli', 'sedeln', 'the voucher'),
  SUSPENSION: say('setelin keskeytys', 'sedelns avbrott', "the voucher's suspension"),
  BOOKING: say('palveluvaraus', 'bokningen', 'the booking'),
  APPROVAL: say('palveluntuottajan hyväksyntä', 'godkännandet av producenten', "the provider's approval"),
  CONTENT: say('palvelusisältö', 'tjänsteinnehållet', 'the content'),
  PRICE: say('hinnasto', 'prislistan', 'the price list'),
  SERVICE: say('palvelu', 'tjänsten', 'the service'),
};

const UNITS: Readonly<Record<Unit, Sentences>> = {
  HOUR: say('h', 'h', 'h'),
  VISIT: say('käyntiä', 'besök', 'visits'),
  DAY: say('päivää', 'dygn', 'days'),
  WEEK: say('viikkoa', 'veckor', 'weeks'),
  MONTH: say('kuukautta', 'månader', 'months'),
  PIECE: say('kpl', 'st.', 'pieces'),
  PROCEDURE: say('toimenpidettä', 'åtgärder', 'procedures'),
  KILOMETRE: say('km', 'km', 'km'),
  EURO: say('€', '€', '€'),
};

const LABELS = {
  day: say('Päivä', 'Dag', 'Day'),
  firstDay: say('Aikaisintaan', 'Tidigast', 'At the earliest'),
  lastDay: say('Viimeistään', 'Senast', 'At the latest'),
  month: say('Kuukausi', 'Månad', 'Month'),
  uncovered: say('Ilman palvelusisältöä', 'Utan tjänsteinnehåll', 'Without a content'),
  most: say('Enintään', 'Högst', 'At most'),
  least: say('Vähintään', 'Minst', 'At least'),
  remaining: say('Jäljellä', 'Kvar', 'Left'),
  waiting: say('Odottaa', 'Väntar', 'Waiting'),
} satisfies Record<string, Sentences>;

/** A sentence says at most so many items of a list. */
const SAID = 3;

/** Sentences that follow a refusal and tell a person the known details; none where nothing is known. */
export function saidDetails({ code, remaining, details = {} }: Refusal, language: Language): string[] {
  const { day, validity, firstDay, lastDay, month, uncovered = [], most, least, count } = details;
  const labelled = (label: keyof typeof LABELS, text: string) => `${LABELS[label][language]}: ${text}.`;
  const said: string[] = [];
  if (validity) {
    const where = [VALIDITIES[validity][language], daysFrom(firstDay, lastDay)].filter(Boolean).join(' ');
    said.push(day ? `${shownDay(day)}: ${where}.` : `${where}.`);
  } else {
    if (day) said.push(labelled('day', shownDay(day)));
    if (firstDay) said.push(labelled('firstDay', shownDay(firstDay)));
    if (lastDay) said.push(labelled('lastDay', shownDay(lastDay)));
  }
  if (month) said.push(labelled('month', month.split('-').map(Number).toReversed().join('/')));
  if (uncovered.length > 0) {
    const more = uncovered.length > SAID ? ` (+${uncovered.length - SAID})` : '';
    said.push(labelled('uncovered', `${uncovered.slice(0, SAID).map(shownTime).join(', ')}${more}`));
  }
  if (most) said.push(labelled('most', shownQuantity(most, language)));
  if (least) said.push(labelled('least', shownQuantity(least, language)));
  if (remaining && SAYS_WHAT_IS_LEFT.has(code)) said.push(labelled('remaining', shownQuantity(remaining, language)));
  if (count !== undefined) said.push(labelled(code === 'LIMIT_REACHED' ? 'most' : 'waiting', String(count)));
  return said;
}

const SAYS_WHAT_IS_LEFT: ReadonlySet<string> = new Set(['QUOTA_EXCEEDED', 'BALANCE_EXCEEDED']);

const shownDay = (text: string): string => {
  const { day, month, year } = Temporal.PlainDate.from(text);
  return `${day}.${month}.${year}`;
};

const daysFrom = (firstDay: string | undefined, lastDay: string | undefined): string =>
  firstDay || lastDay ? `${firstDay ? shownDay(firstDay) : ''}–${lastDay ? shownDay(lastDay) : ''}` : '';

function shownTime({ start, end }: NonNullable<RefusalDetails['uncovered']>[number]): string {
  const [from, to] = [start, end].map((text) => inHelsinki(Temporal.Instant.from(text)));
  const clock = ({ hour, minute }: Temporal.ZonedDateTime) => `${hour}.${String(minute).padStart(2, '0')}`;
  return `${shownDay(from!.toPlainDate().toString())} ${clock(from!)}–${clock(to!)}`;
}

const shownQuantity = (quantity: Quantity, language: Language): string => {
  const amount = quantity.unit === 'EURO' ? formatEuro(BigInt(quantity.steps)) : amountOf(quantity);
  return `${language === 'EN' ? amount : amount.replace('.', ',')} ${UNITS[quantity.unit][language]}`;
};

const orNull = <T, Read>(given: T | null | undefined, read: (given: T) => Read): Read | null => (given == null ? null : read(given));

/** The resolvers of the details, which are stored with days and instants as texts. */
export const detailResolvers = {
  RefusalDetails: {
    day: ({ day }: RefusalDetails) => orNull(day, Temporal.PlainDate.from),
    firstDay: ({ firstDay }: RefusalDetails) => orNull(firstDay, Temporal.PlainDate.from),
    lastDay: ({ lastDay }: RefusalDetails) => orNull(lastDay, Temporal.PlainDate.from),
    month: ({ month }: RefusalDetails) => orNull(month, Temporal.PlainYearMonth.from),
    uncovered: ({ uncovered }: RefusalDetails) => uncovered?.slice(0, UNCOVERED_MAX) ?? null,
  },
  UncoveredTime: {
    start: ({ start }: { readonly start: string }) => Temporal.Instant.from(start),
    end: ({ end }: { readonly end: string }) => Temporal.Instant.from(end),
  },
};

const UNCOVERED_MAX = 20;
