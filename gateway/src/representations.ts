/**
 * An entity that stands many times in a list is asked for once. Before sending, equal representations become one; after
 * the answer, entities and errors stand again where the gateway's executor expects them.
 */
import type { Meter } from './meter.ts';
import type { GatewayGraphQLResponse } from './subgraph.ts';

/** The variables in which both executors send entities to a subgraph. No caller may call theirs so. */
export const OUR_VARIABLE = /^representations\d*$/;

/** Which of the sent representations answers each of the wanted ones. */
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
    // The executor counts on one entity for each representation that it gave; the same object may stand for several.
    ...(Array.isArray(entities) && { data: { ...answer.data, _entities: places.map((place) => entities[place]) } }),
    ...(answer.errors && { errors: answer.errors.flatMap((error) => repeated(error, places)) }),
  };
}

/** How often each of the sent ones is wanted. */
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
