/** Messages that something waits: who gets one, when, in which words, and what becomes of it when it cannot go out. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { settlementTasks } from '@seteli/schema/events/settlement';
import { MESSAGE_GROUPS } from '@seteli/schema/tasks';
import { COMPANY, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { saveUser } from '../src/commands/user.ts';
import { MESSAGES_A_DAY, TRIES_MAX } from '../src/domain/message.ts';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

/** The moment at which peers speak in tests. */
const NOW = '2026-01-01T00:00:00Z';
let world: World;
let registers: RegistersForTest;
let peers: { readonly bookings: Peer; readonly settlement: Peer };
beforeAll(async () => {
  registers = await openRegistersForTest();
  world = await openWorld(registers.settings);
  const [bookings, settlement] = await Promise.all([openPeer('bookings'), openPeer('settlement')]);
  peers = { bookings, settlement };
});
afterAll(async () => {
  await world.stop();
  await Promise.all([peers.bookings.stop(), peers.settlement.stop(), registers.stop()]);
});
beforeEach(async () => {
  world.identity.clock.set(NOW);
  const pool = world.identity.database.pool;
  for (const table of ['outgoing_message', 'unreachable', 'message_choice']) await pool.query(`delete from ${table}`);
  // One recorder of the company is enough: the others want no messages.
  await pool.query(
    `insert into message_choice select u.id, g, 'NONE' from user_account u, unnest($1::text[]) g
      where u.organisation_id = $2 and 'RECORDER' = any(u.roles) and u.id <> $3`,
    [MESSAGE_GROUPS, COMPANY.id, PERSONAS.recorder.userId],
  );
});
afterEach(() => registers.client.mood({ register: 'suomi-fi-messages', mood: 'WELL' }));

const AKU = PERSONAS.aku.person;
const { identityCode: RECORDERS_CODE } = PERSONAS.recorder.person;

/** Tells somebody that a price rises. */
async function tell(change: object = {}): Promise<void> {
  const address = {
    kind: 'PRICE_RISE',
    subjectId: newId(),
    organisationKind: 'PERSON' as const,
    organisationId: AKU.id,
    roles: ['CLIENT'],
  };
  const notice = { noticeId: newId(), ...address, serviceId: SERVICE_ID as string | null, dueDay: null, ...change };
  await peers.bookings.say(PIRKANMAA.id, announce(bookingsTasks.noticeGiven, notice.noticeId, notice));
  await untilApplied(world.identity.database, [peers.bookings]);
}
const TO_RECORDERS = { organisationKind: 'PROVIDER', organisationId: COMPANY.id, roles: ['RECORDER'], serviceId: null };

type Row = { id: string; state: string; tries: number; channel: string; user_id: string };
const rows = async (): Promise<Row[]> =>
  (await world.identity.database.pool.query<Row>('select id, state, tries, channel, user_id from outgoing_message order by id')).rows;
const until = async <T>(find: () => Promise<T | undefined | false>): Promise<T> => {
  for (let turn = 0; turn < 300; turn++) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
  throw new Error(`It did not come: ${JSON.stringify(await rows())}`);
};
/** Lets time pass until messages are due, and waits until as many as these have ended. */
async function ended(states: readonly string[], after: object = { minutes: 5 }): Promise<Row[]> {
  world.identity.clock.advance(after);
  return await until(async () => {
    const all = await rows();
    const open = all.some(({ state }) => state === 'WAITING' || state === 'SENDING');
    return !open && all.length === states.length && all;
  }).then((all) => {
    expect(all.map(({ state }) => state)).toEqual(states);
    return all;
  });
}
const count = async (to: string): Promise<number> => (await registers.client.messages(to)).length;

const CHOICES = 'choices { group channel chosen reachable } unreachable { channel since }';
const preferences = async (by: Actor) => {
  const { data, errors } = await world.identity.ask(by, `{ myPreferences { ${CHOICES} } }`);
  if (errors) throw new Error(errors[0]!.extensions.code as string);
  return data.myPreferences;
};
const choose = async (by: Actor, channel: string, ...groups: string[]) => {
  const query = `mutation ($input: SavePreferencesInput!) { savePreferences(input: $input) { preferences { ${CHOICES} } refusal { code } } }`;
  const choices = groups.map((group) => ({ group, channel }));
  const { data, errors } = await world.identity.ask(by, query, { input: { idempotencyKey: newId(), choices } });
  if (errors) throw new Error(errors[0]!.extensions.code as string);
  return data.savePreferences.preferences;
};
const setActive = (key: PersonaKey, active: boolean) => {
  const { userId: id, organisation, roles, person } = PERSONAS[key] as typeof PERSONAS.recorder;
  return saveUser(world.desk, { id, organisation, roles: roles as never, active, personId: person.id });
};

