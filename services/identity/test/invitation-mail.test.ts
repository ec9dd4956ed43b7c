/** The e-mail of an invitation: it goes out in the receiver's language, once, and names nobody. */
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@seteli/kit/ids';
import { openRegistersForTest, type RegistersForTest } from '@seteli/testing/registers';
import { PIRKANMAA } from '@seteli/local/personas';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nextTry } from '../src/jobs/outgoing-mail.ts';
import { saveOrganisations } from '../src/store/choice.ts';
import { saveStandings } from '../src/store/closed-organiser.ts';
import { granterWish, INVITE, look, makeTeam, organiserAdmin, takenUp } from './inviting.ts';
import { openWorld, type World } from './world.ts';

let registers: RegistersForTest;
let world: World;
let teamId: string;
beforeAll(async () => {
  registers = await openRegistersForTest();
  world = await openWorld(registers.settings);
  teamId = await makeTeam(world);
  await world.desk.database.transaction((tx) =>
    saveOrganisations(tx, [
      { id: PIRKANMAA.id, kind: 'ORGANISER', name: 'Pirkanmaan hyvinvointialue', businessId: '9000001-1', version: 1 },
    ]),
  );
});
afterAll(async () => {
  await world.stop();
  await registers.stop();
});
beforeEach(() => world.identity.clock.set('2026-06-01T09:00:00Z'));
afterEach(() => registers.client.mood({ register: 'mail', mood: 'WELL' }));

