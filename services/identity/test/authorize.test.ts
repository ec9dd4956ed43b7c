/** A person lets an app of somebody else act knowingly, for whom they choose, and only at its address. */
import { json, openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { fieldsOf } from '@seteli/local/sign-in-person';
import { form } from '@seteli/local/browser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerIn, closeApp, openQuestion, press, questionOf, REDIRECTS, registerApp, tokensOf } from './app-world.ts';
import { openWorld, spend, type World } from './world.ts';

let world: World;
let browserApp: string;
let nativeApp: string;
let recorder: Browser;
beforeAll(async () => {
  world = await openWorld();
  [browserApp, nativeApp] = [await registerApp(world, 'BROWSER'), await registerApp(world, 'NATIVE')];
  recorder = await world.signedIn('recorder');
});
afterAll(() => world.stop());

const AKU = PERSONAS.aku.person.id;
const textOf = async (response: Response): Promise<string> => {
  expect(response.status).toBe(200);
  expect(response.headers.get('location')).toBeNull();
  return await response.text();
};

test('whoever has not signed in does so first, and comes back to the question', async () => {
  const browser = openBrowser();
  const question = questionOf(browserApp);
  const first = await openQuestion(world, browser, question);
  const start = new URL(first.headers.get('location')!, world.identity.url);
  expect([first.status, start.pathname]).toEqual([303, '/sign-in/start']);
  const list = await browser.follow(start);
  const { url } = await browser.follow(list.url, form(fieldsOf('aku')), world.identity.url);
  const back = await browser.send(url, { headers: { accept: 'text/html' } });
  const path = back.headers.get('location')!;
  expect(path).toMatch(/^\/authorize\?/);
  expect(await textOf(await browser.send(world.url(path), { headers: { accept: 'text/html' } }))).toContain('Kalenteri');
});

test('a question as long as may be comes back whole', async () => {
  const address = `https://app.example/${'p'.repeat(270)}`;
  const appId = await registerApp(world, 'BROWSER', { redirectUris: [address] });
  const question = questionOf(appId, address, { state: '+/'.repeat(256) });
  const location = (await openQuestion(world, openBrowser(), question)).headers.get('location')!;
  const { browser, callback } = await world.identified(
    'aku',
    openBrowser(),
    new URL(location, world.identity.url).searchParams.get('return_to')!,
  );
  const back = await browser.send(callback.url, { headers: { accept: 'text/html' } });
  expect(Object.fromEntries(new URL(back.headers.get('location')!, world.identity.url).searchParams)).toEqual(question.fields);
});

test.each([
  ['fi', 'Kenen puolesta', 'Kalenteri'],
  ['sv', 'För vem', 'Kalender'],
  ['en', 'For whom', 'Calendar'],
])('the page names the app and the choices in the person’s language (%s)', async (language, words, name) => {
  const url = world.url(`/authorize?${new URLSearchParams(questionOf(browserApp).fields)}`);
  const text = await textOf(await recorder.send(url, { headers: { accept: 'text/html', 'accept-language': language } }));
  for (const part of [`<html lang="${language}">`, words, `<strong>${name}</strong>`, 'Kaisa Kirjaaja', COMPANY.id, 'app.example'])
    expect(text).toContain(part);
  expect(text).not.toContain('checked');
});

test('the page runs no script, and its form leads to us and to the app only', async () => {
  const policyOf = async (question: ReturnType<typeof questionOf>) =>
    (await openQuestion(world, recorder, question)).headers.get('content-security-policy');
  const policy = (source: string) => `default-src 'none'; form-action 'self' ${source}; base-uri 'none'; frame-ancestors 'none'`;
  expect(await policyOf(questionOf(browserApp))).toBe(policy('https://app.example'));
  expect(await policyOf(questionOf(nativeApp, REDIRECTS.NATIVE))).toBe(policy('example.app:'));
  expect(await policyOf(questionOf(nativeApp, 'http://127.0.0.1:5123/back'))).toBe(policy('http://127.0.0.1:5123'));
});

test('names cannot bring markup into the page', async () => {
  const evil = '<script>alert("x")</script>';
  const appId = await registerApp(world, 'BROWSER', { names: { fi: evil, sv: evil, en: evil } });
  const text = await textOf(await openQuestion(world, recorder, questionOf(appId, REDIRECTS.BROWSER, { state: '"><script>' })));
  expect(text).not.toContain('<script');
  expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)');
});

test('whoever has several choices must choose, and only among theirs', async () => {
  for (const choice of [undefined, AKU, 'nonsense']) {
    const response = await press(world, recorder, questionOf(browserApp), choice);
    expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/authorize\?/)]);
  }
});

test('a refusal reaches the app as one', async () => {
  const question = questionOf(nativeApp, REDIRECTS.NATIVE);
  const response = await press(world, recorder, question, COMPANY.id, 'deny');
  expect(response.headers.get('location')).toMatch(/^example\.app:\/back\?/);
  expect(answerIn(response)).toEqual({ error: 'access_denied', state: question.fields.state, iss: world.settings.PUBLIC_URL });
});

