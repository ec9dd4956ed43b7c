/** The stores of identity give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Tx } from '@seteli/kit/db';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { Invitation } from '../src/domain/invitation.ts';
import type { Challenge, Passkey } from '../src/domain/passkey.ts';
import type { Area, Person } from '../src/domain/person.ts';
import type { Team } from '../src/domain/team.ts';
import type { User } from '../src/domain/user.ts';
import { saveClosed, saveNotices, saveOpened, type InboxNotice, type InboxTask } from '../src/store/inbox.ts';
import { findInvitation, insertInvitation, saveInvitation } from '../src/store/invitation.ts';
import * as passkeys from '../src/store/passkey.ts';
import * as persons from '../src/store/person.ts';
import * as sealed from '../src/store/sealed.ts';
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

givesBack<Team>('a team', {
  full: () => ({
    id: some.id(),
    organisation,
    name: some.text(),
    serviceIds: [some.id(), some.id()],
    unitIds: [some.id()],
    clientIds: [some.id(), some.id()],
    memberIds: members,
    version: some.number(),
  }),
  sparse: () => ({ serviceIds: [], unitIds: null, clientIds: null, memberIds: members.slice(1) }),
  shared: ['organisation'],
  save: saveTeam,
  read: async (tx, { id }) => (await findTeams(tx, organisation, [id]))[0],
  changes: { 'a change': { save: saveTeam, keeps: ['organisation'] } },
});

const invited = (): Required<Invitation> => ({
  id: some.id(),
  organisation,
  roles: ['RECORDER', 'PREPARER'],
  teamIds: [some.id(), some.id()],
  userId: members[0]!,
  fromPlatform: true,
  byOwnAccount: true,
  language: 'SV',
  sealedInvitee: some.text(),
  secretMark: some.text(),
  state: 'EXPIRED',
  delivery: 'SENT',
  invitedBy: some.id(),
  invitedAt: some.instant(),
  expiresAt: some.instant(),
  endedAt: some.instant(),
  version: some.number(),
});
const unknownYet = () => ({
  organisation: { kind: 'ORGANISER', id: some.id() } as const,
  roles: ['GRANTER'] as const,
  teamIds: [],
  userId: null,
  fromPlatform: false,
  byOwnAccount: false,
  language: 'EN' as const,
  endedAt: null,
});

givesBack<Invitation>('an invitation', {
  full: invited,
  sparse: () => ({ ...unknownYet(), state: 'INVITED', delivery: 'QUEUED', sealedInvitee: some.text() }),
  save: insertInvitation,
  read: (tx, { organisation: of, id }) => findInvitation(tx, of, id),
  changes: {
    'a change': {
      save: saveInvitation,
      keeps: ['organisation', 'roles', 'teamIds', 'fromPlatform', 'byOwnAccount', 'language', 'invitedBy', 'invitedAt'],
    },
  },
});

const passkey = (): Required<Passkey> => ({
  id: some.id(),
  userId: members[0]!,
  credentialId: some.text(),
  publicKey: some.text(),
  counter: 4_294_967_295,
  transports: [some.text(), some.text()],
  name: some.text(),
  backupEligible: true,
  backedUp: true,
  madeAt: some.instant(),
  lastUsedAt: some.instant(),
});
givesBack<Passkey>('a passkey', {
  full: passkey,
  sparse: () => ({ userId: members[1]!, counter: 0, transports: [], backupEligible: false, backedUp: false, lastUsedAt: null }),
  save: passkeys.insertPasskey,
  read: (tx, { credentialId }) => passkeys.findPasskey(tx, credentialId),
});

givesBack<Challenge>('a challenge', {
  full: () => ({
    challenge: some.text(),
    browserMark: some.text(),
    purpose: 'REGISTER',
    invitationMark: some.text(),
    userId: some.id(),
    expiresAt: some.instant(),
  }),
  sparse: () => ({ purpose: 'SIGN_IN', invitationMark: null, userId: null }),
  save: passkeys.insertChallenge,
  read: (tx, { challenge, browserMark }) => passkeys.takeChallenge(tx, challenge, browserMark),
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
