/**
 * References that lead to nothing. The owner did not give the entity: the caller may not see it, or the owner has not
 * heard of it yet. Such a place is null, and no fault. Any other missing value breaks the schema.
 */
import type { GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';

/** A place in the response, with `@` for any element of a list. */
type ResponsePath = readonly (string | number)[];

type Unfollowed = { readonly type: string; readonly at: ResponsePath; readonly count: number };

const unfollowed = new WeakMap<Context, Unfollowed[]>();

type Representation = { readonly __typename: string };

/**
 * Remembers the types, places and numbers of entities that a subgraph does not know. An answer with errors does not
 * count.
 */
export function noteUnfollowed(
  context: Context,
  at: ResponsePath,
  wanted: readonly unknown[],
  { data, errors }: GatewayGraphQLResponse,
): void {
  const entities = data?.['_entities'];
  if (errors?.length || !Array.isArray(entities)) return;
  const types = entities.flatMap((entity, index) => (entity === null ? [(wanted[index] as Representation)['__typename']] : []));
  if (types.length === 0) return;
  const known = unfollowed.get(context) ?? [];
  unfollowed.set(context, known);
  for (const [type, each] of Map.groupBy(types, (type) => type)) known.push({ type, at, count: each.length });
}

const TYPE_OF_FIELD = /non-nullable field (\w+)\./;

/**
 * The missing values without such a reason: of another type, elsewhere, or at more places than there are such entities.
 */
export function brokenOf(context: Context, missing: readonly GraphQLError[]): GraphQLError[] {
  const excused = new Set<GraphQLError>();
  for (const { type, at, count } of unfollowed.get(context) ?? []) {
    const there = missing.filter((fault) => TYPE_OF_FIELD.exec(fault.message)?.[1] === type && isWithin(fault.path ?? [], at));
    const places = new Set(there.map(({ path }) => JSON.stringify(path!.slice(0, at.length))));
    if (places.size <= count) for (const fault of there) excused.add(fault);
  }
  return missing.filter((fault) => !excused.has(fault));
}

const isWithin = (path: ResponsePath, at: ResponsePath): boolean =>
  path.length >= at.length && at.every((step, index) => (step === '@' ? typeof path[index] === 'number' : step === path[index]));
