/**
 * Keys of persons' data: both outer keys change while the system runs, a change goes on where a process died, and a
 * person whose key is removed is erased.
 */
import { randomBytes } from 'node:crypto';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import type { KeyRing } from '@seteli/kit/secrets';
import { openVault, type Vault } from '@seteli/kit/vault';
import { systemClock } from '@seteli/kit/clock';
import { SERVICE } from '@seteli/kit/scope';
import { cutEachOnce } from '@seteli/testing/cuts';
import { newDatabase } from '@seteli/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../src/commands/desk.ts';
import { shredPerson } from '../src/commands/erasing.ts';
import { registerNewcomers, registerPerson } from '../src/commands/person.ts';
import { codePlace, readCodes } from '../src/commands/sealing.ts';
import { saveUser } from '../src/commands/user.ts';
import { keyRotationChore } from '../src/jobs/keys.ts';
import { findByCode, findPerson } from '../src/store/person.ts';
import { countUse } from '../src/store/sealed.ts';

const keys = Array.from({ length: 7 }, () => randomBytes(32));
const indexKeys = Array.from({ length: 7 }, () => randomBytes(32));
const ring = (all: readonly Buffer[], [present, ...others]: readonly number[]): KeyRing => ({
  present: present!,
  keys: new Map([present!, ...others].map((version) => [version, all[version]!])),
});
/** The first version is the present one, of both keys. */
const vaultOf = (...versions: number[]): Vault => openVault({ keys: ring(keys, versions), indexKeys: ring(indexKeys, versions) });

let url: string;
let database: Database;
const open = (max = 3): Database => openDatabase({ url, log: openLog('test', 'silent'), name: 'test', max }).within(SERVICE);
const deskOf = (...versions: number[]): Desk => ({
  database,
  clock: systemClock,
  vault: vaultOf(...versions),
  realTime: systemClock,
  identityCodes: 'ARTIFICIAL',
});

beforeAll(async () => {
  ({ url } = await newDatabase('identity'));
  database = open();
});
afterAll(() => database.close());

let made = 0;
/** Another code of the artificial range at each call. */
function newCode(): string {
  const born = Temporal.PlainDate.from('1950-01-01').add({ days: made++ });
  const [day, month, year] = [born.day, born.month, born.year % 100].map((part) => String(part).padStart(2, '0'));
  return `${day}${month}${year}-950${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`${day}${month}${year}950`) % 31]}`;
}
const newcomer = () => ({ id: newId(), identityCode: newCode(), givenNames: 'Malli', familyName: 'Asiakas' });
const factsOf = (identityCode: string) => ({
  identityCode,
  givenNames: 'Malli',
  familyName: 'Asiakas',
  protectedAddress: false,
  diedOn: null,
  organiserIds: [],
});
const idBy = async (vault: Vault, code: string) => (await findByCode(database.reader, vault.marksOf(code)))?.id;

/** Runs the chore until nothing is left, as often as it dies. */
async function rotate(vault: Vault, over: Database): Promise<void> {
  const chore = keyRotationChore({ database: over, vault });
  for (;;) {
    const more = await chore.run().catch(() => true);
    if (!more) return;
  }
}

test('both keys change over more persons than a part holds, wherever the process dies, and the old ones may go', async () => {
  const persons = Array.from({ length: 450 }, newcomer);
  await registerNewcomers(deskOf(1), persons);
  const between = vaultOf(2, 1);
  await keyRotationChore({ database, vault: between }).run();
  const { keys: underWay } = await countUse(database.reader);
  expect(underWay.map(({ version }) => version)).toEqual([1, 2]);
  // Halfway everybody is found and read.
  for (const { id, identityCode } of [persons[0]!, persons[449]!]) expect(await idBy(between, identityCode)).toBe(id);
  const ids = persons.map(({ id }) => id);
  const codes = new Map(persons.map(({ id, identityCode }) => [id, identityCode]));
  expect(await readCodes(database.reader, between, ids)).toEqual(codes);

  const dying = open(1);
  const { cuts } = cutEachOnce(dying);
  await rotate(between, dying);
  await dying.close();
  expect(cuts()).toBeGreaterThan(10);

  const after = vaultOf(2);
  expect(await readCodes(database.reader, after, ids)).toEqual(codes);
  for (const { id, identityCode } of persons) expect(await idBy(after, identityCode)).toBe(id);
  expect(await countUse(database.reader)).toEqual({
    keys: [{ version: 2, count: 450 }],
    marks: [
      { version: 1, count: 450 },
      { version: 2, count: 450 },
    ],
    codes: 450,
  });
  // Once the old key has left the settings, its marks go too: whoever finds the key later finds nobody with it.
  await rotate(after, database);
  expect((await countUse(database.reader)).marks.map(({ version }) => version)).toEqual([2]);
  expect(await idBy(vaultOf(1), persons[0]!.identityCode)).toBeUndefined();
});

