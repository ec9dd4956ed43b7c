/** The stores of mandates and of files give back what they were given. */
import type { Tx } from '@seteli/kit/db';
import { some, storesOf } from '@seteli/testing/saved-and-read';
import { beforeAll } from 'vitest';
import type { StoredFile } from '../src/domain/file.ts';
import type { Mandate } from '../src/domain/mandate.ts';
import { newPerson } from '../src/domain/person.ts';
import * as files from '../src/store/file.ts';
import * as mandates from '../src/store/mandate.ts';
import * as persons from '../src/store/person.ts';
import * as users from '../src/store/user.ts';

const { inTransaction, givesBack } = storesOf('identity');

const [someone, sender] = [some.id(), some.id()];
const known = (id: string) => ({ ...newPerson(id), givenNames: some.text(), familyName: some.text(), version: 1 });
beforeAll(() =>
  inTransaction(async (tx) => {
    await persons.insertPersons(tx, [known(someone)]);
    const organisation = { kind: 'ORGANISER', id: some.id() } as const;
    await users.saveUser(tx, { id: sender, organisation, roles: ['GRANTER'], active: true, personId: someone });
  }),
);

const file = (): Required<StoredFile> => ({
  id: some.id(),
  ownerId: someone,
  organisationId: some.id(),
  sentBy: sender,
  sentAt: some.instant(),
  sealedKey: some.text(),
  state: 'USED',
  kind: 'PDF',
  bytes: some.number(),
});

/** A mandate between two new persons. */
async function saveWithPersons(tx: Tx, one: Mandate): Promise<void> {
  const { userId, representativeId, representedId } = one;
  for (const id of [representativeId, representedId]) {
    await persons.insertPersons(tx, [known(id)]);
  }
  const organisation = { kind: 'PERSON', id: representedId } as const;
  await users.saveUser(tx, { id: userId, organisation, roles: ['MANDATE_SEE'], active: true, personId: representativeId });
  if (one.scanId) await files.insertFile(tx, { ...file(), id: one.scanId, ownerId: representedId, sentBy: userId });
  await mandates.saveMandate(tx, one);
}
const MANDATE_KEEPS = ['userId', 'representativeId', 'representedId', 'kind', 'recordedFor', 'scanId'] as const;

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
    recordedFor: null,
    scanId: null,
    version: some.number(),
  }),
  sparse: () => ({
    kind: 'CUSTODIAN',
    roles: ['MANDATE_ARRANGE'],
    lastDay: null,
    checkedAt: null,
    endedAt: null,
    endedBy: null,
    recordedFor: null,
    scanId: null,
  }),
  shared: ['recordedFor', 'scanId'],
  save: saveWithPersons,
  read: (tx, { id }) => mandates.lockMandate(tx, id),
  changes: { 'a change': { save: mandates.saveMandate, keeps: MANDATE_KEEPS } },
});

const paper = (): Mandate => ({
  id: some.id(),
  userId: some.id(),
  representativeId: some.id(),
  representedId: some.id(),
  kind: 'PAPER',
  roles: ['MANDATE_SEE', 'MANDATE_PAY'],
  firstDay: some.day(),
  lastDay: some.day(),
  checkedAt: null,
  endedAt: some.instant(),
  endedBy: 'ORGANISER',
  recordedFor: some.id(),
  scanId: some.id(),
  version: some.number(),
});

givesBack<Mandate>('a mandate on paper', {
  full: paper,
  sparse: () => ({ ...paper(), roles: ['MANDATE_ARRANGE'], endedAt: null, endedBy: null }),
  shared: ['kind', 'checkedAt'],
  save: saveWithPersons,
  read: (tx, { id }) => mandates.lockMandate(tx, id),
  changes: { 'a change': { save: mandates.saveMandate, keeps: MANDATE_KEEPS } },
});

givesBack<StoredFile>('a file', {
  full: file,
  sparse: () => ({ state: 'COMING', kind: null, bytes: null }),
  shared: ['ownerId', 'sentBy'],
  save: files.insertFile,
  read: (tx, { id }) => files.lockFile(tx, id),
  changes: { 'its end': { save: files.saveFile, writes: ['state', 'kind', 'bytes'] } },
});