test('a client gets one message for all news of some minutes, with the address of the system and no other fact', async () => {
  const before = await count(AKU.identityCode);
  for (const kind of ['PRICE_RISE', 'VOUCHER_GRANTED', 'PRICE_RISE']) await tell({ kind });
  expect(await rows()).toMatchObject([{ state: 'WAITING', channel: 'SUOMI_FI', user_id: AKU.id }]);
  const [row] = await ended(['SENT']);
  const [newest, ...more] = await registers.client.messages(AKU.identityCode);
  expect(more).toHaveLength(before);
  expect(newest).toMatchObject({
    way: 'SUOMI_FI',
    subject: 'Seteli: sinulle on uutta',
    text: `Sinua odottaa jotakin uutta Setelissä: ${world.settings.PUBLIC_URL}`,
  });
  expect(row!.tries).toBe(1);
  const stored = JSON.stringify((await world.identity.database.pool.query('select * from outgoing_message')).rows);
  for (const secret of [AKU.identityCode, AKU.familyName]) expect(stored).not.toContain(secret);
});

test('news after the message has gone out make another one', async () => {
  await tell();
  await ended(['SENT']);
  await tell();
  const all = await ended(['SENT', 'SENT']);
  expect(new Set(all.map(({ id }) => id)).size).toBe(2);
});

test('people of an organisation hear of what is theirs to do, and of nothing else', async () => {
  await choose(actorOf('recorder'), 'SUOMI_FI', 'TASKS', 'MONEY');
  await tell({ ...TO_RECORDERS, roles: ['PREPARER'] });
  await tell({ ...TO_RECORDERS, serviceId: newId() });
  await tell({ ...TO_RECORDERS, organisationId: newId() });
  expect((await rows()).filter(({ user_id: id }) => id === PERSONAS.recorder.userId)).toEqual([]);
  const task = { taskId: newId(), kind: 'RETURNED_VISIT', subjectId: newId(), ...TO_RECORDERS, organisationKind: 'PROVIDER' as const };
  const openedAt = Temporal.Instant.from(NOW);
  await peers.settlement.say(
    PIRKANMAA.id,
    announce(settlementTasks.taskOpened, task.taskId, { ...task, serviceId: null, dueDay: null, openedAt }),
  );
  await untilApplied(world.identity.database, [peers.settlement]);
  expect((await rows()).filter(({ user_id: id }) => id === PERSONAS.recorder.userId)).toMatchObject([{ channel: 'SUOMI_FI' }]);
});

test('everybody chooses their way for each group, and what they no longer want does not go out', async () => {
  const recorder = actorOf('recorder');
  const groups = ['TASKS', 'VISITS', 'SERVICES', 'MONEY'];
  const usual = groups.map((group) => ({ group, channel: 'EMAIL', chosen: false, reachable: false }));
  expect(await preferences(recorder)).toEqual({ choices: usual, unreachable: [] });
  const changed = await choose(recorder, 'SUOMI_FI', 'MONEY');
  expect(changed.choices).toEqual([...usual.slice(0, 3), { group: 'MONEY', channel: 'SUOMI_FI', chosen: true, reachable: true }]);
  await tell(TO_RECORDERS);
  await tell({ ...TO_RECORDERS, kind: 'VISIT_HELD' });
  expect((await rows()).map(({ channel }) => channel).toSorted()).toEqual(['EMAIL', 'SUOMI_FI']);
  await choose(recorder, 'NONE', ...groups);
  expect(await rows()).toEqual([]);
  await tell(TO_RECORDERS);
  expect(await rows()).toEqual([]);
});

