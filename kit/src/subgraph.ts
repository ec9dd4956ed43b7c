/**
 * The HTTP server of a subgraph: the door (nothing without the gateway's token, `_entities` and `_service` included),
 * GraphQL with compiled queries, masked faults and health. The service says what the fields mean.
 */
import Fastify, { type FastifyContextConfig, type FastifyInstance, type FastifyRequest } from 'fastify';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import mercurius from 'mercurius';
import { claimsReader, rememberingVerifier, type Actor, type TokenKey, type OrganisationKind } from './actor.ts';
import type { Backbone } from './backbone.ts';
import { boundArguments } from './bounds.ts';
import { limitAnswers } from './answers.ts';
import { mayBeCompiled } from './compiling.ts';
import { systemClock } from './clock.ts';
import type { Database } from './db.ts';
import { createDoor, type Door } from './door.ts';
import { badInput, messageIn, NOT_AN_ID, SOMETHING_WENT_WRONG } from './errors.ts';
import { sqlStateOf } from './transaction.ts';
import { isId, newId } from './ids.ts';
import { say, type Sentences } from './language.ts';
import { keepListSizes } from './list-sizes.ts';
import type { Log } from './log.ts';
import { EventTooLarge } from './outbox.ts';
import { knowWhomWeServe, onlyValue, wantedLanguage } from './request.ts';
import { rowNamesIn, rowTypesOf, withLooseRows, type RowTypes } from './rows.ts';
import { scalars, scalarsOfRows } from './scalars.ts';
import { brief } from './text.ts';

/** A malformed id is bad input, not an unknown thing. An absent id passes. */
export function requireIds(...ids: readonly (string | null | undefined)[]): void {
  if (!ids.every((id) => id == null || isId(id))) throw badInput(NOT_AN_ID);
}

/** A subgraph has no subscriptions. */
export const continuedByTheGateway = (): never => {
  throw new Error('the gateway continues the query of this name');
};

/** Codes with which a resolver may tell a caller something in its own words. Every other error is masked. */
const PUBLIC_CODES = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'INSUFFICIENT_USER_AUTHENTICATION',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'CURSOR_EXPIRED',
]);

/** What the gateway says of a request besides who acts. */
export type RequestFacts = {
  readonly traceparent: string | undefined;
  /** The client's network address, for limits only; `undefined` when the gateway did not give it. */
  readonly address: string | undefined;
};

export type SubgraphOptions<Context> = {
  service: string;
  sdl: string;
  resolvers: object;
  actorKey: TokenKey;
  /** A token of another kind is no actor's. */
  organisationKinds: readonly OrganisationKind[];
  /** What every resolver of one request gets, data loaders included. */
  context: (actor: Actor, request: RequestFacts) => Context;
  log: Log;
  database: Database;
  backbone?: Backbone | undefined;
  door?: Door;
  /** Routes without the door, which anybody may call: sign-in, published keys. Each of them guards itself. */
  open?: (app: FastifyInstance) => void | Promise<void>;
  /** Routes behind the door, for what GraphQL cannot carry: files. `actorOf` says who asks. */
  behind?: (app: FastifyInstance) => void | Promise<void>;
};

/** Who sends a request that has passed the door. */
export const actorOf = (request: FastifyRequest): Actor => (request as WithActor).actor;
/** What the gateway says of it besides. */
export const factsOf = ({ headers }: Pick<FastifyRequest, 'headers'>): RequestFacts => ({
  traceparent: onlyValue(headers.traceparent),
  address: onlyValue(headers['x-forwarded-for']),
});

/** The schema that is executed, and the rows in it (`rows.ts`). */
export function executableSchema(sdl: string, resolvers: object): { schema: GraphQLSchema; rows: RowTypes } {
  const document = parse(sdl);
  const names = rowNamesIn(document);
  const build = (typeDefs: DocumentNode, all: object): GraphQLSchema => buildSubgraphSchema([{ typeDefs, resolvers: { ...all } }]);
  const schema = build(withLooseRows(document, names), { ...scalars, ...resolvers });
  if (names.size === 0) return { schema, rows: new Map() };
  const strict = build(document, scalarsOfRows);
  // `_service` answers with the SDL as it is written, strict rows included.
  const descriptionOf = (of: GraphQLSchema) => of.getQueryType()!.getFields()['_service']!;
  descriptionOf(schema).resolve = descriptionOf(strict).resolve!;
  return { schema, rows: rowTypesOf(strict, names) };
}

export async function buildSubgraph<Context>(options: SubgraphOptions<Context>): Promise<FastifyInstance> {
  const { service, sdl, resolvers, actorKey, organisationKinds, context, log, door = createDoor() } = options;
  const app = Fastify({ ...door.options, bodyLimit: 4 * 1024 * 1024 });
  door.guard(app);
  knowWhomWeServe(app);
  addHealth(app, door, options);
  limitAnswers(app, log);
  // Tokens keep real time, whatever a development clock says.
  const verify = rememberingVerifier(
    { subgraph: service, key: actorKey, readClaims: claimsReader(organisationKinds) },
    () => systemClock.now().epochMilliseconds,
  );
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request.routeOptions.config)) return;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    try {
      (request as WithActor).actor = await verify(token ?? '');
    } catch (fault) {
      log.info({ err: fault }, 'a request without a valid actor token was turned away');
      return reply.code(401).send({ errors: [{ message: 'Unauthenticated.', extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });
  if (options.open) await app.register(openRoutes(options.open));
  if (options.behind) await app.register(async (routes) => await options.behind!(routes));
  const { schema: built, rows } = executableSchema(sdl, resolvers);
  const schema = keepListSizes(boundArguments(built, rows));
  await app.register(mercurius, {
    schema,
    jit: 1,
    graphiql: false,
    ide: false,
    allowBatchedQueries: false,
    context: (request) => context((request as WithActor).actor, factsOf(request)) as object,
    errorFormatter: (execution) => ({ statusCode: 200, response: { data: execution.data ?? null, errors: maskErrors(execution, log) } }),
  });
  // Mercurius executes a document from a hook uncompiled, and compiles only its own.
  app.graphql.addHook('preExecution', async (_, document) => (mayBeCompiled(document, schema, rows) ? undefined : { document }));
  return app;
}

const isOpen = (config: unknown): boolean => (config as { open?: boolean } | undefined)?.open === true;

/** Marks the routes themselves, so that no spelling of a path slips past the door. */
const openRoutes = (add: (app: FastifyInstance) => void | Promise<void>) => async (app: FastifyInstance) => {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, open: true } as NonNullable<typeof route.config>;
  });
  await add(app);
};

