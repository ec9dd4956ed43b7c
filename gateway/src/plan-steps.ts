/**
 * Compiles a query plan for repeated runs: what to ask of which subgraph, and where its answers belong. Side-by-side
 * fetches of entities from the same subgraph become one request. The gateway package executes plans with anything else
 * than plain fetches and their conditions.
 */
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { batchOf, errorsWhereTheyBelong, fromSubgraph, mergeWhereTheyBelong, type EntityFetch } from './entities.ts';
import { Irregular } from './irregular.ts';
import { merge } from './merging.ts';
import type { Meter } from './meter.ts';
import { oneOperation } from './one-operation.ts';
import type { Fields, FetchNode, FlattenNode, PlanNode, QueryPlan } from './plan.ts';
import { compileRequirements } from './requirements.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';
import type { SubgraphRequest } from './subgraph.ts';

/** One execution: the data gathered so far, and how to ask. */
export type Run = {
  readonly data: Fields;
  readonly variables: Fields;
  readonly errors: GraphQLError[];
  readonly ask: (service: string, asked: SubgraphRequest) => Promise<GatewayGraphQLResponse>;
  readonly meter: Meter;
};

export type Step = (run: Run) => Promise<void>;

/** The plan needs the gateway package. */
class Unusual extends Error {}

export function compilePlan({ node }: QueryPlan, schema: GraphQLSchema): Step | undefined {
  if (!node) return nothing;
  if (node.kind === 'Subscription') return undefined;
  try {
    return compile(node, schema);
  } catch (fault) {
    if (fault instanceof Unusual) return undefined;
    throw fault;
  }
}

/** The gateway itself knows the whole answer, so it asks no service. */
const nothing: Step = async () => undefined;

function compile(node: PlanNode, schema: GraphQLSchema): Step {
  switch (node.kind) {
    case 'Sequence':
      return inTurn(node.nodes.map((each) => compile(each, schema)));
    case 'Parallel':
      return sideBySide(node.nodes, schema);
    case 'Fetch':
      return fetchRoot(node);
    case 'Flatten':
      return sideBySide([node], schema);
    case 'Condition':
      return eitherOr(node, schema);
    default:
      throw new Unusual(node.kind);
  }
}

const inTurn =
  (steps: readonly Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run);
  };

function eitherOr({ condition, ifClause, elseClause }: Extract<PlanNode, { kind: 'Condition' }>, schema: GraphQLSchema): Step {
  const [step, otherwise] = [ifClause, elseClause].map((node) => node && compile(node, schema));
  return async (run) => {
    await (run.variables[condition] ? step : otherwise)?.(run);
  };
}

function sideBySide(nodes: readonly PlanNode[], schema: GraphQLSchema): Step {
  const entities = nodes.flatMap((node) => (node.kind === 'Flatten' ? [entityFetchOf(node, schema)] : []));
  const steps = [
    ...nodes.filter(({ kind }) => kind !== 'Flatten').map((node) => compile(node, schema)),
    ...[...Map.groupBy(entities, ({ serviceName }) => serviceName)].map(([service, fetches]) => fetchEntities(service, fetches)),
  ];
  if (steps.length === 1) return steps[0]!;
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

const isRewritten = ({ inputRewrites, outputRewrites, contextRewrites }: FetchNode & { contextRewrites?: readonly unknown[] }): boolean =>
  [inputRewrites, outputRewrites, contextRewrites].some((rewrites) => rewrites && rewrites.length > 0);

/** The variables that a subgraph gets, as JSON. */
function textOf(variables: Fields, names: readonly string[]): string {
  const picked: Fields = {};
  for (const name of names) if (variables[name] !== undefined) picked[name] = variables[name];
  return JSON.stringify(picked);
}

function fetchRoot(fetch: FetchNode): Step {
  if (fetch.requires || isRewritten(fetch)) throw new Unusual('a root fetch that needs something');
  const { serviceName, operation: query, operationName, variableUsages = [] } = fetch;
  const head = `${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`;
  return async (run) => {
    const answer = await ask(run, serviceName, { body: `${head}${textOf(run.variables, variableUsages)}}`, most: 0 });
    if (!answer) return;
    for (const error of answer.errors ?? []) run.errors.push(fromSubgraph(error, serviceName, error.path));
    if (answer.data) merge(run.data, answer.data);
  };
}

async function ask(run: Run, service: string, asked: SubgraphRequest): Promise<GatewayGraphQLResponse | undefined> {
  try {
    return await run.ask(service, asked);
  } catch (fault) {
    run.errors.push(fault as GraphQLError);
    return undefined;
  }
}

function entityFetchOf({ path, node }: FlattenNode, schema: GraphQLSchema): EntityFetch {
  if (node.kind !== 'Fetch' || !node.requires || isRewritten(node)) throw new Unusual('a flattened node that is not an entity fetch');
  if (path.some((step) => typeof step !== 'string' || step.includes('|'))) throw new Unusual('a path by type');
  const { serviceName, requires, variableUsages = [], operation } = node;
  const written = compileRequirements(requires, schema);
  if (!written) throw new Unusual('entities of which more must be told');
  return { serviceName, path: path as string[], written, variableUsages, operation };
}

function fetchEntities(service: string, fetches: readonly EntityFetch[]): Step {
  const query = oneOperation(fetches.map(({ operation }) => operation));
  if (query === undefined) throw new Unusual('fragments');
  const head = `{"query":${JSON.stringify(query)},"variables":`;
  const variableUsages = [...new Set(fetches.flatMap((fetch) => fetch.variableUsages))];
  return async (run) => {
    const batches = fetches.map((fetch) => batchOf(fetch, run.data));
    const most = Math.max(...batches.map(({ sent }) => sent.length));
    if (most === 0) return;
    const variables = textOf(run.variables, variableUsages).slice(0, -1);
    const representations = batches.map(({ sent }, index) => `"representations${index}":[${sent.join(',')}]`).join(',');
    const body = `${head}${variables}${variables === '{' ? '' : ','}${representations}}}`;
    const answer = await ask(run, service, { body, most });
    if (!answer) return;
    // The package also counts the places that were left out, and reports the fault at another place.
    if (answer.errors && batches.some(({ leavesOut }) => leavesOut)) throw new Irregular();
    for (const error of answer.errors ?? []) run.errors.push(...errorsWhereTheyBelong(error, service, fetches, batches, run.data));
    for (const [index, batch] of batches.entries()) {
      const entities = answer.data?.[`entities${index}`] as readonly (Fields | null)[] | undefined;
      if (entities?.length === batch.objects.length) {
        run.meter.repeat(
          entities,
          batch.objects.map(({ length }) => length),
        );
        mergeWhereTheyBelong(entities, batch);
      } else if (!answer.errors) run.errors.push(new GraphQLError(`${service} did not answer for each entity`));
    }
  };
}