test('whoever represents a client gets messages only when they ask for them, and systems have no preferences', async () => {
  const { id: personId } = PERSONAS['other-client'].person;
  const id = newId();
  await saveUser(world.desk, { id, organisation: { kind: 'PERSON', id: AKU.id }, roles: ['MANDATE_SEE'], active: true, personId });
  const representative: Actor = { userId: id, organisation: { kind: 'PERSON', id: AKU.id }, roles: ['MANDATE_SEE'], teamIds: [], personId };
  await tell({ roles: ['CLIENT', 'MANDATE_SEE'] });
  expect((await rows()).map(({ user_id: userId }) => userId)).toEqual([AKU.id]);
  await choose(representative, 'SUOMI_FI', 'MONEY');
  await tell({ roles: ['CLIENT', 'MANDATE_SEE'] });
  expect((await rows()).map(({ user_id: userId }) => userId).toSorted()).toEqual([AKU.id, id].toSorted());
  await expect(preferences({ ...actorOf('organiser-admin'), roles: ['SYSTEM_READ'] })).rejects.toThrow('FORBIDDEN');
  await expect(preferences({ ...representative, roles: ['MANDATE_PAY'] })).rejects.toThrow('FORBIDDEN');
});

test('a person gets so many messages a day, and then one in the morning for all that came meanwhile', async () => {
  const before = await count(AKU.identityCode);
  const sent = Array.from({ length: MESSAGES_A_DAY }, () => 'SENT');
  for (const [index] of sent.entries()) {
    await tell();
    await ended(sent.slice(0, index + 1));
  }
  await tell();
  world.identity.clock.advance({ minutes: 6 });
  const dueAt = () => world.identity.database.pool.query("select due_at from outgoing_message where state = 'WAITING'");
  await until(async () => (await dueAt()).rows[0]?.due_at.toISOString() === '2026-01-02T06:00:00.000Z');
  await tell();
  expect(await count(AKU.identityCode)).toBe(before + MESSAGES_A_DAY);
  world.identity.clock.set('2026-01-02T06:00:00Z');
  await ended([...sent, 'SENT'], { seconds: 1 });
  expect(await count(AKU.identityCode)).toBe(before + MESSAGES_A_DAY + 1);
});

test('a message waits while its deliverer is away, is tried again after growing pauses, and is given up in the end', async () => {
  await registers.client.mood({ register: 'suomi-fi-messages', mood: 'DOWN' });
  await tell();
  world.identity.clock.advance({ minutes: 5 });
  await until(async () => (await rows())[0]?.tries === 1);
  await tell();
  expect((await rows()).map(({ state }) => state)).toEqual(['SENDING', 'WAITING']);
  await registers.client.mood({ register: 'suomi-fi-messages', mood: 'WELL' });
  await ended(['SENT', 'SENT']);
  await registers.client.mood({ register: 'suomi-fi-messages', mood: 'DOWN' });
  await tell();
  const { rows: last } = await world.identity.database.pool.query<{ id: string }>(
    `update outgoing_message set state = 'SENDING', tries = $1 where state = 'WAITING' returning id`,
    [TRIES_MAX],
  );
  const all = await ended(['SENT', 'SENT', 'GIVEN_UP'], { hours: 2 });
  expect(all.at(-1)!.id).toBe(last[0]!.id);
});

test('that went out before the process died comes once more as the same message, which the receiver has once', async () => {
  const { pool } = world.identity.database;
  const before = await count(AKU.identityCode);
  await pool.query(`create function die() returns trigger language plpgsql as $$ begin raise exception 'The process died.'; end $$`);
  await pool.query(`create trigger dying before update on outgoing_message for each row when (new.state = 'SENT') execute function die()`);
  await tell();
  world.identity.clock.advance({ minutes: 5 });
  try {
    await until(async () => (await count(AKU.identityCode)) === before + 1);
    expect(await rows()).toMatchObject([{ state: 'SENDING', tries: 1 }]);
  } finally {
    await pool.query('drop function die() cascade');
  }
  await ended(['SENT'], { minutes: 1 });
  expect(await count(AKU.identityCode)).toBe(before + 1);
});