let receivers = 0;
const newAddress = () => `kutsuttu${++receivers}@example.fi`;
async function invite(change: object = {}): Promise<string> {
  const { data } = await world.identity.ask(organiserAdmin, INVITE, {
    input: { ...granterWish(teamId), givenNames: 'Mia', familyName: 'Myöntäjä', ...change },
  });
  return data.inviteUser.invitation.id;
}
const until = async <T>(find: () => Promise<T | undefined>): Promise<T> => {
  for (let turn = 0; turn < 200; turn++) {
    const found = await find();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error('It did not come.');
};
const arrived = (to: string) => until(async () => (await registers.client.messages(to))[0]);
const rowOf = async (id: string) =>
  (
    await world.identity.database.pool.query<{ delivery: string; tries: number | null }>(
      'select i.delivery, o.tries from invitation i left join outgoing_mail o on o.invitation_id = i.id where i.id = $1',
      [id],
    )
  ).rows[0]!;
const delivered = (id: string, delivery: string) => until(async () => ((await rowOf(id)).delivery === delivery ? true : undefined));

test.each([
  ['FI', 'Kutsu Seteliin', 'Pirkanmaan hyvinvointialue on kutsunut sinut', '8.6.2026 klo 12.00'],
  ['SV', 'Inbjudan till Seteli', 'Pirkanmaan hyvinvointialue har bjudit in dig', '8.6.2026 kl. 12.00'],
  ['EN', 'Invitation to Seteli', 'Pirkanmaan hyvinvointialue has invited you', '8.6.2026 at 12.00'],
])('comes in %s, names the organisation and nobody else, and its link opens', async (language, subject, sentence, end) => {
  const to = newAddress();
  const id = await invite({ email: to, language });
  const mail = await arrived(to);
  expect(mail.subject).toBe(subject);
  expect(mail.text).toContain(sentence);
  expect(mail.text).toContain(end);
  expect(mail.text).not.toMatch(/Mia|Myöntäjä|example\.fi/);
  await delivered(id, 'SENT');
  expect((await rowOf(id)).tries).toBeNull();
  const link = new URL(/^https?:\S+$/m.exec(mail.text)![0]);
  expect(`${link.origin}${link.pathname}${link.search}`).toBe(
    `${world.settings.PUBLIC_URL}/sign-in/invitation?lang=${language.toLowerCase()}`,
  );
  expect((await look(world, link.hash.slice(1))).status).toBe(200);
});

test('brings its holder in', async () => {
  const to = newAddress();
  await invite({ email: to });
  const secret = /#([\w-]{43})$/m.exec((await arrived(to)).text)![1]!;
  expect((await takenUp(world, secret, 'other-approver')).response.status).toBe(200);
});

test('that no mail server takes for its address is shown to the administrators', async () => {
  const to = newAddress();
  await registers.client.bounce(to, true);
  const id = await invite({ email: to });
  await delivered(id, 'REFUSED');
  expect((await rowOf(id)).tries).toBeNull();
});

test('waits while the mail server is away, longer each time, and goes out then', async () => {
  await registers.client.mood({ register: 'mail', mood: 'DOWN' });
  const to = newAddress();
  const id = await invite({ email: to });
  await until(async () => ((await rowOf(id)).tries === 1 ? true : undefined));
  await registers.client.mood({ register: 'mail', mood: 'WELL' });
  expect(await rowOf(id)).toEqual({ delivery: 'QUEUED', tries: 1 });
  world.identity.clock.advance({ minutes: 1 });
  await arrived(to);
  await delivered(id, 'SENT');
  const now = Temporal.Instant.from('2026-06-01T09:00:00Z');
  expect([1, 2, 3, 4, 5, 6, 7].map((tries) => now.until(nextTry(now, tries)).total('minutes'))).toEqual([1, 2, 5, 15, 60, 120, 120]);
});

test('that went out before the process died comes once more as the same message', async () => {
  const { pool } = world.identity.database;
  await pool.query(`create function die() returns trigger language plpgsql as $$ begin raise exception 'The process died.'; end $$`);
  await pool.query('create trigger dying before delete on outgoing_mail for each statement execute function die()');
  const to = newAddress();
  const id = await invite({ email: to });
  try {
    await arrived(to);
    expect(await rowOf(id)).toEqual({ delivery: 'QUEUED', tries: 1 });
  } finally {
    await pool.query('drop function die() cascade');
  }
  world.identity.clock.advance({ minutes: 1 });
  await delivered(id, 'SENT');
  expect(await registers.client.messages(to)).toHaveLength(1);
});

test('of an invitation that was taken back, or sent again with another link, does not go out', async () => {
  await registers.client.mood({ register: 'mail', mood: 'DOWN' });
  const to = newAddress();
  const id = await invite({ email: to });
  const act = (mutation: string, type: string) =>
    world.identity.ask(organiserAdmin, `mutation ($input: ${type}!) { ${mutation}(input: $input) { refusal { code } } }`, {
      input: { idempotencyKey: newId(), invitationId: id },
    });
  await act('sendInvitationAgain', 'SendInvitationAgainInput');
  await act('withdrawInvitation', 'WithdrawInvitationInput');
  await registers.client.mood({ register: 'mail', mood: 'WELL' });
  world.identity.clock.advance({ hours: 3 });
  const other = newAddress();
  await invite({ email: other });
  await arrived(other);
  expect(await registers.client.messages(to)).toEqual([]);
});

test('of a closed organiser waits for its reopening', async () => {
  const say = (closed: boolean, version: number) =>
    world.desk.database.transaction((tx) => saveStandings(tx, [{ id: PIRKANMAA.id, closed, version }]));
  await registers.client.mood({ register: 'mail', mood: 'DOWN' });
  const to = newAddress();
  const id = await invite({ email: to });
  const tried = (tries: number) => until(async () => ((await rowOf(id)).tries === tries ? true : undefined));
  await tried(1);
  await say(true, 1);
  world.identity.clock.advance({ minutes: 1 });
  // One try ends before the next begins: from here on none goes on that began before the closing.
  await tried(2);
  await registers.client.mood({ register: 'mail', mood: 'WELL' });
  world.identity.clock.advance({ minutes: 2 });
  await tried(3);
  world.identity.clock.advance({ minutes: 5 });
  await tried(4);
  expect(await registers.client.messages(to)).toEqual([]);
  await say(false, 2);
  world.identity.clock.advance({ minutes: 15 });
  await arrived(to);
  await delivered(id, 'SENT');
});
