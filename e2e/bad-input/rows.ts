/**
 * Faults within rows that a service judges one by one: the call succeeds, and the refusal names the place in the row.
 */
import type { Answer } from '../post.ts';
import type { Arguments, Place } from './malformed.ts';

/** The operations with rows; the service reads each row by itself. */
const ROWS = {
  'Mutation.recordVisits':
    'mutation ($input: RecordVisitsInput!) { answer: recordVisits(input: $input) { results { index done: visit { id } refusal { code path message } } } }',
  'Query.quoteVisits':
    'query ($input: QuoteVisitsInput!) { answer: quoteVisits(input: $input) { results { index done: explanation { id } refusal { code path message } } } }',
} as const;
type Coordinate = keyof typeof ROWS;
const hasRows = (coordinate: string): coordinate is Coordinate => coordinate in ROWS;

export type RowPlace = { readonly coordinate: Coordinate; readonly index: number; readonly within: readonly string[] };

/** The place in a row that is judged by itself. A missing row is the fault of the call. */
export function rowOf(coordinate: string, { path, value }: Place): RowPlace | undefined {
  if (!hasRows(coordinate)) return undefined;
  const [, index, within = ''] = /^input\.visits\[(\d+)\](.*)$/.exec(path) ?? [];
  if (index === undefined || (within === '' && value === null)) return undefined;
  return { coordinate, index: Number(index), within: within.split(/[.[\]]+/).filter(Boolean) };
}

/** The arguments with that row alone, so that no valid row beside it is recorded. */
export const onlyRow = ({ input }: Arguments, { coordinate, index }: RowPlace) => {
  const { visits, ...rest } = input as { visits: readonly unknown[] };
  return { query: ROWS[coordinate], variables: { input: { ...rest, visits: [visits[index]] } } };
};

/** Whether the refusal says that the row cannot be read, and names the place. */
export function isRefusedThere({ data, errors }: Answer, { within }: RowPlace): boolean {
  const { results = [] } = (data?.['answer'] ?? {}) as {
    results?: { done: unknown; refusal: { code: string; path: string[] } | null }[];
  };
  const [{ done = null, refusal = null } = {}] = results;
  const path = ['visits', '0', ...within];
  const at = (places: readonly string[]) => places.join() === refusal?.path.slice(0, places.length).join();
  // A missing or surplus field belongs to its row. The place of a list's element is longer.
  const isThere = refusal !== null && (at(path) || refusal.path.join() === path.slice(0, -1).join());
  return errors.length === 0 && done === null && refusal?.code === 'BAD_USER_INPUT' && isThere;
}

export const RECORD = 'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id } refusal { code } } } }';
