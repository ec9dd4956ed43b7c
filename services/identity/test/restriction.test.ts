/** An organiser restricts a client's data: its people see who the client is, and the client sees the restriction. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import type { Actor } from '@seteli/kit/actor';
import { PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { restrictionChanged } from '@seteli/schema/events/identity';
import { readPersonData } from '@seteli/schema/person-data';
import { announced, openPeer, type Peer } from '@seteli/testing/peer';
import { listsOfPerson } from '../src/jobs/own-data.ts';
import { saveServed } from '../src/store/person.ts';
import { actorOf, openWorld, saveTeam, SERVICE_ID, type World } from './world.ts';

const personId = PERSONAS.aku.person.id;
let world: World;
let peer: Peer;
let granter: Actor;

beforeAll(async () => {
  [world, peer] = await Promise.all([openWorld(), openPeer('vouchers')]);
  granter = actorOf('granter', [await saveTeam(world, PIRKANMAA, { name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds: [] })]);
  await world.desk.database.transaction((tx) => saveServed(tx, [{ organiserId: PIRKANMAA.id, personId, serviceId: SERVICE_ID }]));
  await world.identity.ask(
    actorOf('aku'),
    'mutation ($input: SaveMyContactsInput!) { saveMyContacts(input: $input) { refusal { code } } }',
    { input: { idempotencyKey: newId(), phone: '0401234567', email: 'aku@example.org' } },
  );
});
afterAll(async () => {
  await world.stop();
  await peer.stop();
});

const RESTRICT = `mutation ($input: RestrictPersonInput!) { done: restrictPerson(input: $input) { restriction { organiserId ground endedAt } refusal { code path } } }`;
const END = `mutation ($input: EndRestrictionInput!) { done: endRestriction(input: $input) { restriction { ground endedAt } refusal { code path } } }`;
const REASON = 'Osoite on väärä';
const restrict = async (who: PersonaKey, key = newId()) =>
  await world.identity.ask(actorOf(who), RESTRICT, { input: { idempotencyKey: key, personId, ground: 'ACCURACY', reason: REASON } });
const end = async (who: PersonaKey) =>
  await world.identity.ask(actorOf(who), END, { input: { idempotencyKey: newId(), personId, reason: 'Osoite on korjattu' } });
const seenBy = async (actor: Actor) =>
  (
    await world.identity.ask(
      actor,
      `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Person { familyName contacts { phone email } restrictions { ground endedAt } } } }`,
      { of: [{ __typename: 'Person', id: personId }] },
    )
  ).data.entities[0];

const REACHED = { phone: '+358401234567', email: 'aku@example.org' };
const HIDDEN = { phone: null, email: null };
const told = async () => (await announced(world.identity.database, restrictionChanged.type)).map(({ data }) => data);

test('a restriction hides how to reach the client from the organiser’s people until it ends, and from nobody else', async () => {
  expect((await seenBy(granter)).contacts).toEqual(REACHED);
  const key = newId();
  const first = await restrict('organiser-admin', key);
  expect(first.data.done).toEqual({ restriction: { organiserId: PIRKANMAA.id, ground: 'ACCURACY', endedAt: null }, refusal: null });
  expect((await restrict('organiser-admin', key)).data).toEqual(first.data);
  expect((await restrict('second-organiser-admin')).data.done.refusal).toEqual({ code: 'WRONG_STATE', path: ['personId'] });
  const lasting = [{ ground: 'ACCURACY', endedAt: null }];
  expect(await seenBy(granter)).toMatchObject({ contacts: HIDDEN, restrictions: lasting, familyName: PERSONAS.aku.person.familyName });
  expect(await seenBy(actorOf('aku'))).toMatchObject({ contacts: REACHED, restrictions: lasting });

  expect((await end('second-organiser-admin')).data.done.restriction.endedAt).not.toBeNull();
  expect((await end('organiser-admin')).data.done.refusal.code).toBe('WRONG_STATE');
  expect((await seenBy(granter)).contacts).toEqual(REACHED);
  expect((await seenBy(actorOf('aku'))).restrictions).toEqual([{ ground: 'ACCURACY', endedAt: expect.any(String) }]);
  expect(await told()).toEqual([
    { personId, organiserId: PIRKANMAA.id, restricted: true, ground: 'ACCURACY', version: 1 },
    { personId, organiserId: PIRKANMAA.id, restricted: false, ground: 'ACCURACY', version: 2 },
  ]);
});

test('the client’s copy of their data has the restriction', async () => {
  const page = await readPersonData(
    listsOfPerson(world.desk.database.reader, world.desk.vault, { personId, organiserId: null }),
    'RESTRICTION',
  );
  expect(page.records).toMatchObject([{ kind: 'RESTRICTION', organiserId: PIRKANMAA.id, facts: { ground: 'ACCURACY' } }]);
});

test('only administrators restrict, only clients of their organiser, and the client may read who did it', async () => {
  for (const who of ['granter', 'aku', 'provider-admin'] as const)
    expect((await restrict(who)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await restrict('other-organiser-admin')).data.done.refusal).toEqual({ code: 'NOT_FOUND', path: ['personId'] });
  const { rows } = await world.identity.database.pool.query(
    `select action, reason from access_log where person_id = $1 and action like 'RESTRICT%' order by at`,
    [personId],
  );
  expect(rows).toEqual([
    { action: 'RESTRICTED', reason: REASON },
    { action: 'RESTRICTION_ENDED', reason: 'Osoite on korjattu' },
  ]);
  // The reason is in the access log only.
  const kept = await world.identity.database.pool.query('select i::text || a::text as kept from idempotency i, idempotency_answer a');
  expect(JSON.stringify(kept.rows)).not.toContain('väärä');
});
