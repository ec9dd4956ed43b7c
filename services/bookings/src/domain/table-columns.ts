/**
 * The columns of a table of visits: their names, and how bookings reads their cells. Times without an offset are those
 * of Helsinki's clocks.
 */
import { faultOfInstant, inHelsinki, instantsShowing, parseDay, parseInstant, parseLocal, type Day, type Instant } from '@seteli/kit/day';
import { fillIn, type Sentences } from '@seteli/kit/language';
import type { ConsentChannel, VisitInput, VisitKind } from '@seteli/schema/generated/bookings';
import { CELL_FAULTS, LINE_FAULTS } from './table-faults.ts';

/** The names of the API's fields, and the Finnish and Swedish names that people use. */
const NAMES = {
  bookingId: ['varaus', 'varaustunnus', 'bokning', 'boknings-id'],
  start: ['alku', 'alkuaika', 'alkoi', 'början', 'starttid', 'började'],
  end: ['loppu', 'loppuaika', 'päättyi', 'slut', 'sluttid', 'slutade'],
  day: ['päivä', 'pvm', 'päivämäärä', 'dag', 'datum'],
  lastDay: ['viimeinen päivä', 'sista dag', 'sista dagen'],
  contentId: ['sisältö', 'palvelusisältö', 'innehåll', 'tjänsteinnehåll'],
  amount: ['määrä', 'mängd'],
  workers: ['työntekijöitä', 'työntekijämäärä', 'antal arbetstagare'],
  workerReference: ['työntekijä', 'arbetstagare'],
  groupReference: ['ryhmä', 'grupp'],
  kind: ['laji', 'tapahtumalaji', 'slag'],
  noticeAt: ['ilmoitettu', 'peruttu', 'meddelad', 'avbokad'],
  externalId: ['tunniste', 'ulkoinen tunniste', 'identifierare', 'extern identifierare'],
  retry: ['uudelleen', 'på nytt'],
  overlapReason: ['päällekkäisyyden syy', 'orsak till överlappning'],
  kilometres: ['kilometrit', 'km', 'kilometer', 'kilometers'],
  kilometresContentId: ['kilometrien sisältö', 'kilometrarnas innehåll'],
  extraServiceAcceptedAt: ['lisäpalvelu hyväksytty', 'tilläggstjänst godkänd'],
  extraServiceChannel: ['lisäpalvelun hyväksymistapa', 'tilläggstjänst godkänd genom'],
} as const;

export type Column = keyof typeof NAMES;

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
const COLUMNS: ReadonlyMap<string, Column> = new Map(
  Object.entries(NAMES).flatMap(([column, names]) => [column, ...names].map((name) => [plain(name), column as Column])),
);

export const columnOf = (name: string): Column | undefined => COLUMNS.get(plain(name));

/** What a cell or a line should be. */
export class Unreadable extends Error {
  readonly sentences: Sentences;

  constructor(sentences: Sentences) {
    super(sentences.EN);
    this.sentences = sentences;
  }
}

const inColumn = (column: Column, fault: Sentences) => new Unreadable(fillIn(CELL_FAULTS.IN_COLUMN, { column, fault }));
const unreadable = (fault: Sentences, text: string, values: Readonly<Record<string, string | Sentences>> = {}) =>
  new Unreadable(fillIn(fault, { text: shown(text), ...values }));

/** An answer repeats only so much of a wrong cell; the sender has the rest. */
export const shown = (text: string): string => (text.length > 50 ? `${text.slice(0, 50).toWellFormed()}…` : text);

const KINDS: readonly VisitKind[] = ['NORMAL', 'CANCELLATION', 'NO_SHOW', 'ABSENCE', 'TRAVEL'];
const CHANNELS: readonly ConsentChannel[] = ['IN_PERSON', 'PHONE', 'IN_WRITING', 'ONLINE'];

export type Cells = ReadonlyMap<Column, string>;

/** Reads the cells of a line. Empty cells are absent. */
export function readCells(cells: Cells): VisitInput {
  const read = <T>(column: Column, how: (text: string) => T): T | undefined => {
    const text = cells.get(column);
    try {
      return text === undefined ? undefined : how(text);
    } catch (fault) {
      throw fault instanceof Unreadable ? inColumn(column, fault.sentences) : fault;
    }
  };
  const bookingId = cells.get('bookingId');
  if (bookingId === undefined) throw inColumn('bookingId', CELL_FAULTS.MISSING);
  const day = read('day', toDay);
  const start = read('start', (text) => toInstant(text, day));
  const end = read('end', (text) => toEnd(text, day, start));
  // A day beside times of day says on which day they are.
  const isDayOfTimes = TIME_OF_DAY.test(cells.get('start') ?? '');
  return defined({
    bookingId,
    start,
    end,
    day: isDayOfTimes ? undefined : day,
    lastDay: read('lastDay', toDay),
    contentId: cells.get('contentId'),
    amount: read('amount', toAmount),
    workers: read('workers', toCount),
    workerReference: cells.get('workerReference'),
    groupReference: cells.get('groupReference'),
    kind: read('kind', toOneOf(KINDS)),
    noticeAt: read('noticeAt', (text) => toInstant(text, undefined)),
    externalId: cells.get('externalId'),
    retry: read('retry', toTruth),
    overlapReason: cells.get('overlapReason'),
    accessories: kilometresOf(cells),
    extraService: acceptanceOf(
      cells,
      read('extraServiceAcceptedAt', (text) => toInstant(text, undefined)),
      read('extraServiceChannel', toOneOf(CHANNELS)),
    ),
  }) as VisitInput;
}

