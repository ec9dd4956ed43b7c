/**
 * Runs queries that come again without planning, walking and checking them anew. The first time, mutations, and whatever is
 * unusual about a query or its answer are the gateway package's; both must always answer the same.
 */
import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { OperationTypeNode, type DocumentNode, type GraphQLError } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { compilePlan, type Fields, type Planned, type Run, type Step } from './plan-steps.ts';
import { compileShape, Irregular, type Shape } from './response-shape.ts';
import { withoutUnreadRows, type RowNames } from './rows.ts';
import type { Context, GatewayGraphQLResponse, Subgraph } from './subgraph.ts';

type Gateway = NonNullable<ApolloServerOptionsWithGateway<BaseContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

type Ready = { readonly step: Step; readonly shape: Shape };

/** What is ready to run, as long as Apollo Server remembers the document; null: not for us. */
const readyQueries = new WeakMap<DocumentNode, Map<string, Ready | null>>();

/** Called by the gateway package with the plan of each operation that it runs. */
export function rememberPlan({ queryPlan, requestContext, operationContext }: Planned): void {
  const { document, request } = requestContext;
  const { operation, schema } = operationContext;
  const known = readyQueries.get(document) ?? new Map<string, Ready | null>();
  readyQueries.set(document, known);
  const name = request.operationName ?? '';
  if (known.has(name)) return;
  const isQuery = operation.operation === OperationTypeNode.QUERY;
  const [step, shape] = isQuery ? [compilePlan(queryPlan), compileShape(schema, document, operation)] : [];
  known.set(name, step && shape ? { step, shape } : null);
}

/** The gateway as Apollo Server knows it, with our executor before its own. */
export const withReadyQueries = (gateway: ApolloGateway, subgraphs: Readonly<Record<string, Subgraph>>, rows: RowNames): Gateway => ({
  async load(options) {
    const loaded = await gateway.load(options);
    return { ...loaded, executor: endedByMeter(readyOr(rowsAside(loaded.executor as Executor, rows), subgraphs)) };
  },
  onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
  stop: () => gateway.stop(),
});

/** An operation that fetches too much is answered with that alone, whatever of it has come and however it ended. */
const endedByMeter =
  (executor: Executor): Executor =>
  async (requestContext) => {
    const { meter } = requestContext.context as unknown as Context;
    const ended = () => ({ data: null, errors: [meter.fault!] });
    try {
      const result = await executor(requestContext);
      return meter.fault ? ended() : result;
    } catch (fault) {
      if (meter.fault) return ended();
      throw fault;
    }
  };

/** The package is shown the rows that it can read; their service gets all, and refuses the others one by one. Nothing has run when variables are refused. */
const rowsAside =
  (others: Executor, rows: RowNames): Executor =>
  async (requestContext) => {
    const answer = await others(requestContext);
    const { operation, schema, request, context } = requestContext;
    const isRefused = answer.data === undefined && answer.errors?.[0]?.message.startsWith('Variable "$') === true;
    if (!isRefused || operation.operation !== OperationTypeNode.MUTATION) return answer;
    const given = (request.variables ?? {}) as Fields;
    const readable = withoutUnreadRows(schema, operation, given, rows);
    if (!readable) return answer;
    Object.assign(context, { given } satisfies Partial<Context>);
    request.variables = readable;
    return await others(requestContext);
  };

const readyOr =
  (others: Executor, subgraphs: Readonly<Record<string, Subgraph>>): Executor =>
  async (requestContext) => {
    const { document, request, operation, schema, context } = requestContext;
    const ready = readyQueries.get(document)?.get(request.operationName ?? '');
    if (!ready) return await others(requestContext);
    const variables = (request.variables ?? {}) as Fields;
    const { errors: refused } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (refused) return { errors: refused };
    const errors: GraphQLError[] = [];
    const { meter } = context as unknown as Context;
    const ask = askWith(subgraphs, context as unknown as Context);
    const run: Run = { data: Object.create(null) as Fields, variables, errors, ask, meter };
    await ready.step(run);
    if (meter.fault) return { data: null, errors: [meter.fault] };
    try {
      const data = ready.shape(run.data, errors.length > 0);
      return errors.length > 0 ? { data, errors } : { data };
    } catch (fault) {
      if (!(fault instanceof Irregular)) throw fault;
      // A query does no harm when it is run again, and the gateway package says what is wrong with the answer.
      return await others(requestContext);
    }
  };

const askWith =
  (subgraphs: Readonly<Record<string, Subgraph>>, context: Context): Run['ask'] =>
  (service, request): Promise<GatewayGraphQLResponse> =>
    subgraphs[service]!.process({ request, context } as Parameters<Subgraph['process']>[0]);
