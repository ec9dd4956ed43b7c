/**
 * Reads visits from a table (RFC 4180, or as Excel writes it), for providers whose systems can export but not call. The
 * rule of recording decides about them like any others.
 */
import { fillIn, type Sentences } from '@seteli/kit/language';
import type { VisitInput } from '@seteli/schema/generated/bookings';
import { TABLE_LINES_MAX } from './limits.ts';
import { columnOf, readCells, shown, Unreadable, type Column } from './table-columns.ts';
import { LINE_FAULTS, TABLE_FAULTS } from './table-faults.ts';
import { readRecords, type TableRecord } from './table-text.ts';

type ReadCells = { readonly visit: VisitInput } | { readonly fault: Sentences };
export type TableLine = { readonly line: number } & ReadCells;
export type VisitTable = { readonly lines: readonly TableLine[] } | { readonly fault: Sentences };

/**
 * Reads all lines. A line that it cannot read says why, and leaves the others alone. A table needs a proper heading.
 */
export function readVisitTable(csv: string): VisitTable {
  // The heading and one line more than allowed, so that a million lines are refused as fast as one too many.
  const records = readRecords(csv, TABLE_LINES_MAX + 2);
  if ('fault' in records) return records;
  const [heading, ...rows] = records;
  const names = withoutTail(heading?.cells ?? []);
  const unknown = names.find((name) => name !== '' && !columnOf(name));
  if (unknown !== undefined) return { fault: fillIn(TABLE_FAULTS.UNKNOWN_COLUMN, { name: shown(unknown) }) };
  const columns = names.map(columnOf);
  const has = (column: Column) => columns.includes(column);
  if (!has('bookingId')) return { fault: TABLE_FAULTS.NO_BOOKING };
  const twice = columns.find((column, index) => column && columns.indexOf(column) < index);
  if (twice) return { fault: fillIn(TABLE_FAULTS.COLUMN_TWICE, { column: twice }) };
  if (!has('day') && !(has('start') && has('end'))) return { fault: TABLE_FAULTS.NO_TIMES };
  if (rows.length > TABLE_LINES_MAX) return { fault: fillIn(TABLE_FAULTS.TOO_MANY_LINES, { lines: TABLE_LINES_MAX }) };
  return { lines: rows.map((row) => ({ line: row.line, ...readRow(columns, row) })) };
}

/** Excel writes empty cells after the last column. */
function withoutTail(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}

function readRow(columns: readonly (Column | undefined)[], { cells }: TableRecord): ReadCells {
  const tooMany = withoutTail(cells).length > columns.length;
  if (tooMany || cells.length < columns.length)
    return { fault: fillIn(LINE_FAULTS.CELLS, { cells: cells.length, columns: columns.length }) };
  const given = columns.flatMap((column, index) => (cells[index] === '' ? [] : [[column, cells[index]!, index] as const]));
  const nameless = given.find(([column]) => column === undefined);
  if (nameless) return { fault: fillIn(LINE_FAULTS.NO_HEADING, { number: nameless[2] + 1, text: shown(nameless[1]) }) };
  try {
    return { visit: readCells(new Map(given.map(([column, text]) => [column!, text]))) };
  } catch (fault) {
    if (fault instanceof Unreadable) return { fault: fault.sentences };
    throw fault;
  }
}
