/** Puts bookings together and runs it. Wiring only. */
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
import { importWork } from './jobs/importing.ts';
import { recurringChore } from './jobs/recurring-visits.ts';
import { releasingChore, remindingChore } from './jobs/release.ts';
import { repricingWork } from './jobs/repricing.ts';
import { retentionChore } from './jobs/retention.ts';
import { settings, type Settings } from './config.ts';
import { createReactions } from './reactions.ts';
import { createContext, share } from './resolvers/context.ts';
import { createAnswers } from './resolvers/correcting.ts';
import { resolvers } from './resolvers/graphql.ts';
import { findRetention } from './store/client-case.ts';
import { listsOfPerson } from './store/person-data.ts';
import { WALLS } from './tables/walls.ts';

const SERVICE = 'bookings';

export const start = (config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> =>
  startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    walls: WALLS,
    clock,
    reactions: createReactions(clock, config.SAMPLING_KEY),
    chores: (database, log) => {
      const desk = { database, clock };
      return [recurringChore(desk, log), releasingChore(desk), remindingChore(desk, config.RETURN_REMINDER_DAYS), retentionChore(desk)];
    },
    works: () => [importWork(), repricingWork()],
    answers: (database) => ({
      ...createAnswers({ database, clock }),
      ...answersAboutPersons(
        database.reader,
        (asked) => listsOfPerson(database.reader, asked),
        (client) => findRetention(database.reader, client),
      ),
    }),
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context: ({ database, backbone, log }) => {
      const desk = { database, clock, backbone, log };
      const shared = share(desk, backbone.applied, config);
      return (actor) => createContext(desk, shared, actor);
    },
  });

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
