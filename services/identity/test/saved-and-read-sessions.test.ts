/** The stores of sign-ins, sessions and other people's apps give back what they were given. */
import { beforeAll, expect, test } from 'vitest';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { App } from '../src/domain/app.ts';
import type { Code } from '../src/domain/authorization.ts';
import type { Person } from '../src/domain/person.ts';
import type { Session, SignIn } from '../src/domain/session.ts';
import * as apps from '../src/store/app.ts';
import { insertPersons } from '../src/store/person.ts';
import { saveUser } from '../src/store/user.ts';
import * as sessions from '../src/store/session.ts';

const { inTransaction, givesBack } = storesOf('identity');

const person = (): Required<Person> => ({
  id: some.id(),
  givenNames: some.text(),
  familyName: some.text(),
  protectedAddress: false,
  diedOn: null,
  municipalityCode: null,
  version: some.number(),
});
const [someone, other] = [person(), person()] as const;
const user = some.id();
beforeAll(() =>
  inTransaction(async (tx) => {
    await insertPersons(tx, [someone, other]);
    const organisation = { kind: 'PROVIDER', id: some.id() } as const;
    await saveUser(tx, { id: user, organisation, roles: ['RECORDER'], active: true, personId: someone.id });
  }),
);

givesBack<SignIn>('a sign-in', {
  full: () => ({
    state: some.text(),
    nonce: some.text(),
    verifier: some.text(),
    browserMark: some.text(),
    returnTo: some.text(),
    invitationMark: some.text(),
    expiresAt: some.instant(),
  }),
  sparse: () => ({ returnTo: null, invitationMark: null }),
  save: sessions.insertSignIn,
  read: (tx, { state, browserMark }) => sessions.takeSignIn(tx, state, browserMark),
});

const session = () => ({
  id: some.id(),
  personId: someone.id,
  userId: user,
  assurance: 'OWN' as const,
  identifiedAt: some.instant(),
  program: some.text(),
  familyMark: some.text(),
  tokenMark: some.text(),
  previousMark: some.text(),
  sealedToken: some.text(),
  changedAt: some.instant(),
  startedAt: some.instant(),
  usedAt: some.instant(),
  endedAt: some.instant(),
});
const fresh = () => ({
  personId: other.id,
  userId: null,
  assurance: 'STRONG' as const,
  previousMark: null,
  sealedToken: null,
  endedAt: null,
});
const NEVER_CHANGES = ['personId', 'userId', 'assurance', 'identifiedAt', 'program', 'familyMark', 'startedAt'] as const;
const ofBrowser = { appId: null, appKind: null, organisationId: null } as const;

givesBack<Session>('a session in a browser', {
  full: () => ({ ...session(), browserMark: some.text(), ...ofBrowser }),
  sparse: () => ({ ...fresh(), browserMark: some.text(), ...ofBrowser }),
  shared: ['appId', 'appKind', 'organisationId'],
  save: sessions.insertSession,
  read: (tx, { id }) => sessions.lockSession(tx, id),
  changes: { 'a use': { save: sessions.saveSession, keeps: [...NEVER_CHANGES, 'browserMark'] } },
});

const app = (): Required<App> => ({
  id: some.id(),
  version: some.number(),
  kind: 'BROWSER',
  names: { fi: some.text(), sv: some.text(), en: some.text() },
  redirectUris: [some.text(), some.text()],
  origins: [some.text(), some.text()],
  closedAt: some.instant(),
});
const [inBrowser, onDevice] = [app(), { ...app(), kind: 'NATIVE', origins: [] } satisfies App] as const;
beforeAll(() =>
  inTransaction(async (tx) => {
    for (const each of [inBrowser, onDevice]) await apps.saveApp(tx, each);
  }),
);

givesBack<App>('an app', {
  seenByAll: 'it is public',
  full: app,
  sparse: () => ({ kind: 'NATIVE', origins: [], closedAt: null }),
  save: apps.saveApp,
  read: async (tx, { id }) => (await apps.findApps(tx, [id]))[0],
});

test('a change of an app keeps its kind, and two transactions can read it', async () => {
  const was = app();
  const is: App = { ...app(), id: was.id };
  await inTransaction((tx) => apps.saveApp(tx, was));
  await inTransaction((tx) => apps.saveApp(tx, is));
  expect(shown(await inTransaction((tx) => apps.holdApp(tx, was.id)))).toEqual(shown(is));
  expect(shown(await inTransaction((tx) => apps.lockApp(tx, was.id)))).toEqual(shown(is));
});

givesBack<Session>('a session in an app', {
  full: () => ({ ...session(), browserMark: null, appId: inBrowser.id, appKind: 'BROWSER', organisationId: some.id() }),
  sparse: () => ({ ...fresh(), browserMark: null, appId: onDevice.id, appKind: 'NATIVE', organisationId: some.id() }),
  shared: ['browserMark'],
  save: sessions.insertSession,
  read: (tx, { id }) => sessions.lockSession(tx, id),
  changes: { 'a use': { save: sessions.saveSession, keeps: [...NEVER_CHANGES, 'browserMark', 'appId', 'appKind', 'organisationId'] } },
});

const from: Session = { ...session(), browserMark: some.text(), ...ofBrowser };
const given: Session = { ...session(), browserMark: some.text(), ...ofBrowser };
beforeAll(() =>
  inTransaction(async (tx) => {
    for (const each of [from, given]) await sessions.insertSession(tx, each);
  }),
);

givesBack<Code>('a code of an app', {
  full: () => ({
    mark: some.text(),
    appId: inBrowser.id,
    fromSessionId: from.id,
    organisationId: some.id(),
    redirectUri: some.text(),
    challenge: some.text(),
    expiresAt: some.instant(),
    usedAt: some.instant(),
    sessionId: given.id,
  }),
  sparse: () => ({ appId: onDevice.id, fromSessionId: given.id, usedAt: null, sessionId: null }),
  save: apps.insertCode,
  read: (tx, { mark }) => apps.lockCode(tx, mark),
  key: ['mark'],
  changes: { 'a use': { save: apps.saveCodeUse, writes: ['usedAt', 'sessionId'] } },
});
