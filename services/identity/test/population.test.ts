/**
 * The nightly list of the population register: what has changed reaches persons and other services, once and wholly,
 * wherever the process dies and whenever the register is away.
 */
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { stillClock, type StillClock } from '@seteli/kit/clock';
import { openVault } from '@seteli/kit/vault';
import { SERVICE } from '@seteli/kit/scope';
import { clientMoved, personChanged } from '@seteli/schema/events/identity';
import { PIRKANMAA } from '@seteli/local/personas';
import { announced } from '@seteli/testing/peer';
import { cutEachOnce } from '@seteli/testing/cuts';
import { newDatabase } from '@seteli/testing/database';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Desk } from '../src/commands/desk.ts';
import { registerPerson } from '../src/commands/person.ts';
import { lockHouseholds, saveHousehold } from '../src/commands/registered.ts';
import { readCodes, readContacts } from '../src/commands/sealing.ts';
import { NIGHT, populationChore } from '../src/jobs/population.ts';
import { findHousehold } from '../src/ports/household.ts';
import { openPopulationRegister } from '../src/ports/population-register.ts';
import { findByCode, findPerson, saveAreas } from '../src/store/person.ts';
import { findRound, findUnheard, listGuardianships } from '../src/store/population.ts';
import { newRing } from './world.ts';

let registers: RegistersForTest;
let url: string;
let database: Database;
let clock: StillClock;
let desk: Desk;
const lines: { level: number; msg: string; person?: string; others?: string[] }[] = [];
const log = openLog('test', 'error', { write: (line: string) => void lines.push(JSON.parse(line)) });
const silent = openLog('test', 'silent');

beforeAll(async () => {
  registers = await openRegistersForTest();
});
afterAll(() => registers.stop());

/** Each test has a database of its own, since a night goes through all persons. */
beforeEach(async () => {
  await database?.close();
  ({ url } = await newDatabase('identity'));
  database = openDatabase({ url, log: silent, name: 'test', max: 3 }).within(SERVICE);
  clock = stillClock('2026-06-01T09:00:00Z');
  desk = {
    database,
    clock,
    vault: openVault({ keys: newRing(1), indexKeys: newRing(1) }),
    realTime: clock,
    identityCodes: 'ARTIFICIAL',
  };
  lines.length = 0;
  await registers.client.mood({ register: 'population', mood: 'WELL' });
});
afterAll(() => database.close());

const register = () => openPopulationRegister(registers.settings as never, silent, 2_000);
const chore = (over: Database = database) => populationChore({ desk: { ...desk, database: over }, register: register(), log });
/** Runs until nothing is left to do now. Answers how often it ran. */
async function night(over: Database = database): Promise<number> {
  const { run } = chore(over);
  for (let runs = 1; ; runs++) if (!(await run())) return runs;
}
const nextNight = () => clock.set(clock.now().add({ hours: 24 }).toString());

let made = 0;
function newCode(): string {
  const born = Temporal.PlainDate.from('1931-01-01').add({ days: made++ });
  const [day, month, year] = [born.day, born.month, born.year % 100].map((part) => String(part).padStart(2, '0'));
  return `${day}${month}${year}-960${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`${day}${month}${year}960`) % 31]}`;
}

/** A person of whom the register and identity know the same. */
async function newClient(organiserIds: readonly string[] = [PIRKANMAA.id]): Promise<{ id: string; code: string }> {
  const code = newCode();
  await registers.client.person({ identityCode: code, givenNames: 'Malli', familyName: 'Asiakas', municipalityCode: '837' });
  const facts = { givenNames: 'Malli', familyName: 'Asiakas', municipalityCode: '837', protectedAddress: false, diedOn: null };
  const decision = await registerPerson(desk, { ...facts, identityCode: code, organiserIds });
  return { id: decision.accepted ? decision.value : '', code };
}
const told = async (id: string) =>
  (await announced(database)).filter(({ subject }) => subject === id).map(({ type, data }) => ({ type, data }));
const person = (id: string) => findPerson(database.reader, id);
const inArea = (municipalityCodes: string[]) =>
  database.transaction((tx) => saveAreas(tx, [{ id: PIRKANMAA.id, municipalityCodes, version: 1 }]));