type WithActor = FastifyRequest & { actor: Actor };

const TOO_MUCH = say(
  'Tätä on enemmän kuin kerralla voi ilmoittaa. Anna vähemmän tai osissa.',
  'Det här är mer än vad som kan meddelas på en gång. Ge mindre eller i delar.',
  'This is more than can be announced at once. Give less of it, or in parts.',
);
const UNFIT_CHARACTER = say(
  'Tekstissä on merkki, jota ei voi tallentaa.',
  'En text har ett tecken som inte kan sparas.',
  'A text has a character that cannot be kept.',
);
const UNREADABLE = say('Pyyntöä ei voitu lukea.', 'Begäran kunde inte läsas.', 'The request could not be read.');

type Nested = { originalError?: { errors?: readonly GraphQLError[] } };

/**
 * Only an error with a public code keeps its words. Faults of validation and variables hide in `originalError.errors`.
 */
function maskErrors(execution: ExecutionResult, log: Log): GraphQLError[] {
  return (execution.errors ?? []).flatMap((error) => {
    const language = wantedLanguage();
    const nested = (error as Nested).originalError?.errors;
    if (Array.isArray(nested)) return nested.map((each) => plain(messageIn(language, each), 'BAD_USER_INPUT', undefined, each.locations));
    // A compiled query reports faults of its variables without a wrapper.
    if (!error.path && !error.originalError && error.message.startsWith('Variable "'))
      return [plain(messageIn(language, error), 'BAD_USER_INPUT')];
    const code = error.extensions?.code;
    if (typeof code === 'string' && PUBLIC_CODES.has(code)) return [plain(messageIn(language, error), code, error.path)];
    // A NUL character, which PostgreSQL does not take in a text.
    if (['22021', '22P05'].includes(sqlStateOf(error.originalError) ?? '')) return [told(UNFIT_CHARACTER, error.path)];
    if (error.originalError instanceof EventTooLarge) return [told(TOO_MUCH, error.path)];
    if (!error.path && isOfTheRequest(error.originalError ?? error)) return [told(UNREADABLE)];
    const errorId = newId();
    log.error({ errorId, err: error.originalError ?? error, path: error.path }, 'a resolver failed');
    return [{ ...told(SOMETHING_WENT_WRONG, error.path), extensions: { code: 'INTERNAL', errorId } } as unknown as GraphQLError];
  });
}

const told = (sentences: Sentences, path?: readonly (string | number)[]) =>
  plain(sentences[wantedLanguage() ?? 'EN'], 'BAD_USER_INPUT', path);

/** The request was cut off or is malformed: there is nothing for us to mend. */
const isOfTheRequest = (fault: Error & { statusCode?: number; code?: string }): boolean =>
  fault.code === 'ECONNRESET' || (fault.statusCode !== undefined && fault.statusCode < 500);

const plain = (
  message: string,
  code: string,
  path?: readonly (string | number)[],
  locations?: readonly { line: number; column: number }[],
) => ({ message: brief(message), ...(path && { path }), ...(locations && { locations }), extensions: { code } }) as unknown as GraphQLError;

const READY_LIMIT_MS = 1_000;
const OPEN = { config: { open: true } as FastifyContextConfig };

function addHealth(
  app: FastifyInstance,
  door: Door,
  { service, database, backbone }: Pick<SubgraphOptions<unknown>, 'service' | 'database' | 'backbone'>,
): void {
  app.get('/health/live', OPEN, async () => ({ service }));
  app.get('/health/ready', OPEN, async (_, reply) => {
    if (door.isClosing) return reply.code(503).send({ service, stopping: true });
    // A parked event or a lasting fault does not take a replica out of service: it would take all of them at once.
    // `/health/backbone` and the log report it.
    const answered = await within(READY_LIMIT_MS, database.pool.query('select 1'));
    return reply.code(answered ? 200 : 503).send({ service, database: answered ? 'ready' : 'away' });
  });
  app.get('/health/backbone', OPEN, async (_, reply) => {
    const health = backbone && (await within(2 * READY_LIMIT_MS, backbone.health()));
    return reply.code(health ? 200 : 503).send(health ?? { service });
  });
}

/** The answer, or `undefined` when it fails or does not come in time: health treats both alike. */
async function within<T>(limitMs: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, limitMs, undefined)));
  // The code that works with the database logs why; health only reports that it does not answer.
  return await Promise.race([answer.catch(() => undefined), limit]).finally(() => clearTimeout(timer));
}
