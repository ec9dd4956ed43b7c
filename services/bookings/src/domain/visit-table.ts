/** Visits written as a table (RFC 4180), for providers whose systems can export but not call. Reads; what may be recorded is decided like any other visit. */
import { parseDay, parseInstant } from '@seteli/kit/day';
import type { VisitInput, VisitKind } from '@seteli/schema/generated/bookings';
import { parse, CsvError } from 'csv-parse/sync';
import { TABLE_LINES_MAX } from './limits.ts';

export type TableLine = { readonly line: number } & ({ readonly visit: VisitInput } | { readonly fault: string });
export type VisitTable = { readonly lines: readonly TableLine[] } | { readonly fault: string };

const KINDS: ReadonlySet<string> = new Set<VisitKind>(['NORMAL', 'CANCELLATION', 'NO_SHOW', 'ABSENCE', 'TRAVEL']);

/** An answer repeats only so much of what is wrong; the caller has the rest. */
const shown = (text: string): string => (text.length > 50 ? `${text.slice(0, 50).toWellFormed()}…` : text);

class Unreadable extends Error {}

/** Reads a cell, or says what it should have been. */
const cell =
  <T>(wanted: string, read: (text: string) => T | undefined) =>
  (text: string): T => {
    const value = read(text);
    if (value === undefined) throw new Unreadable(`"${shown(text)}" is not ${wanted}`);
    return value;
  };
const instant = cell('a time with its offset: 2026-06-01T08:00+03:00', parseInstant);
const day = cell('a day: 2026-06-01', parseDay);
const count = cell('a whole number', (text) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined));
const kind = cell(`one of ${[...KINDS].join(', ')}`, (text) => (KINDS.has(text) ? (text as VisitKind) : undefined));
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
const truth = cell('true or false', (text) => TRUTHS.get(text.toLowerCase()));
const words = (text: string) => text;

/** Columns by the names of the API's fields. */
const COLUMNS = {
  bookingId: words,
  start: instant,
  end: instant,
  day,
  lastDay: day,
  contentId: words,
  amount: words,
  workers: count,
  workerReference: words,
  groupReference: words,
  kind,
  noticeAt: instant,
  externalId: words,
  retry: truth,
  overlapReason: words,
};
type Column = keyof typeof COLUMNS;
const isColumn = (name: string): name is Column => Object.hasOwn(COLUMNS, name);

/** Reads all lines; one that cannot be read says why and leaves the others alone. A table without a proper heading is none. */
export function readVisitTable(csv: string): VisitTable {
  const records = readRecords(csv);
  if ('fault' in records) return records;
  const [heading, ...rows] = records;
  const names = heading?.cells ?? [];
  const unknown = names.find((name) => !isColumn(name));
  if (unknown !== undefined) return { fault: `There is no column "${shown(unknown)}".` };
  if (!names.includes('bookingId')) return { fault: 'The heading names no column "bookingId".' };
  if (new Set(names).size < names.length) return { fault: 'The heading names a column twice.' };
  if (rows.length > TABLE_LINES_MAX) return { fault: `At most ${TABLE_LINES_MAX} lines at a time.` };
  return { lines: rows.map(({ line, cells }) => ({ line, ...readRow(names as Column[], cells) })) };
}

type Row = { readonly line: number; readonly cells: readonly string[] };

function readRecords(csv: string): readonly Row[] | { readonly fault: string } {
  try {
    const rows = parse(csv, {
      bom: true,
      delimiter: csv.slice(0, csv.indexOf('\n') >>> 0).includes(';') ? ';' : ',',
      trim: true,
      skip_empty_lines: true,
      // Reads the heading and one line more than there may be, so that a million lines are refused as soon as 501.
      to: TABLE_LINES_MAX + 2,
      relax_column_count: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return rows.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (fault) {
    if (fault instanceof CsvError) return { fault: 'The table cannot be read: a quotation mark is missing or misplaced.' };
    throw fault;
  }
}

function readRow(names: readonly Column[], cells: readonly string[]): { visit: VisitInput } | { fault: string } {
  if (cells.length !== names.length) return { fault: `${cells.length} cells instead of ${names.length}` };
  const visit: Record<string, unknown> = {};
  for (const [place, name] of names.entries()) {
    if (cells[place] === '') continue;
    try {
      visit[name] = COLUMNS[name](cells[place]!);
    } catch (fault) {
      if (fault instanceof Unreadable) return { fault: `${name}: ${fault.message}` };
      throw fault;
    }
  }
  return visit['bookingId'] === undefined ? { fault: 'bookingId: missing' } : { visit: visit as VisitInput };
}
