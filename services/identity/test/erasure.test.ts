/**
 * An organiser erases a client: it sees beforehand what goes and what a law keeps, confirms just that, and nothing that
 * somebody else needs goes with it.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import type { Answers } from '@seteli/kit/backbone';
import { announce } from '@seteli/kit/outbox';
import { PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { personErased, restrictionChanged } from '@seteli/schema/events/identity';
import { clientForgotten } from '@seteli/schema/events/vouchers';
import { PERSON_RETENTION, type Holder } from '@seteli/schema/person-data';
import { announced, openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { forgetLongDead } from '../src/jobs/retention.ts';
import { registerPerson } from '../src/commands/person.ts';
import { findByCode, findPerson } from '../src/store/person.ts';
import { actorOf, openWorld, type World } from './world.ts';

const COUNTY = PIRKANMAA.id;
const OTHER_COUNTY = actorOf('other-organiser-admin').organisation.id;
const REASON = 'Asiakas pyysi kirjeellä';

let world: World;
let peers: Peer[];
/** What each peer holds; undefined: it is too busy to answer. */
const held = new Map<Holder, object[] | undefined>();

const holder = (of: Holder): Answers => ({
  [PERSON_RETENTION]: async () => {
    const facts = held.get(of);
    if (!facts) throw new Error('too busy');
    return JSON.stringify(facts);
  },
});

beforeAll(async () => {
  world = await openWorld();
  peers = await Promise.all((['vouchers', 'bookings', 'settlement'] as const).map((of) => openPeer(of, holder(of))));
});
afterAll(async () => {
  await world.stop();
  await Promise.all(peers.map((peer) => peer.stop()));
});
beforeEach(() => {
  for (const of of ['vouchers', 'bookings', 'settlement'] as const) held.set(of, []);
});

const documents = (countsFrom: string) => [{ retentionClass: 'CLIENT_DOCUMENTS', records: 1, countsFrom }];

let born = 0;
/** A client of these organisers, whom their identity code finds. */
async function enrolled(...organiserIds: string[]) {
  const [birth, number] = ['010160', String(900 + born++)];
  const identityCode = `${birth}-${number}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(birth + number) % 31]}`;
  const facts = { givenNames: 'Erkki', familyName: 'Unohdettava', protectedAddress: false, diedOn: null };
  const saved = await registerPerson(world.desk, { ...facts, identityCode, organiserIds });
  expect(saved.accepted).toBe(true);
  return { id: saved.accepted ? saved.value : '', identityCode };
}
const isFound = async (identityCode: string) =>
  (await findByCode(world.desk.database.reader, world.desk.vault.marksOf(identityCode))) !== undefined;
const nameOf = async (id: string) => (await findPerson(world.desk.database.reader, id))?.familyName;
const rows = async (sql: string, id: string) => (await world.identity.database.pool.query(sql, [id])).rowCount;
const isServed = async (id: string, organiser = COUNTY) =>
  (await world.identity.database.pool.query('select from served_person where person_id = $1 and organiser_id = $2', [id, organiser]))
    .rowCount === 1;

const PREVIEW = `query ($id: ID!) { erasurePreview(personId: $id) { previewId parts { service retentionClass records outcome keptUntil sentence { fi sv en } } } }`;
const ERASE = `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { personId refusal { code path } } }`;
const preview = async (id: string, who: PersonaKey = 'organiser-admin') =>
  (await world.identity.ask(actorOf(who), PREVIEW, { id })).data.erasurePreview;
const erase = async (personId: string, previewId: string, key = newId(), who: PersonaKey = 'organiser-admin') =>
  await world.identity.ask(actorOf(who), ERASE, { input: { idempotencyKey: key, personId, previewId, reason: REASON } });
const erasePreviewed = async (id: string) => (await erase(id, (await preview(id)).previewId)).data.erasePerson;
const told = async (id: string, type: string) =>
  (await announced(world.identity.database, type)).filter(({ subject }) => subject === id).map(({ data }) => data);

test('a client of whom no law keeps anything goes at once: code, name, contact data, copies; and everybody hears it once', async () => {
  const { id, identityCode } = await enrolled(COUNTY);
  const shown = await preview(id);
  expect(
    shown.parts.map(({ service, retentionClass, outcome }: Record<string, string>) => `${service} ${retentionClass} ${outcome}`),
  ).toEqual(['IDENTITY CLIENT_BASICS GOES']);
  const key = newId();
  const done = await erase(id, shown.previewId, key);
  expect(done.data.erasePerson).toEqual({ personId: id, refusal: null });
  expect((await erase(id, shown.previewId, key)).data).toEqual(done.data);
  expect([await isFound(identityCode), await nameOf(id), await isServed(id)]).toEqual([false, '', false]);
  expect(await rows('select from person_key where person_id = $1', id)).toBe(0);
  expect(await told(id, personErased.type)).toEqual([{ personId: id, organiserId: COUNTY, forgotten: true }]);
  expect(await preview(id)).toBeNull();
  expect((await erase(id, shown.previewId)).data.erasePerson.refusal).toEqual({ code: 'NOT_FOUND', path: ['personId'] });
});