test('an address that turns a message away is shown to its person and to the administrators, and is left alone for a while', async () => {
  const [recorder, administrator] = [actorOf('recorder'), actorOf('provider-admin')];
  await choose(recorder, 'SUOMI_FI', 'MONEY');
  await choose(administrator, 'NONE', 'TASKS', 'MONEY');
  await registers.client.person({ identityCode: RECORDERS_CODE, mailbox: false });
  const tasks = async () => {
    const query = '{ tasks(filter: { kinds: [UNREACHABLE_USER] }) { edges { node { subjectId service { id } } } } }';
    return (await world.identity.ask(administrator, query)).data.tasks.edges.map(({ node }: { node: object }) => node);
  };
  await tell(TO_RECORDERS);
  await ended(['REFUSED']);
  expect((await preferences(recorder)).unreachable).toEqual([{ channel: 'SUOMI_FI', since: '2026-01-01T00:05:00.000Z' }]);
  expect((await preferences(administrator)).unreachable).toEqual([]);
  expect(await tasks()).toEqual([{ subjectId: PERSONAS.recorder.userId, service: null }]);
  const seenBy = async (by: Actor) =>
    (await world.identity.ask(by, '{ tasks(filter: { kinds: [UNREACHABLE_USER] }) { totalCount } }')).data;
  expect([await seenBy(recorder), await seenBy(actorOf('organiser-admin'))]).toEqual([
    { tasks: { totalCount: 0 } },
    { tasks: { totalCount: 0 } },
  ]);
  await registers.client.person({ identityCode: RECORDERS_CODE, mailbox: true });
  await tell(TO_RECORDERS);
  await ended(['REFUSED', 'DROPPED']);
  world.identity.clock.set('2026-01-02T00:00:00Z');
  await world.identity.database.pool.query(`update unreachable set since = since - interval '29 days'`);
  await tell(TO_RECORDERS);
  await ended(['REFUSED', 'DROPPED', 'SENT'], { minutes: 6 });
  expect([(await preferences(recorder)).unreachable, await tasks()]).toEqual([[], []]);
});

test('e-mail and text messages go to the person’s own addresses, in their language, and a new address is tried at once', async () => {
  const aku = actorOf('aku');
  const SAVE = 'mutation ($input: SaveMyContactsInput!) { saveMyContacts(input: $input) { refusal { code } } }';
  const save = async (input: object) => {
    const { data } = await world.identity.ask(aku, SAVE, { input: { idempotencyKey: newId(), ...input } });
    expect(data.saveMyContacts.refusal).toBeNull();
  };
  await save({ language: 'SV', email: 'pois@example.fi', phone: '040 1234567' });
  await registers.client.bounce('pois@example.fi', true);
  expect((await choose(aku, 'EMAIL', 'MONEY')).choices[3]).toMatchObject({ channel: 'EMAIL', reachable: true });
  await choose(aku, 'SMS', 'SERVICES');
  await tell();
  await tell({ kind: 'VOUCHER_GRANTED' });
  await ended(['REFUSED', 'SENT']);
  const text = `Något nytt väntar på dig i Seteli: ${world.settings.PUBLIC_URL}`;
  expect((await registers.client.messages('+358401234567'))[0]).toMatchObject({ way: 'SMS', text });
  expect((await preferences(aku)).unreachable).toMatchObject([{ channel: 'EMAIL' }]);
  await save({ email: 'aku@example.fi' });
  expect((await preferences(aku)).unreachable).toEqual([]);
  await tell();
  await ended(['REFUSED', 'SENT', 'SENT']);
  expect((await registers.client.messages('aku@example.fi'))[0]).toMatchObject({ way: 'EMAIL', text: expect.stringContaining(text) });
  const stored = JSON.stringify((await world.identity.database.pool.query('select * from outgoing_message, unreachable')).rows);
  expect(stored).not.toMatch(/example|040|358/);
  await save({ language: null, email: null, phone: null });
});

test('a client whose mailbox is closed sees it, and no administrator does', async () => {
  await registers.client.person({ identityCode: AKU.identityCode, mailbox: false });
  await tell();
  await ended(['REFUSED']);
  await registers.client.person({ identityCode: AKU.identityCode, mailbox: true });
  expect((await preferences(actorOf('aku'))).unreachable).toMatchObject([{ channel: 'SUOMI_FI' }]);
  const { rows: tasks } = await world.identity.database.pool.query('select from inbox_task where subject_id = $1', [AKU.id]);
  expect(tasks).toEqual([]);
});

test('the passive hear nothing, old news after a restore are no reason to write, and without an address nothing goes out', async () => {
  await choose(actorOf('recorder'), 'SUOMI_FI', 'MONEY');
  await setActive('recorder', false);
  await tell(TO_RECORDERS);
  await setActive('recorder', true);
  expect(await rows()).toEqual([]);
  await tell(TO_RECORDERS);
  await setActive('recorder', false);
  await ended(['DROPPED']);
  await setActive('recorder', true);
  world.identity.clock.set('2026-01-03T00:00:01Z');
  await tell();
  expect(await rows()).toHaveLength(1);
  world.identity.clock.set(NOW);
  await choose(actorOf('aku'), 'SMS', 'MONEY');
  await tell();
  await ended(['DROPPED', 'DROPPED']);
});