test('names, home, protection and death reach the person, and others hear by ids what concerns them', async () => {
  await inArea(['837']);
  const { id, code } = await newClient();
  await night();
  await registers.client.person({
    identityCode: code,
    familyName: 'Uusi',
    municipalityCode: '091',
    protectedAddress: true,
    language: 'sv',
  });
  nextNight();
  await night();
  expect(await person(id)).toMatchObject({ familyName: 'Uusi', municipalityCode: '091', protectedAddress: true, diedOn: null, version: 2 });
  const contacts = await readContacts(database.reader, desk.vault, [id]);
  expect(contacts.get(id)).toMatchObject({ registeredLanguage: 'SV', address: null });
  expect(await told(id)).toMatchObject([
    { type: personChanged.type, data: { version: 1 } },
    { type: personChanged.type, data: { version: 2, protectedAddress: true } },
    { type: clientMoved.type, data: { organiserId: PIRKANMAA.id, livesInArea: false } },
  ]);
  await registers.client.person({ identityCode: code, diedOn: '2026-06-01' });
  nextNight();
  await night();
  expect((await told(id)).at(-1)).toMatchObject({ type: personChanged.type, data: { version: 3, diedOn: '2026-06-01' } });
});

test('nothing happens before two in the night, and nothing twice; a night without changes says nothing', async () => {
  const { id, code } = await newClient();
  expect(await night()).toBe(1);
  await registers.client.person({ identityCode: code, familyName: 'Uusi' });
  clock.set('2026-06-01T22:59:00Z');
  await night();
  expect((await person(id))?.familyName).toBe('Asiakas');
  clock.set('2026-06-01T23:00:00Z');
  expect(await night()).toBe(2);
  const events = await told(id);
  expect(events).toHaveLength(2);
  expect(await night()).toBe(1);
  nextNight();
  expect(await night()).toBe(2);
  expect(await told(id)).toEqual(events);
});

test('a night of several parts goes on wherever it dies, and tells each change once', async () => {
  const clients = await Promise.all(Array.from({ length: 230 }, () => newClient()));
  await night();
  // The register has noted that day how all of them came.
  nextNight();
  await night();
  const changed = [clients[0]!, clients[120]!, clients[229]!];
  for (const { code } of changed) await registers.client.person({ identityCode: code, protectedAddress: true });
  nextNight();
  const dying = openDatabase({ url, log: silent, name: 'test', max: 1 }).within(SERVICE);
  const { cuts } = cutEachOnce(dying);
  // A read that dies is a part that never began, so only the transactions die here.
  const { run } = chore({ ...dying, reader: database.reader });
  for (;;) {
    const more = await run().catch(() => true);
    if (!more && (await findRound(database.reader))?.nextCursor === null) break;
  }
  await dying.close();
  expect(cuts()).toBeGreaterThan(15);
  const events = (await announced(database)).filter(({ data }) => (data as { version: number }).version > 1);
  expect(events.map(({ subject }) => subject).toSorted()).toEqual(changed.map(({ id }) => id).toSorted());
});

test.each(['DOWN', 'FAILING', 'SILENT', 'GARBLED'] as const)('a register that is %s delays the night, and loses nothing', async (mood) => {
  const { id, code } = await newClient();
  await night();
  await registers.client.person({ identityCode: code, protectedAddress: true });
  nextNight();
  await registers.client.mood({ register: 'population', mood });
  expect(await night()).toBe(1);
  expect((await person(id))?.protectedAddress).toBe(false);
  await registers.client.mood({ register: 'population', mood: 'WELL' });
  await night();
  expect((await person(id))?.protectedAddress).toBe(true);
});

