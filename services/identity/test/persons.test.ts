/**
 * Persons: they see themselves, and an organiser's people see those whom a service of their teams serves. Each look of
 * another is noted.
 */
import { z } from 'zod';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced, openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { clientMoved, personChanged } from '@seteli/schema/events/identity';
import { organiserChanged } from '@seteli/schema/events/registry';
import { voucherChanged, voucherGranted } from '@seteli/schema/events/vouchers';
import { COMPANY, OTHER_ORGANISER, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { SYSTEM_SCOPES } from '@seteli/schema/actors';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '../src/commands/person.ts';
import { actorOf, openWorld, saveTeam, SERVICE_ID, type World } from './world.ts';

let world: World;
let vouchers: Peer;
/** By organiser: one team that covers the service, and one that covers another. */
const teams = new Map<string, readonly [string, string]>();

beforeAll(async () => {
  [world, vouchers] = await Promise.all([openWorld(), openPeer('vouchers')]);
  for (const organisation of [PIRKANMAA, OTHER_ORGANISER, COMPANY]) {
    const make = (serviceId: string) => saveTeam(world, organisation, { name: 'Tiimi', serviceIds: [serviceId], memberIds: [] });
    teams.set(organisation.id, [await make(SERVICE_ID), await make(newId())]);
  }
  await serve(PIRKANMAA.id, aku.id);
});
afterAll(async () => {
  await vouchers.stop();
  await world.stop();
});

/** Vouchers announces a voucher for the person. */
async function serve(organiserId: string, personId: string): Promise<void> {
  const voucherId = newId();
  const day = Temporal.PlainDate.from('2026-06-01');
  const voucher = { voucherId, voucherNumber: 'H1', organiserId, serviceId: SERVICE_ID, personId, contentIds: [newId()] };
  const more = { firstDay: day, lastDay: day, state: 'ACTIVE' as const, suspensions: [], predecessorId: null, contractPrices: [] };
  await vouchers.say(organiserId, announce(voucherGranted, voucherId, { ...voucher, ...more, version: 1 }));
  await untilApplied(world.identity.database, [vouchers]);
}

/** In the team that covers the service, by default. */
const by = (persona: PersonaKey, which: 0 | 1 = 0) => {
  const of = teams.get(PERSONAS[persona].organisation.id);
  return actorOf(persona, of ? [of[which]] : []);
};

const aku = PERSONAS.aku.person;
const PERSON = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Person { id givenNames familyName protectedAddress } } }`;
const lookAs = async (actor: Actor, ...ids: string[]) =>
  (await world.identity.ask(actor, PERSON, { of: ids.map((id) => ({ __typename: 'Person', id })) })).data.entities;
const look = (persona: PersonaKey, ...ids: string[]) => lookAs(by(persona), ...ids);
const seen = { id: aku.id, givenNames: 'Aku', familyName: 'Asiakas', protectedAddress: false };
const facts = {
  identityCode: aku.identityCode,
  givenNames: 'Aku',
  familyName: 'Asiakas',
  protectedAddress: false,
  diedOn: null,
  organiserIds: [],
};

test.each(['aku', 'granter', 'checker', 'system'] as const)('%s sees Aku', async (persona) => {
  expect(await look(persona, aku.id)).toEqual([seen]);
});

test.each(['granter', 'checker', 'organiser-admin', 'approver', 'system'] as const)(
  '%s sees nobody without a team that covers the service',
  async (persona) => {
    expect(await lookAs(by(persona, 1), aku.id)).toEqual([null]);
    expect(await lookAs(actorOf(persona), aku.id)).toEqual([null]);
    // The id of another organisation's team helps nobody.
    expect(await lookAs(actorOf(persona, [teams.get(OTHER_ORGANISER.id)![0]]), aku.id)).toEqual([null]);
  },
);

test.each(['other-granter', 'other-organiser-admin', 'other-client', 'recorder', 'provider-admin', 'case-handler'] as const)(
  '%s does not see Aku',
  async (persona) => {
    expect(await look(persona, aku.id, 'no id at all')).toEqual([null, null]);
  },
);

test('another organiser sees a person from when it serves them', async () => {
  const bea = PERSONAS['other-client'].person;
  const { id: _, ...registration } = { ...bea, protectedAddress: false, diedOn: null, organiserIds: [OTHER_ORGANISER.id] };
  expect(await look('other-granter', bea.id)).toEqual([null]);
  expect(await registerPerson(world.desk, registration)).toEqual({ accepted: true, value: bea.id });
  await serve(OTHER_ORGANISER.id, bea.id);
  expect(await look('other-granter', bea.id)).toMatchObject([{ id: bea.id }]);
});

test('the log notes each look of another, with who and for whom, and each that was denied; a look at one’s own data leaves no note', async () => {
  const notes = async () =>
    (
      await world.identity.database.pool.query(
        `select user_id, organisation_id, outcome from access_log where action = 'PERSON_READ' and person_id = $1 order by id`,
        [aku.id],
      )
    ).rows;
  // The same look within an hour is the same row.
  world.identity.clock.advance({ hours: 1 });
  const before = await notes();
  await look('aku', aku.id);
  expect(await notes()).toEqual(before);
  for (const _ of [1, 2]) await look('granter', aku.id);
  const granter = { user_id: PERSONAS.granter.userId, organisation_id: PIRKANMAA.id, outcome: 'SEEN' };
  expect(await notes()).toEqual([...before, granter]);
  await look('other-granter', aku.id, newId());
  const denied = { user_id: PERSONAS['other-granter'].userId, organisation_id: OTHER_ORGANISER.id, outcome: 'REFUSED' };
  expect(await notes()).toEqual([...before, granter, denied]);
});

test('nobody rewrites who looked', async () => {
  const { pool } = world.desk.database;
  for (const statement of ['delete from access_log', `update access_log set user_id = null`])
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('a caller learns who they are and for whom they act', async () => {
  const { data } = await world.identity.ask(
    actorOf('aku'),
    '{ me { user { id roles person { id } teams { id } } organisation { kind id } person { familyName } } }',
  );
  expect(data.me).toEqual({
    user: { id: PERSONAS.aku.userId, roles: ['CLIENT'], person: { id: aku.id }, teams: [] },
    organisation: { kind: 'PERSON', id: aku.id },
    person: { familyName: 'Asiakas' },
  });
  const { data: system } = await world.identity.ask(actorOf('system'), '{ me { user { roles person { id } } person { id } } }');
  expect(system.me).toEqual({ user: { roles: [...SYSTEM_SCOPES.ORGANISER], person: null }, person: null });
});

test('a user’s colleague sees that they are there, but not who they are', async () => {
  const USER = 'query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on User { id person { familyName } } } }';
  const of = [{ __typename: 'User', id: PERSONAS.recorder.userId }];
  const { data: colleague } = await world.identity.ask(actorOf('service-manager'), USER, { of });
  expect(colleague.entities).toEqual([{ id: PERSONAS.recorder.userId, person: null }]);
  const { data: admin } = await world.identity.ask(actorOf('provider-admin'), USER, { of });
  expect(admin.entities).toEqual([{ id: PERSONAS.recorder.userId, person: { familyName: 'Kirjaaja' } }]);
});

test('a change that others must respect is announced with a higher version; a repetition is not', async () => {
  const events = async () =>
    (await announced(world.identity.database, personChanged.type))
      .filter(({ subject }) => subject === aku.id)
      .map(({ data }) => z.decode(personChanged.data, data as never));
  const first = { personId: aku.id, protectedAddress: false, mergedInto: null, diedOn: null, version: 1 };
  expect(await events()).toEqual([first]);
  await registerPerson(world.desk, facts);
  expect(await events()).toEqual([first]);
  await registerPerson(world.desk, { ...facts, protectedAddress: true });
  expect(await events()).toEqual([first, { ...first, protectedAddress: true, version: 2 }]);
});

test('an organiser hears by ids of a move out of its area, and back; nobody hears where to', async () => {
  const registry = await openPeer('registry');
  const area = (organiserId: string, municipalityCodes: string[], version = 1) =>
    announce(organiserChanged, organiserId, {
      organiserId,
      businessId: '9000001-1',
      companyName: 'Alue',
      iban: null,
      settlementDay: 5,
      recordingCutOffDay: 3,
      municipalityCodes,
      closed: false,
      version,
    });
  await registry.say(PIRKANMAA.id, area(PIRKANMAA.id, ['536', '837']));
  await registry.say(OTHER_ORGANISER.id, area(OTHER_ORGANISER.id, ['853']));
  await untilApplied(world.identity.database, [registry]);
  const code = '010190-998V';
  const served = { ...facts, identityCode: code, protectedAddress: true, organiserIds: [PIRKANMAA.id] };
  const decision = await registerPerson(world.desk, served);
  const personId = decision.accepted ? decision.value : '';
  const told = async () => (await announced(world.identity.database)).filter(({ subject }) => subject === personId);
  const moves = async () =>
    (await told()).flatMap(({ type, data }) => (type === clientMoved.type ? [z.decode(clientMoved.data, data as never)] : []));
  const live = (municipalityCode: string) => registerPerson(world.desk, { ...served, municipalityCode });
  const before = (await told()).length;
  for (const first of ['837', '536', '536']) await live(first);
  expect(await told()).toHaveLength(before);
  await live('853');
  await registerPerson(world.desk, served);
  await live('091');
  const out = { personId, organiserId: PIRKANMAA.id, livesInArea: false, version: 4 };
  expect(await moves()).toEqual([out]);
  await live('837');
  expect(await moves()).toEqual([out, { ...out, livesInArea: true, version: 6 }]);
  expect(JSON.stringify(await told())).not.toMatch(/"(853|091|837|536)"/);
  await registry.stop();
});

test.each(['131052-308T', '150385-9014', 'nonsense'])('a development system does not register %s', async (identityCode) => {
  expect(await registerPerson(world.desk, { ...facts, identityCode })).toMatchObject({ refusal: { code: 'INVALID_IDENTITY_CODE' } });
});

test('several commands that register the same person at once register one', async () => {
  const twins = await Promise.all([1, 2, 3].map(() => registerPerson(world.desk, { ...facts, identityCode: '010190-999W' })));
  expect(new Set(twins.map((twin) => twin.accepted && twin.value)).size).toBe(1);
});

const day = (text: string) => Temporal.PlainDate.from(text);
const voucherOf = (organiserId: string, personId: string) => ({
  voucherId: newId(),
  voucherNumber: 'H0800000015002',
  organiserId,
  serviceId: SERVICE_ID,
  personId,
  contentIds: [newId()],
  firstDay: day('2026-01-01'),
  lastDay: day('2026-12-31'),
  state: 'ACTIVE' as const,
  suspensions: [],
  predecessorId: null,
  contractPrices: [],
  version: 1,
});

test('another organiser sees a person as soon as it grants them a voucher, and still when that has ended', async () => {
  const granted = voucherOf(OTHER_ORGANISER.id, aku.id);
  await vouchers.say(OTHER_ORGANISER.id, announce(voucherGranted, granted.voucherId, granted));
  // Nobody has waited for identity to hear of it.
  expect(await look('other-granter', aku.id)).toMatchObject([{ id: aku.id }]);
  const ended = { ...granted, state: 'ENDED' as const, version: 2 };
  await vouchers.say(OTHER_ORGANISER.id, announce(voucherChanged, ended.voucherId, ended));
  await untilApplied(world.identity.database, [vouchers]);
  expect(await look('other-granter', aku.id)).toMatchObject([{ id: aku.id }]);
  expect(await look('other-granter', PERSONAS.granter.person.id)).toEqual([null]);
});

test('a voucher that comes before its person still makes the person served, and one of an unknown person shows nothing', async () => {
  const [personId, nobody] = [newId(), newId()];
  const granted = [personId, nobody, personId].map((id) => voucherOf(OTHER_ORGANISER.id, id));
  await vouchers.say('later', ...granted.map((each) => announce(voucherGranted, each.voucherId, each)));
  await untilApplied(world.identity.database, [vouchers]);
  expect(await look('other-granter', personId, nobody)).toEqual([null, null]);
  await registerPerson(world.desk, { ...facts, id: personId, identityCode: '010180-9026' });
  expect(await look('other-granter', personId, nobody)).toMatchObject([{ id: personId }, null]);
  expect(await look('granter', personId)).toEqual([null]);
});
