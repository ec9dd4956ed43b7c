/**
 * Asks once for an entity that stands many times in a list. Before sending, equal representations become one.
 * Afterwards entities and errors stand again where the gateway's executor expects them.
 */
import type { Meter } from './meter.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';

/** The variables in which both executors send entities to a subgraph. Callers may not use these names. */
export const OUR_VARIABLE = /^representations\d*$/;

/** For each wanted representation, the place of the sent one that answers it. */
export type Places = readonly number[];

export function withoutRepeats(wanted: readonly unknown[]): { sent: readonly unknown[]; places: Places } {
  const placeByKey = new Map<string, number>();
  const sent: unknown[] = [];
  const places = wanted.map((representation) => {
    const key = JSON.stringify(representation);
    const place = placeByKey.get(key) ?? sent.push(representation) - 1;
    placeByKey.set(key, place);
    return place;
  });
  return { sent, places };
}

export function withRepeats(answer: GatewayGraphQLResponse, places: Places, meter: Meter): GatewayGraphQLResponse {
  const entities = answer.data?.['_entities'] as readonly unknown[] | undefined;
  if (Array.isArray(entities)) meter.repeat(entities, timesOf(places, entities.length));
  return {
    ...answer,
    // The executor expects one entity for each representation that it gave. The same object may stand for several.
    ...(Array.isArray(entities) && { data: { ...answer.data, _entities: places.map((place) => entities[place]) } }),
    ...(answer.errors && { errors: answer.errors.flatMap((error) => repeated(error, places)) }),
  };
}

/** How often each sent representation is wanted. */
function timesOf(places: Places, sent: number): readonly number[] {
  const times = Array.from({ length: sent }, () => 0);
  for (const place of places) if (place < sent) times[place]!++;
  return times;
}

type AnswerError = NonNullable<GatewayGraphQLResponse['errors']>[number];

function repeated(error: AnswerError, places: Places): AnswerError[] {
  const [root, sentPlace, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof sentPlace !== 'number') return [error];
  return places.flatMap((place, wanted) => (place === sentPlace ? [{ ...error, path: [root, wanted, ...rest] }] : []));
}