const defined = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Tables say 0 where there is none. */
function kilometresOf(cells: Cells): VisitInput['accessories'] {
  const amount = toAmount(cells.get('kilometres') ?? '0');
  if (/^0+(\.0+)?$/.test(amount)) return undefined;
  const contentId = cells.get('kilometresContentId');
  if (contentId === undefined) throw inColumn('kilometres', CELL_FAULTS.WHICH_CONTENT);
  return [{ contentId, amount }];
}

function acceptanceOf(cells: Cells, acceptedAt: Instant | undefined, channel: ConsentChannel | undefined): VisitInput['extraService'] {
  if (!acceptedAt && !channel) return undefined;
  if (acceptedAt && channel) return { acceptedAt, channel };
  throw new Unreadable(LINE_FAULTS.ONE_OF_TWO);
}

const toAmount = (text: string): string => (/^\d+,\d+$/.test(text) ? text.replace(',', '.') : text);

function toCount(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw unreadable(CELL_FAULTS.WHOLE_NUMBER, text);
  return Number(text);
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function toTruth(text: string): boolean {
  const truth = TRUTHS.get(text.toLowerCase());
  if (truth === undefined) throw unreadable(CELL_FAULTS.TRUE_OR_FALSE, text);
  return truth;
}

const toOneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word => {
    const found = words.find((word) => word === text.toUpperCase());
    if (!found) throw unreadable(CELL_FAULTS.ONE_OF, text, { words: words.join(', ') });
    return found;
  };

const FINNISH_DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/;

/** Writes days such as 2.11.2026 as 2026-11-02, within whatever follows them. */
const withIsoDay = (text: string): string =>
  text.replace(FINNISH_DAY, (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);

function toDay(text: string): Day {
  const day = parseDay(withIsoDay(text));
  if (!day) throw unreadable(CELL_FAULTS.DAY, text);
  return day;
}

const TIME_OF_DAY = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ]|,? (?:klo|kl\.?) )\s*(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)$/i;

/** An instant with its offset, or a time of Helsinki's clocks: with its day, or alone where the day is known. */
function toInstant(text: string, day: Day | undefined): Instant {
  const instant = parseInstant(text);
  if (instant) return instant;
  const [, ofDay, ofTime] = LOCAL.exec(withIsoDay(text)) ?? [];
  const time = TIME_OF_DAY.exec(ofTime ?? text);
  if (time && !ofDay && !day) throw unreadable(CELL_FAULTS.TIME_WITHOUT_DAY, text);
  if (time) return onlyInstant(ofDay ?? String(day), time, text);
  if (/^\d{4}-\d{2}-\d{2}t.*(z|[+-]\d{2}:?\d{2})$/i.test(text))
    throw unreadable(CELL_FAULTS.INSTANT, text, { fault: faultOfInstant(text) });
  throw unreadable(CELL_FAULTS.TIME, text);
}

function onlyInstant(day: string, [, hour, minute, second = '00']: RegExpExecArray, text: string): Instant {
  const isDay = parseDay(day) !== undefined;
  const local = isDay ? parseLocal(`${day}T${hour!.padStart(2, '0')}:${minute}:${second}`) : undefined;
  if (!local) throw unreadable(CELL_FAULTS.NO_SUCH_TIME, text);
  const [first, again] = instantsShowing(local);
  if (!first) throw unreadable(CELL_FAULTS.LEFT_OUT, text, { day });
  if (again) throw unreadable(CELL_FAULTS.SHOWN_TWICE, text, { day });
  return first;
}

/** A time alone is on the day of the start, or on the next day when it is not after the start. */
function toEnd(text: string, day: Day | undefined, start: Instant | undefined): Instant {
  const startDay = start ? inHelsinki(start).toPlainDate() : day;
  if (!TIME_OF_DAY.test(text) || !startDay) return toInstant(text, startDay);
  const time = toTime(text);
  const isNextDay = start !== undefined && time !== undefined && Temporal.PlainTime.compare(time, inHelsinki(start).toPlainTime()) <= 0;
  return toInstant(text, isNextDay ? startDay.add({ days: 1 }) : startDay);
}

function toTime(text: string): Temporal.PlainTime | undefined {
  const [, hour, minute, second = '00'] = TIME_OF_DAY.exec(text)!;
  return parseLocal(`2000-01-01T${hour!.padStart(2, '0')}:${minute}:${second}`)?.toPlainTime();
}
