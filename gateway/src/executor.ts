/**
 * Runs repeated queries without planning, walking and checking them anew. The gateway package runs the first time,
 * mutations, and every unusual query or answer. Both must always answer the same.
 */
import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Fields } from './plan.ts';
import type { Run } from './plan-steps.ts';
import type { Ready, ReadyQueries } from './ready-queries.ts';
import { Irregular } from './irregular.ts';
import { faultsOf, withoutUnreadRows, type RowNames } from './rows.ts';
import type { Context } from './context.ts';
import type { Subgraph } from './subgraph.ts';

type Gateway = NonNullable<ApolloServerOptionsWithGateway<BaseContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

export type Result = { readonly data: Fields | null; readonly errors?: readonly GraphQLError[] };
/**
 * Answers `undefined` when the package has to run the query. This is so when answers break their schema, which the
 * package puts into words: a second run of a query does no harm. It is also so when its variables ask for other parts
 * than are ready.
 */
export type RunReady = (ready: Ready, variables: Fields, context: Context) => Promise<Result | undefined>;

/** The gateway as Apollo Server knows it, with our executor before its own. */
export const withReadyQueries = (gateway: ApolloGateway, queries: ReadyQueries, runReady: RunReady, rows: RowNames): Gateway => ({
  async load(options) {
    const loaded = await gateway.load(options);
    const executor = readyOr(loaded.executor as Executor, queries, runReady);
    return { ...loaded, executor: endedByMeter(variablesFirst(executor, rows)) };
  },
  onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
  stop: () => gateway.stop(),
});

/** An operation that fetches too much gets only that error, whatever has come and however it ended. */
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
 * Checks the variables before anything reads them: the package would list every fault with the whole input in each. The
 * package sees only readable rows; their service gets all rows and refuses the others one by one.
 */
const variablesFirst =
  (executor: Executor, rows: RowNames): Executor =>
  async (requestContext) => {
    const { operation, schema, request, context } = requestContext;
    const given = (request.variables ?? {}) as Fields;
    const readable = withoutUnreadRows(schema, operation, given, rows);
    const errors = faultsOf(schema, operation, readable ?? given);
    if (errors) return { errors };
    if (readable) {
      Object.assign(context, { given } satisfies Partial<Context>);
      request.variables = readable;
    }
    return await executor(requestContext);
  };

const readyOr =
  (others: Executor, queries: ReadyQueries, runReady: RunReady): Executor =>
  async (requestContext) => {
    const { document, request } = requestContext;
    const context = requestContext.context as unknown as Context;
    // The package sends unreadable rows on without a look at them.
    const ready = context.given ? undefined : queries.ofDocument(document, request.operationName);
    const result = ready && (await runReady(ready, (request.variables ?? {}) as Fields, context));
    return result ?? (await others(requestContext));
  };

export const createRunReady =
  (subgraphs: Readonly<Record<string, Subgraph>>, queries: ReadyQueries): RunReady =>
  async (ready, variables, context) => {
    const shape = ready.shapes(variables);
    if (!shape) return undefined;
    const errors: GraphQLError[] = [];
    const { meter } = context;
    const ask: Run['ask'] = (service, asked) => subgraphs[service]!.ask(asked, context);
    const data: Fields = {};
    try {
      await ready.step({ data, variables, errors, ask, meter });
      if (meter.fault) return { data: null, errors: [meter.fault] };
      const shaped = shape(data, errors.length > 0);
      return errors.length > 0 ? { data: shaped, errors } : { data: shaped };
    } catch (fault) {
      if (meter.fault) return { data: null, errors: [meter.fault] };
      if (!(fault instanceof Irregular)) throw fault;
      queries.giveUp(ready);
      return undefined;
    }
  };
