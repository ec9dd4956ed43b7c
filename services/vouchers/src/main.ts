/** Puts vouchers together and runs it. Wiring only. */
import path from 'node:path';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { openClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { startService } from '@seteli/kit/service';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import { settings, type Settings } from './config.ts';
import { createAnswers, createReactions } from './reactions.ts';
import { createContext } from './resolvers/context.ts';
import { resolvers } from './resolvers/graphql.ts';

const SERVICE = 'vouchers';
const LOOKUPS_PER_MINUTE = 60;

export function start(config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> {
  const lookups = new RateLimiterMemory({ points: LOOKUPS_PER_MINUTE, duration: 60 });
  return startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    clock,
    reactions: createReactions(clock),
    answers: createAnswers,
    sdl: subgraphSdl(SERVICE),
    resolvers,
    context:
      ({ database, log }) =>
      (actor) =>
        createContext({ database, clock }, log, lookups, actor),
  });
}

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
