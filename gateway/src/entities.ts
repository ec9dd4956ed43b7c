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

type Path = (string | number)[];
type Found = (entity: Fields, path: readonly (string | number)[]) => void;

/** Goes to the objects at a path, from one of its steps on; lists on the way are gone through. `way` is where it has come to, when somebody wants to know. */
function goTo(value: unknown, steps: readonly string[], at: number, found: Found, way?: Path): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = steps[at] === '@' ? at + 1 : at;
    for (let index = 0; index < value.length; index++) goOn(value[index], index, steps, next, found, way);
    return;
  }
  const step = steps[at];
  if (step === undefined) found(value as Fields, way ?? []);
  else goOn((value as Fields)[step], step, steps, at + 1, found, way);
}

function goOn(value: unknown, step: string | number, steps: readonly string[], at: number, found: Found, way: Path | undefined): void {
  way?.push(step);
  goTo(value, steps, at, found, way);
  way?.pop();
}

/** What is sent of each entity, as JSON, and all objects that stand for each. */
export type Batch = {
  readonly sent: readonly string[];
  readonly places: readonly (readonly Fields[])[];
  /** Whether an entity stands at a place of which nothing is sent. */
  readonly leavesOut: boolean;
};

export function batchOf({ path, written }: EntityFetch, data: Fields): Batch {
  const known = new Map<string, Fields[]>();
  let leavesOut = false;
  goTo(data, path, 0, (entity) => {
    const sent = written(entity);
    const places = sent === undefined ? undefined : known.get(sent);
    if (places) places.push(entity);
    else if (sent === undefined) leavesOut = true;
    else known.set(sent, [entity]);
  });
  return { sent: [...known.keys()], places: [...known.values()], leavesOut };
}

/** Where the objects stand that an entity was asked for. Most answers have no errors, so that nobody remembers on the way there. */
function pathsOf({ path, written }: EntityFetch, sent: string, data: Fields): Path[] {
  const paths: Path[] = [];
  goTo(data, path, 0, (entity, way) => void (written(entity) === sent && paths.push([...way])), []);
  return paths;
}

export function mergeWhereTheyBelong(entities: readonly (Fields | null)[], { places }: Batch): void {
  for (const [index, entity] of entities.entries()) if (entity) for (const place of places[index]!) merge(place, entity);
}

type SubgraphError = NonNullable<GatewayGraphQLResponse['errors']>[number];

export const fromSubgraph = (error: SubgraphError, serviceName: string, path: readonly (string | number)[] | undefined): GraphQLError =>
  new GraphQLError(error.message, { originalError: error as unknown as Error, path, extensions: { ...error.extensions, serviceName } });

/** The subgraph numbers the entities that it was asked for; callers know where each of them stands in the answer, into which nothing has been merged yet. */
export function errorsWhereTheyBelong(
  error: SubgraphError,
  service: string,
  fetches: readonly EntityFetch[],
  batches: readonly Batch[],
  data: Fields,
): GraphQLError[] {
  const [root, index, ...rest] = error.path ?? [];
  const at = fetches.findIndex((_, place) => root === `entities${place}`);
  if (at === -1 || typeof index !== 'number') return [fromSubgraph(error, service, undefined)];
  const sent = batches[at]!.sent[index];
  if (sent === undefined) return [];
  return pathsOf(fetches[at]!, sent, data).map((path) => fromSubgraph(error, service, [...path, ...rest]));
}