test('replicas with the settings before, during and after a change make one person of a code', async () => {
  const code = newCode();
  const desks = [deskOf(3), deskOf(3, 4), deskOf(4, 3)];
  const answers = await Promise.all(desks.map((desk) => registerPerson(desk, factsOf(code))));
  const ids = answers.map((answer) => answer.accepted && answer.value);
  expect(new Set(ids).size).toBe(1);
  await rotate(vaultOf(4, 3), database);
  expect(await idBy(vaultOf(4), code)).toBe(ids[0]);
});

test('a replica with earlier settings undoes nothing that a later one has done', async () => {
  const { id, identityCode } = newcomer();
  await registerNewcomers(deskOf(5, 4), [{ id, identityCode, givenNames: 'Malli', familyName: 'Asiakas' }]);
  await rotate(vaultOf(4, 5), database);
  expect(await readCodes(database.reader, vaultOf(5), [id])).toEqual(new Map([[id, identityCode]]));
});

test('nobody reads or finds a person whose key was removed, with every key and every copy; their id and history stay', async () => {
  const desk = deskOf(6);
  const { id, identityCode } = newcomer();
  await registerNewcomers(desk, [{ id, identityCode, givenNames: 'Malli', familyName: 'Asiakas' }]);
  await saveUser(desk, { id: newId(), organisation: { kind: 'PERSON', id }, roles: ['CLIENT'], active: true, personId: id });
  const { rows: copies } = await database.reader.$client.query('select id, sealed_code as sealed from identity_code where person_id = $1', [
    id,
  ]);
  expect(copies).toHaveLength(1);
  const [history] = (await database.reader.$client.query('select count(*)::int from outbox where subject = $1', [id])).rows;

  await shredPerson(desk, id);

  expect(await idBy(vaultOf(6), identityCode)).toBeUndefined();
  expect(await readCodes(database.reader, vaultOf(6), [id])).toEqual(new Map());
  const { rows: left } = await database.reader.$client.query(
    `select (select count(*)::int from person_key where person_id = $1) as keys, (select count(*)::int from identity_code where person_id = $1) as codes,
            (select count(*)::int from identity_code_mark m where mark = any($2)) as marks`,
    [
      id,
      vaultOf(6)
        .marksOf(identityCode)
        .map(({ mark }) => mark),
    ],
  );
  expect(left).toEqual([{ keys: 0, codes: 0, marks: 0 }]);
  // A copy of the sealed code opens with no key that is left: the outer key alone opens nothing.
  const { rows: wrapped } = await database.reader.$client.query(
    'select person_id as of, wrapped_key, key_version from person_key  limit 50',
  );
  const tries = wrapped.flatMap(({ of, wrapped_key: wrappedKey, key_version: keyVersion }) => {
    const vault = vaultOf(keyVersion);
    return [() => vault.open({ wrappedKey, keyVersion }, of).unseal(copies[0].sealed, codePlace(copies[0].id))];
  });
  expect(tries.length).toBeGreaterThan(10);
  for (const attempt of tries) expect(attempt).toThrow('unable to authenticate');
  expect((await findPerson(database.reader, id))?.id).toBe(id);
  expect((await database.reader.$client.query('select count(*)::int from outbox where subject = $1', [id])).rows[0]).toEqual(history);
  // The same code may come again, and is somebody new.
  const again = await registerPerson(desk, factsOf(identityCode));
  expect(again.accepted && again.value).not.toBe(id);
});

test('a person is erased wholly while their keys change', async () => {
  const desk = deskOf(6);
  const persons = Array.from({ length: 40 }, newcomer);
  await registerNewcomers(deskOf(5), persons);
  const vault = vaultOf(6, 5);
  await Promise.all([rotate(vault, database), ...persons.map(({ id }) => shredPerson(desk, id))]);
  for (const { id, identityCode } of persons) {
    expect(await idBy(vault, identityCode)).toBeUndefined();
    expect(await readCodes(database.reader, vault, [id])).toEqual(new Map());
  }
});
