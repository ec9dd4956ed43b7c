/**
 * The scripts of the pages for invitations and passkeys take people through, against the real routes. A page and a
 * device in software stand in for a browser's; the scripts are those that the pages carry.
 */
import { createContext, runInContext } from 'node:vm';
import { openBrowser, type Browser } from '@seteli/local/browser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthenticator, type Authenticator, type CreationOptions, type RequestOptions } from './authenticator.ts';
import { invited, makeTeam } from './inviting.ts';
import { ownAccountsOf } from './own-account.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let teamId: string;
beforeAll(async () => {
  world = await openWorld();
  teamId = await makeTeam(world);
  await allow(true);
});
afterAll(() => world.stop());
const { allow, ownWish, tokenIn } = ownAccountsOf(
  () => world,
  () => teamId,
);

type Element = { textContent: string; hidden: boolean; disabled: boolean; value: string; click?: () => Promise<void> };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const buffers = (parts: Record<string, string>) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, new Uint8Array(Buffer.from(part, 'base64url')).buffer]));

/** Opens a page in a browser as far as its script needs one. */
async function open(path: string, hash: string, browser: Browser, device: Authenticator) {
  const page = await (await browser.send(world.url(`${path}?lang=en`), { headers: { accept: 'text/html' } })).text();
  const [words, script] = [
    /<script type="application\/json" id="words">(.*)<\/script>/.exec(page)![1]!,
    /<script>([\s\S]*)<\/script>/.exec(page)![1]!,
  ];
  const elements = new Map<string, Element>();
  const element = (id: string) =>
    elements.get(id) ??
    elements
      .set(id, { textContent: id === 'words' ? words : '', hidden: page.includes(`id="${id}" hidden`), disabled: false, value: '' })
      .get(id)!;
  const left: string[] = [];
  const credential = ({
    response: { transports: _, ...parts },
    ...rest
  }: {
    response: Record<string, string> & { transports?: string[] };
  }) => ({
    ...rest,
    rawId: new Uint8Array(Buffer.from(device.credentialId, 'base64url')).buffer,
    response: { ...buffers(parts), getTransports: () => ['internal'] },
  });
  const context = createContext({
    document: {
      getElementById: (id: string) =>
        Object.assign(element(id), { addEventListener: (_: string, act: () => Promise<void>) => (element(id).click = act) }),
      querySelectorAll: (selector: string) => (selector === 'button' ? [...elements.values()].filter(({ click }) => click) : []),
    },
    location: { hash, assign: (url: string) => void left.push(url) },
    navigator: {
      credentials: {
        create: async ({
          publicKey,
        }: {
          publicKey: { challenge: Uint8Array; rp: { id: string }; user: { id: Uint8Array; name: string; displayName: string } };
        }) => {
          const { challenge, rp, user } = publicKey;
          return credential(
            device.make({ challenge: text(challenge), rp, user: { ...user, id: text(user.id) } } satisfies CreationOptions) as never,
          );
        },
        get: async ({ publicKey: { challenge, rpId } }: { publicKey: { challenge: Uint8Array; rpId: string } }) =>
          credential(device.use({ challenge: text(challenge), rpId } satisfies RequestOptions) as never),
      },
    },
    fetch: (to: string, init: RequestInit) => browser.send(world.url(to), init),
    atob,
    btoa,
    Uint8Array,
  });
  runInContext(script, context);
  await expect.poll(() => element('status').textContent).not.toBe('We are looking for the invitation …');
  return { element, left, click: async (id: string) => await element(id).click!() };
}

test('whoever opens a link makes a passkey by the page’s script, and signs in by the script of the other page', async () => {
  const { secret } = await invited(world, ownWish());
  const [browser, device] = [openBrowser(), openAuthenticator(world.settings.PUBLIC_URL)];
  const invitation = await open('/sign-in/invitation', `#${secret}`, browser, device);
  await expect.poll(() => invitation.element('ways').hidden).toBe(false);
  expect(invitation.element('own').hidden).toBe(false);
  invitation.element('name').value = 'Puhelin';
  await invitation.click('make');
  expect(invitation.element('status').textContent).toBe('You have taken the invitation up and are signed in.');
  expect((await tokenIn(browser)).status).toBe(200);

  const other = openBrowser();
  const signIn = await open('/sign-in/passkey', '', other, device);
  await signIn.click('use');
  expect(signIn.element('status').textContent).toBe('You are signed in.');
  expect((await tokenIn(other)).status).toBe(200);
});

test('whoever opens a link goes to identification by the page’s script; a used link says that it is used', async () => {
  const { secret } = await invited(world, ownWish());
  const [browser, device] = [openBrowser(), openAuthenticator(world.settings.PUBLIC_URL)];
  const invitation = await open('/sign-in/invitation', `#${secret}`, browser, device);
  await expect.poll(() => invitation.element('ways').hidden).toBe(false);
  await invitation.click('identify');
  expect(invitation.left).toEqual([expect.stringContaining(world.settings.SIGN_IN_URL)]);
  await invitation.click('make');
  const again = await open('/sign-in/invitation', `#${secret}`, openBrowser(), device);
  await expect.poll(() => again.element('status').textContent).toBe('The invitation has been taken up already. Sign in as usual.');
  expect(again.element('ways').hidden).toBe(true);
});
