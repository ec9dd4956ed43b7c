/**
 * The federated GraphQL server: the committed supergraph, one data source per subgraph, limits and masked errors. It
 * does not know how requests reach it (HTTP, streams, sockets).
 */
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { isScalarType, parse, type GraphQLError, type GraphQLSchema } from 'graphql';
import { newId } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import { rowNamesIn } from '@seteli/kit/rows';
import { scalars } from '@seteli/kit/scalars';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { supergraphSdl } from '@seteli/schema/sdl';
import { createAdmission, withDefaults, type Admit, type Settle } from './admission.ts';
import { createCost } from './cost.ts';
import { badRequest, masked, type ErrorMask } from './errors.ts';
import { createRunReady, withReadyQueries } from './executor.ts';
import { createKnownTexts, type KnownTexts } from './known-texts.ts';
import { MAX_TOKENS, shapeLimits } from './limits.ts';
import { openMeter, type Meter } from './meter.ts';
import { createReadyQueries, NO_READY_QUERIES } from './ready-queries.ts';
import { createRoom } from './room.ts';
import { scalarLiterals } from './rows.ts';
import type { Caller } from './sign-in-check.ts';
import { callerKeyOf, type Spending } from './spending.ts';
import type { Context } from './context.ts';
import type { Subgraph } from './subgraph.ts';
import { brokenOf } from './unfollowed.ts';

export type GraphqlOptions = {
  subgraphs: Record<ServiceName, Subgraph>;
  spending: Spending;
  mask: ErrorMask;
  production: boolean;
  /** Whether we run repeated queries, or the gateway package runs them like all others. */
  readyQueries: boolean;
  log: Log;
};

/** `schema` is the API schema, without the machinery of federation. */
export type Graphql = {
  readonly server: ApolloServer<Context>;
  readonly schema: GraphQLSchema;
  readonly knownTexts: KnownTexts;
  /** Opens the meter of one operation. The caller closes it when the answer has left. */
  readonly meterFor: (caller: Caller) => Meter;
};

/** How many operations hold large answers at a time: in all, and of one caller. */
const LARGE_ANSWERS = { places: 6, placesOfOne: 2 };

export async function startGraphql({ subgraphs, spending, mask, production, readyQueries, log }: GraphqlOptions): Promise<Graphql> {
  // The gateway package reports to its maker unless this variable forbids it, and reads it as it is made.
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
  const sdl = supergraphSdl();
  const rows = rowNamesIn(parse(sdl));
  const room = createRoom(LARGE_ANSWERS);
  const admit = createAdmission(createCost(sdl), spending);
  const queries = readyQueries ? createReadyQueries() : NO_READY_QUERIES;
  const runReady = createRunReady(subgraphs, queries);
  const gateway = new ApolloGateway({
    supergraphSdl: sdl,
    // The supergraph holds placeholders for addresses. The settings say where a subgraph is.
    buildService: ({ name }) => subgraphs[SERVICES.find((service) => service === name)!],
    logger: log,
    experimental_didResolveQueryPlan: queries.remember,
    __exposeQueryPlanExperimental: false,
  });
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => parseScalars(apiSchema));
  const server = new ApolloServer<Context>({
    gateway: withReadyQueries(gateway, queries, runReady, rows),
    // Without this the package would read the environment itself, and take other words for production than we do.
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    logger: log,
    formatError: mask,
    validationRules: [shapeLimits, scalarLiterals(rows)],
    parseOptions: { maxTokens: MAX_TOKENS },
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    stringifyResult: (value) => JSON.stringify(value),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), operationChecks(admit), silentNulls(log)],
  });
  await server.start();
  return {
    server,
    schema: gateway.schema!,
    knownTexts: createKnownTexts({ queries, admit, runReady, mask }),
    meterFor: ({ actor }) => openMeter(room, callerKeyOf(actor)),
  };
}

/**
 * A supergraph knows scalars by name only. With our own parsing the gateway refuses a malformed variable, with its
 * place in the input; `rows.ts` does so for the operation's text.
 */
function parseScalars(schema: GraphQLSchema): void {
  for (const { name, parseValue } of Object.values(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue });
  }
}

const operationChecks = (admit: Admit): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    let settle: Settle | undefined;
    return {
      async didResolveOperation({ document, operation, request, contextValue }) {
        if (!operation) throw badRequest('Name the operation to run: the document has several, or none of that name.');
        if (operation.operation === 'subscription')
          throw badRequest(
            'Subscriptions are served at /graphql/stream (server-sent events) and over WebSocket (graphql-transport-ws) at /graphql.',
          );
        request.variables = withDefaults(operation, request.variables);
        settle = contextValue.settle ?? admit({ document, operation, variables: request.variables }, contextValue.caller);
      },
      async willSendResponse({ contextValue }) {
        settle?.(contextValue.meter.objects);
      },
    };
  },
});

/**
 * When a subgraph leaves out a value that its schema promises, the executor makes the place null and reports it only in
 * an extension. Callers look for errors.
 */
const silentNulls = (log: Log): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response: { body } }) {
        const result = body.kind === 'single' ? body.singleResult : undefined;
        const missing = result?.extensions?.valueCompletion as readonly GraphQLError[] | undefined;
        if (!result || !missing) return;
        delete result.extensions!.valueCompletion;
        if (Object.keys(result.extensions!).length === 0) delete result.extensions;
        const broken = brokenOf(contextValue, missing);
        if (broken.length === 0) return;
        const errorId = newId();
        log.error({ errorId, missing: broken.map(({ message, path }) => ({ message, path })) }, 'a subgraph broke its schema');
        result.errors = broken.map(({ path }) => masked(errorId, path));
      },
    };
  },
});
