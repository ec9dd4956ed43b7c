/** Signing in: we let in a person who comes back from the provider as themselves, and nobody else. */
import { createHash } from 'node:crypto';
import { openLimit } from '@seteli/kit/limits';
import { openLog } from '@seteli/kit/log';
import { personChanged } from '@seteli/schema/events/identity';
import { announced } from '@seteli/testing/peer';
import { form, json, openBrowser } from '@seteli/local/browser';
import { getPersonToken } from '@seteli/local/get-token';
import { madeUpPerson } from '@seteli/local/made-up-person';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgettingChore } from '../src/jobs/session.ts';
import { saveUser } from '../src/commands/user.ts';
import { start } from '../src/main.ts';
import { openDoorLimits, POINTS, SECONDS, SITE, STARTS_OF_ALL } from '../src/resolvers/door-limits.ts';
import { openWorld, spend, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const expectTurnedAway = async (response: Response, status: number) => {
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: 'sign_in_failed' });
  expect(response.headers.getSetCookie().join()).not.toMatch(/seteli_session=[^;]/);
};

test('an identified person gets a session, and learns for whom they may act', async () => {
  const { browser, callback } = await world.identified('recorder');
  const response = await browser.send(callback.url);
  expect(response.status).toBe(200);
  const { person } = PERSONAS.recorder;
  expect(await response.json()).toEqual({
    choices: [
      { kind: 'PERSON', id: person.id, name: 'Kaisa Kirjaaja', roles: ['CLIENT'] },
      { kind: 'PROVIDER', id: COMPANY.id, name: null, roles: ['RECORDER'] },
    ],
  });
  const cookies = response.headers.getSetCookie().filter((line) => /^seteli_(session|browser)=/.test(line));
  expect(cookies).toHaveLength(2);
  for (const line of cookies) expect(line).toMatch(/^\w+=[^;]{43,}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a browser without a client program gets a page in three languages', async () => {
  const { browser, callback } = await world.identified('recorder');
  const response = await browser.send(callback.url, { headers: { accept: 'text/html' } });
  const page = await response.text();
  for (const language of ['fi', 'sv', 'en']) expect(page).toContain(`lang="${language}"`);
});

test('the page of test persons lets browsers do only what it needs: its own style, and a form that leads back to Seteli', async () => {
  const { response } = await openBrowser().follow(`${world.identity.url}/sign-in/start`, { headers: { accept: 'text/html' } });
  const page = await response.text();
  const style = createHash('sha256')
    .update(/<style>(.*)<\/style>/s.exec(page)![1]!)
    .digest('base64');
  expect(page).toContain('<form method="post"');
  expect(response.headers.get('content-security-policy')).toBe(
    `default-src 'none';style-src 'sha256-${style}';form-action 'self' ${new URL(world.settings.PUBLIC_URL).origin};base-uri 'none';frame-ancestors 'none'`,
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('an answer counts once', async () => {
  const { browser, callback } = await world.identified('recorder');
  expect((await browser.send(callback.url)).status).toBe(200);
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('an answer with a state that we never gave is turned away', async () => {
  const { browser, callback } = await world.identified('recorder');
  callback.url.searchParams.set('state', 'made-up');
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test("another person's answer does not sign in the browser in which it is planted", async () => {
  const { callback } = await world.identified('granter');
  await expectTurnedAway(await openBrowser().send(callback.url), 400);
  const victim = openBrowser();
  await victim.follow(world.url('/sign-in/start'));
  await expectTurnedAway(await victim.send(callback.url), 400);
});

test('a used code is worth nothing in another sign-in', async () => {
  const first = await world.identified('recorder');
  await first.browser.send(first.callback.url);
  const second = await world.identified('recorder');
  second.callback.url.searchParams.set('code', first.callback.url.searchParams.get('code')!);
  await expectTurnedAway(await second.browser.send(second.callback.url), 400);
});

test.each([
  ['the nonce', 'nonce'],
  ['the PKCE verifier', 'verifier'],
])('an answer whose %s does not fit is turned away', async (_, column) => {
  const { browser, callback } = await world.identified('recorder');
  const other = 'x'.repeat(43);
  await world.identity.database.pool.query(`update sign_in set ${column} = $1 where state = $2`, [
    other,
    callback.url.searchParams.get('state'),
  ]);
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('a sign-in that takes longer than ten minutes has to begin again', async () => {
  const { browser, callback } = await world.identified('recorder');
  world.sessionClock.advance({ minutes: 10 });
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('a person who breaks off at the provider is turned away', async () => {
  const { browser, callback } = await world.identified('system');
  expect(callback.url.searchParams.get('error')).toBe('access_denied');
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('a person who is no persona comes in, too, and acts for themselves', async () => {
  const { person, org } = decodeJwt(await getPersonToken(world.identity.url, madeUpPerson(1, 'Sanna', 'Asiakas')));
  expect(org).toEqual({ kind: 'PERSON', id: person });
});

const choicesOf = async (response: Response) =>
  ((await response.json()) as { choices: { id: string; name: string; roles: string[] }[] }).choices;

test('a citizen whom nobody has registered comes in as themselves, with the names of the identification, and is the same person next time', async () => {
  const signIn = async () => {
    const { browser, callback } = await world.identified('other-approver');
    return await choicesOf(await browser.send(callback.url));
  };
  const [first, ...others] = await signIn();
  expect([first, others]).toEqual([{ kind: 'PERSON', id: expect.any(String), name: 'Terttu Hyväksyjä', roles: ['CLIENT'] }, []]);
  expect(await signIn()).toEqual([first]);
  const heard = await announced(world.identity.database, personChanged.type);
  expect(heard.filter(({ subject }) => subject === first!.id)).toHaveLength(1);
});

test('two first sign-ins of a citizen at once make one person', async () => {
  const both = await Promise.all([1, 2].map(() => world.identified('other-second-approver')));
  const [one, two] = await Promise.all(both.map(async ({ browser, callback }) => choicesOf(await browser.send(callback.url))));
  expect(one).toEqual(two);
});

test('a passive user comes in as themselves only', async () => {
  const { userId: id, organisation, person } = PERSONAS['other-recorder'];
  await saveUser(world.desk, { id, organisation, roles: ['RECORDER'], active: false, personId: person.id });
  const { browser, callback } = await world.identified('other-recorder');
  expect(await choicesOf(await browser.send(callback.url))).toMatchObject([{ id: person.id, roles: ['CLIENT'] }]);
});

test('a person who has died is turned away', async () => {
  const { person } = PERSONAS['other-checker'];
  await world.identity.database.pool.query(`update person set died_on = '2026-05-01' where id = $1`, [person.id]);
  const { browser, callback } = await world.identified('other-checker');
  await expectTurnedAway(await browser.send(callback.url), 403);
});

test.each([
  ['/vouchers?page=2', '/vouchers?page=2'],
  ['https://elsewhere.example/', null],
  ['//elsewhere.example/', null],
  ['\\\\elsewhere.example/', null],
  ['/.//elsewhere.example', null],
  ['/..//elsewhere.example/a', null],
  ['/%2e//elsewhere.example', null],
  ['/\t/elsewhere.example', null],
])('after signing in the browser returns to %s only within our own pages', async (wish, expected) => {
  const browser = openBrowser();
  const list = await browser.follow(world.url(`/sign-in/start?return_to=${encodeURIComponent(wish)}`));
  const callback = await browser.follow(list.url, { method: 'POST', body: new URLSearchParams({ person: 'aku' }) }, world.identity.url);
  const response = await browser.send(callback.url, { headers: { accept: 'text/html' } });
  expect(response.headers.get('location')).toBe(expected);
});

test('an address that is written out in full is no path of ours, even with our own host', async () => {
  const { browser, callback } = await world.identified('aku', openBrowser(), `${world.settings.PUBLIC_URL}//elsewhere.example`);
  const response = await browser.send(callback.url, { headers: { accept: 'text/html' } });
  expect([response.status, response.headers.get('location')]).toEqual([200, null]);
});

test('another browser that knows the state of a sign-in does not take it away', async () => {
  const { browser, callback } = await world.identified('granter');
  await expectTurnedAway(await openBrowser().send(callback.url), 400);
  expect((await browser.send(callback.url)).status).toBe(200);
});

const rowsOf = async (table: 'sign_in' | 'session') =>
  Number((await world.identity.database.pool.query(`select count(*) from ${table}`)).rows[0].count);

test('two tabs of a browser may sign in at the same time', async () => {
  const { browser, callback } = await world.identified('granter');
  const other = await world.identified('granter', browser);
  expect((await browser.send(callback.url)).status).toBe(200);
  expect((await browser.send(other.callback.url)).status).toBe(200);
});

test('a new sign-in in a browser ends its earlier session', async () => {
  const { browser, callback } = await world.identified('granter');
  await browser.send(callback.url);
  const [id] = browser.cookiesOf(world.identity.url).get('seteli_session')!.split('.');
  const again = await world.identified('recorder', browser);
  const isOver = async () =>
    (await world.identity.database.pool.query('select ended_at from session where id = $1', [id])).rows[0].ended_at !== null;
  expect(await isOver()).toBe(false);
  await browser.send(again.callback.url);
  expect(await isOver()).toBe(true);
  expect((await browser.send(world.url('/sign-in/token'), json({ organisation: COMPANY.id }))).status).toBe(200);
});

test('a sign-in that begins keeps nothing long and reads nothing long', async () => {
  const long = `/${'a'.repeat(12_000)}`;
  const begun = await openBrowser().send(world.url(`/sign-in/start?return_to=${long}`));
  expect(begun.status).toBe(303);
  const { rows } = await world.identity.database.pool.query('select max(length(s::text))::int as longest from sign_in s');
  expect(rows[0].longest).toBeLessThan(1_000);
  for (const path of ['/sign-in/token', '/sign-in/end', '/token']) {
    const response = await fetch(world.url(path), form({ client_secret: 'x'.repeat(5_000) }));
    expect([path, response.status, await response.json()]).toEqual([path, 413, { error: 'invalid_request' }]);
  }
});

test('one address begins only so many sign-ins, and takes nothing from the others', async () => {
  await spend(world, 'startsOfAddress', '192.0.2.1', 2);
  const begin = (address: string, accept: string) =>
    openBrowser().send(world.url('/sign-in/start'), { headers: { 'x-forwarded-for': address, accept } });
  const before = await rowsOf('sign_in');
  const answers = [];
  for (let turn = 0; turn < 4; turn++) answers.push(await begin('192.0.2.1', 'application/json'));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 429, 429]);
  expect(answers[2]!.headers.get('retry-after')).toBe('60');
  expect(await answers[2]!.json()).toEqual({ error: 'slow_down' });
  expect(await (await begin('192.0.2.1', 'text/html')).text()).toContain('lang="sv"');
  expect(await rowsOf('sign_in')).toBe(before + 2);
  expect((await begin('192.0.2.2', 'text/html')).status).toBe(303);
});

test('an address tries only so many answers', async () => {
  await spend(world, 'callbacksOfAddress', '192.0.2.1', 1);
  const answer = () => openBrowser().send(world.url('/sign-in/callback?state=x'), { headers: { 'x-forwarded-for': '192.0.2.1' } });
  expect([(await answer()).status, (await answer()).status]).toEqual([400, 429]);
});

test('the chore forgets what is over in parts: sign-ins at once, sessions after a day', async () => {
  const { pool } = world.identity.database;
  const chore = forgettingChore({ ...world.desk, clock: world.sessionClock });
  while (await chore.run());
  await pool.query(
    `insert into sign_in (state, nonce, verifier, browser_mark, expires_at)
     select 'old ' || n, '', '', '', $1::timestamptz from generate_series(1, 501) n`,
    [String(world.sessionClock.now())],
  );
  await world.identified('granter');
  expect([await chore.run(), await chore.run()]).toEqual([true, false]);
  const { rows } = await pool.query(`select count(*)::int as old from sign_in where state like 'old %'`);
  expect(rows[0].old).toBe(0);
  expect(await rowsOf('sign_in')).toBeGreaterThan(0);
  world.sessionClock.advance({ hours: 32 });
  while (await chore.run());
  expect([await rowsOf('sign_in'), await rowsOf('session')]).toEqual([0, 0]);
});

test('over https no neighbour under the same domain can plant a cookie; and however many sign-ins begin, nobody is kept out', async () => {
  const settings = { ...world.settings, PORT: 0, PUBLIC_URL: 'https://seteli.example' };
  const secure = await start(settings, world.identity.clock, world.sessionClock);
  const forget = () => world.identity.database.pool.query(`delete from rate_limit where key like 'startsOfAll:%'`);
  await forget();
  await openLimit(world.identity.database.pool, { name: 'startsOfAll', points: STARTS_OF_ALL, seconds: SECONDS }).take(
    'all',
    STARTS_OF_ALL,
  );
  const begin = (address: string) => openBrowser().send(`${secure.url}/sign-in/start`, { headers: { 'x-forwarded-for': address } });
  const [first, second] = [await begin('192.0.2.10'), await begin('192.0.2.11')];
  await forget();
  await secure.stop();
  expect(first.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-seteli_sign_in=[^;]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  expect([first.status, second.status]).toEqual([303, 303]);
});

test('too many sign-ins from everywhere are logged for the operator, once a minute', async () => {
  const lines: string[] = [];
  const log = openLog('identity', 'info', { write: (line: string) => void lines.push(line) });
  const { database } = world.identity;
  await openLimit(database.pool, { name: 'startsOfAll', points: STARTS_OF_ALL, seconds: SECONDS }).take('all', STARTS_OF_ALL);
  const limits = openDoorLimits(database, log);
  for (let turn = 0; turn < 3; turn++) await limits.noticeStart();
  await database.pool.query(`delete from rate_limit where key like 'startsOfAll:%'`);
  expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ level: 50, starts: STARTS_OF_ALL })]);
});

test('the holder of an IPv6 /48 does not get 65,536 shares, and others have theirs', async () => {
  const begin = async (address: string) =>
    (await openBrowser().send(world.url('/sign-in/start'), { headers: { 'x-forwarded-for': address } })).status;
  await spend(world, 'startsOfAddress', '2001:db8:1::/48', 2, POINTS.startsOfAddress * SITE);
  expect(await Promise.all([1, 2].map((part) => begin(`2001:db8:1:${part}::/64`)))).toEqual([303, 303]);
  expect([await begin('2001:db8:1:3::/64'), await begin('2001:db8:1::/64')]).toEqual([429, 429]);
  expect([await begin('2001:db8:2:1::/64'), await begin('192.0.2.12')]).toEqual([303, 303]);
});

test('the log notes each sign-in by ids alone', async () => {
  await world.signedIn('granter');
  const { rows } = await world.identity.database.pool.query(`select action, person_id from access_log order by id desc limit 1`);
  expect(rows).toEqual([{ action: 'SIGNED_IN', person_id: PERSONAS.granter.person.id }]);
});