test('the preview names what a law keeps, by service and class, until its day, in three languages', async () => {
  const { id } = await enrolled(COUNTY);
  held.set('vouchers', [...documents('2025-05-31'), { retentionClass: 'FEE_DECISIONS', records: 2, countsFrom: '2025-05-31' }]);
  held.set('bookings', documents('2025-05-31'));
  held.set('settlement', [{ retentionClass: 'BOOKS', records: 3, countsFrom: '2025-05-01' }]);
  const { parts } = await preview(id);
  expect(
    parts.map((part: Record<string, string>) => [part.service, part.retentionClass, part.records, part.outcome, part.keptUntil]),
  ).toEqual([
    ['IDENTITY', 'CLIENT_BASICS', 1, 'KEPT', '2037-05-31'],
    ['VOUCHERS', 'CLIENT_DOCUMENTS', 1, 'KEPT', '2035-05-31'],
    ['VOUCHERS', 'FEE_DECISIONS', 2, 'KEPT', '2037-05-31'],
    ['BOOKINGS', 'CLIENT_DOCUMENTS', 1, 'KEPT', '2035-05-31'],
    ['SETTLEMENT', 'BOOKS', 3, 'KEPT', '2035-12-31'],
  ]);
  expect(parts[1].sentence).toEqual({
    fi: expect.stringContaining('703/2023'),
    sv: expect.stringContaining('703/2023'),
    en: expect.stringContaining('703/2023'),
  });
});

test('what a law keeps stays under the name, restricted, and goes when vouchers has removed the last of it', async () => {
  const { id, identityCode } = await enrolled(COUNTY);
  await world.identity.ask(
    { ...actorOf('aku'), organisation: { kind: 'PERSON', id }, personId: id, userId: id },
    'mutation ($input: SaveMyContactsInput!) { saveMyContacts(input: $input) { refusal { code } } }',
    { input: { idempotencyKey: newId(), phone: '0401234567' } },
  );
  expect(await rows('select from person_contact where person_id = $1', id)).toBe(1);
  held.set('vouchers', documents('2025-05-31'));
  expect(await erasePreviewed(id)).toEqual({ personId: id, refusal: null });
  expect([await isFound(identityCode), await nameOf(id), await isServed(id)]).toEqual([true, 'Unohdettava', true]);
  expect(await rows('select from person_contact where person_id = $1', id)).toBe(0);
  expect(await told(id, restrictionChanged.type)).toMatchObject([{ restricted: true, ground: 'KEPT_BY_LAW' }]);
  expect(await told(id, personErased.type)).toEqual([{ personId: id, organiserId: COUNTY, forgotten: false }]);
  // Nobody ends what a law keeps restricted; another erasure is no mistake.
  const END = `mutation ($input: EndRestrictionInput!) { endRestriction(input: $input) { refusal { code } } }`;
  const input = { idempotencyKey: newId(), personId: id, reason: 'Syy' };
  expect((await world.identity.ask(actorOf('organiser-admin'), END, { input })).data.endRestriction.refusal.code).toBe('WRONG_STATE');

  await peers[0]!.say(COUNTY, announce(clientForgotten, id, { organiserId: COUNTY, personId: id }));
  await untilApplied(world.identity.database, [peers[0]!]);
  expect([await isFound(identityCode), await nameOf(id), await isServed(id)]).toEqual([false, '', false]);
  expect((await told(id, restrictionChanged.type)).at(-1)).toMatchObject({ restricted: false, version: 2 });
  expect((await told(id, personErased.type)).at(-1)).toMatchObject({ forgotten: true });
});

test('another organiser keeps the client whom one erases', async () => {
  const { id, identityCode } = await enrolled(COUNTY, OTHER_COUNTY);
  expect((await erasePreviewed(id)).refusal).toBeNull();
  expect([await isServed(id), await isServed(id, OTHER_COUNTY), await isFound(identityCode)]).toEqual([false, true, true]);
  expect(await told(id, personErased.type)).toEqual([{ personId: id, organiserId: COUNTY, forgotten: false }]);
  const { previewId } = await preview(id, 'other-organiser-admin');
  await erase(id, previewId, newId(), 'other-organiser-admin');
  expect(await isFound(identityCode)).toBe(false);
});

