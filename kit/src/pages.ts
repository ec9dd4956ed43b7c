/** Relay connections over rows that are ordered by id: what a page is, and where it ends. The feed has cursors of its own. */
import { isId, type Id } from './ids.ts';
import { badInput } from './errors.ts';
import { say } from './language.ts';

export type PageArguments = { readonly first: number; readonly after?: string | null | undefined };
export type Page = { readonly first: number; readonly before: Id | null };

/** Cursors are ids in disguise, so that nobody builds one by hand. */
const toCursor = (id: Id): string => Buffer.from(id).toString('base64url');

/** So many of a list that has no cursors, after those that the caller has already. */
export const firstOf = <Row>(
  rows: readonly Row[],
  { first, skip = 0 }: { readonly first: number; readonly skip?: number },
): readonly Row[] => rows.slice(skip, skip + first);

const FOREIGN_CURSOR = say(
  'Kohdistin ei kuulu tähän luetteloon.',
  'Markören hör inte till den här listan.',
  'The cursor is not one of this list.',
);

/** One row more is fetched than is shown, to know whether there is a next page. */
export function readPageArguments({ first, after }: PageArguments): Page {
  const before = after == null ? null : Buffer.from(after, 'base64url').toString();
  if (before !== null && !isId(before)) throw badInput(FOREIGN_CURSOR);
  return { first: first + 1, before };
}

/** Pages are read forward only: there is one before a page that was asked for after something. */
export function toConnection<Row extends { readonly id: Id }>(rows: readonly Row[], { first, after }: PageArguments) {
  const edges = rows.slice(0, first).map((node) => ({ cursor: toCursor(node.id), node }));
  const ends = { startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo: { hasNextPage: rows.length > first, hasPreviousPage: after != null, ...ends } };
}
