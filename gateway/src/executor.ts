/**
 * Runs queries that come again without planning, walking and checking them anew. The first time, mutations, and whatever is
 * unusual about a query or its answer are the gateway package's; both must always answer the same.
 */
import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { OperationTypeNode, type DocumentNode, type GraphQLError } from 'graphql';
import { bareObjects } from './bare.ts';
import { compilePlan, type Fields, type Planned, type Run, type Step } from './plan-steps.ts';
import { compileShape, Irregular, type Shape } from './response-shape.ts';
import { faultsOf, withoutUnreadRows, type RowNames } from './rows.ts';
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
    return { ...loaded, executor: endedByMeter(variablesFirst(readyOr(loaded.executor as Executor, subgraphs), rows)) };
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

/**
 * Judges the variables before anything reads them: the package would list every fault, each with the whole input in its words. The package is
 * shown the rows that it can read; their service gets all, and refuses the others one by one.
 */
const variablesFirst =
  (executor: Executor, rows: RowNames): Executor =>
  async (requestContext) => {
    const { operation, schema, request, context } = requestContext;
    const given = (request.variables ?? {}) as Fields;
    const readable = operation.operation === OperationTypeNode.MUTATION ? withoutUnreadRows(schema, operation, given, rows) : undefined;
    const errors = faultsOf(schema, operation, readable ?? given);
    if (errors) return { errors };
    if (readable) {
      Object.assign(context, { given } satisfies Partial<Context>);
      request.variables = readable;
    }
    return await executor(requestContext);
  };

const Data = bareObjects();

const readyOr =
  (others: Executor, subgraphs: Readonly<Record<string, Subgraph>>): Executor =>
  async (requestContext) => {
    const { document, request, context } = requestContext;
    const ready = readyQueries.get(document)?.get(request.operationName ?? '');
    if (!ready) return await others(requestContext);
    const variables = (request.variables ?? {}) as Fields;
    const errors: GraphQLError[] = [];
    const { meter } = context as unknown as Context;
    const ask = askWith(subgraphs, context as unknown as Context);
    const run: Run = { data: new Data(), variables, errors, ask, meter };
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
