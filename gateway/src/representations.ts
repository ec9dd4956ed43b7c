/**
 * Asks once for an entity that stands many times in a list. Before sending, equal representations become one.
 * Afterwards entities and errors stand again where the gateway's executor expects them.
 */
import type { Meter } from './meter.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';

/** The variables in which both executors send entities to a subgraph. Callers may not use these names. */
export const OUR_VARIABLE = /^representations\d*$/;

/** For each wanted representation, the index of the sent one that answers it. */
export type SentIndexes = readonly number[];

export function withoutRepeats(wanted: readonly unknown[]): { sent: readonly unknown[]; indexes: SentIndexes } {
  const indexByKey = new Map<string, number>();
  const sent: unknown[] = [];
  const indexes = wanted.map((representation) => {
    const key = JSON.stringify(representation);
    const index = indexByKey.get(key) ?? sent.push(representation) - 1;
    indexByKey.set(key, index);
    return index;
  });
  return { sent, indexes };
}

export function withRepeats(answer: GatewayGraphQLResponse, indexes: SentIndexes, meter: Meter): GatewayGraphQLResponse {
  const entities = answer.data?.['_entities'] as readonly unknown[] | undefined;
  if (Array.isArray(entities)) meter.repeat(entities, timesOf(indexes, entities.length));
  return {
    ...answer,
    // The executor expects one entity for each representation that it gave. The same object may stand for several.
    ...(Array.isArray(entities) && { data: { ...answer.data, _entities: indexes.map((index) => entities[index]) } }),
    ...(answer.errors && { errors: answer.errors.flatMap((error) => repeated(error, indexes)) }),
  };
}

/** How often each sent representation is wanted. */
function timesOf(indexes: SentIndexes, sent: number): readonly number[] {
  const times = Array.from({ length: sent }, () => 0);
  for (const index of indexes) if (index < sent) times[index]!++;
  return times;
}

type AnswerError = NonNullable<GatewayGraphQLResponse['errors']>[number];

function repeated(error: AnswerError, indexes: SentIndexes): AnswerError[] {
  const [root, sentIndex, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof sentIndex !== 'number') return [error];
  return indexes.flatMap((index, wanted) => (index === sentIndex ? [{ ...error, path: [root, wanted, ...rest] }] : []));
}
