/**
 * The entities that a step of a plan asks of one subgraph. It knows where they stand in the gathered data, what the
 * subgraph gets of each, and where answers and errors belong. The step asks for equal entities once, wherever they
 * stand.
 */
import { GraphQLError } from 'graphql';
import { merge } from './merging.ts';
import type { Fields } from './plan.ts';
import type { Written } from './requirements.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';

export type EntityFetch = {
  readonly serviceName: string;
  readonly path: readonly string[];
  readonly written: Written;
  readonly variableUsages: readonly string[];
  readonly operation: string;
};

type ResponsePath = (string | number)[];
type Found = (entity: Fields, path: readonly (string | number)[]) => void;

/**
 * Goes to the objects at a path, from one of its steps on, through all lists on the way. `way` collects the path for
 * callers who need it.
 */
function goTo(value: unknown, steps: readonly string[], at: number, found: Found, way?: ResponsePath): void {
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

function goOn(
  value: unknown,
  step: string | number,
  steps: readonly string[],
  at: number,
  found: Found,
  way: ResponsePath | undefined,
): void {
  way?.push(step);
  goTo(value, steps, at, found, way);
  way?.pop();
}

/** What the subgraph gets of each entity, as JSON, and all objects that stand for it. */
export type EntityBatch = {
  readonly sent: readonly string[];
  readonly objects: readonly (readonly Fields[])[];
  /** Whether the batch leaves out an entity at some place. */
  readonly leavesOut: boolean;
};

export function batchOf({ path, written }: EntityFetch, data: Fields): EntityBatch {
  const known = new Map<string, Fields[]>();
  let leavesOut = false;
  goTo(data, path, 0, (entity) => {
    const sent = written(entity);
    const objects = sent === undefined ? undefined : known.get(sent);
    if (objects) objects.push(entity);
    else if (sent === undefined) leavesOut = true;
    else known.set(sent, [entity]);
  });
  return { sent: [...known.keys()], objects: [...known.values()], leavesOut };
}

/**
 * Finds where the objects of an entity stand. Most answers have no errors, so the first walk does not remember the way.
 */
function pathsOf({ path, written }: EntityFetch, sent: string, data: Fields): ResponsePath[] {
  const paths: ResponsePath[] = [];
  goTo(data, path, 0, (entity, way) => void (written(entity) === sent && paths.push([...way])), []);
  return paths;
}

export function mergeWhereTheyBelong(entities: readonly (Fields | null)[], { objects }: EntityBatch): void {
  for (const [index, entity] of entities.entries()) if (entity) for (const object of objects[index]!) merge(object, entity);
}

type SubgraphError = NonNullable<GatewayGraphQLResponse['errors']>[number];

export const fromSubgraph = (error: SubgraphError, serviceName: string, path: readonly (string | number)[] | undefined): GraphQLError =>
  new GraphQLError(error.message, { originalError: error as unknown as Error, path, extensions: { ...error.extensions, serviceName } });

/**
 * Maps an error to the response. A subgraph numbers the entities that it was asked for; callers know an entity by its
 * place. Call it before answers are merged.
 */
export function errorsWhereTheyBelong(
  error: SubgraphError,
  service: string,
  fetches: readonly EntityFetch[],
  batches: readonly EntityBatch[],
  data: Fields,
): GraphQLError[] {
  const [root, index, ...rest] = error.path ?? [];
  const at = fetches.findIndex((_, number) => root === `entities${number}`);
  if (at === -1 || typeof index !== 'number') return [fromSubgraph(error, service, undefined)];
  const sent = batches[at]!.sent[index];
  if (sent === undefined) return [];
  return pathsOf(fetches[at]!, sent, data).map((path) => fromSubgraph(error, service, [...path, ...rest]));
}
