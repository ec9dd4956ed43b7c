/** The stores of identity give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { Area, Person } from '../src/domain/person.ts';
import type { Mandate } from '../src/domain/mandate.ts';
import type { Session, SignIn } from '../src/domain/session.ts';
import type { SystemAccount, SystemKey } from '../src/domain/system.ts';
import type { Team } from '../src/domain/team.ts';
import type { User } from '../src/domain/user.ts';
import { saveClosed, saveNotices, saveOpened, type InboxNotice, type InboxTask } from '../src/store/inbox.ts';
import * as mandates from '../src/store/mandate.ts';
import * as persons from '../src/store/person.ts';
import * as sealed from '../src/store/sealed.ts';
import * as sessions from '../src/store/session.ts';
import * as systems from '../src/store/system.ts';
import { findTeams, saveTeam } from '../src/store/team.ts';
import * as users from '../src/store/user.ts';
import { inboxNotice, inboxTask } from '../src/tables/inbox.ts';
import { systemKey } from '../src/tables/system.ts';

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
const markOf = ({ id }: Person) => ({ version: 1, mark: `mark-of-${id}` });

givesBack<Person>('a person', {
  full: person,
  sparse: alive,
  save: async (tx, one) => {
    const codeId = some.id();
    await persons.insertPersons(tx, [one]);
    await sealed.insertCodes(tx, [{ id: codeId, personId: one.id, sealedCode: 'sealed', replaced: true }], [{ ...markOf(one), codeId }]);
  },
  read: (tx, one) => persons.findByCode(tx, [{ version: 2, mark: 'another' }, markOf(one)]),
  changes: { 'a change': { save: persons.updatePerson, keeps: [] } },
});

givesBack<Person>('a person among several', {
  full: person,
  sparse: alive,
  save: (tx, one) => persons.insertPersons(tx, [one]),
  read: (tx, { id }) => persons.findPerson(tx, id),
});

const [someone, other] = [person(), person()] as const;
const organisation = { kind: 'PROVIDER', id: some.id() } as const;
const members = [some.id(), some.id()];
beforeAll(() =>
  inTransaction(async (tx) => {
    await persons.insertPersons(tx, [someone, other]);
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

const system = (): Required<SystemAccount> => ({
  id: some.id(),
  organisation: { kind: 'PROVIDER', id: some.id() },
  clientId: some.text(),
  name: some.text(),
  scopes: ['SYSTEM_READ', 'SYSTEM_BILLING'],
  unitIds: [some.id(), some.id()],
  active: false,
  version: some.number(),
});
const unlimited = () => ({ scopes: ['SYSTEM_RECORD'] as const, unitIds: null, active: true });

givesBack<SystemAccount>('a system', {
  full: system,
  sparse: unlimited,
  save: systems.saveSystem,
  read: async (tx, { id, organisation: of }) => (await systems.findSystems(tx, of, [id]))[0],
  changes: { 'a change': { save: systems.saveSystem, keeps: ['organisation'] } },
});

givesBack<SystemAccount>('a system that asks for a token', {
  full: system,
  sparse: unlimited,
  save: systems.saveSystem,
  read: async (tx, { clientId }) => (await systems.findSystemByClient(tx, clientId))!.account,
});

const owner = system();
beforeAll(() => inTransaction((tx) => systems.saveSystem(tx, owner)));
type MarkedKey = SystemKey & { readonly mark: string };
givesBack<MarkedKey>('a key of a system', {
  full: () => ({
    id: some.id(),
    accountId: owner.id,
    name: some.text(),
    mark: some.text(),
    place: 1,
    madeAt: some.instant(),
    madeBy: some.id(),
    expiresOn: some.day(),
    endedAt: some.instant(),
    endedBy: some.id(),
    lastUsedAt: some.instant(),
  }),
  sparse: () => ({ place: 2, madeBy: null, expiresOn: null, endedAt: null, endedBy: null, lastUsedAt: null }),
  shared: ['accountId'],
  save: systems.insertKey,
  read: async (tx, { id }) => {
    const [found] = await tx.select().from(systemKey).where(eq(systemKey.id, id));
    return found && { ...(await systems.findKey(tx, owner.organisation, id)), mark: found.mark };
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

/** A mandate between two new persons. */
async function saveWithPersons(tx: Tx, one: Mandate): Promise<void> {
  const { userId, representativeId, representedId } = one;
  for (const id of [representativeId, representedId]) {
    await persons.insertPersons(tx, [{ ...person(), id }]);
  }
  const organisation = { kind: 'PERSON', id: representedId } as const;
  await users.saveUser(tx, { id: userId, organisation, roles: ['MANDATE_SEE'], active: true, personId: representativeId });
  await mandates.saveMandate(tx, one);
}

givesBack<Mandate>('a mandate', {
  full: () => ({
    id: some.id(),
    userId: some.id(),
    representativeId: some.id(),
    representedId: some.id(),
    kind: 'GUARDIAN',
    roles: ['MANDATE_SEE', 'MANDATE_PAY'],
    firstDay: some.day(),
    lastDay: some.day(),
    checkedAt: some.instant(),
    endedAt: some.instant(),
    endedBy: 'REGISTER',
    version: some.number(),
  }),
  sparse: () => ({
    kind: 'CUSTODIAN',
    roles: ['MANDATE_ARRANGE'],
    lastDay: null,
    checkedAt: null,
    endedAt: null,
    endedBy: null,
  }),
  save: saveWithPersons,
  read: (tx, { id }) => mandates.lockMandate(tx, id),
  changes: { 'a change': { save: mandates.saveMandate, keeps: ['userId', 'representativeId', 'representedId', 'kind'] } },
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
