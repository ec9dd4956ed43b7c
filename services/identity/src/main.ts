/** Puts identity together and runs it. Wiring only. */
import path from 'node:path';
import { noteLooks } from '@seteli/kit/access-looks';
import { importKey } from '@seteli/kit/actor';
import { openClock, systemClock, type Clock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openExchangeKey } from '@seteli/kit/exchange-key';
import { openFileStore } from '@seteli/kit/files';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { SERVICE as OWN_WORK } from '@seteli/kit/scope';
import { startService, type Parts } from '@seteli/kit/service';
import { openVault } from '@seteli/kit/vault';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { subgraphSdl } from '@seteli/schema/sdl';
import type { Desk } from './commands/desk.ts';
import { fileChore } from './jobs/file.ts';
import { copiesForgettingChore, exportWork } from './jobs/exporting.ts';
import { inboxForgettingChore } from './jobs/inbox.ts';
import { messageChore } from './jobs/message.ts';
import { openSms } from './ports/sms.ts';
import { openSuomiFiMessages } from './ports/suomi-fi-messages.ts';
import { keyRotationChore } from './jobs/keys.ts';
import { populationChore } from './jobs/population.ts';
import { retentionChore } from './jobs/retention.ts';
import { invitationForgettingChore } from './jobs/invitation.ts';
import { outgoingMailChore } from './jobs/outgoing-mail.ts';
import { forgettingChore } from './jobs/session.ts';
import { openEmail } from './ports/email.ts';
import { settings, type Settings } from './config.ts';
import { openTokenIssuer } from './resolvers/access-token.ts';
import { openPopulationRegister } from './ports/population-register.ts';
import { createReactions } from './reactions.ts';
import { addAppOrigins } from './resolvers/app-origins.ts';
import { addEndedSessions } from './resolvers/ended-sessions.ts';
import { addFiles } from './resolvers/file-door.ts';
import { addMandateCheck } from './resolvers/mandate-check.ts';
import { openCompanyMandates } from './ports/company-mandates.ts';
import { openPersonMandates } from './ports/person-mandates.ts';
import { readCodes } from './commands/sealing.ts';
import { createContext } from './resolvers/context.ts';
import { resolvers } from './resolvers/graphql.ts';
import { openHearing } from './resolvers/hearing.ts';
import { openHolding } from './resolvers/holding.ts';
import { openPersonDoor } from './resolvers/person-door.ts';
import { addPersonCopies } from './resolvers/person-copy.ts';
import { addSignIn } from './resolvers/sign-in.ts';
import { openIdentityProvider } from './ports/suomi-fi.ts';
import { WALLS } from './tables/walls.ts';

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
  const vault = openVault({ keys: config.PERSON_KEY, indexKeys: config.PERSON_INDEX_KEY });
  const files = openFileStore(config);
  const publicUrl = config.PUBLIC_URL;
  const gatewayKey = await importKey(config.ACTOR_PUBLIC_KEY);
  const tokens = await openTokenIssuer(config.TOKEN_KEY, publicUrl);
  const signingKey = await openExchangeKey(config.SIGN_IN_SIGNING_KEY);
  const decryptionKeys = await Promise.all(
    [config.SIGN_IN_DECRYPTION_KEY, config.SIGN_IN_FORMER_DECRYPTION_KEY].flatMap((key) => (key ? [openExchangeKey(key)] : [])),
  );
  const deskOf = ({ database }: Pick<Parts, 'database'>, time: Clock): Desk => ({
    database,
    clock: time,
    realTime: sessionClock,
    vault,
    identityCodes: config.IDENTITY_CODES,
  });
  const providerOf = ({ log }: Parts) =>
    openIdentityProvider({
      signInUrl: config.SIGN_IN_URL,
      clientId: config.SIGN_IN_CLIENT_ID,
      signingKey,
      decryptionKeys,
      idTokenAlgorithm: config.SIGN_IN_ALGORITHM,
      levels: config.SIGN_IN_LEVELS,
      redirectUri: `${publicUrl}/sign-in/callback`,
      log,
    });
  const sendingLog = openLog(SERVICE, config.LOG_LEVEL);
  const deliverers = {
    EMAIL: openEmail(config, sendingLog),
    SMS: openSms(config, sendingLog),
    SUOMI_FI: openSuomiFiMessages(config, sendingLog),
  };
  const running = await startService(config, {
    service: SERVICE,
    sources: LISTENS_TO[SERVICE],
    migrations: path.join(import.meta.dirname, '../migrations'),
    walls: WALLS,
    clock,
    reactions: createReactions(clock),
    sdl: subgraphSdl(SERVICE),
    organisationKinds: ORGANISATION_KINDS,
    resolvers,
    context: (parts) => {
      const { database, log } = parts;
      const door = openPersonDoor(database, openPopulationRegister(config, log), log);
      const shared = {
        sessionClock,
        hearOf: openHearing(parts),
        noteLooks: noteLooks<AccessAction>(parts),
        door,
        askHeld: openHolding(parts),
      };
      return (actor, request) => createContext(deskOf(parts, clock), shared, actor, request);
    },
    chores: (database, log) => [
      forgettingChore({ database, clock: sessionClock }),
      inboxForgettingChore({ database, clock }),
      messageChore({ database, clock, vault, deliverers, publicUrl, log }),
      copiesForgettingChore({ database, clock }),
      retentionChore({ database, clock }),
      keyRotationChore({ database, vault }),
      fileChore({ database, clock: sessionClock, files }),
      populationChore({ desk: deskOf({ database }, clock), register: openPopulationRegister(config, log), log }),
      invitationForgettingChore({ database, clock }, sessionClock),
      outgoingMailChore({ database, clock, vault, email: deliverers.EMAIL, publicUrl, log }),
    ],
    // A person has so many files at most, whichever organiser keeps them.
    behind: (parts) => (routes) =>
      addFiles(routes, { desk: deskOf({ ...parts, database: parts.database.within(OWN_WORK) }, clock), files, log: parts.log }),
    works: (ask, database) => [exportWork({ database, vault, ask })],
    open: (parts) => {
      // Who signs in has no scope yet.
      const desk = deskOf({ ...parts, database: parts.database.within(OWN_WORK) }, sessionClock);
      return async (routes) => {
        addPersonCopies(routes, { desk: deskOf(parts, clock), gatewayKey, log: parts.log });
        addEndedSessions(routes, { desk, gatewayKey, log: parts.log });
        addAppOrigins(routes, { desk, gatewayKey, log: parts.log });
        const ports = { settings: config, clock: systemClock, log: parts.log };
        const registers = {
          personMandates: openPersonMandates(ports),
          companyMandates: openCompanyMandates(ports),
          population: openPopulationRegister(config, parts.log),
        };
        addMandateCheck(routes, {
          desk,
          gatewayKey,
          log: parts.log,
          personMandates: registers.personMandates,
          codeOf: async (id) => (await readCodes(desk.database.reader, desk.vault, [id])).get(id),
        });
        await addSignIn(routes, {
          desk,
          office: { ...desk, clock },
          provider: providerOf(parts),
          tokens,
          publicUrl,
          log: parts.log,
          registers,
          noteLooks: noteLooks<AccessAction>({ database: parts.database, clock: sessionClock }),
        });
      };
    },
  });
  const stop = async () => {
    await running.stop();
    for (const deliverer of Object.values(deliverers)) deliverer.close();
  };
  return { ...running, stop };
}

if (import.meta.main) await runProcess(openLog(SERVICE), () => start(readConfig(settings)));
