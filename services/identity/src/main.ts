/** Puts identity together and runs it. Wiring only. */
import path from 'node:path';
import { importKey } from '@seteli/kit/actor';
import { openBackbone } from '@seteli/kit/backbone';
import { openClock, systemClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { migrate, openDatabase } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { openVault } from '@seteli/kit/secrets';
import { buildSubgraph } from '@seteli/kit/subgraph';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import type { Desk } from './commands/desk.ts';
import { settings, type Settings } from './config.ts';
import { openTokenIssuer } from './resolvers/access-token.ts';
import { createContext, resolvers } from './resolvers/graphql.ts';
import { addSignIn } from './resolvers/sign-in.ts';
import { openIdentityProvider } from './resolvers/suomi-fi.ts';
import { APPEND_ONLY } from './tables.ts';

const SERVICE = 'identity';

/** Sessions and tokens keep real time even where the demonstration moves the clock: others verify them by their own. */
export async function start(
  config: Settings,
  clock: Clock = openClock(config.CLOCK_FILE),
  sessionClock: Clock = systemClock,
): Promise<Running> {
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
    reactions: [],
    log,
  });
  const vault = openVault({ key: config.PERSON_KEY, indexKey: config.PERSON_INDEX_KEY });
  const desk: Desk = { database, clock, vault, identityCodes: config.IDENTITY_CODES };
  const publicUrl = config.PUBLIC_URL;
  const signIn = {
    desk: { ...desk, clock: sessionClock },
    provider: openIdentityProvider({
      signInUrl: config.SIGN_IN_URL,
      clientSecret: config.SIGN_IN_CLIENT_SECRET,
      redirectUri: `${publicUrl}/sign-in/callback`,
      log,
    }),
    tokens: await openTokenIssuer(config.TOKEN_KEY, publicUrl),
    publicUrl,
    log,
  };
  const app = await buildSubgraph({
    service: SERVICE,
    sdl: subgraphSdl(SERVICE),
    resolvers,
    actorKey: await importKey(config.ACTOR_PUBLIC_KEY),
    context: (actor) => createContext(desk, actor),
    log,
    database,
    backbone,
    open: (routes) => addSignIn(routes, signIn),
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
