/** Signing in: who comes back from the provider as himself is let in, and nobody else. */
import { createHash } from 'node:crypto';
import { openBrowser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveUser } from '../src/commands/user.ts';
import { openWorld, type World } from './world.ts';

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

test('who is identified gets a session, and is told for whom he may act', async () => {
  const { browser, callback } = await world.identified('recorder');
  const response = await browser.send(callback.url);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ organisations: [{ kind: 'PROVIDER', id: COMPANY.id, roles: ['RECORDER'] }] });
  const [session] = response.headers.getSetCookie().filter((line) => line.startsWith('seteli_session='));
  expect(session).toMatch(/; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a browser of its own gets a page in three languages', async () => {
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

test('an answer is taken once', async () => {
  const { browser, callback } = await world.identified('recorder');
  expect((await browser.send(callback.url)).status).toBe(200);
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('an answer with a state that we never gave is turned away', async () => {
  const { browser, callback } = await world.identified('recorder');
  callback.url.searchParams.set('state', 'made-up');
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test("somebody else's answer does not sign in the browser that it is planted in", async () => {
  const { callback } = await world.identified('granter');
  await expectTurnedAway(await openBrowser().send(callback.url), 400);
  const victim = openBrowser();
  await victim.follow(world.url('/sign-in/start'));
  await expectTurnedAway(await victim.send(callback.url), 400);
});

test('a code that was used is worth nothing in another sign-in', async () => {
  const first = await world.identified('recorder');
  await first.browser.send(first.callback.url);
  const second = await world.identified('recorder');
  second.callback.url.searchParams.set('code', first.callback.url.searchParams.get('code')!);
  await expectTurnedAway(await second.browser.send(second.callback.url), 400);
});

test.each([
  ['the nonce', 'nonce'],
  ['the PKCE verifier', 'verifier'],
])('an answer to which %s does not fit is turned away', async (_, column) => {
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

test('who breaks it off at the provider is turned away', async () => {
  const { browser, callback } = await world.identified('system');
  expect(callback.url.searchParams.get('error')).toBe('access_denied');
  await expectTurnedAway(await browser.send(callback.url), 400);
});

test('a person whom nobody has made a user is turned away', async () => {
  const { browser, callback } = await world.identified('other-approver');
  await expectTurnedAway(await browser.send(callback.url), 403);
});

test('a passive user is turned away', async () => {
  const { userId: id, organisation, person } = PERSONAS['other-recorder'];
  await saveUser(world.desk, { id, organisation, roles: ['RECORDER'], active: false, personId: person.id });
  const { browser, callback } = await world.identified('other-recorder');
  await expectTurnedAway(await browser.send(callback.url), 403);
});

test.each([
  ['/vouchers?page=2', '/vouchers?page=2'],
  ['https://elsewhere.example/', null],
  ['//elsewhere.example/', null],
  ['\\\\elsewhere.example/', null],
])('after signing in the browser returns to %s only within our own pages', async (wish, expected) => {
  const browser = openBrowser();
  const list = await browser.follow(world.url(`/sign-in/start?return_to=${encodeURIComponent(wish)}`));
  const callback = await browser.follow(list.url, { method: 'POST', body: new URLSearchParams({ person: 'aku' }) }, world.identity.url);
  const response = await browser.send(callback.url, { headers: { accept: 'text/html' } });
  expect(response.headers.get('location')).toBe(expected);
});

test('each sign-in is noted by ids alone', async () => {
  await world.signedIn('granter');
  const { rows } = await world.identity.database.pool.query(`select action, person_id from access_log order by id desc limit 1`);
  expect(rows).toEqual([{ action: 'SIGNED_IN', person_id: PERSONAS.granter.person.id }]);
});
