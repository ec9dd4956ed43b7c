/** Puts identity together and runs it. Wiring only. */
import path from 'node:path';
import { noteLooks } from '@seteli/kit/access-looks';
import { importKey } from '@seteli/kit/actor';
import { openClock, systemClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { openVault } from '@seteli/kit/secrets';
import { startService, type Parts } from '@seteli/kit/service';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { subgraphSdl } from '@seteli/schema/sdl';
import type { Desk } from './commands/desk.ts';
import { inboxForgettingChore } from './jobs/inbox.ts';
import { forgettingChore } from './jobs/session.ts';
import { settings, type Settings } from './config.ts';
import { openTokenIssuer } from './resolvers/access-token.ts';
import { createReactions } from './reactions.ts';
import { addEndedSessions } from './resolvers/ended-sessions.ts';
import { createContext } from './resolvers/context.ts';
import { resolvers } from './resolvers/graphql.ts';
import { openHearing } from './resolvers/hearing.ts';
import { addSignIn } from './resolvers/sign-in.ts';
import { openIdentityProvider } from './resolvers/suomi-fi.ts';

const SERVICE = 'identity';

/**
 * Sessions and tokens keep real time even where the demonstration moves the clock: others verify them by their own
 * clocks.
 */
export async function start(
  config: Settings,
  clock: Clock = openClock(config.CLOCK_FILE),
  sessionClock: Clock = systemClock,
): Promise<Running> {
  const vault = openVault({ key: config.PERSON_KEY, indexKey: config.PERSON_INDEX_KEY });
  const publicUrl = config.PUBLIC_URL;
  const gatewayKey = await importKey(config.ACTOR_PUBLIC_KEY);
  const tokens = await openTokenIssuer(config.TOKEN_KEY, publicUrl);
  const deskOf = ({ database }: Parts, time: Clock): Desk => ({ database, clock: time, vault, identityCodes: config.IDENTITY_CODES });
  const providerOf = ({ log }: Parts) =>
    openIdentityProvider({
      signInUrl: config.SIGN_IN_URL,
      clientSecret: config.SIGN_IN_CLIENT_SECRET,
      redirectUri: `${publicUrl}/sign-in/callback`,
      log,
    });
  return await startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    clock,
    reactions: createReactions(),
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context: (parts) => {
      const shared = { hearOf: openHearing(parts), noteLooks: noteLooks<AccessAction>(parts), sessionClock };
      return (actor) => createContext(deskOf(parts, clock), shared, actor);
    },
    chores: (database) => [forgettingChore({ database, clock: sessionClock }), inboxForgettingChore({ database, clock })],
    open: (parts) => {
      const desk = deskOf(parts, sessionClock);
      return async (routes) => {
        addEndedSessions(routes, { desk, gatewayKey, log: parts.log });
        await addSignIn(routes, { desk, provider: providerOf(parts), tokens, publicUrl, log: parts.log });
      };
    },
  });
}

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
