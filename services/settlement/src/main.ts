/** Puts settlement together and runs it. Wiring only. */
import path from 'node:path';
import { openClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { startService } from '@seteli/kit/service';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { answersAboutPersons } from '@seteli/schema/person-data-answer';
import { subgraphSdl } from '@seteli/schema/sdl';
import { lockWork } from './jobs/locking.ts';
import { noteLooks } from '@seteli/kit/access-looks';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { settings, type Settings } from './config.ts';
import { createReactions } from './reactions.ts';
import { resolvers } from './resolvers/graphql.ts';
import { createContext } from './resolvers/loaders.ts';
import { findRetention, listsOfPerson } from './store/person-data.ts';
import { WALLS } from './tables/walls.ts';

const SERVICE = 'settlement';

export const start = (config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> =>
  startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    walls: WALLS,
    clock,
    reactions: createReactions(clock),
    works: () => [lockWork()],
    answers: (database) =>
      answersAboutPersons(
        database.reader,
        (asked) => listsOfPerson(database.reader, asked),
        (client) => findRetention(database.reader, client),
      ),
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context: (parts) => {
      const shared = { ...parts, noteLooks: noteLooks<AccessAction>(parts) };
      return (actor) => createContext(shared, actor);
    },
  });

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
