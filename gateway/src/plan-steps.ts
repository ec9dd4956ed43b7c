/**
 * A query plan made ready to be run again and again: which subgraph is asked what, and where its answers belong. Fetches of
 * entities that may run side by side and go to the same subgraph become one request. Plans that hold anything else than
 * plain fetches are left to the executor of the gateway package.
 */
import type { GatewayConfig } from '@apollo/gateway';
import { GraphQLError, Kind, OperationTypeNode, parse, print, stripIgnoredCharacters, visit, type OperationDefinitionNode } from 'graphql';
import type { Meter } from './meter.ts';
import { withoutRepeats } from './representations.ts';
import type { GatewayGraphQLResponse } from './subgraph.ts';

export type Planned = Parameters<NonNullable<GatewayConfig['experimental_didResolveQueryPlan']>>[0];
type QueryPlan = Planned['queryPlan'];
type PlanNode = NonNullable<QueryPlan['node']>;
type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>;
type FlattenNode = Extract<PlanNode, { kind: 'Flatten' }>;

export type Fields = Record<string, unknown>;
export type SubgraphRequest = { readonly query: string; readonly operationName?: string | undefined; readonly variables: Fields };

/** One execution: what has been gathered so far, and how to ask. */
export type Run = {
  readonly data: Fields;
  readonly variables: Fields;
  readonly errors: GraphQLError[];
  readonly ask: (service: string, request: SubgraphRequest) => Promise<GatewayGraphQLResponse>;
  readonly meter: Meter;
};

export type Step = (run: Run) => Promise<void>;

/** Why a plan is left to the gateway package. */
class Unusual extends Error {}

export function compilePlan({ node }: QueryPlan): Step | undefined {
  if (!node || node.kind === 'Subscription') return undefined;
  try {
    return compile(node);
  } catch (fault) {
    if (fault instanceof Unusual) return undefined;
    throw fault;
  }
}

function compile(node: PlanNode): Step {
  switch (node.kind) {
    case 'Sequence':
      return inTurn(node.nodes.map(compile));
    case 'Parallel':
      return sideBySide(node.nodes);
    case 'Fetch':
      return fetchRoot(node);
    case 'Flatten':
      return fetchEntities(entityFetchOf(node).serviceName, [entityFetchOf(node)]);
    default:
      throw new Unusual(node.kind);
  }
}

const inTurn =
  (steps: readonly Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run);
  };

