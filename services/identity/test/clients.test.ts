/**
 * Clients: a granter makes them known from the population register, people of an organiser search for them, and
 * contact data reaches those only who may have it.
 */
import type { Actor } from '@seteli/kit/actor';
import { openLimit } from '@seteli/kit/limits';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import { PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { EERO, LILLI, PIRKKO, SANNA, VEIKKO } from '@seteli/local/registers/people';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { announced, openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { shredPerson } from '../src/commands/erasing.ts';
import { CODES_OF_A_USER, CODES_OF_AN_ADDRESS } from '../src/resolvers/person-door.ts';
import { findByCode } from '../src/store/person.ts';
import { listGuardianships } from '../src/store/population.ts';
import { actorOf, openWorld, saveTeam, SERVICE_ID, type World } from './world.ts';

let world: World;
let registers: RegistersForTest;
let vouchers: Peer;
let teamId: string;
let granter: Actor;
let checker: Actor;

beforeAll(async () => {
  registers = await openRegistersForTest();
  [world, vouchers] = await Promise.all([openWorld(registers.settings), openPeer('vouchers')]);
  teamId = await saveTeam(world, PIRKANMAA, { name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds: [] });
  granter = actorOf('granter', [teamId]);
  checker = actorOf('checker', [teamId]);
});
afterAll(async () => {
  await vouchers.stop();
  await world.stop();
  await registers.stop();
});
beforeEach(() => registers.client.mood({ register: 'population', mood: 'WELL' }));

/** The code with the check character that belongs to it. */
const valid = (code: string): string =>
  code.slice(0, 10) + '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(code.slice(0, 6) + code.slice(7, 10)) % 31];

async function serve(personId: string, organiserId: string = PIRKANMAA.id): Promise<void> {
  const voucherId = newId();
  const day = Temporal.PlainDate.from('2026-06-01');
  const voucher = { voucherId, voucherNumber: 'H1', organiserId, serviceId: SERVICE_ID, personId, contentIds: [newId()] };
  const more = { firstDay: day, lastDay: day, state: 'ACTIVE' as const, suspensions: [], predecessorId: null, contractPrices: [] };
  await vouchers.say(organiserId, announce(voucherGranted, voucherId, { ...voucher, ...more, version: 1 }));
  await untilApplied(world.identity.database, [vouchers]);
}

const REGISTER = `mutation ($input: RegisterClientInput!) { registerClient(input: $input) { person { id givenNames familyName protectedAddress } refusal { code path } } }`;
const FIND = `query ($filter: PersonFilter!, $first: Int! = 20) { findPersons(filter: $filter, reason: "Asiakas soitti", first: $first) { id familyName } }`;
const CONTACTS = '{ version language phone email address { street postalCode city } }';
const SAVE = `mutation ($input: SaveMyContactsInput!) { saveMyContacts(input: $input) { person { contacts ${CONTACTS} } refusal { code path } } }`;

const register = async (actor: Actor, identityCode: string, key = newId()) =>
  await world.identity.ask(actor, REGISTER, { input: { identityCode, reason: 'Palvelutarpeen arviointi', idempotencyKey: key } });
const find = async (actor: Actor, filter: object, first = 20) => await world.identity.ask(actor, FIND, { filter, first });
const accesses = async (action: string, personId: string | null): Promise<number> =>
  (
    await world.identity.database.pool.query(
      'select count(*)::int as n from access_log where action = $1 and person_id is not distinct from $2',
      [action, personId],
    )
  ).rows[0].n;
const idBy = async (code: string) => (await findByCode(world.desk.database.reader, world.desk.vault.marksOf(code)))?.id;
const contactsOf = async (actor: Actor, id: string) =>
  (
    await world.identity.ask(
      actor,
      `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Person { id contacts ${CONTACTS} } } }`,
      {
        of: [{ __typename: 'Person', id }],
      },
    )
  ).data.entities[0]?.contacts;

test('a granter makes a client known from the register, sees them before they have a service, and others do not', async () => {
  const { data } = await register(granter, SANNA.identityCode.toLowerCase());
  const { person } = data.registerClient;
  expect(data.registerClient).toEqual({
    person: { id: await idBy(SANNA.identityCode), givenNames: 'Sanna', familyName: 'Asiakas', protectedAddress: false },
    refusal: null,
  });
  expect(await accesses('CLIENT_REGISTERED', person.id)).toBe(1);
  const seenBy = async (actor: Actor) =>
    (
      await world.identity.ask(actor, `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Person { id } } }`, {
        of: [{ __typename: 'Person', id: person.id }],
      })
    ).data.entities;
  expect(await seenBy(granter)).toEqual([{ id: person.id }]);
  for (const other of [checker, actorOf('other-granter'), actorOf('system', [teamId]), actorOf('recorder')])
    expect(await seenBy(other)).toEqual([null]);
  // Once another of the organiser's services serves the person, the rule of teams holds.
  await serve(person.id);
  expect(await seenBy(actorOf('granter'))).toEqual([null]);
  expect(await seenBy(checker)).toEqual([{ id: person.id }]);
});

test('the same person stays one however often and by whomever they are made known, and one key asks the register once', async () => {
  const [key, other] = [newId(), actorOf('other-granter')];
  const first = await register(granter, PIRKKO.identityCode, key);
  await registers.client.mood({ register: 'population', mood: 'DOWN' });
  expect((await register(granter, PIRKKO.identityCode, key)).data).toEqual(first.data);
  expect((await register(granter, VEIKKO.identityCode, key)).data.registerClient.refusal).toEqual({
    code: 'IDEMPOTENCY_MISMATCH',
    path: ['idempotencyKey'],
  });
  await registers.client.mood({ register: 'population', mood: 'WELL' });
  const again = await Promise.all([register(granter, PIRKKO.identityCode), register(other, PIRKKO.identityCode)]);
  expect(new Set(again.map(({ data }) => data.registerClient.person.id))).toEqual(new Set([first.data.registerClient.person.id]));
});

test.each(['DOWN', 'FAILING', 'WRONG', 'GARBLED'] as const)(
  'a register that is %s makes nobody known, and the same key works later',
  async (mood) => {
    const code = { DOWN: '010170-9044', FAILING: '010170-9055', WRONG: '010170-9066', GARBLED: '010170-9077' }[mood];
    await registers.client.person({ identityCode: valid(code) });
    const key = newId();
    await registers.client.mood({ register: 'population', mood });
    expect((await register(granter, valid(code), key)).data.registerClient).toEqual({
      person: null,
      refusal: { code: 'REGISTER_UNAVAILABLE', path: null },
    });
    expect(await idBy(valid(code))).toBeUndefined();
    await registers.client.mood({ register: 'population', mood: 'WELL' });
    expect((await register(granter, valid(code), key)).data.registerClient.person).toMatchObject({ familyName: 'Henkilö' });
  },
);

test.each([
  ['of nobody', valid('010203-9050'), 'NOT_FOUND'],
  ['with another sign than the person’s', SANNA.identityCode.replace('-', 'Y'), 'NOT_FOUND'],
  ['with a wrong check character', `${SANNA.identityCode.slice(0, 10)}X`, 'INVALID_IDENTITY_CODE'],
  ['of the range of real persons', valid('010180-2220'), 'INVALID_IDENTITY_CODE'],
  ['that is none', 'Sanna Asiakas', 'INVALID_IDENTITY_CODE'],
])('a code %s makes nobody known', async (_, identityCode, code) => {
  const answer = await register(granter, identityCode);
  expect(answer.data.registerClient).toEqual({ person: null, refusal: { code, path: ['identityCode'] } });
  expect(JSON.stringify(answer)).not.toContain(identityCode);
});

test('those who look after a person are kept with their kind and days, and are persons themselves', async () => {
  await register(granter, VEIKKO.identityCode);
  await register(granter, LILLI.identityCode);
  const of = async (code: string) => await listGuardianships(world.desk.database.reader, (await idBy(code))!);
  expect(await of(VEIKKO.identityCode)).toEqual([
    {
      wardId: await idBy(VEIKKO.identityCode),
      guardianId: await idBy(EERO.identityCode),
      kind: 'GUARDIAN',
      firstDay: Temporal.PlainDate.from('2024-02-01'),
      lastDay: null,
    },
  ]);
  expect(await of(LILLI.identityCode)).toMatchObject([{ guardianId: await idBy(SANNA.identityCode), kind: 'CUSTODIAN' }]);
});

test('no fault of the input repeats an identity code', async () => {
  const { identityCode } = SANNA;
  for (const input of [
    { identityCode: { code: identityCode }, reason: 'x', idempotencyKey: 'x' },
    { identityCode: `${identityCode} ${identityCode}`, reason: 'x', idempotencyKey: 'x' },
    { identityCode, reason: '', idempotencyKey: 'x' },
    { identityCode, idempotencyKey: 'x' },
    { identityCode: [identityCode], reason: 'x', idempotencyKey: 'x' },
    { identityCode, reason: { identityCode }, idempotencyKey: 'x' },
    identityCode,
  ]) {
    for (const language of ['', 'sv']) {
      const answer = await world.identity.ask(granter, REGISTER, { input }, language ? { 'accept-language': language } : {});
      expect(answer.errors).toHaveLength(1);
      expect(JSON.stringify(answer)).not.toContain(identityCode);
    }
  }
});

test('what identity keeps of a call tells no code to whoever tries all codes', async () => {
  const { rows } = await world.identity.database.pool.query('select input_hash as hash from idempotency');
  expect(rows.length).toBeGreaterThan(3);
  const { hashOf } = await import('@seteli/kit/idempotency');
  const guesses = [SANNA, PIRKKO, VEIKKO].flatMap(({ identityCode }) =>
    [
      { identityCode },
      { identityCode, reason: 'Palvelutarpeen arviointi' },
      { reason: 'Palvelutarpeen arviointi', code: identityCode },
    ].map((input) => hashOf({ command: 'registerClient', input })),
  );
  expect(rows.filter(({ hash }) => guesses.includes(hash))).toEqual([]);
});

test.each(['checker', 'organiser-admin', 'case-handler', 'approver', 'system', 'recorder', 'aku'] as const)(
  '%s makes nobody known',
  async (persona) => {
    expect((await register(actorOf(persona), SANNA.identityCode)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  },
);

test('people of an organiser find whom a service of their teams serves, by either name; by code, whomever the organiser serves', async () => {
  const id = (await idBy(SANNA.identityCode))!;
  const [yes, no] = [[{ id, familyName: 'Asiakas' }], []];
  const searches: [Actor, object, readonly object[]][] = [
    [checker, { text: 'asiakas san' }, yes],
    [checker, { text: 'SANNA as' }, yes],
    [checker, { text: 'Sa%' }, no],
    [checker, { identityCode: SANNA.identityCode }, yes],
    [actorOf('checker'), { text: 'sanna' }, no],
    [actorOf('checker'), { identityCode: SANNA.identityCode }, yes],
    [actorOf('other-granter'), { text: 'sanna' }, no],
    [actorOf('other-checker'), { identityCode: SANNA.identityCode }, no],
    [checker, { identityCode: SANNA.identityCode.replace('-', 'Y') }, no],
    [checker, { identityCode: 'no code' }, no],
  ];
  for (const [actor, filter, found] of searches) {
    const [before, read] = [await accesses('PERSONS_SEARCHED', null), await accesses('PERSON_READ', id)];
    expect((await find(actor, filter)).data.findPersons).toEqual(found);
    expect(await accesses('PERSONS_SEARCHED', null)).toBe(before + 1);
    expect(await accesses('PERSON_READ', id)).toBe(read + found.length);
  }
});

test('a search has one wish of two, a right, and as many answers as asked for', async () => {
  for (const filter of [{}, { text: 'sanna', identityCode: SANNA.identityCode }])
    expect((await find(checker, filter)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  for (const persona of ['organiser-admin', 'system', 'recorder', 'aku'] as const)
    expect((await find(actorOf(persona), { text: 'sanna' })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect((await find(granter, { text: 'as' }, 1)).data.findPersons.length).toBeLessThanOrEqual(1);
});

test('a user and an address try only so many codes, found or not, also after a restart', async () => {
  const spend = (name: string, key: string, points: number) =>
    openLimit(world.desk.database.pool, { name, points: points + 10, seconds: 3_600 }).take(key, points);
  const tries = async (actor: Actor, address: string) =>
    (await world.identity.ask(actor, FIND, { filter: { identityCode: valid('010203-9050') } }, { 'x-forwarded-for': address })).errors?.[0]
      ?.extensions.code;
  const [one, other] = [
    { ...granter, userId: newId() },
    { ...granter, userId: newId() },
  ];
  await spend('codesOfUser', one.userId, CODES_OF_A_USER - 1);
  expect(await tries(one, '192.0.2.1')).toBeUndefined();
  expect(await tries(one, '192.0.2.2')).toBe('RATE_LIMITED');
  await spend('codesOfAddress', '192.0.2.3', CODES_OF_AN_ADDRESS - 1);
  expect(await tries(other, '192.0.2.3')).toBeUndefined();
  expect(await tries({ ...granter, userId: newId() }, '192.0.2.3')).toBe('RATE_LIMITED');
});

test('a person says how to reach them, sealed; their granter and checker read it, nobody else does', async () => {
  const id = PERSONAS.aku.person.id;
  await register(granter, PERSONAS.aku.person.identityCode);
  await serve(id);
  const aku = actorOf('aku');
  const address = { street: expect.stringContaining('Esimerkkikatu'), postalCode: '00001', city: 'TAMPERE' };
  expect(await contactsOf(aku, id)).toEqual({ version: 1, language: 'FI', phone: null, email: null, address });
  const saved = await world.identity.ask(aku, SAVE, {
    input: { idempotencyKey: newId(), language: 'SV', phone: '040 765 4321', email: 'aku@example.org', expectedVersion: 1 },
  });
  const contacts = { version: 2, language: 'SV', phone: '+358407654321', email: 'aku@example.org', address };
  expect(saved.data.saveMyContacts).toEqual({ person: { contacts }, refusal: null });
  for (const [code, path, input] of [
    ['STALE', 'expectedVersion', { phone: null, expectedVersion: 1 }],
    ['INVALID_PHONE', 'phone', { phone: 'soita' }],
    ['INVALID_EMAIL', 'email', { email: 'aku' }],
  ] as const)
    expect((await world.identity.ask(aku, SAVE, { input: { idempotencyKey: newId(), ...input } })).data.saveMyContacts).toEqual({
      person: null,
      refusal: { code, path: [path] },
    });
  const before = await accesses('CONTACTS_READ', id);
  expect(await contactsOf(granter, id)).toEqual(contacts);
  expect(await contactsOf(checker, id)).toEqual(contacts);
  expect(await accesses('CONTACTS_READ', id)).toBe(before + 2);
  for (const other of [actorOf('approver', [teamId]), actorOf('system', [teamId]), actorOf('organiser-admin', [teamId])])
    expect(await contactsOf(other, id)).toBeNull();
  expect(await contactsOf(actorOf('other-granter'), id)).toBeUndefined();
  const { rows } = await world.identity.database.pool.query('select t::text as row from person_contact t where person_id = $1', [id]);
  expect(rows[0].row).not.toMatch(/7654321|example|Esimerkki/);
});

test('nobody sees where a protected person lives or how to reach them; they themselves see what they gave', async () => {
  const { identityCode } = PIRKKO;
  const id = (await idBy(identityCode))!;
  await serve(id);
  const pirkko: Actor = { userId: newId(), organisation: { kind: 'PERSON', id }, roles: ['CLIENT'], teamIds: [], personId: id };
  await world.identity.ask(pirkko, SAVE, { input: { idempotencyKey: newId(), phone: '040 765 4321', email: 'pirkko@example.org' } });
  const { version: _, ...own } = await contactsOf(pirkko, id);
  expect(own).toEqual({ language: 'SV', phone: '+358407654321', email: 'pirkko@example.org', address: null });
  const { version: __, ...seen } = await contactsOf(granter, id);
  expect(seen).toEqual({ language: 'SV', phone: null, email: null, address: null });
  const { rows } = await world.identity.database.pool.query('select sealed_address from person_contact where person_id = $1', [id]);
  expect(rows).toEqual([{ sealed_address: null }]);
  const told = JSON.stringify(await announced(world.identity.database));
  expect(told).toContain(id);
  expect(told).not.toMatch(/Piilossa|Pirkko|837|Esimerkkikatu/);
});

test('an erased person who is still signed in saves nothing, and nothing of them is left to read', async () => {
  const { data } = await register(granter, EERO.identityCode);
  const { id } = data.registerClient.person;
  const eero: Actor = { userId: newId(), organisation: { kind: 'PERSON', id }, roles: ['CLIENT'], teamIds: [], personId: id };
  await world.identity.ask(eero, SAVE, { input: { idempotencyKey: newId(), phone: '040 765 4321' } });
  await shredPerson(world.desk, id);
  await world.identity.ask(eero, SAVE, { input: { idempotencyKey: newId(), phone: '040 765 4321' } });
  expect(await contactsOf(eero, id)).toEqual({ version: 0, language: 'FI', phone: null, email: null, address: null });
  expect((await find(granter, { identityCode: EERO.identityCode })).data.findPersons).toEqual([]);
  expect(await accesses('CLIENT_REGISTERED', id)).toBe(1);
});
