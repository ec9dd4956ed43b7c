/** Puts the registry together and runs it. Wiring only. */
import path from 'node:path';
import { openClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { startService } from '@seteli/kit/service';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { subgraphSdl } from '@seteli/schema/sdl';
import { settings, type Settings } from './config.ts';
import { createReactions } from './reactions.ts';
import { resolvers } from './resolvers/graphql.ts';
import { openCompanyRegister } from './ports/company-register.ts';
import { createContext } from './resolvers/loaders.ts';
import { WALLS } from './tables/walls.ts';

const SERVICE = 'registry';

export const start = (config: Settings, clock: Clock = openClock(config.CLOCK_FILE)): Promise<Running> =>
  startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    walls: WALLS,
    clock,
    reactions: createReactions(),
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context: (parts) => {
      const companyRegister = openCompanyRegister(config.COMPANY_REGISTER_URL, parts.log);
      return (actor) => createContext({ ...parts, companyRegister }, actor);
    },
  });

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
