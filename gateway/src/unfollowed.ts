/**
 * References that led to nothing: their owner did not give the entity, because the caller may not see it or because it has not heard of it
 * yet. Such a place is null, and no fault. What an answer lacks for another reason is a broken schema.
 */
import type { GraphQLError } from 'graphql';
import type { Context, GatewayGraphQLResponse } from './subgraph.ts';

const unfollowed = new WeakMap<Context, Set<string>>();

type Representation = { readonly __typename: string };

/** Keeps the types of the entities that a subgraph knows nothing of; one that failed to say is another matter. */
export function noteUnfollowed(context: Context, sent: readonly unknown[], { data, errors }: GatewayGraphQLResponse): void {
  const entities = data?.['_entities'];
  if (errors?.length || !Array.isArray(entities)) return;
  for (const [place, entity] of entities.entries()) {
    if (entity !== null) continue;
    const types = unfollowed.get(context) ?? new Set();
    unfollowed.set(context, types.add((sent[place] as Representation)['__typename']));
  }
}

const TYPE_OF_FIELD = /non-nullable field (\w+)\./;

/** Those of the missing values for which there is no such reason. */
export const brokenOf = (context: Context, missing: readonly GraphQLError[]): GraphQLError[] =>
  missing.filter(({ message }) => !unfollowed.get(context)?.has(TYPE_OF_FIELD.exec(message)?.[1] ?? ''));
