/** Identity beside a hostile sign-in provider, and browsers that bring the provider's answers. */
import { decodeJwt } from 'jose';
import { newSecret } from '@seteli/kit/secrets';
import { openBrowser, type Browser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { expect } from 'vitest';
import { startHostileProvider, type Claims, type HostileProvider, type Wish } from './hostile-provider.ts';
import { openWorld, type World } from './world.ts';

type Begun = { readonly browser: Browser; readonly request: Claims; readonly callback: URL };

export type HostileWorld = World & {
  readonly provider: HostileProvider;
  /** Begins a sign-in. Returns what identity asked the provider for, and the address of a good answer. */
  begin(browser?: Browser, base?: string): Promise<Begun>;
  /** The answer of identity to a sign-in whose provider behaves as wished. */
  attempt(wish?: Wish, change?: (callback: URL) => void, base?: string): Promise<Response>;
  /** Before each test: the provider behaves, and nobody has used up a limit. */
  calm(): Promise<void>;
};

const { identityCode, givenNames, familyName } = PERSONAS.recorder.person;
export const WHO = { 'urn:oid:1.2.246.21': identityCode, given_name: givenNames, family_name: familyName };

export async function openHostileWorld(): Promise<HostileWorld> {
  let started: HostileProvider | undefined;
  const world = await openWorld({}, async (settings) => (started = await startHostileProvider(settings)));
  const provider = started!;
  const begin: HostileWorld['begin'] = async (browser = openBrowser(), base = world.identity.url) => {
    const begun = await browser.send(`${base}/sign-in/start`);
    const request = decodeJwt(new URL(begun.headers.get('location')!).searchParams.get('request')!);
    const answer = new URLSearchParams({ code: newSecret(), state: String(request.state), iss: provider.url });
    return { browser, request, callback: new URL(`${base}/sign-in/callback?${answer}`) };
  };
  return {
    ...world,
    provider,
    begin,
    async attempt(wish = {}, change = () => undefined, base = world.identity.url) {
      const { browser, request, callback } = await begin(openBrowser(), base);
      provider.wish = { ...wish, claims: { ...WHO, nonce: request.nonce, ...wish.claims } };
      change(callback);
      return await browser.send(callback);
    },
    async calm() {
      provider.wish = {};
      provider.aside = {};
      await world.identity.database.pool.query('delete from rate_limit');
    },
  };
}

const expectNoSession = (response: Response): void => expect(response.headers.getSetCookie().join()).not.toMatch(/seteli_session=[^;]/);

export async function expectTurnedAway(response: Response): Promise<void> {
  expect([response.status, await response.json()]).toEqual([400, { error: 'sign_in_failed' }]);
  expectNoSession(response);
}

/** Whoever waits for a provider in trouble learns that it is not their fault, and has no session. */
export async function expectAway(response: Response): Promise<void> {
  expect([response.status, await response.json()]).toEqual([503, expect.objectContaining({ error: 'temporarily_unavailable' })]);
  expectNoSession(response);
}
