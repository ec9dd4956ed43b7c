/** Cookies that somebody planted, copied, doubled or blew up: none of them makes one person act as another. */
import { newSecret } from '@seteli/kit/secrets';
import type { Running } from '@seteli/kit/process';
import { form, openBrowser, type Browser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { freePort, HOST } from '@seteli/local/ports';
import { fieldsOf } from '@seteli/local/sign-in-person';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start } from '../src/main.ts';
import { openWorld, startProvider, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const cookiesOf = (browser: Browser, url = world.identity.url) => browser.cookiesOf(url);
const written = (cookies: Iterable<readonly [string, string]>) => [...cookies].map((pair) => pair.join('=')).join('; ');
const ask = (cookie: string, url = world.identity.url) =>
  fetch(`${url}/sign-in/token`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' });
const personIn = async (response: Response) => decodeJwt(((await response.json()) as { access_token: string }).access_token).person;

describe('fixation', () => {
  test('whoever signs in over a session that somebody planted gets one of their own, and the planter has none', async () => {
    const planter = await world.signedIn('other-client');
    const victim = openBrowser();
    for (const [name, value] of cookiesOf(planter)) cookiesOf(victim).set(name, value);
    const { callback } = await world.identified('aku', victim);
    await victim.send(callback.url);
    const [mine, theirs] = [cookiesOf(victim), cookiesOf(planter)];
    for (const name of ['seteli_session', 'seteli_browser']) expect(mine.get(name)).not.toBe(theirs.get(name));
    expect(
      mine
        .get('seteli_session')!
        .split('.')
        .filter((part) => theirs.get('seteli_session')!.includes(part)),
    ).toEqual([]);
    expect(await personIn(await ask(written(mine)))).toBe(PERSONAS.aku.person.id);
    expect((await ask(written(theirs))).status).toBe(401);
  });

  test.each([
    ['of another form', 'planted'],
    ['of our form', '01980000-0000-7000-8000-00000000000f.AAAA.BBBB'],
  ])('identity never takes over a planted session %s', async (_, planted) => {
    const browser = openBrowser();
    cookiesOf(browser).set('seteli_session', planted).set('seteli_browser', newSecret());
    const { callback } = await world.identified('aku', browser);
    await browser.send(callback.url);
    expect(cookiesOf(browser).get('seteli_session')).not.toContain(planted.split('.')[0]);
    expect((await ask(`seteli_session=${planted}; seteli_browser=${newSecret()}`)).status).toBe(401);
  });

  test.each(['', 'known', 'x'.repeat(8_000), `${'x'.repeat(42)}!`])(
    'a sign-in gets a secret of its own in place of one that we never gave (%#)',
    async (planted) => {
      const headers = { cookie: `seteli_sign_in=${planted}` };
      const begun = await fetch(world.url('/sign-in/start'), { redirect: 'manual', headers });
      const [, given] = /^seteli_sign_in=([^;]*);/.exec(begun.headers.getSetCookie()[0]!)!;
      expect(given).toMatch(/^[\w-]{43}$/);
      expect(given).not.toBe(planted);
    },
  );
});

describe('replay', () => {
  test('the cookies of a sign-in that has ended bring no other sign-in to its end', async () => {
    const { browser, callback } = await world.identified('aku');
    const ofSignIn = written([...cookiesOf(browser)].filter(([name]) => name === 'seteli_sign_in'));
    expect((await browser.send(callback.url)).status).toBe(200);
    const other = await world.identified('other-client');
    for (const url of [callback.url, other.callback.url])
      expect((await fetch(url, { headers: { cookie: ofSignIn, accept: 'application/json' } })).status).toBe(400);
  });

  test('cookies copied before their owner signed out are worth nothing', async () => {
    const browser = await world.signedIn('aku');
    const copied = written(cookiesOf(browser));
    expect((await browser.send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
    expect((await ask(copied)).status).toBe(401);
  });

  test('half of a session is worth nothing, nor are two halves of two people', async () => {
    const [one, other] = [cookiesOf(await world.signedIn('aku')), cookiesOf(await world.signedIn('other-client'))];
    const [session, browser] = ['seteli_session', 'seteli_browser'] as const;
    expect((await ask(`${browser}=${one.get(browser)}`)).status).toBe(401);
    expect((await ask(`${session}=${one.get(session)}; ${browser}=${other.get(browser)}`)).status).toBe(401);
    expect(await personIn(await ask(written(other)))).toBe(PERSONAS['other-client'].person.id);
  });
});

describe('two cookies of one name', () => {
  test.each([
    ['before the own one', true],
    ['after the own one', false],
  ])('a planted session %s makes nobody act as the planter, nor anybody at all', async (_, isFirst) => {
    const [own, planted] = [await world.signedIn('aku'), await world.signedIn('other-client')].map((browser) =>
      written(cookiesOf(browser)),
    );
    const both = isFirst ? `${planted}; ${own}` : `${own}; ${planted}`;
    expect([(await ask(both)).status, await personIn(await ask(own!))]).toEqual([401, PERSONAS.aku.person.id]);
  });

  test('a planted secret of a sign-in beside the own one brings neither sign-in to its end', async () => {
    const [own, planted] = [await world.identified('aku'), await world.identified('other-client')];
    const secret = (browser: Browser) => `seteli_sign_in=${cookiesOf(browser).get('seteli_sign_in')}`;
    const cookie = `${secret(planted.browser)}; ${secret(own.browser)}`;
    for (const { callback } of [own, planted])
      expect((await fetch(callback.url, { headers: { cookie, accept: 'application/json' } })).status).toBe(400);
    expect((await own.browser.send(own.callback.url)).status).toBe(200);
  });

  test('a longer name that begins like ours is another cookie', async () => {
    const own = written(cookiesOf(await world.signedIn('aku')));
    expect((await ask(`seteli_session_old=x; ${own}; not_seteli_session=y`)).status).toBe(200);
  });
});

describe('size', () => {
  test('a long cookie is no session, costs no look-up of something long, and harms nobody', async () => {
    const own = written(cookiesOf(await world.signedIn('aku')));
    for (const long of ['x'.repeat(12_000), `${'x'.repeat(6_000)}.${'y'.repeat(6_000)}`, '.'.repeat(12_000)])
      expect((await ask(`seteli_session=${long}; seteli_browser=${newSecret()}`)).status).toBe(401);
    expect((await ask(Array.from({ length: 900 }, (_, number) => `c${number}=x`).join('; '))).status).toBe(401);
    expect((await ask(own)).status).toBe(200);
  });

  test('identity refuses headers beyond 16 kB unread', async () => {
    expect((await ask(`seteli_session=${'x'.repeat(17_000)}`)).status).toBe(431);
  });

  test.each(['seteli_session=%E0%A4%A; seteli_browser=%', 'seteli_session="a"; seteli_browser=', ';;;=;', 'seteli_session'])(
    'nonsense in place of cookies is no session: %j',
    async (cookie) => expect((await ask(cookie)).status).toBe(401),
  );
});

describe('over https, beside a neighbour under the same domain', () => {
  const PUBLIC = 'https://seteli.example';
  let secure: Running;
  let provider: Running;
  let browser: Browser;
  let set: string[];
  beforeAll(async () => {
    const SIGN_IN_URL = `http://${HOST}:${await freePort()}`;
    const settings = { ...world.settings, PORT: 0, PUBLIC_URL: PUBLIC, SIGN_IN_URL };
    [provider, secure] = [await startProvider(settings), await start(settings, world.identity.clock, world.sessionClock)];
    browser = openBrowser();
    const list = await browser.follow(`${secure.url}/sign-in/start`);
    const { url } = await browser.follow(list.url, form(fieldsOf('aku')), PUBLIC);
    set = (await browser.send(url.href.replace(PUBLIC, secure.url))).headers.getSetCookie();
  });
  afterAll(async () => {
    await secure.stop();
    await provider.stop();
  });

  test('the cookies of a session are bound to this host and to https, and no script reads them', () => {
    expect(set).toHaveLength(2);
    for (const line of set)
      expect(line).toMatch(/^__Host-seteli_(session|browser)=[^;]{43,}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('cookies without that mark, which a neighbour can plant, count for nothing', async () => {
    const own = [...cookiesOf(browser, secure.url)];
    const tossed = written(own.map(([name, value]) => [name.replace('__Host-', ''), value] as const));
    expect((await ask(tossed, secure.url)).status).toBe(401);
    const planter = written(cookiesOf(await world.signedIn('other-client')));
    expect(await personIn(await ask(`${planter}; ${written(own)}`, secure.url))).toBe(PERSONAS.aku.person.id);
  });

  test('a sign-in secret without that mark is not taken over', async () => {
    const planted = newSecret();
    const begun = await fetch(`${secure.url}/sign-in/start`, { redirect: 'manual', headers: { cookie: `seteli_sign_in=${planted}` } });
    expect(begun.headers.getSetCookie().join()).not.toContain(planted);
  });
});
