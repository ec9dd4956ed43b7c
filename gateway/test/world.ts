/** A gateway with its subgraphs on real HTTP, and access tokens as identity would issue them. */
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { GraphQLFormattedError } from 'graphql';
import { readConfig } from '@seteli/kit/config';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { SYSTEM_SCOPES } from '@seteli/schema/actors';
import { SERVICES } from '@seteli/schema/events/listeners';
import { afterAll, beforeAll } from 'vitest';
import { settings } from '../src/config.ts';
import { start } from '../src/main.ts';
import { startSubgraphs, type TestSubgraph } from './subgraphs.ts';

export const ISSUER = 'https://seteli.test';
export const OPERATOR_TOKEN = 'the-token-of-the-operators-in-tests';
export const ORGANISER = '01980000-0000-7000-8000-000000000001';

/** The processor time of this process so far, however busy the machine is. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export type Answer = { status: number; headers: Headers; data?: unknown; errors?: GraphQLFormattedError[] };
export type TokenWish = { claims?: Record<string, unknown>; header?: { alg: string; typ?: string }; key?: CryptoKey | Uint8Array };

export type World = {
  readonly url: string;
  readonly subgraphs: Record<ServiceName, TestSubgraph>;
  readonly accessKey: CryptoKey;
  /** A valid access token, except for what the wish says. A claim of `undefined` is left out. */
  token(wish?: TokenWish): Promise<string>;
  /** `at` is the address of another gateway. */
  ask(query: string, variables?: object, token?: string, at?: string): Promise<Answer>;
  send(path: string, init: RequestInit, at?: string): Promise<Answer>;
  /** Another gateway before the same subgraphs, with other settings where the test gives them. */
  another(env?: Record<string, string>): ReturnType<Launch>;
  stop(): Promise<void>;
};

type Setting = {
  resolvers?: Partial<Record<ServiceName, object>>;
  /** The services judge rows, and inputs by their bounds. */
  bounded?: boolean;
  env?: Record<string, string>;
  /** Settings that need the actor key. */
  over?: (world: { actorKey: JWK }) => Promise<Record<string, string>>;
};

/** Starts a gateway from its environment: in this process, unless a test brings another way. */
type Launch = (env: Record<string, string>) => Promise<{ url: string; stop(): Promise<void> }>;
const inThisProcess: Launch = (env) => start(readConfig(settings, env));

export async function startWorld(
  { resolvers = {}, bounded = false, env = {}, over = async () => ({}) }: Setting = {},
  launch = inThisProcess,
): Promise<World> {
  const access = await keyPair();
  const actor = await keyPair();
  const subgraphs = await startSubgraphs({ actorKey: actor.publicJwk, resolvers, bounded, accessKeys: () => [access.publicJwk] });
  const urls = Object.fromEntries(SERVICES.map((name) => [`${name.toUpperCase()}_URL`, subgraphs[name].url]));
  const own = {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: ISSUER,
    NATS_URL: 'unencrypted://gateway:Kx92mQpLw7TzVb4Y@127.0.0.1:1',
    ACTOR_KEY: JSON.stringify(actor.privateJwk),
    OPERATOR_TOKEN,
    DRAIN_MS: '0',
    TRUSTED_PROXIES: 'none',
  };
  const environment = {
    ...own,
    ...urls,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...env,
    ...(await over({ actorKey: actor.publicJwk })),
  };
  const gateway = await launch(environment);

  const world: World = {
    url: gateway.url,
    subgraphs,
    accessKey: access.privateKey,
    token: ({ claims = {}, header = { alg: 'EdDSA', typ: 'at+jwt' }, key = access.privateKey } = {}) =>
      new SignJWT({ ...validClaims(), ...claims }).setProtectedHeader(header).sign(key),
    async send(path, init, at = gateway.url) {
      const response = await fetch(at + path, init);
      const text = await response.text();
      return { status: response.status, headers: response.headers, ...(JSON.parse(text) as object) };
    },
    async ask(query, variables = {}, token, at) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token ?? (await world.token())}` };
      return await world.send('/graphql', { method: 'POST', headers, body: JSON.stringify({ query, variables }) }, at);
    },
    another: (more = {}) => launch({ ...environment, ...more }),
    async stop() {
      await gateway.stop();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.die()));
    },
  };
  return world;
}

/** One world for the tests of a file. */
export function useWorld(setting?: Setting): World {
  const world = {} as World;
  beforeAll(async () => {
    Object.assign(world, await startWorld(setting));
  });
  afterAll(() => world.stop?.());
  return world;
}

const nowSeconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);

export const inSeconds = (seconds: number): number => nowSeconds() + seconds;

const validClaims = () => ({
  iss: ISSUER,
  aud: 'seteli',
  iat: nowSeconds(),
  exp: inSeconds(600),
  sub: 'user-1',
  org: { kind: 'ORGANISER', id: ORGANISER },
  roles: [...SYSTEM_SCOPES.ORGANISER],
  teams: ['team-1'],
});

async function keyPair(): Promise<{ privateKey: CryptoKey; publicJwk: JWK; privateJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateKey, publicJwk: await exportJWK(publicKey), privateJwk: await exportJWK(privateKey) };
}