function sideBySide(nodes: readonly PlanNode[]): Step {
  const entities = nodes.flatMap((node) => (node.kind === 'Flatten' ? [entityFetchOf(node)] : []));
  const steps = [
    ...nodes.filter(({ kind }) => kind !== 'Flatten').map(compile),
    ...[...Map.groupBy(entities, ({ serviceName }) => serviceName)].map(([service, fetches]) => fetchEntities(service, fetches)),
  ];
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

const isRewritten = ({ inputRewrites, outputRewrites, contextRewrites }: FetchNode & { contextRewrites?: readonly unknown[] }): boolean =>
  [inputRewrites, outputRewrites, contextRewrites].some((rewrites) => rewrites && rewrites.length > 0);

function pick(variables: Fields, names: readonly string[] | undefined): Fields {
  const picked: Fields = {};
  for (const name of names ?? []) if (variables[name] !== undefined) picked[name] = variables[name];
  return picked;
}

function fetchRoot(fetch: FetchNode): Step {
  if (fetch.requires || isRewritten(fetch)) throw new Unusual('a root fetch that needs something');
  const { serviceName, operation: query, operationName, variableUsages } = fetch;
  return async (run) => {
    const answer = await ask(run, serviceName, { query, operationName, variables: pick(run.variables, variableUsages) });
    if (!answer) return;
    for (const error of answer.errors ?? []) run.errors.push(fromSubgraph(error, serviceName, error.path));
    if (answer.data) merge(run.data, answer.data);
  };
}

async function ask(run: Run, service: string, request: SubgraphRequest): Promise<GatewayGraphQLResponse | undefined> {
  try {
    return await run.ask(service, request);
  } catch (fault) {
    run.errors.push(fault as GraphQLError);
    return undefined;
  }
}

type SubgraphError = NonNullable<GatewayGraphQLResponse['errors']>[number];

const fromSubgraph = (error: SubgraphError, serviceName: string, path: readonly (string | number)[] | undefined): GraphQLError =>
  new GraphQLError(error.message, { originalError: error as unknown as Error, path, extensions: { ...error.extensions, serviceName } });

type EntityFetch = {
  readonly serviceName: string;
  readonly path: readonly string[];
  readonly typename: string;
  /** What the subgraph must be told of the entity, beside its type. */
  readonly keys: readonly string[];
  readonly variableUsages: readonly string[];
  readonly operation: string;
};

/** Only entities of one object type with plain key fields: all that our subgraphs ask for. */
function entityFetchOf({ path, node }: FlattenNode): EntityFetch {
  if (node.kind !== 'Fetch' || !node.requires || isRewritten(node)) throw new Unusual('a flattened node that is not an entity fetch');
  const [fragment, ...others] = node.requires;
  if (others.length > 0 || fragment?.kind !== Kind.INLINE_FRAGMENT || !fragment.typeCondition)
    throw new Unusual('entities of several types');
  const names = fragment.selections.map((selection) => {
    if (selection.kind !== Kind.FIELD || selection.selections || selection.alias) throw new Unusual('a key with parts');
    return selection.name;
  });
  if (!names.includes('__typename')) throw new Unusual('an entity without its type');
  if (path.some((step) => typeof step !== 'string' || step.includes('|'))) throw new Unusual('a path by type');
  return {
    serviceName: node.serviceName,
    path: path as string[],
    typename: fragment.typeCondition,
    keys: names.filter((name) => name !== '__typename'),
    variableUsages: node.variableUsages ?? [],
    operation: node.operation,
  };
}

type Place = { readonly entity: Fields; readonly path: readonly (string | number)[] };

/** The objects at a path; lists on the way are gone through. */
function placesAt(value: unknown, steps: readonly string[], path: readonly (string | number)[], found: Place[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const rest = steps[0] === '@' ? steps.slice(1) : steps;
    value.forEach((element, place) => placesAt(element, rest, [...path, place], found));
    return;
  }
  const [step, ...rest] = steps;
  if (step === undefined) found.push({ entity: value as Fields, path });
  else placesAt((value as Fields)[step], rest, [...path, step], found);
}

type Batch = { readonly representations: readonly unknown[]; readonly places: readonly (readonly Place[])[] };

/** Equal entities are asked for once, wherever they stand. */
function batchOf({ path, typename, keys }: EntityFetch, data: Fields): Batch {
  const found: Place[] = [];
  placesAt(data, path, [], found);
  const whole = found.filter(({ entity }) => entity['__typename'] === typename && keys.every((key) => entity[key] !== undefined));
  const { sent, places } = withoutRepeats(whole.map(({ entity }) => ({ __typename: typename, ...pick(entity, keys) })));
  const bySent: Place[][] = sent.map(() => []);
  for (const [wanted, place] of whole.entries()) bySent[places[wanted]!]!.push(place);
  return { representations: sent, places: bySent };
}

function fetchEntities(service: string, fetches: readonly EntityFetch[]): Step {
  const query = oneOperation(fetches.map(({ operation }) => operation));
  const variableUsages = [...new Set(fetches.flatMap((fetch) => fetch.variableUsages))];
  return async (run) => {
    const batches = fetches.map((fetch) => batchOf(fetch, run.data));
    if (batches.every(({ representations }) => representations.length === 0)) return;
    const variables = pick(run.variables, variableUsages);
    for (const [place, { representations }] of batches.entries()) variables[`representations${place}`] = representations;
    const answer = await ask(run, service, { query, variables });
    if (!answer) return;
    for (const error of answer.errors ?? []) run.errors.push(...errorsWhereTheyBelong(error, service, batches));
    for (const [place, { places }] of batches.entries()) {
      const entities = answer.data?.[`entities${place}`] as readonly (Fields | null)[] | undefined;
      if (entities?.length === places.length) {
        run.meter.repeat(
          entities,
          places.map(({ length }) => length),
        );
        entities.forEach((entity, index) => entity && places[index]!.forEach((at) => merge(at.entity, entity)));
      } else if (!answer.errors) run.errors.push(new GraphQLError(`${service} did not answer for each entity`));
    }
  };
}

/** `_entities` of several operations side by side, each with representations of its own. */
function oneOperation(operations: readonly string[]): string {
  const parsed = operations.map(renamed);
  const variables = new Map(
    parsed.flatMap(({ variableDefinitions = [] }) => variableDefinitions.map((each) => [each.variable.name.value, each])),
  );
  const together: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections: parsed.flatMap(({ selectionSet }) => selectionSet.selections) },
  };
  return stripIgnoredCharacters(print(together));
}

function renamed(operation: string, place: number): OperationDefinitionNode {
  const [definition, ...others] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) throw new Unusual('fragments');
  return visit(definition, {
    Variable: (node) =>
      node.name.value === 'representations' ? { ...node, name: { ...node.name, value: `representations${place}` } } : undefined,
    Field: {
      enter: (node, _, __, path) =>
        // definition → selectionSet → selections → index
        path.length === 3 && node.name.value === '_entities'
          ? { ...node, alias: { kind: Kind.NAME as const, value: `entities${place}` } }
          : undefined,
    },
  });
}

/** The subgraph numbers the entities that it was asked for; callers know where each of them stands in the answer. */
function errorsWhereTheyBelong(error: SubgraphError, service: string, batches: readonly Batch[]): GraphQLError[] {
  const [root, index, ...rest] = error.path ?? [];
  const batch = batches.find((_, place) => root === `entities${place}`);
  if (!batch || typeof index !== 'number') return [fromSubgraph(error, service, undefined)];
  return (batch.places[index] ?? []).map(({ path }) => fromSubgraph(error, service, [...path, ...rest]));
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds what is new; where both have an object or a list, what is in them. */
export function merge(target: Fields, source: Fields): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue;
    const [before, value] = [target[key], source[key]];
    if (isObject(before) && isObject(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value))
      value.forEach((element, place) => {
        if (isObject(before[place]) && isObject(element)) merge(before[place], element);
        else before[place] = element;
      });
    else target[key] = value;
  }
}
