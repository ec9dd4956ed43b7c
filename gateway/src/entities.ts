/**
 * The entities that a step of a plan asks one subgraph for: where they stand in what has been gathered, what the subgraph is told of each, and
 * where its answers and its errors belong. Equal ones are asked for once, wherever they stand.
 */
import { GraphQLError } from 'graphql';
import { merge } from './merging.ts';
import type { Fields } from './plan-steps.ts';
import type { Written } from './requirements.ts';
import type { GatewayGraphQLResponse } from './subgraph.ts';

export type EntityFetch = {
  readonly serviceName: string;
  readonly path: readonly string[];
  readonly written: Written;
  readonly variableUsages: readonly string[];
  readonly operation: string;
};

/** The way to a place, from its end: most are never looked at. */
type Way = { readonly step: string | number; readonly before: Way } | undefined;
type Place = { readonly entity: Fields; readonly way: Way };
type Path = (string | number)[];

function pathOf(way: Way): Path {
  const path: Path = [];
  for (let at = way; at; at = at.before) path.push(at.step);
  return path.toReversed();
}

/** The objects at a path, from one of its steps on; lists on the way are gone through. */
function placesAt(value: unknown, steps: readonly string[], at: number, way: Way, found: Place[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = steps[at] === '@' ? at + 1 : at;
    for (let index = 0; index < value.length; index++) placesAt(value[index], steps, next, { step: index, before: way }, found);
    return;
  }
  const step = steps[at];
  if (step === undefined) found.push({ entity: value as Fields, way });
  else placesAt((value as Fields)[step], steps, at + 1, { step, before: way }, found);
}

/** What is sent of each entity, as JSON, and all places of each. */
export type Batch = {
  readonly sent: readonly string[];
  readonly places: readonly (readonly Place[])[];
  /** Whether an entity stands at a place of which nothing is sent. */
  readonly leavesOut: boolean;
};

export function batchOf({ path, written }: EntityFetch, data: Fields): Batch {
  const found: Place[] = [];
  placesAt(data, path, 0, undefined, found);
  const known = new Map<string, Place[]>();
  let leavesOut = false;
  for (const place of found) {
    const sent = written(place.entity);
    if (sent === undefined) {
      leavesOut = true;
      continue;
    }
    const places = known.get(sent);
    if (places) places.push(place);
    else known.set(sent, [place]);
  }
  return { sent: [...known.keys()], places: [...known.values()], leavesOut };
}

export function mergeWhereTheyBelong(entities: readonly (Fields | null)[], { places }: Batch): void {
  for (const [index, entity] of entities.entries()) if (entity) for (const at of places[index]!) merge(at.entity, entity);
}

type SubgraphError = NonNullable<GatewayGraphQLResponse['errors']>[number];

export const fromSubgraph = (error: SubgraphError, serviceName: string, path: readonly (string | number)[] | undefined): GraphQLError =>
  new GraphQLError(error.message, { originalError: error as unknown as Error, path, extensions: { ...error.extensions, serviceName } });

/** The subgraph numbers the entities that it was asked for; callers know where each of them stands in the answer. */
export function errorsWhereTheyBelong(error: SubgraphError, service: string, batches: readonly Batch[]): GraphQLError[] {
  const [root, index, ...rest] = error.path ?? [];
  const batch = batches.find((_, place) => root === `entities${place}`);
  if (!batch || typeof index !== 'number') return [fromSubgraph(error, service, undefined)];
  return (batch.places[index] ?? []).map(({ way }) => fromSubgraph(error, service, [...pathOf(way), ...rest]));
}
