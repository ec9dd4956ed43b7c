/** Faults within rows that are judged one by one: the call succeeds, and the row is refused at its place. */
import type { Answer } from '../post.ts';
import type { Arguments, Place } from './malformed.ts';

export type RowPlace = { readonly index: number; readonly within: readonly string[] };

/** Where in a row that is judged by itself; a row that is not there is the call's. */
export function rowOf(coordinate: string, { path, value }: Place): RowPlace | undefined {
  const [, index, within = ''] = (coordinate === 'Mutation.recordVisits' && /^input\.visits\[(\d+)\](.*)$/.exec(path)) || [];
  if (index === undefined || (within === '' && value === null)) return undefined;
  return { index: Number(index), within: within.split(/[.[\]]+/).filter(Boolean) };
}

/** That row alone, so that what is right beside it is not recorded. */
export const onlyRow = ({ input }: Arguments, index: number) => {
  const { visits, ...rest } = input as { visits: readonly unknown[] };
  return {
    query:
      'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { index visit { id } refusal { code path message } } } }',
    variables: { input: { ...rest, visits: [visits[index]] } },
  };
};

/** Whether the row was refused as one that cannot be read, at its place. */
export function isRefusedThere({ data, errors }: Answer, { within }: RowPlace): boolean {
  const { results = [] } = (data?.['recordVisits'] ?? {}) as {
    results?: { visit: unknown; refusal: { code: string; path: string[] } | null }[];
  };
  const [{ visit = null, refusal = null } = {}] = results;
  const path = ['visits', '0', ...within];
  // A field that is missing, or one too many, is its row's.
  const isThere = refusal !== null && (refusal.path.join() === path.join() || refusal.path.join() === path.slice(0, -1).join());
  return errors.length === 0 && visit === null && refusal?.code === 'BAD_USER_INPUT' && isThere;
}

export const RECORD = 'mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id } refusal { code } } } }';
