/** Puts a service together and runs it: database, the exchange of events, server. Alike for all; what differs is handed in. */
import { importKey } from './actor.ts';
import { openBackbone, type Answers, type Backbone } from './backbone.ts';
import type { Clock } from './clock.ts';
import { openDatabase, type Database } from './db.ts';
import { requireMigrated } from './migrate.ts';
import type { Reaction } from './inbox.ts';
import type { Job } from './jobs.ts';
import { openLog, type Log } from './log.ts';
import type { Running } from './process.ts';
import type { ServiceConfig } from './service-settings.ts';
import { buildSubgraph, type SubgraphOptions } from './subgraph.ts';

/** What a service works with. */
export type Parts = { readonly database: Database; readonly backbone: Backbone; readonly clock: Clock; readonly log: Log };

export type ServiceOptions<Context> = {
  readonly service: string;
  readonly sources: readonly string[];
  readonly migrations: string;
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
  const opened = openDatabase({ url: config.DATABASE_URL, log, name: service });
  await requireMigrated(opened.pool, service, options.migrations);
  const backbone = await openBackbone({
    service,
    sources,
    databaseUrl: config.DATABASE_URL,
    database: opened,
    natsUrl: config.NATS_URL,
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
