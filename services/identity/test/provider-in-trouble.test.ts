/** A sign-in provider that is away, slow, endless or confused, or changes its keys: identity outlasts all of it. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { JSONWebKeySet, JWK } from 'jose';
import { openBrowser } from '@seteli/local/browser';
import { newExchangeKey, publicPart } from '@seteli/local/secrets';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Settings } from '../src/config.ts';
import { start } from '../src/main.ts';
import { LARGEST_ANSWER_BYTES } from '../src/ports/bounded-fetch.ts';
import { encryptFor, type Wish } from './hostile-provider.ts';
import { expectAway, expectTurnedAway, openHostileWorld, type HostileWorld } from './hostile-world.ts';

let world: HostileWorld;
beforeAll(async () => {
  world = await openHostileWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());
afterEach(() => void vi.useRealTimers());

/** Another replica, which knows nothing of the provider yet. */
const startFresh = (own: Partial<Settings> = {}) => start({ ...world.settings, ...own, PORT: 0 }, world.identity.clock, world.sessionClock);

/** The library asks for the provider's keys again after a minute. Only its clock moves. */
const aMinuteLater = () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });

describe('a provider in trouble', () => {
  test('a person reads a page with the number of the fault, and may begin again', async () => {
    const fresh = await startFresh();
    world.provider.aside = { description: (response) => void response.writeHead(503).end() };
    const shown = await openBrowser().send(`${fresh.url}/sign-in/start`, { headers: { accept: 'text/html' } });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([503, expect.stringContaining('text/html')]);
    expect(await shown.text()).toMatch(/<p lang="en">.*<a href="\/sign-in\/start">Try again<\/a>.*fault: [\da-f-]{36}<\/p>/);
    await fresh.stop();
  });

  const answering = (status: number, type: string, text: string): Wish => ({
    answer: (response) => void response.writeHead(status, { 'content-type': type }).end(text),
  });

  test.each([
    ['says that the code is used, or is of another client', answering(400, 'application/json', '{"error":"invalid_grant"}')],
    ['does not know us', answering(401, 'application/json', '{"error":"invalid_client"}')],
    ['answers with a page', answering(200, 'text/html', '<html>')],
    ['answers with half of an answer', answering(200, 'application/json', '{"access_token":"x"')],
    ['sends us elsewhere', { answer: (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end() }],
  ] satisfies [string, Wish][])('signs in nobody when it %s', async (_, wish) => expectTurnedAway(await world.attempt(wish)));

  const endless = (response: ServerResponse, pauseMs: number) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '.repeat(pauseMs === 0 ? 10_000 : 1)), Math.max(pauseMs, 1));
    void once(response, 'close').then(() => clearInterval(timer));
  };

  test.each([
    ['fails', answering(503, 'text/plain', 'away')],
    ['breaks off', { answer: (response) => void response.destroy() }],
    ['never answers', { answer: () => undefined }],
    ['answers drop by drop', { answer: (response) => endless(response, 200) }],
    ['answers without end', { answer: (response) => endless(response, 0) }],
    ['says too much', answering(200, 'application/json', JSON.stringify({ id_token: 'x'.repeat(LARGEST_ANSWER_BYTES) }))],
  ] satisfies [string, Wish][])('is waited for only so long when it %s, and keeps nobody else out', async (_, wish) => {
    const from = performance.now();
    await expectAway(await world.attempt(wish));
    expect(performance.now() - from).toBeLessThan(8_000);
    expect((await world.attempt()).status).toBe(200);
  });

  test.each([
    ['never describes itself', (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'application/json' })],
    ['describes itself without end', (response: ServerResponse) => endless(response, 0)],
    ['describes another', (response: ServerResponse) => void response.end(JSON.stringify({ issuer: 'https://elsewhere.example' }))],
  ])('does not end identity when it %s, which asks again at the next sign-in', async (_, description) => {
    const fresh = await startFresh();
    world.provider.aside = { description };
    await expectAway(await openBrowser().send(`${fresh.url}/sign-in/start`));
    world.provider.aside = {};
    expect((await openBrowser().send(`${fresh.url}/sign-in/start`)).status).toBe(303);
    await fresh.stop();
  });

  test('that does not give its keys signs in nobody until it does', async () => {
    const fresh = await startFresh();
    const signIn = () => world.attempt({}, () => undefined, fresh.url);
    world.provider.aside = { keys: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}') };
    await expectTurnedAway(await signIn());
    world.provider.aside = { keys: (response) => void response.destroy() };
    aMinuteLater();
    await expectAway(await signIn());
    world.provider.aside = {};
    expect((await signIn()).status).toBe(200);
    await fresh.stop();
  });
});

test('after the provider has changed its key identity takes the new one within a minute, and the former one no longer', async () => {
  expect((await world.attempt()).status).toBe(200);
  const former = await world.provider.changeKey();
  aMinuteLater();
  expect((await world.attempt()).status).toBe(200);
  await expectTurnedAway(await world.attempt({ signing: former }));
});

test('while the provider learns our new key for encryption, identity reads what is encrypted for the former one', async () => {
  const next = { ...(await newExchangeKey()), use: 'enc', alg: 'ECDH-ES' } as const;
  const { SIGN_IN_DECRYPTION_KEY: former } = world.settings;
  const changing = await startFresh({ SIGN_IN_DECRYPTION_KEY: next, SIGN_IN_FORMER_DECRYPTION_KEY: former });
  const signIn = async (seal: NonNullable<Wish['seal']>) => (await world.attempt({ seal }, () => undefined, changing.url)).status;
  expect(await signIn((signed, seal) => seal(signed))).toBe(200);
  expect(await signIn((signed) => encryptFor(signed, publicPart(next) as JWK))).toBe(200);
  const { keys: published } = (await (await fetch(`${changing.url}/.well-known/sign-in-keys.json`)).json()) as JSONWebKeySet;
  expect(published.map(({ kid }) => kid)).toEqual([world.settings.SIGN_IN_SIGNING_KEY.kid, next.kid]);
  await changing.stop();
});
