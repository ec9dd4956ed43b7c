/**
 * Puts a service together and runs it: database, the exchange of events, server. It is the same for all services;
 * options hold the differences.
 */
import { sealing } from './access-chain.ts';
import { importKey, type OrganisationKind } from './actor.ts';
import { openBackbone, type Answers, type Backbone } from './backbone.ts';
import { brokerOf } from './broker.ts';
import type { Clock } from './clock.ts';
import { requireFitDatabase } from './database-fitness.ts';
import { openDatabase } from './database.ts';
import type { Database } from './db.ts';
import { createDoor } from './door.ts';
import { requireMigrated } from './migrate.ts';
import type { Reaction } from './inbox.ts';
import type { Chore } from './chores.ts';
import { hasStartedJob, workingOff, type AnyWork } from './jobs.ts';
import { openLog, type Log } from './log.ts';
import type { Running } from './process.ts';
import { SERVICE } from './scope.ts';
import type { ServiceConfig } from './service-settings.ts';
import { buildSubgraph, type SubgraphOptions } from './subgraph.ts';
import { createNudge } from './waiting.ts';
import type { Walls } from './walls.ts';

/** `database` reaches nothing behind the walls: a request's context narrows it to the scope of its actor. */
export type Parts = { readonly database: Database; readonly backbone: Backbone; readonly clock: Clock; readonly log: Log };

export type ServiceOptions<Context> = {
  readonly service: string;
  readonly sources: readonly string[];
  readonly migrations: string;
  /** Whose the rows of each table are. */
  readonly walls: Walls;
  readonly clock: Clock;
  readonly reactions: readonly Reaction[];
  /** Work that falls due with time. */
  readonly chores?: (database: Database, log: Log, ask: Backbone['ask']) => readonly Chore[];
  /** The kinds of jobs that the service works off. */
  readonly works?: (ask: Backbone['ask'], database: Database) => readonly AnyWork[];
  /** What other services may ask of it. */
  readonly answers?: (database: Database) => Answers;
  readonly sdl: string;
  readonly organisationKinds: readonly OrganisationKind[];
  readonly resolvers: object;
  /** What every resolver of one request gets. The service makes what all requests share once, from the parts. */
  readonly context: (parts: Parts) => SubgraphOptions<Context>['context'];
  readonly open?: (parts: Parts) => NonNullable<SubgraphOptions<Context>['open']>;
  readonly behind?: (parts: Parts) => NonNullable<SubgraphOptions<Context>['behind']>;
};

/** A piece of a job may take longer than any answer. */
const PIECE_LIMIT_MS = 600_000;

export async function startService<Context>(config: ServiceConfig, options: ServiceOptions<Context>): Promise<Running> {
  const { service, sources, clock, reactions, sdl, resolvers } = options;
  const log = openLog(service, config.LOG_LEVEL);
  const opened = openDatabase({ url: config.DATABASE_URL, log, name: service });
  await requireFitDatabase(opened.pool, 'DATABASE_URL', log);
  await requireMigrated(opened.pool, service, options.migrations, options.walls);
  const own = opened.within(SERVICE);
  const jobs =
    options.works &&
    openDatabase({ url: config.DATABASE_URL, log, name: `${service} jobs`, max: 1, statementLimitMs: PIECE_LIMIT_MS }).within(SERVICE);
  const bell = createNudge();
  opened.onCommit((tx) => hasStartedJob(tx) && bell.ring());
  const backbone = await openBackbone({
    service,
    sources,
    databaseUrl: config.DATABASE_URL,
    database: own,
    broker: brokerOf(config),
    reactions,
    chores: (ask) => [
      ...(options.chores?.(own, log, ask) ?? []),
      sealing(own, log),
      ...(jobs ? [workingOff(options.works!(ask, own), { database: jobs, clock, log, bell })] : []),
    ],
    alsoRelayed: jobs ? [jobs] : [],
    ...(options.answers && { answers: options.answers(own) }),
    log,
  });
  const parts: Parts = { database: opened, backbone, clock, log };
  const door = createDoor(config);
  const app = await buildSubgraph({
    service,
    sdl,
    resolvers,
    actorKey: await importKey(config.ACTOR_PUBLIC_KEY),
    organisationKinds: options.organisationKinds,
    context: options.context(parts),
    log,
    database: opened,
    backbone,
    door,
    ...(options.open && { open: options.open(parts) }),
    ...(options.behind && { behind: options.behind(parts) }),
  });
  return {
    url: await app.listen({ host: config.HOST, port: config.PORT }),
    drainMs: door.drainMs,
    async stop() {
      await door.close(app);
      await backbone.stop();
      await Promise.all([opened.close(), jobs?.close()]);
    },
  };
}
