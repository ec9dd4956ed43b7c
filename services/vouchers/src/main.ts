/** Puts vouchers together and runs it. Wiring only. */
import path from 'node:path';
import { openClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { forgettingCounts } from '@seteli/kit/limits';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { SERVICE as OWN_WORK } from '@seteli/kit/scope';
import { startService } from '@seteli/kit/service';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { answersAboutPersons } from '@seteli/schema/person-data-answer';
import { subgraphSdl } from '@seteli/schema/sdl';
import { noteLooks } from '@seteli/kit/access-looks';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { openNumberDoor } from './commands/opening.ts';
import { endingChore } from './jobs/ending.ts';
import { settings, type Settings } from './config.ts';
import { retentionChore } from './jobs/retention.ts';
import { createAnswers, createReactions } from './reactions.ts';
import { createContext } from './resolvers/context.ts';
import { resolvers } from './resolvers/graphql.ts';
import { findRetention } from './store/client-case.ts';
import { listsOfPerson } from './store/person-data.ts';
import { WALLS } from './tables/walls.ts';

const SERVICE = 'vouchers';

export function start(config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> {
  return startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    walls: WALLS,
    clock,
    reactions: createReactions(clock),
    answers: (database) => ({
      ...createAnswers(database),
      ...answersAboutPersons(
        database.reader,
        (asked) => listsOfPerson(database.reader, asked),
        (client) => findRetention(database.reader, client),
      ),
    }),
    chores: (database) => [forgettingCounts(database), endingChore({ database, clock }), retentionChore({ database, clock })],
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context({ database, log }) {
      const openByNumber = openNumberDoor({ database: database.within(OWN_WORK), clock });
      const desk = { database, clock, log, openByNumber, noteLooks: noteLooks<AccessAction>({ database, clock }) };
      return (actor, { address }) => createContext(desk, { actor, address });
    },
  });
}

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