test('a person whose answer nobody can read keeps no other waiting, is logged, and is asked for again the next night', async () => {
  const [lost, other] = [await newClient(), await newClient()];
  await night();
  for (const { code } of [lost, other]) await registers.client.person({ identityCode: code, protectedAddress: true });
  await registers.client.forget(lost.code);
  nextNight();
  await night();
  expect((await person(other.id))?.protectedAddress).toBe(true);
  expect(lines).toMatchObject([{ level: 50, person: lost.id }]);
  expect(JSON.stringify(lines)).not.toContain(lost.code);
  await registers.client.person({ identityCode: lost.code, protectedAddress: true });
  nextNight();
  await night();
  expect((await person(lost.id))?.protectedAddress).toBe(true);
  expect(await findUnheard(database.reader, [lost.id])).toEqual(new Set());
});

test('a change during the night is heard this night or the next', async () => {
  const { id, code } = await newClient();
  await night();
  nextNight();
  const { run } = chore();
  expect(await run()).toBe(true);
  await registers.client.person({ identityCode: code, familyName: 'Uusi' });
  await night();
  nextNight();
  await night();
  expect((await person(id))?.familyName).toBe('Uusi');
});

test('guardians come and go with the register, for those whom an organiser serves', async () => {
  const [served, guardian, stranger] = [await newClient(), newCode(), await newClient([])];
  await registers.client.person({ identityCode: guardian, givenNames: 'Elli', familyName: 'Edunvalvoja' });
  await night();
  const guardians = [{ identityCode: guardian, from: '2026-05-01', until: null }];
  for (const { code } of [served, stranger]) await registers.client.person({ identityCode: code, guardians });
  nextNight();
  await night();
  const guardianId = (await findByCode(database.reader, desk.vault.marksOf(guardian)))!.id;
  expect(await listGuardianships(database.reader, served.id)).toMatchObject([{ guardianId, kind: 'GUARDIAN' }]);
  expect(await listGuardianships(database.reader, stranger.id)).toEqual([]);
  await registers.client.person({ identityCode: served.code, guardians: [] });
  nextNight();
  await night();
  expect(await listGuardianships(database.reader, served.id)).toEqual([]);
});

test('whoever gets another identity code stays the same person, and both codes find them', async () => {
  const { id, code } = await newClient();
  await night();
  const next = newCode();
  await registers.client.replaceCode(code, next);
  nextNight();
  await night();
  for (const each of [code, next]) expect((await findByCode(database.reader, desk.vault.marksOf(each)))?.id).toBe(id);
  expect(await readCodes(database.reader, desk.vault, [id])).toEqual(new Map([[id, next]]));
  expect(lines).toEqual([]);
  // Later changes come under the new code.
  await registers.client.person({ identityCode: next, protectedAddress: true });
  nextNight();
  await night();
  expect((await person(id))?.protectedAddress).toBe(true);
});

test('of two persons who turn out to be one, the earlier keeps their history, and an operator learns of the other', async () => {
  const [earlier, later] = [await newClient(), await newClient()];
  await night();
  await registers.client.forget(later.code);
  await registers.client.replaceCode(earlier.code, later.code);
  nextNight();
  await night();
  expect((await findByCode(database.reader, desk.vault.marksOf(earlier.code)))?.id).toBe(earlier.id);
  expect((await findByCode(database.reader, desk.vault.marksOf(later.code)))?.id).toBe(later.id);
  expect(lines).toContainEqual(expect.objectContaining({ level: 50, person: earlier.id, others: [later.id] }));
});

test('whoever becomes known by a code that was replaced before has both codes', async () => {
  const [old, next] = [newCode(), newCode()];
  await registers.client.person({ identityCode: old, familyName: 'Vaihtanut' });
  await registers.client.replaceCode(old, next);
  const answer = await findHousehold(register(), old, NIGHT);
  const household = answer.outcome === 'ANSWERED' ? answer.value : undefined;
  expect(household).toMatchObject({ askedCode: old, person: { identityCode: next, familyName: 'Vaihtanut' } });
  const saved = await database.transaction(async (tx) => {
    await lockHouseholds(tx, desk, [household!]);
    return await saveHousehold(tx, desk, household!);
  });
  for (const each of [old, next]) expect((await findByCode(database.reader, desk.vault.marksOf(each)))?.id).toBe(saved!.personId);
  expect(await readCodes(database.reader, desk.vault, [saved!.personId])).toEqual(new Map([[saved!.personId, next]]));
});
