/** Accounts of an organisation's own as tests use them: people with a device in software, and their browsers. */
import { decodeJwt } from 'jose';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { json, openBrowser, type Browser } from '@seteli/local/browser';
import { openAuthenticator, type Authenticator, type CreationOptions, type Lies, type RequestOptions } from './authenticator.ts';
import { granterWish, invited, organiserAdmin, post, usersOf } from './inviting.ts';
import type { World } from './world.ts';

export const ALLOW = `mutation ($key: String!, $allowed: Boolean!) {
  allowOwnAccounts(input: { idempotencyKey: $key, allowed: $allowed }) { ownAccountsAllowed refusal { code } } }`;
/** A passkey that is not good, or not good for this. */
export const REFUSED = { status: 400, error: 'passkey_refused' };

export type Account = { readonly browser: Browser; readonly device: Authenticator; readonly userId: string; readonly familyName: string };

let numbers = 0;

/** `world` and `teamId` answer those of the test. */
export function ownAccountsOf(world: () => World, teamId: () => string) {
  const origin = () => world().settings.PUBLIC_URL;
  const newDevice = () => openAuthenticator(origin());
  const ownWish = () => {
    const number = ++numbers;
    return {
      ...granterWish(teamId()),
      email: `oma${number}@example.fi`,
      byOwnAccount: true,
      givenNames: 'Oma',
      familyName: `Tili${number}`,
    };
  };
  const answerOf = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const optionsFor = async (secret: string, browser: Browser) =>
    await answerOf<CreationOptions>(await post(world(), '/sign-in/invitation/passkey/options', { secret }, browser));
  const join = (browser: Browser, made: object, name = 'Työpuhelin') =>
    post(world(), '/sign-in/invitation/passkey', { name, response: made }, browser);
  const challengeFor = async (browser: Browser) =>
    await answerOf<RequestOptions>(await post(world(), '/sign-in/passkey/options', {}, browser));
  const signIn = (browser: Browser, response: object) => post(world(), '/sign-in/passkey', { response }, browser);
  const tokenIn = (browser: Browser, organisation?: string) => browser.send(`${origin()}/sign-in/token`, json({ organisation }));
  return {
    newDevice,
    ownWish,
    optionsFor,
    join,
    challengeFor,
    signIn,
    tokenIn,
    allow: async (allowed: boolean) => (await world().identity.ask(organiserAdmin, ALLOW, { key: newId(), allowed })).data.allowOwnAccounts,
    async joined(lies: Lies = {}): Promise<Account> {
      const wish = ownWish();
      const { secret } = await invited(world(), wish);
      const [browser, device] = [openBrowser(), newDevice()];
      await answerOf(await join(browser, device.make(await optionsFor(secret, browser), lies)));
      const user = (await usersOf(world())).find(({ person }) => person?.familyName === wish.familyName)!;
      return { browser, device, userId: user.id, familyName: wish.familyName };
    },
    async signedIn(device: Authenticator, lies: Lies = {}): Promise<{ browser: Browser; response: Response }> {
      const browser = openBrowser();
      return { browser, response: await signIn(browser, device.use(await challengeFor(browser), lies)) };
    },
    /** What the gateway would say of whoever acts in this browser. */
    async actorIn(browser: Browser): Promise<Actor> {
      type Claims = { sub: string; org: Actor['organisation']; roles: string[]; teams: string[]; person: string; acr: 'OWN'; sid: string };
      const { access_token: token } = await answerOf<{ access_token: string }>(await tokenIn(browser));
      const { sub, org, roles, teams, person, acr, sid } = decodeJwt<Claims>(token);
      return { userId: sub, organisation: org, roles, teamIds: teams, personId: person, assurance: acr, sessionId: sid };
    },
  };
}
