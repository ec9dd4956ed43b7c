/** Other people's apps work as a stranger would write them, from our document alone. Registers the tests. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as oauth from 'openid-client';
import { chromium } from 'playwright-core';
import { form } from '@seteli/local/browser';
import { findChromium } from '@seteli/local/chromium-binary';
import { signIn } from '@seteli/local/get-token';
import { PERSONAS } from '@seteli/local/personas';
import { expect, it } from 'vitest';
import type { World } from '../world.ts';
import { servePage } from './page.ts';
import { closeApp, registerApp } from './registering.ts';

const AKU = PERSONAS.aku.person;
const ME = JSON.stringify({ query: '{ me { organisation { id } sessions { current app { en } } } }' });
/** What an app sees of itself. */
const SEEN = { organisation: { id: AKU.id }, sessions: expect.arrayContaining([{ current: true, app: { en: 'Calendar' } }]) };

/** A port of the person's device, on which a native app waits for its answer. */
async function waitOnDevice() {
  const { promise, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    resolve(new URL(request.url!, `http://${request.headers.host}`));
    response.setHeader('connection', 'close').end('You can go back to the app.');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { redirectUri: `http://127.0.0.1:${port}/back`, answer: promise, stop: () => server.close() };
}

/** The person looks at the page, chooses themselves, and lets the app act. */
async function allow(issuer: string, address: URL): Promise<void> {
  const browser = await signIn(issuer, 'aku');
  const page = await (await browser.send(address, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('Kalenteri');
  const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name!, value!]);
  const answer = await browser.send(
    `${issuer}/authorize`,
    form({ ...Object.fromEntries(fields), organisation: AKU.id, decision: 'allow' }),
  );
  expect((await fetch(answer.headers.get('location')!)).status).toBe(200);
}

export function whatAppsGet(world: World): void {
  it('a native app on a person’s device gets tokens by openid-client, renews them and gives them back', async () => {
    const { client } = world;
    const appId = await registerApp(client, { kind: 'NATIVE', redirectUris: ['http://127.0.0.1/back'], origins: [] });
    const device = await waitOnDevice();
    const config = await oauth.discovery(new URL(client.url), appId, undefined, oauth.None(), {
      algorithm: 'oauth2',
      execute: [oauth.allowInsecureRequests],
    });
    const [pkceCodeVerifier, expectedState] = [oauth.randomPKCECodeVerifier(), oauth.randomState()];
    const address = oauth.buildAuthorizationUrl(config, {
      redirect_uri: device.redirectUri,
      state: expectedState,
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    await allow(client.url, address);
    const first = await oauth.authorizationCodeGrant(config, await device.answer, { pkceCodeVerifier, expectedState });
    const next = await oauth.refreshTokenGrant(config, first.refresh_token!);
    const ask = async () =>
      (await oauth
        .fetchProtectedResource(
          config,
          next.access_token,
          new URL(`${client.url}/graphql`),
          'POST',
          ME,
          new Headers({ 'content-type': 'application/json' }),
        )
        .catch((fault: { status: number }) => ({ status: fault.status, json: async () => ({}) }))) as Response;
    expect(await (await ask()).json()).toEqual({ data: { me: SEEN } });
    await oauth.tokenRevocation(config, next.refresh_token!);
    await expect(oauth.refreshTokenGrant(config, next.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect.poll(async () => (await ask()).status).toBe(401);
    device.stop();
    await closeApp(client, appId);
  });

  it('a page of another origin, in a real browser, acts for whom the person chose; another page cannot', async () => {
    const { client } = world;
    let appId = '';
    const page = await servePage(client.url, () => appId);
    const origin = `http://localhost:${page.port}`;
    appId = await registerApp(client, { kind: 'BROWSER', redirectUris: [`${origin}/back`], origins: [origin] });
    const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
    try {
      const tab = await (await browser.newContext({ locale: 'en' })).newPage();
      const result = async () => JSON.parse((await tab.locator('#result', { hasText: '{' }).textContent())!);
      const connect = async () => {
        await tab.goto(origin);
        // The gateway hears of the app within a second or two.
        await expect.poll(() => isListed(client.url, origin)).toBe(true);
        await tab.click('#connect');
      };
      await connect();
      await tab.click(`button[value="aku"]`);
      await tab.getByLabel('Aku Asiakas').check();
      await tab.getByRole('button', { name: 'Allow', exact: true }).click();
      const { me, cookie, token, revoked } = await result();
      expect({ me, cookie, revoked }).toEqual({ me: SEEN, cookie: 'TypeError', revoked: 200 });
      // Aku has let the app act, and is signed in still: the page comes back without a question.
      await connect();
      expect(await result()).toMatchObject({ me: SEEN });
      const mine = await client.token('aku');
      await tab.goto(`http://127.0.0.1:${page.port}/#${mine}`);
      expect(await result()).toEqual({ stolen: 'TypeError' });
      expect(token).not.toBe(mine);
    } finally {
      await browser.close();
      page.stop();
      await closeApp(client, appId);
    }
  });
}

async function isListed(url: string, origin: string): Promise<boolean> {
  const { headers } = await fetch(`${url}/graphql`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  return headers.get('access-control-allow-origin') === origin;
}
