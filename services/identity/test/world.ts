/**
 * Identity as people and the gateway meet it: the real service, database, broker and sign-in provider, and the known
 * test persons.
 */
import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import { stillClock, systemClock, type StillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import { openLimit } from '@seteli/kit/limits';
import { openLog } from '@seteli/kit/log';
import { newSecret, openVault } from '@seteli/kit/secrets';
import { AT_ONCE, startForTest, testSettings, type ServiceUnderTest } from '@seteli/testing/service';
import { form, openBrowser, type Browser, type Visit } from '@seteli/local/browser';
import { COMPANY, HUMAN_PERSONAS, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { freePort, HOST } from '@seteli/local/ports';
import { startSignIn } from '@seteli/local/sign-in';
import type { Desk } from '../src/commands/desk.ts';
import { registerPerson } from '../src/commands/person.ts';
import { saveSystemAccount, saveUser } from '../src/commands/user.ts';
import type { Settings } from '../src/config.ts';
import type { User } from '../src/domain/user.ts';
import { start } from '../src/main.ts';
import { POINTS, SECONDS } from '../src/resolvers/door-limits.ts';

export const SYSTEM_SECRET = newSecret();

export type World = {
  readonly identity: ServiceUnderTest;
  readonly settings: Settings;
  /** The clock of sessions and tokens. The service's own clock stands still beside it. */
  readonly sessionClock: StillClock;
  /** For commands that have no field in the API. */
  readonly desk: Desk;
  /** Lets a new browser go up to the list of persons and choose one. It stops before it comes back to identity. */
  identified(persona: PersonaKey, browser?: Browser, returnTo?: string): Promise<{ browser: Browser; callback: Visit }>;
  /** A browser in which this test person has signed in. */
  signedIn(persona: PersonaKey): Promise<Browser>;
  url(path: string): string;
  stop(): Promise<void>;
};

export async function newSettings(): Promise<Settings> {
  const [port, signInPort] = [await freePort(), await freePort()];
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    ...(await testSettings('identity')),
    PORT: port,
    PUBLIC_URL: `http://${HOST}:${port}`,
    SIGN_IN_URL: `http://${HOST}:${signInPort}`,
    SIGN_IN_CLIENT_SECRET: randomBytes(24).toString('base64url'),
    TOKEN_KEY: await exportJWK(privateKey),
    PERSON_KEY: randomBytes(32),
    PERSON_INDEX_KEY: randomBytes(32),
    IDENTITY_CODES: 'ARTIFICIAL',
    CLOCK_FILE: undefined,
  };
}

export const startProvider = ({ SIGN_IN_URL, PUBLIC_URL, SIGN_IN_CLIENT_SECRET }: Settings) =>
  startSignIn({
    NODE_ENV: 'test',
    PORT: Number(new URL(SIGN_IN_URL).port),
    PUBLIC_URL,
    SIGN_IN_CLIENT_SECRET,
    LOG_LEVEL: 'silent',
    ...AT_ONCE,
  });

export async function openWorld(own: Partial<Settings> = {}): Promise<World> {
  const settings = { ...(await newSettings()), ...own };
  const provider = await startProvider(settings);
  const sessionClock = stillClock(systemClock.now().toString());
  const identity = await startForTest(
    'identity',
    (config: Settings, clock) => start(config, clock, sessionClock),
    '2026-06-01T09:00:00Z',
    settings,
  );
  const database = openDatabase({ url: settings.DATABASE_URL, log: openLog('test', 'silent'), name: 'test', max: 3 });
  const vault = openVault({ key: settings.PERSON_KEY, indexKey: settings.PERSON_INDEX_KEY });
  const desk: Desk = { database, clock: identity.clock, vault, identityCodes: 'ARTIFICIAL' };
  await enrol(desk);
  const url = (path: string) => identity.url + path;
  const identified: World['identified'] = async (persona, browser = openBrowser(), returnTo = '') => {
    const list = await browser.follow(url(`/sign-in/start?return_to=${encodeURIComponent(returnTo)}`));
    return { browser, callback: await browser.follow(list.url, form({ person: persona }), identity.url) };
  };
  return {
    identity,
    settings,
    sessionClock,
    desk,
    url,
    identified,
    async signedIn(persona) {
      const { browser, callback } = await identified(persona);
      await browser.send(callback.url);
      return browser;
    },
    async stop() {
      await database.close();
      await identity.stop();
      await provider.stop();
    },
  };
}

/** Uses up a limit except for so much, as if another replica had counted it. */
export async function spend(
  { desk }: World,
  name: keyof typeof POINTS,
  key: string,
  butFor: number,
  points: number = POINTS[name],
): Promise<void> {
  await openLimit(desk.database.pool, { name, points, seconds: SECONDS }).take(key, points - butFor);
}

/** Enrols all but the approvers of the other county, who stay unknown. Aku is a client of Pirkanmaa. */
export async function enrol(desk: Desk): Promise<void> {
  const unknown: readonly PersonaKey[] = ['other-approver', 'other-second-approver'];
  for (const [key, { person, userId, organisation, roles }] of HUMAN_PERSONAS.filter(([key]) => !unknown.includes(key))) {
    const organiserIds = key === 'aku' ? [PIRKANMAA.id] : [];
    await registerPerson(desk, { ...person, protectedAddress: false, diedOn: null, organiserIds });
    if (organisation.kind !== 'PERSON')
      await saveUser(desk, { id: userId, organisation, roles: roles as User['roles'], active: true, personId: person.id });
  }
  const { userId, organisation, clientId } = PERSONAS.system;
  await saveSystemAccount(desk, {
    id: userId,
    organisation: { kind: 'ORGANISER', id: organisation.id },
    clientId,
    secret: SYSTEM_SECRET,
    active: true,
  });
}

/** The persona as the gateway would vouch for it. */
export function actorOf(key: PersonaKey, teamIds: readonly string[] = []): Actor {
  const persona = PERSONAS[key];
  const { userId, organisation, roles } = persona;
  return { userId, organisation, roles, teamIds, ...('person' in persona && { personId: persona.person.id }) };
}

export const SERVICE_ID = COMPANY.id.replace('-0002-', '-0008-');
