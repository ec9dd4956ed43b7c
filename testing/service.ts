/** A service as its callers see it: real SDL, resolvers, PostgreSQL and broker, and a clock that stands still. */
import type { ServiceName } from '@seteli/schema/events/listeners';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { mintActorToken, mintGatewayToken, type Actor } from '@seteli/kit/actor';
import { stillClock, type Clock, type StillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { readConfig } from '@seteli/kit/config';
import { doorSettings, type DoorConfig } from '@seteli/kit/door';
import { openLog } from '@seteli/kit/log';
import type { Running } from '@seteli/kit/process';
import { natsUrl } from './broker.ts';
import { newDatabase } from './database.ts';
import { checkRefusalPaths } from './refusal-paths.ts';

export type Answer = {
  // A test reads whatever it asked for, and fails by itself when that is not there.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors?: readonly { message: string; path?: readonly (string | number)[]; extensions: { code: string } }[];
};

export type ServiceUnderTest = {
  readonly url: string;
  readonly clock: StillClock;
  /** Looks into the service's database, as its owner. */
  readonly database: Database;
  ask(actor: Actor, query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** A token in which the gateway says who acts, for a minute. */
  tokenFor(actor: Actor): Promise<string>;
  /** A token in which the gateway speaks for itself, to this or another service. */
  gatewayToken(to?: string): Promise<string>;
  stop(): Promise<void>;
};

type Settings = {
  NODE_ENV: 'test';
  PORT: number;
  HOST: string;
  DATABASE_URL: string;
  /** For the test alone: a running service has no use for it. */
  DATABASE_OWNER_URL: string;
  NATS_URL: string;
  ACTOR_PUBLIC_KEY: never;
  LOG_LEVEL: 'silent';
} & DoorConfig;

/** Stops without draining: when a test ends, nobody sends anything more. */
export const AT_ONCE: DoorConfig = readConfig(z.object(doorSettings), { NODE_ENV: 'test', DRAIN_MS: '0' });

const keys = generateKeyPair('EdDSA', { extractable: true });

/** Settings for one service of this test file, over a new database. */
export async function testSettings(service: ServiceName): Promise<Settings> {
  const { url, ownerUrl } = await newDatabase(service);
  return {
    NODE_ENV: 'test',
    PORT: 0,
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    DATABASE_OWNER_URL: ownerUrl,
    NATS_URL: natsUrl(service),
    ACTOR_PUBLIC_KEY: (await exportJWK((await keys).publicKey)) as never,
    LOG_LEVEL: 'silent',
    ...AT_ONCE,
  };
}

export async function startForTest<Config>(
  service: ServiceName,
  start: (config: Config, clock: Clock) => Promise<Running>,
  now: string,
  settings?: Config,
): Promise<ServiceUnderTest> {
  const config = settings ?? ((await testSettings(service)) as Config);
  const clock = stillClock(now);
  const { url, stop } = await start(config, clock);
  const log = openLog('test', 'silent');
  const database = openDatabase({ url: (config as unknown as Settings).DATABASE_OWNER_URL, log, name: 'test', max: 3 });
  const tokenFor = async (actor: Actor) => mintActorToken(actor, service, (await keys).privateKey);
  return {
    url,
    clock,
    database,
    tokenFor,
    gatewayToken: async (to = service) => mintGatewayToken(to, (await keys).privateKey),
    async ask(actor, query, variables = {}, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor(actor)}`, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as Answer;
      checkRefusalPaths(service, query, answer.data);
      return answer;
    },
    async stop() {
      await database.close();
      await stop();
    },
  };
}
