/**
 * Five small subgraphs at the far end of HTTP, with the real SDL and data in memory. They check the gateway's actor
 * tokens as the services do and record what reaches them. A test can make them fail in ways that a service should not.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import Fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import type { JWK } from 'jose';
import mercurius from 'mercurius';
import { fromClaims } from '@seteli/schema/actors';
import { importKey, verifyActorToken, verifyGatewayToken, type Actor, type TokenKey } from '@seteli/kit/actor';
import type { BackboneHealth } from '@seteli/kit/backbone';
import { NOT_RUN } from '@seteli/kit/door';
import { boundArguments } from '@seteli/kit/bounds';
import { scalars } from '@seteli/kit/scalars';
import { executableSchema } from '@seteli/kit/subgraph';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';

export type Request = { query: string; variables: Record<string, unknown>; actor: Actor; token: string; traceparent: string };

export type TestSubgraph = {
  readonly url: string;
  readonly requests: Request[];
  /** Sees the data of each answer. */
  onAnswer: (data: unknown) => void;
  /** `frozen` takes requests and never answers; `broken` answers 500 with words of its own; `cut` hangs up. */
  mood: 'well' | 'frozen' | 'broken' | 'cut';
  backbone: BackboneHealth;
  /** Only identity has it. */
  readonly ended: EndedAnswer;
  /** How many more requests it turns away unread, as a stopping service does. */
  turnsAway: number;
  /** How often the gateway asked for its health. */
  looks: number;
  /** Closes its port, and opens the same one again. */
  die(): Promise<void>;
  revive(): Promise<void>;
};

type Options = { actorKey: JWK; resolvers: Partial<Record<ServiceName, object>>; accessKeys: () => JWK[]; bounded?: boolean };

export async function startSubgraphs(options: Options): Promise<Record<ServiceName, TestSubgraph>> {
  const started = await Promise.all(SERVICES.map(async (name) => [name, await startSubgraph(name, options)] as const));
  return Object.fromEntries(started) as Record<ServiceName, TestSubgraph>;
}

async function startSubgraph(name: ServiceName, { actorKey, resolvers, accessKeys, bounded = false }: Options): Promise<TestSubgraph> {
  const key = await importKey(actorKey);
  let app: FastifyInstance;
  const subgraph: TestSubgraph = {
    url: '',
    requests: [],
    onAnswer: () => undefined,
    mood: 'well',
    backbone: { sources: [], parked: 0, unrelayed: 0, unrelayedForMs: 0, missing: [] },
    ended: { sessions: [], users: [], asked: [], origins: [] },
    turnsAway: 0,
    looks: 0,
    die: () => app.close(),
    revive: async () => {
      app = await build();
      await app.listen({ host: '127.0.0.1', port: Number(new URL(subgraph.url).port) });
    },
  };
  async function build() {
    const made = Fastify({ keepAliveTimeout: 65_000, forceCloseConnections: true });
    made.addHook('onRequest', async ({ url }, reply) => {
      if (url.startsWith('/health/')) subgraph.looks++;
      else if (subgraph.turnsAway > 0) {
        subgraph.turnsAway--;
        return reply.code(503).header(NOT_RUN, 'stopping').send({});
      }
    });
    made.get('/health/ready', async () => ({ service: name }));
    made.get('/health/backbone', async () => subgraph.backbone);
    if (name === 'identity') addIdentity(made, accessKeys, subgraph.ended, key);
    made.addHook('preHandler', async (request, reply) => {
      if (request.url !== '/graphql') return;
      const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
      const actor = await verifyActorToken(token, { subgraph: name, key, readClaims: fromClaims });
      const { query, variables } = request.body as { query: string; variables: Record<string, unknown> };
      subgraph.requests.push({ query, variables, actor, token, traceparent: String(request.headers.traceparent) });
      if (subgraph.mood === 'frozen') return reply.hijack();
      if (subgraph.mood === 'cut') request.raw.socket.destroy();
      if (subgraph.mood === 'cut') return reply.hijack();
      if (subgraph.mood === 'broken') return reply.code(500).send({ errors: [{ message: 'secret of the database' }] });
    });
    await made.register(mercurius, {
      schema: executed(name, resolvers[name] ?? {}, bounded),
      jit: 1,
      errorFormatter: ({ data, errors }) => ({ statusCode: 200, response: { data: data ?? null, ...(errors && { errors }) } }),
    });
    await made.ready();
    made.graphql.addHook('onResolution', async ({ data }) => subgraph.onAnswer(data));
    return made;
  }
  app = await build();
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return Object.assign(subgraph, { url });
}

/** Executes as the services do, where a test asks for that: inputs have bounds, and each row is judged alone. */
function executed(name: ServiceName, resolvers: object, bounded: boolean) {
  if (!bounded) return buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(name)), resolvers: { ...scalars, ...resolvers } }]);
  const { schema, rows } = executableSchema(subgraphSdl(name), resolvers);
  return boundArguments(schema, rows);
}

/** What identity says of tokens that no longer hold, how often the gateway asked, and from when on. */
export type EndedAnswer = {
  sessions: { id: string; at: string }[];
  users: { id: string; at: string }[];
  asked: (string | undefined)[];
  origins: string[];
};

function addIdentity(app: FastifyInstance, accessKeys: () => JWK[], ended: EndedAnswer, key: TokenKey): void {
  app.get('/ended-sessions', async ({ headers, query }) => {
    await verifyGatewayToken(headers.authorization!.slice('Bearer '.length), 'identity', key);
    const { since } = query as { since?: string };
    ended.asked.push(since);
    const from = since ? Temporal.Instant.from(since).epochMilliseconds : 0;
    const fresh = (list: EndedAnswer['users']) => list.filter(({ at }) => Temporal.Instant.from(at).epochMilliseconds >= from);
    const readTo = String(Temporal.Now.instant().round('millisecond'));
    return { readTo, complete: true, sessions: fresh(ended.sessions), users: fresh(ended.users) };
  });
  app.get('/app-origins', async ({ headers }) => {
    await verifyGatewayToken(headers.authorization!.slice('Bearer '.length), 'identity', key);
    return { origins: ended.origins };
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) => done(null, body));
  app.get('/.well-known/jwks.json', async () => ({ keys: accessKeys() }));
  app.get('/sign-in/start', async (request, reply) =>
    reply
      .header('set-cookie', `seen=${request.headers.cookie ?? ''}`)
      .header('content-language', request.headers['accept-language'] ?? 'none')
      .redirect('http://elsewhere/'),
  );
  app.post('/token', async ({ body }) => ({ echo: body }));
}

/** An error with which a service answers in its own words. */
export const coded = (message: string, code: string): GraphQLError => new GraphQLError(message, { extensions: { code } });
