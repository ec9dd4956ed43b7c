/** The stores of identity give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { Area, Person } from '../src/domain/person.ts';
import type { Session, SignIn } from '../src/domain/session.ts';
import type { Team } from '../src/domain/team.ts';
import type { User } from '../src/domain/user.ts';
import { saveClosed, saveNotices, saveOpened, type InboxNotice, type InboxTask } from '../src/store/inbox.ts';
import * as persons from '../src/store/person.ts';
import * as sessions from '../src/store/session.ts';
import { findTeams, saveTeam } from '../src/store/team.ts';
import * as users from '../src/store/user.ts';
import { inboxNotice, inboxTask } from '../src/tables/inbox.ts';

const { inTransaction, givesBack } = storesOf('identity');

const person = (): Required<Person> => ({
  id: some.id(),
  givenNames: some.text(),
  familyName: some.text(),
  protectedAddress: true,
  diedOn: some.day(),
  municipalityCode: some.text(),
  version: some.number(),
});
const alive = () => ({ protectedAddress: false, diedOn: null, municipalityCode: null });
const codeOf = ({ id }: Person): persons.SealedCode => ({ sealedIdentityCode: `sealed ${id}`, identityCodeIndex: `index of ${id}` });

givesBack<Person>('a person', {
  full: person,
  sparse: alive,
  save: (tx, one) => persons.insertPerson(tx, one, codeOf(one)),
  read: (tx, one) => persons.findByCode(tx, codeOf(one).identityCodeIndex),
  changes: { 'a change': { save: persons.updatePerson, keeps: [] } },
});

givesBack<Person>('a person among several', {
  full: person,
  sparse: alive,
  save: (tx, one) => persons.insertPersons(tx, [{ person: one, sealed: codeOf(one) }]),
  read: (tx, { id }) => persons.findPerson(tx, id),
});

const [someone, other] = [person(), person()] as const;
const organisation = { kind: 'PROVIDER', id: some.id() } as const;
const members = [some.id(), some.id()];
beforeAll(() =>
  inTransaction(async (tx) => {
    for (const each of [someone, other]) await persons.insertPerson(tx, each, codeOf(each));
    for (const [index, id] of members.entries()) {
      const personId = [someone.id, other.id][index]!;
      await users.saveUser(tx, { id, organisation, roles: ['RECORDER'], active: true, personId });
    }
  }),
);

type PersonalUser = User & { readonly personId: string };
givesBack<PersonalUser>('a user', {
  full: () => ({
    id: some.id(),
    organisation: { kind: 'PROVIDER', id: some.id() },
    roles: ['SIGNATORY', 'PREPARER'],
    active: false,
    personId: someone.id,
  }),
  sparse: () => ({ roles: ['RECORDER'], active: true, personId: other.id }),
  save: users.saveUser,
  read: async (tx, { id, organisation: of }) => (await users.findUsers(tx, of, [id]))[0],
  changes: { 'a change': { save: users.saveUser, keeps: ['organisation', 'personId'] } },
});

type System = User & { readonly personId: null; readonly clientId: string; readonly secretMark: string };
givesBack<System>('a system', {
  full: () => ({
    id: some.id(),
    organisation: { kind: 'PROVIDER', id: some.id() },
    roles: ['SYSTEM'],
    active: false,
    personId: null,
    clientId: some.text(),
    secretMark: some.text(),
  }),
  sparse: () => ({ organisation: { kind: 'ORGANISER', id: some.id() }, active: true, personId: null }),
  shared: ['roles', 'personId'],
  save: (tx, { clientId, secretMark, ...user }) => users.saveSystem(tx, user, clientId, secretMark),
  read: async (tx, { clientId }) => {
    const { user, secretMark } = (await users.findSystem(tx, clientId))!;
    return { ...user, clientId, secretMark };
  },
  changes: {
    'a change': {
      save: (tx, { clientId, secretMark, ...user }) => users.saveSystem(tx, user, clientId, secretMark),
      keeps: ['organisation', 'roles', 'personId'],
    },
  },
});

givesBack<Team>('a team', {
  full: () => ({
    id: some.id(),
    organisation,
    name: some.text(),
    serviceIds: [some.id(), some.id()],
    memberIds: members,
    version: some.number(),
  }),
  sparse: () => ({ serviceIds: [], memberIds: members.slice(1) }),
  shared: ['organisation'],
  save: saveTeam,
  read: async (tx, { id }) => (await findTeams(tx, organisation, [id]))[0],
  changes: { 'a change': { save: saveTeam, keeps: ['organisation'] } },
});

givesBack<SignIn>('a sign-in', {
  full: () => ({
    state: some.text(),
    nonce: some.text(),
    verifier: some.text(),
    browserMark: some.text(),
    returnTo: some.text(),
    expiresAt: some.instant(),
  }),
  sparse: () => ({ returnTo: null }),
  save: sessions.insertSignIn,
  read: (tx, { state, browserMark }) => sessions.takeSignIn(tx, state, browserMark),
});

givesBack<Session>('a session', {
  full: () => ({
    id: some.id(),
    personId: someone.id,
    assurance: 'OWN',
    identifiedAt: some.instant(),
    program: some.text(),
    familyMark: some.text(),
    browserMark: some.text(),
    tokenMark: some.text(),
    previousMark: some.text(),
    sealedToken: some.text(),
    changedAt: some.instant(),
    startedAt: some.instant(),
    usedAt: some.instant(),
    endedAt: some.instant(),
  }),
  sparse: () => ({ personId: other.id, assurance: 'STRONG', previousMark: null, sealedToken: null, endedAt: null }),
  save: sessions.insertSession,
  read: (tx, { id }) => sessions.lockSession(tx, id),
  changes: {
    'a use': {
      save: sessions.saveSession,
      keeps: ['personId', 'assurance', 'identifiedAt', 'program', 'familyMark', 'browserMark', 'startedAt'],
    },
  },
});

const notice = (): Required<InboxNotice> => ({
  id: some.id(),
  kind: some.text(),
  subjectId: some.id(),
  organisationKind: 'PROVIDER',
  organisationId: some.id(),
  roles: [some.text(), some.text()],
  serviceId: some.id(),
  dueDay: some.day(),
  givenAt: some.instant(),
});
const forAll = (): Pick<InboxNotice, 'organisationKind' | 'roles' | 'serviceId' | 'dueDay'> => ({
  organisationKind: 'PERSON',
  roles: [],
  serviceId: null,
  dueDay: null,
});
const task = (): Required<InboxTask> => {
  const { givenAt: openedAt, ...address } = notice();
  return { ...address, openedAt, closedAt: some.instant() };
};

givesBack<InboxNotice>('a notice', {
  full: notice,
  sparse: forAll,
  save: (tx, one) => saveNotices(tx, [one]),
  read: async (tx, { id }) => (await tx.select().from(inboxNotice).where(eq(inboxNotice.id, id)))[0],
});

const readTask = async (tx: Tx, { id }: InboxTask) => (await tx.select().from(inboxTask).where(eq(inboxTask.id, id)))[0];
const open = () => ({ ...forAll(), closedAt: null });

givesBack<InboxTask>('an opened task', { full: task, sparse: open, save: (tx, one) => saveOpened(tx, [one]), read: readTask });
givesBack<InboxTask>('a closed task', { full: task, sparse: open, save: (tx, one) => saveClosed(tx, [one]), read: readTask });

test('the end of an open task writes nothing but the end', async () => {
  const was: InboxTask = { ...task(), closedAt: null };
  const end: InboxTask = { ...task(), id: was.id };
  await inTransaction((tx) => saveOpened(tx, [was]));
  await inTransaction((tx) => saveClosed(tx, [end]));
  expect(shown(await inTransaction((tx) => readTask(tx, was)))).toEqual(shown({ ...was, closedAt: end.closedAt }));
});

test('an area, and whom its organiser serves, are read as they were saved', async () => {
  const area = { id: some.id(), municipalityCodes: ['837', '091'], version: some.number() };
  await inTransaction(async (tx) => {
    await persons.saveAreas(tx, [area]);
    await persons.saveServed(tx, [{ organiserId: area.id, personId: someone.id, serviceId: some.id() }]);
  });
  const areas = await inTransaction((tx) => persons.listAreasServing(tx, someone.id));
  expect(areas).toEqual([{ organiserId: area.id, municipalityCodes: area.municipalityCodes } satisfies Required<Area>]);
});