test('nobody forgets a client who acts for another, until they no longer do', async () => {
  const [daughter, father] = [await enrolled(COUNTY), await enrolled()];
  const { pool } = world.identity.database;
  const [userId, mandateId] = [newId(), newId()];
  await pool.query(
    `insert into user_account (id, organisation_kind, organisation_id, roles, active, person_id, version)
     values ($1, 'PERSON', $2, '{MANDATE_SEE}', true, $3, 1)`,
    [userId, father.id, daughter.id],
  );
  await pool.query(
    `insert into mandate (id, user_id, representative_id, represented_id, kind, roles, first_day, version)
     values ($1, $2, $3, $4, 'MANDATE', '{MANDATE_SEE}', '2026-01-01', 1)`,
    [mandateId, userId, daughter.id, father.id],
  );
  expect((await erasePreviewed(daughter.id)).refusal).toBeNull();
  expect([await isServed(daughter.id), await isFound(daughter.identityCode)]).toEqual([false, true]);
  await pool.query(`update mandate set ended_at = now(), ended_by = 'REPRESENTED' where id = $1`, [mandateId]);
  await pool.query('insert into served_person (organiser_id, person_id) values ($1, $2)', [COUNTY, daughter.id]);
  expect((await erasePreviewed(daughter.id)).refusal).toBeNull();
  expect(await isFound(daughter.identityCode)).toBe(false);
});

test('nobody forgets a client who works for somebody', async () => {
  const { person } = PERSONAS.recorder;
  await world.identity.database.pool.query('insert into served_person (organiser_id, person_id) values ($1, $2)', [COUNTY, person.id]);
  expect((await erasePreviewed(person.id)).refusal).toBeNull();
  expect([await isServed(person.id), await nameOf(person.id), await isFound(person.identityCode)]).toEqual([
    false,
    person.familyName,
    true,
  ]);
});

test('nobody erases blindly: not while a service is away, not what has changed, not an open case, not what somebody needs', async () => {
  const { id, identityCode } = await enrolled(COUNTY);
  const { previewId } = await preview(id);
  held.set('vouchers', documents('2025-05-31'));
  const key = newId();
  expect((await erase(id, previewId, key)).data.erasePerson.refusal).toEqual({ code: 'STALE_PREVIEW', path: ['previewId'] });
  held.set('bookings', undefined);
  expect((await preview(id)).previewId).toBeNull();
  const later = newId();
  expect((await erase(id, previewId, later)).data.erasePerson.refusal.code).toBe('NOT_YET_KNOWN');
  held.set('bookings', []);
  held.set('vouchers', documents('2026-06-01'));
  expect((await erasePreviewed(id)).refusal).toEqual({ code: 'WRONG_STATE', path: ['personId'] });
  held.set('vouchers', []);
  const RESTRICT = `mutation ($input: RestrictPersonInput!) { restrictPerson(input: $input) { refusal { code } } }`;
  const input = { idempotencyKey: newId(), personId: id, ground: 'LEGAL_CLAIM', reason: 'Syy' };
  expect((await world.identity.ask(actorOf('organiser-admin'), RESTRICT, { input })).data.restrictPerson.refusal).toBeNull();
  expect((await erasePreviewed(id)).refusal).toEqual({ code: 'WRONG_STATE', path: ['personId'] });
  expect([await isFound(identityCode), await told(id, personErased.type)]).toEqual([true, []]);
});

test('a client who died two years ago and never had a voucher is forgotten, and nobody else is', async () => {
  const [dead, lately, withVoucher, needed] = [
    await enrolled(COUNTY),
    await enrolled(COUNTY),
    await enrolled(COUNTY),
    await enrolled(COUNTY),
  ];
  const { pool } = world.identity.database;
  const die = async (id: string, day: string) => await pool.query('update person set died_on = $2 where id = $1', [id, day]);
  await Promise.all([dead, withVoucher, needed].map(({ id }) => die(id, '2024-05-31')));
  await die(lately.id, '2024-06-01');
  await pool.query('insert into served_with (organiser_id, person_id, service_id) values ($1, $2, $3)', [COUNTY, withVoucher.id, newId()]);
  await pool.query(`insert into person_restriction values ($1, $2, 'LEGAL_CLAIM', '2024-06-01', null, 1)`, [COUNTY, needed.id]);
  while (await forgetLongDead({ database: world.desk.database, clock: world.identity.clock }, 1));
  const found = await Promise.all([dead, lately, withVoucher, needed].map(({ identityCode }) => isFound(identityCode)));
  expect(found).toEqual([false, true, true, true]);
  expect(await told(dead.id, personErased.type)).toEqual([{ personId: dead.id, organiserId: COUNTY, forgotten: true }]);
});

test('only administrators erase, strongly identified, and only clients of their organiser; the log keeps who and why', async () => {
  const { id } = await enrolled(COUNTY);
  for (const who of ['granter', 'aku', 'provider-admin'] as const) {
    expect((await erase(id, 'x', newId(), who)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await world.identity.ask(actorOf(who), PREVIEW, { id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect(await preview(id, 'other-organiser-admin')).toBeNull();
  expect((await erase(id, 'x', newId(), 'other-organiser-admin')).data.erasePerson.refusal.code).toBe('NOT_FOUND');
  expect((await erasePreviewed(id)).refusal).toBeNull();
  const { rows: log } = await world.identity.database.pool.query(
    `select action, reason from access_log where person_id = $1 and action like 'ERAS%' order by at`,
    [id],
  );
  expect(log).toEqual([
    { action: 'ERASURE_PREVIEWED', reason: null },
    { action: 'ERASED', reason: REASON },
  ]);
});
