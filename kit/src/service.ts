/** Puts a service together and runs it: migrations, database, the exchange of events, server. Alike for all; what differs is handed in. */
import { z } from 'zod';
import { importKey, jwk } from './actor.ts';
import { openBackbone, type Answers, type Backbone } from './backbone.ts';
import { brokerOf, brokerSettings } from './broker.ts';
import type { Clock } from './clock.ts';
import { forDevelopment } from './config.ts';
import { requireFitDatabase } from './database-fitness.ts';
import { openDatabase, type Database } from './db.ts';
import { migrate } from './migrate.ts';
import type { Reaction } from './inbox.ts';
import type { Job } from './jobs.ts';
import { logLevel, openLog, type Log } from './log.ts';
import type { Running } from './process.ts';
import { buildSubgraph, type SubgraphOptions } from './subgraph.ts';

const database = z.string().startsWith('postgres');

/** The settings that every service has; development values are those of a local system on its usual ports. */
export const serviceSettings = (service: string, port: number) =>
  z.object({
    PORT: forDevelopment(z.coerce.number().int(), String(port), 'The port of the HTTP server.'),
    HOST: z.string().default('127.0.0.1').describe('The address that the HTTP server listens on.'),
    DATABASE_URL: forDevelopment(
      database,
      `postgres://${service}:${service}@127.0.0.1:4008/${service}`,
      'The database, as the role that runs.',
    ),
    DATABASE_OWNER_URL: forDevelopment(
      database,
      `postgres://${service}_owner:${service}_owner@127.0.0.1:4008/${service}`,
      'The database, as the role that migrates.',
    ),
    ...brokerSettings(service),
    ACTOR_PUBLIC_KEY: jwk.describe("The gateway's public key: who may say who acts."),
    CLOCK_FILE: z.string().optional().describe('Development only: a file that moves the clock.'),
    LOG_LEVEL: logLevel,
  });

export type ServiceConfig = z.infer<ReturnType<typeof serviceSettings>>;

/** What a service works with. */
export type Parts = { readonly database: Database; readonly backbone: Backbone; readonly clock: Clock; readonly log: Log };

export type ServiceOptions<Context> = {
  readonly service: string;
  readonly sources: readonly string[];
  readonly migrations: string;
  readonly appendOnly: readonly string[];
  readonly clock: Clock;
  readonly reactions: readonly Reaction[];
  /** What comes with time. */
  readonly jobs?: (database: Database, log: Log) => readonly Job[];
  /** What other services may ask of it. */
  readonly answers?: (database: Database) => Answers;
  readonly sdl: string;
  readonly resolvers: object;
  /** What every resolver of one request gets. What all requests share is made once, from the parts. */
  readonly context: (parts: Parts) => SubgraphOptions<Context>['context'];
  readonly open?: (parts: Parts) => NonNullable<SubgraphOptions<Context>['open']>;
};

export async function startService<Context>(config: ServiceConfig, options: ServiceOptions<Context>): Promise<Running> {
  const { service, sources, clock, reactions, sdl, resolvers } = options;
  const log = openLog(service, config.LOG_LEVEL);
  await migrate({ ownerUrl: config.DATABASE_OWNER_URL, folder: options.migrations, role: service, appendOnly: options.appendOnly });
  const opened = openDatabase({ url: config.DATABASE_URL, log, name: service });
  await requireFitDatabase(opened.pool, 'DATABASE_URL', log);
  const backbone = await openBackbone({
    service,
    sources,
    databaseUrl: config.DATABASE_URL,
    database: opened,
    broker: brokerOf(config),
    reactions,
    ...(options.jobs && { jobs: options.jobs(opened, log) }),
    ...(options.answers && { answers: options.answers(opened) }),
    log,
  });
  const parts: Parts = { database: opened, backbone, clock, log };
  const app = await buildSubgraph({
    service,
    sdl,
    resolvers,
    actorKey: await importKey(config.ACTOR_PUBLIC_KEY),
    context: options.context(parts),
    log,
    database: opened,
    backbone,
    ...(options.open && { open: options.open(parts) }),
  });
  return {
    url: await app.listen({ host: config.HOST, port: config.PORT }),
    async stop() {
      await app.close();
      await backbone.stop();
      await opened.close();
    },
  };
}
