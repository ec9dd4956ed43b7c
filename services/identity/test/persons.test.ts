/** Persons: seen by themselves and by the organisers that serve them, and each look of another is noted. */
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced, openPeer, untilApplied, type Peer } from '@seteli/kit/testing/peer';
import { personChanged } from '@seteli/schema/events/identity';
import { voucherChanged, voucherGranted } from '@seteli/schema/events/vouchers';
import { OTHER_ORGANISER, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '../src/commands/person.ts';
import { actorOf, openWorld, type World } from './world.ts';

let world: World;
let vouchers: Peer;
beforeAll(async () => {
  [world, vouchers] = [await openWorld(), await openPeer('vouchers')];
});
afterAll(async () => {
  await world.stop();
  await vouchers.stop();
});

const aku = PERSONAS.aku.person;
const PERSON = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Person { id givenNames familyName protectedAddress } } }`;
const look = async (persona: PersonaKey, ...ids: string[]) =>
  (await world.identity.ask(actorOf(persona), PERSON, { of: ids.map((id) => ({ __typename: 'Person', id })) })).data.entities;
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

test.each(['other-granter', 'other-organiser-admin', 'other-client', 'recorder', 'provider-admin', 'case-handler'] as const)(
  '%s does not see Aku',
  async (persona) => {
    expect(await look(persona, aku.id, 'no id at all')).toEqual([null, null]);
  },
);

test('another organiser sees him from when it serves him', async () => {
  const bea = PERSONAS['other-client'].person;
  const { id: _, ...registration } = { ...bea, protectedAddress: false, diedOn: null, organiserIds: [OTHER_ORGANISER.id] };
  expect(await look('other-granter', bea.id)).toEqual([null]);
  expect(await registerPerson(world.desk, registration)).toEqual({ accepted: true, value: bea.id });
  expect(await look('other-granter', bea.id)).toMatchObject([{ id: bea.id }]);
});

test('each look of another is noted, with who and for whom; one’s own is not', async () => {
  const notes = async () =>
    (
      await world.identity.database.pool.query(
        `select user_id, organisation_id from access_log where action = 'PERSON_READ' and person_id = $1 order by id`,
        [aku.id],
      )
    ).rows;
  const before = await notes();
  await look('aku', aku.id);
  await look('other-granter', aku.id);
  expect(await notes()).toEqual(before);
  await look('granter', aku.id);
  expect(await notes()).toEqual([...before, { user_id: PERSONAS.granter.userId, organisation_id: PIRKANMAA.id }]);
});

test('nobody rewrites who looked', async () => {
  const { pool } = world.desk.database;
  for (const statement of ['delete from access_log', `update access_log set user_id = null`])
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('who asks learns who he is and for whom he acts', async () => {
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
  expect(system.me).toEqual({ user: { roles: ['SYSTEM'], person: null }, person: null });
});

test('a user’s colleague sees that he is there, but not who he is', async () => {
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

test.each(['131052-308T', '150385-9014', 'nonsense'])('%s is not registered on a development system', async (identityCode) => {
  expect(await registerPerson(world.desk, { ...facts, identityCode })).toMatchObject({ refusal: { code: 'INVALID_IDENTITY_CODE' } });
});

test('two that register the same person at once register one', async () => {
  const twins = await Promise.all([1, 2, 3].map(() => registerPerson(world.desk, { ...facts, identityCode: '010190-999W' })));
  expect(new Set(twins.map((twin) => twin.accepted && twin.value)).size).toBe(1);
});

const day = (text: string) => Temporal.PlainDate.from(text);
const voucherOf = (organiserId: string, personId: string) => ({
  voucherId: newId(),
  voucherNumber: 'H0800000015002',
  organiserId,
  serviceId: newId(),
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

test('another organiser sees him from when it grants him a voucher, at once, and goes on when that has ended', async () => {
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

test('a voucher that is heard of before its person makes the person served all the same, and one of nobody nothing', async () => {
  const [personId, nobody] = [newId(), newId()];
  const granted = [personId, nobody, personId].map((id) => voucherOf(OTHER_ORGANISER.id, id));
  await vouchers.say('later', ...granted.map((each) => announce(voucherGranted, each.voucherId, each)));
  await untilApplied(world.identity.database, [vouchers]);
  expect(await look('other-granter', personId, nobody)).toEqual([null, null]);
  await registerPerson(world.desk, { ...facts, id: personId, identityCode: '010180-9026' });
  expect(await look('other-granter', personId, nobody)).toMatchObject([{ id: personId }, null]);
  expect(await look('granter', personId)).toEqual([null]);
});
