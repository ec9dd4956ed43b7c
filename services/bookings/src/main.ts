/** Puts bookings together and runs it. Wiring only. */
import path from 'node:path';
import { importKey } from '@seteli/kit/actor';
import { openBackbone } from '@seteli/kit/backbone';
import { openClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { migrate, openDatabase } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { buildSubgraph } from '@seteli/kit/subgraph';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import { settings, type Settings } from './config.ts';
import { createReactions } from './reactions.ts';
import { createContext, resolvers } from './resolvers.ts';
import { APPEND_ONLY } from './tables.ts';

const SERVICE = 'bookings';

export async function start(config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> {
  const log = openLog(SERVICE, config.LOG_LEVEL);
  await migrate({
    ownerUrl: config.DATABASE_OWNER_URL,
    folder: path.join(import.meta.dirname, '../migrations'),
    role: SERVICE,
    appendOnly: APPEND_ONLY,
  });
  const database = openDatabase({ url: config.DATABASE_URL, log, name: SERVICE });
  const backbone = await openBackbone({
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    databaseUrl: config.DATABASE_URL,
    database,
    natsUrl: config.NATS_URL,
    reactions: createReactions(clock),
    log,
  });
  const app = await buildSubgraph({
    service: SERVICE,
    sdl: subgraphSdl(SERVICE),
    resolvers,
    actorKey: await importKey(config.ACTOR_PUBLIC_KEY),
    context: (actor) => createContext({ database, clock }, backbone.applied, actor),
    log,
    database,
    backbone,
  });
  const url = await app.listen({ host: config.HOST, port: config.PORT });
  return {
    url,
    async stop() {
      await app.close();
      await backbone.stop();
      await database.close();
    },
  };
}

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
