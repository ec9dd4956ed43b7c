/**
 * Reads the text of a table, as Excel and others write it: its bytes, encoding and separator, and its records with
 * their lines.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Sentences } from '@seteli/kit/language';
import { TABLE_FAULTS } from './table-faults.ts';

type Fault = { readonly fault: Sentences };

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Reads a file by its mark, else as UTF-8, else as Windows-1252, in which Excel saves on a Finnish Windows. */
export function readTableFile(base64: string): { readonly text: string } | Fault {
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.fromBase64(base64);
  } catch {
    return { fault: TABLE_FAULTS.NOT_BASE64 };
  }
  const [marked] = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? [];
  const text = marked ? decode(marked, bytes) : (decode('utf-8', bytes) ?? decode('windows-1252', bytes));
  // Windows-1252 has no such characters, and no table has them in UTF-8: these bytes are something else.
  if (text === undefined || /[^\t\n\r -\u007e\u00a0-\uffff]/.test(text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '')))
    return { fault: TABLE_FAULTS.NOT_A_TABLE };
  return { text };
}

function decode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (fault) {
    if (fault instanceof TypeError) return undefined;
    throw fault;
  }
}

/** Signs that somebody read a text in the wrong encoding: the sign for it, or ä, ö, å of UTF-8 read as Windows-1252. */
const MISREAD = /\ufffd|\u00c3[\u00a4\u00a5\u00b6\u0084\u0085\u0096\u201e\u2026\u2013]/;

export type TableRecord = { readonly line: number; readonly cells: readonly string[] };

/** At most so many records that are not empty, each with the line on which it begins. */
export function readRecords(csv: string, most: number): readonly TableRecord[] | Fault {
  if (MISREAD.test(csv)) return { fault: TABLE_FAULTS.WRONG_ENCODING };
  const { text, delimiter } = separated(csv.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n'));
  // A tab or space that separates cells is no blank around them.
  const isBlank = delimiter === '\t' || delimiter === ' ';
  try {
    const records = parse(text, {
      delimiter,
      trim: !isBlank,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      record_delimiter: '\n',
      to: most,
      relax_column_count: true,
      info: true,
      raw: true,
    }) as unknown as { info: { lines: number }; record: string[]; raw: string }[];
    return records
      .map(({ info, record, raw }) => ({
        line: info.lines - linesWithin(raw),
        cells: isBlank ? record.map((cell) => cell.trim()) : record,
      }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch (fault) {
    if (fault instanceof CsvError) return { fault: TABLE_FAULTS.QUOTATION_MARK };
    throw fault;
  }
}

/** The line breaks in quoted cells. */
const linesWithin = (raw: string): number => raw.trim().split('\n').length - 1;

/**
 * The separator: a first line "sep=;" names it, or the heading has most of it. That line stays as an empty one, so that
 * lines keep their numbers.
 */
function separated(text: string): { readonly text: string; readonly delimiter: string } {
  const [said, delimiter] = /^"?sep=([^"\n])"?[;,\t ]*(?=\n|$)/i.exec(text) ?? [];
  if (said !== undefined) return { text: text.slice(said.length), delimiter: delimiter! };
  const heading = (/^.*\S.*$/m.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const most = (found: string, each: string) => (heading.split(each).length > heading.split(found).length ? each : found);
  return { text, delimiter: [';', '\t'].reduce(most, ',') };
}