test('a browser app asks once of whoever has one choice; a native app asks each time', async () => {
  const aku = await world.signedIn('aku');
  for (const [appId, redirect] of [
    [browserApp, REDIRECTS.BROWSER],
    [nativeApp, REDIRECTS.NATIVE],
  ] as const) {
    expect(await textOf(await openQuestion(world, aku, questionOf(appId, redirect)))).toContain('<form');
    await tokensOf(world, aku, questionOf(appId, redirect), AKU);
  }
  const again = await textOf(await openQuestion(world, aku, questionOf(browserApp)));
  expect(again).not.toContain('<form');
  expect(again).toMatch(/http-equiv="refresh" content="0;url=https:\/\/app\.example\/back\?code=[\w-]{43}&amp;state=/);
  expect(await textOf(await openQuestion(world, aku, questionOf(nativeApp, REDIRECTS.NATIVE)))).toContain('<form');
  // Another person in the same browser has not been asked.
  expect(await textOf(await openQuestion(world, await world.signedIn('other-client'), questionOf(browserApp)))).toContain('<form');
});

describe('nobody is sent to an address that is not registered', () => {
  const expectNoAnswer = async (appId: string, own: Record<string, string | undefined>) => {
    for (const response of [
      await openQuestion(world, recorder, questionOf(appId, REDIRECTS.BROWSER, own)),
      await press(world, recorder, questionOf(appId, REDIRECTS.BROWSER, own), COMPANY.id),
    ]) {
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  };
  test.each([
    ['another page of the origin', { redirect_uri: 'https://app.example/other' }],
    ['another host', { redirect_uri: 'https://evil.example/back' }],
    ['a longer host', { redirect_uri: 'https://app.example.evil.example/back' }],
    ['a host behind a name', { redirect_uri: 'https://app.example@evil.example/back' }],
    ['an address with a fragment', { redirect_uri: 'https://app.example/back#x' }],
    ['an address with a query', { redirect_uri: 'https://app.example/back?to=evil' }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['the native app’s address', { redirect_uri: REDIRECTS.NATIVE }],
    ['no address', { redirect_uri: undefined }],
    ['no app', { client_id: undefined }],
    ['an app that nobody registered', { client_id: '019b0000-0009-7000-8000-999999999999' }],
    ['an id that is none', { client_id: "' or 1=1" }],
  ])('%s', (_, own) => expectNoAnswer(browserApp, own));

  test('a closed app', async () => {
    const appId = await registerApp(world, 'BROWSER');
    await closeApp(world, appId);
    await expectNoAnswer(appId, {});
  });

  test('an address that comes twice', async () => {
    const { fields } = questionOf(browserApp);
    const query = `${new URLSearchParams(fields)}&redirect_uri=https://evil.example/back`;
    expect((await recorder.send(world.url(`/authorize?${query}`))).status).toBe(400);
    const body = { method: 'POST', body: query, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await recorder.send(world.url('/authorize'), body)).status).toBe(400);
  });
});

test.each([
  ['without PKCE', { code_challenge: undefined }, 'invalid_request'],
  ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['for a token in the fragment', { response_type: 'token' }, 'unsupported_response_type'],
  ['for a scope', { scope: 'openid' }, 'invalid_scope'],
])('a question %s gets an error and no page, signed in or not', async (_, own, error) => {
  const question = questionOf(browserApp, REDIRECTS.BROWSER, own);
  for (const response of [
    await openQuestion(world, recorder, question),
    await openQuestion(world, openBrowser(), question),
    await press(world, recorder, question, COMPANY.id),
  ])
    expect(answerIn(response)).toEqual({ error, state: question.fields.state, iss: world.settings.PUBLIC_URL });
});

test('no page of another origin presses the button', async () => {
  for (const headers of [{ origin: 'https://app.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    const body = form({ ...questionOf(browserApp).fields, organisation: COMPANY.id, decision: 'allow' });
    expect((await recorder.send(world.url('/authorize'), { ...body, headers })).status).toBe(403);
  }
});

test('whoever signed out meanwhile signs in again before the app gets anything', async () => {
  const browser = await world.signedIn('aku');
  await browser.send(world.url('/sign-in/end'), { method: 'POST' });
  expect((await press(world, browser, questionOf(browserApp), AKU)).headers.get('location')).toMatch(
    /^\/sign-in\/start\?return_to=%2Fauthorize/,
  );
});

test('the browser stays signed in, with the same token as before', async () => {
  const browser = await world.signedIn('aku');
  await openQuestion(world, browser, questionOf(browserApp));
  await tokensOf(world, browser, questionOf(browserApp), AKU);
  expect((await browser.send(world.url('/sign-in/token'), json({}))).status).toBe(200);
});

test('questions from one address have a limit', async () => {
  const address = '192.0.2.77';
  await spend(world, 'authorizationsOfAddress', address, 1);
  const ask = () =>
    fetch(world.url(`/authorize?${new URLSearchParams(questionOf(browserApp).fields)}`), {
      redirect: 'manual',
      headers: { 'x-forwarded-for': address, accept: 'text/html' },
    });
  expect([(await ask()).status, (await ask()).status]).toEqual([303, 429]);
});
