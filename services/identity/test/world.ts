/**
 * Identity as people and the gateway meet it: the real service, database, broker and sign-in provider, and the known
 * test persons.
 */
import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import { stillClock, systemClock, type StillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import { newId } from '@seteli/kit/ids';
import { openLimit } from '@seteli/kit/limits';
import { openLog } from '@seteli/kit/log';
import type { Running } from '@seteli/kit/process';
import { SERVICE } from '@seteli/kit/scope';
import { newSecret, type KeyRing } from '@seteli/kit/secrets';
import { openVault } from '@seteli/kit/vault';
import { AT_ONCE, startForTest, testSettings, type ServiceUnderTest } from '@seteli/testing/service';
import { form, openBrowser, type Browser, type Visit } from '@seteli/local/browser';
import { COMPANY, HUMAN_PERSONAS, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { freePort, HOST } from '@seteli/local/ports';
import { clientKeys, newExchangeKey, type ExchangeKey } from '@seteli/local/secrets';
import { startSignIn } from '@seteli/local/sign-in';
import { filesFolder } from '@seteli/testing/files';
import { NOBODY_THERE } from '@seteli/testing/registers';
import { fieldsOf, type Chosen } from '@seteli/local/sign-in-person';
import type { Desk } from '../src/commands/desk.ts';
import { registerPerson } from '../src/commands/person.ts';
import { registerSystemAccount } from '../src/commands/system-account.ts';
import { saveServiceTeam } from '../src/commands/team.ts';
import { saveUser } from '../src/commands/user.ts';
import type { Settings } from '../src/config.ts';
import type { Team } from '../src/domain/team.ts';
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
  identified(who: Chosen, browser?: Browser, returnTo?: string): Promise<{ browser: Browser; callback: Visit }>;
  /** A browser in which this test person has signed in. */
  signedIn(who: Chosen): Promise<Browser>;
  url(path: string): string;
  stop(): Promise<void>;
};

/** A ring of one new key. */
export const newRing = (version: number): KeyRing => ({ present: version, keys: new Map([[version, randomBytes(32)]]) });

export async function newSettings(): Promise<Settings> {
  const [port, signInPort] = [await freePort(), await freePort()];
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    ...(await testSettings('identity')),
    PORT: port,
    PUBLIC_URL: `http://${HOST}:${port}`,
    SIGN_IN_URL: `http://${HOST}:${signInPort}`,
    SIGN_IN_CLIENT_ID: 'seteli',
    SIGN_IN_SIGNING_KEY: { ...(await newExchangeKey()), use: 'sig', alg: 'ES256' },
    SIGN_IN_DECRYPTION_KEY: { ...(await newExchangeKey()), use: 'enc', alg: 'ECDH-ES' },
    SIGN_IN_FORMER_DECRYPTION_KEY: undefined,
    SIGN_IN_ALGORITHM: 'EdDSA',
    SIGN_IN_LEVELS: ['http://ftn.ficora.fi/2017/loa2', 'http://ftn.ficora.fi/2017/loa3'],
    TOKEN_KEY: await exportJWK(privateKey),
    PERSON_KEY: newRing(1),
    PERSON_INDEX_KEY: newRing(1),
    IDENTITY_CODES: 'ARTIFICIAL',
    CLOCK_FILE: undefined,
    ...filesFolder(),
    ...NOBODY_THERE,
  };
}

export const startProvider = ({ SIGN_IN_URL, PUBLIC_URL, SIGN_IN_SIGNING_KEY, SIGN_IN_DECRYPTION_KEY }: Settings): Promise<Running> =>
  startSignIn({
    NODE_ENV: 'test',
    PORT: Number(new URL(SIGN_IN_URL).port),
    PUBLIC_URL,
    SIGN_IN_CLIENT_KEYS: clientKeys(SIGN_IN_SIGNING_KEY as ExchangeKey, SIGN_IN_DECRYPTION_KEY as ExchangeKey),
    LOG_LEVEL: 'silent',
    ...AT_ONCE,
  });

/** `provide`: starts the sign-in provider, in place of the embedded one. */
export async function openWorld(
  own: Partial<Settings> = {},
  provide: (settings: Settings) => Promise<Running> = startProvider,
): Promise<World> {
  const settings = { ...(await newSettings()), ...own };
  const provider = await provide(settings);
  const sessionClock = stillClock(systemClock.now().toString());
  const identity = await startForTest(
    'identity',
    (config: Settings, clock) => start(config, clock, sessionClock),
    '2026-06-01T09:00:00Z',
    settings,
  );
  const database = openDatabase({ url: settings.DATABASE_URL, log: openLog('test', 'silent'), name: 'test', max: 3 }).within(SERVICE);
  const vault = openVault({ keys: settings.PERSON_KEY, indexKeys: settings.PERSON_INDEX_KEY });
  const desk: Desk = { database, clock: identity.clock, realTime: sessionClock, vault, identityCodes: 'ARTIFICIAL' };
  await enrol(desk);
  const url = (path: string) => identity.url + path;
  const identified: World['identified'] = async (who, browser = openBrowser(), returnTo = '') => {
    const list = await browser.follow(url(`/sign-in/start?return_to=${encodeURIComponent(returnTo)}`));
    return { browser, callback: await browser.follow(list.url, form(fieldsOf(who)), identity.url) };
  };
  return {
    identity,
    settings,
    sessionClock,
    desk,
    url,
    identified,
    async signedIn(who) {
      const { browser, callback } = await identified(who);
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
  const { userId: id, organisation, clientId, roles: scopes } = PERSONAS.system;
  await registerSystemAccount(desk, { id, organisation, clientId, scopes, secret: SYSTEM_SECRET, active: true });
}

type TeamWish = Pick<Team, 'name' | 'serviceIds' | 'memberIds'> & { readonly id?: string };

/** Saves a team as an administrator of its organisation, and returns its id. */
export async function saveTeam(
  { desk }: Pick<World, 'desk'>,
  { kind, id }: Team['organisation'],
  { serviceIds, memberIds, ...wish }: TeamWish,
): Promise<string> {
  const administrator = { userId: newId(), organisation: { kind, id }, roles: ['ADMIN'], teamIds: [] };
  const input = { idempotencyKey: newId(), serviceIds: [...serviceIds], memberIds: [...memberIds], ...wish };
  const saved = await saveServiceTeam(desk, administrator, input);
  if (!saved.accepted) throw new Error(`The team was refused: ${saved.refusal.code}`);
  return saved.value;
}

/** The persona as the gateway would vouch for it. */
export function actorOf(key: PersonaKey, teamIds: readonly string[] = []): Actor {
  const persona = PERSONAS[key];
  const { userId, organisation, roles } = persona;
  const who = { userId, organisation, roles, teamIds };
  return 'person' in persona ? { ...who, personId: persona.person.id, assurance: 'STRONG' } : who;
}

export const SERVICE_ID = COMPANY.id.replace('-0002-', '-0008-');
