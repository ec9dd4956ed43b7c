/**
 * The embedded sign-in provider asks for each safeguard of the Finnish Trust Network: a client that forgets one fails
 * on a development machine already. And it identifies anybody made up.
 */
import { createHash } from 'node:crypto';
import { compactDecrypt, decodeJwt, importJWK, SignJWT, UnsecuredJWT, type JWK, type JWTHeaderParameters } from 'jose';
import { openExchangeKey } from '@seteli/kit/exchange-key';
import { openLog } from '@seteli/kit/log';
import { newSecret } from '@seteli/kit/secrets';
import { form, openBrowser } from '@seteli/local/browser';
import { madeUpPerson } from '@seteli/local/made-up-person';
import { PERSONAS } from '@seteli/local/personas';
import { newExchangeKey, publicPart } from '@seteli/local/secrets';
import { fieldsOf, type Chosen } from '@seteli/local/sign-in-person';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Settings } from '../src/config.ts';
import { openIdentityProvider } from '../src/ports/suomi-fi.ts';
import { newSettings, startProvider } from './world.ts';

let settings: Settings;
let provider: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  settings = await newSettings();
  provider = await startProvider(settings);
});
afterAll(() => provider.stop());

type Claims = Record<string, unknown>;
type Change = { readonly claims?: Claims; readonly header?: JWTHeaderParameters; readonly key?: JWK };

const verifier = newSecret();
const now = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
const callbackUrl = () => `${settings.PUBLIC_URL}/sign-in/callback`;

async function signed(good: Claims, { claims, header, key = settings.SIGN_IN_SIGNING_KEY }: Change): Promise<string> {
  const alg = header?.alg ?? 'ES256';
  const common = { iss: 'seteli', aud: settings.SIGN_IN_URL, jti: newSecret(), iat: now(), exp: now() + 60 };
  const written = JSON.parse(JSON.stringify({ ...common, ...good, ...claims })) as Claims;
  if (alg === 'none') return new UnsecuredJWT(written).encode();
  return await new SignJWT(written)
    .setProtectedHeader(header ?? { alg, kid: settings.SIGN_IN_SIGNING_KEY.kid! })
    .sign(alg === 'HS256' ? Buffer.from(JSON.stringify(publicPart(key as { d: string }))) : await importJWK(key, alg));
}

const goodRequest = (): Claims => ({
  client_id: 'seteli',
  response_type: 'code',
  redirect_uri: callbackUrl(),
  scope: 'openid',
  state: newSecret(),
  nonce: newSecret(),
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
  acr_values: 'http://ftn.ficora.fi/2017/loa2',
  max_age: 600,
  prompt: 'login',
});

const authAddress = (parameters: Record<string, string>) => `${settings.SIGN_IN_URL}/auth?${new URLSearchParams(parameters)}`;
const addressWith = async (change: Change = {}, beside: Record<string, string> = {}) =>
  authAddress({ client_id: 'seteli', request: await signed(goodRequest(), change), ...beside });

/** What the provider answers: its page of persons, or a refusal. */
async function answerTo(address: string): Promise<string> {
  const response = await openBrowser().send(address);
  const location = response.headers.get('location') ?? '';
  if (location.includes('/interaction/')) return 'asks who it is';
  const text = location ? (new URL(location).searchParams.get('error') ?? '') : await response.text();
  return (
    /invalid_request_object|invalid_request|invalid_client|invalid_redirect_uri|unsupported/.exec(text)?.[0] ?? `${response.status} ${text}`
  );
}

test('a request with every safeguard leads to the page of persons: so each test below fails by what it lacks alone', async () => {
  expect(await answerTo(await addressWith())).toBe('asks who it is');
});

describe('the provider refuses a request', () => {
  test('without a request object, whatever stands in the address', async () => {
    const { max_age: age, ...texts } = goodRequest();
    expect(await answerTo(authAddress({ ...(texts as Record<string, string>), max_age: String(age) }))).toBe('invalid_request');
  });

  const UNKNOWN_LEVEL = 'http://ftn.ficora.fi/2017/loa1';
  test.each<[string, Change]>([
    ['that nobody signed', { header: { alg: 'none' } }],
    ['signed with our public key as a shared secret', { header: { alg: 'HS256', kid: 'x' } }],
    ['without the name of the key', { header: { alg: 'ES256' } }],
    ['without a state', { claims: { state: undefined } }],
    ['with a state that anybody guesses', { claims: { state: '1' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['without a code challenge (PKCE)', { claims: { code_challenge: undefined } }],
    ['with a plain code challenge', { claims: { code_challenge_method: 'plain' } }],
    ['without a method of the challenge', { claims: { code_challenge_method: undefined } }],
    ['without a level of assurance', { claims: { acr_values: undefined } }],
    ['with a level that does not count', { claims: { acr_values: UNKNOWN_LEVEL } }],
    ['without a largest age of the identification', { claims: { max_age: undefined } }],
    ['without an id of its own', { claims: { jti: undefined } }],
    ['without an end', { claims: { exp: undefined } }],
    ['that has ended', { claims: { iat: now() - 120, exp: now() - 60 } }],
    ['that holds for long', { claims: { exp: now() + 3_600 } }],
    ['without a beginning', { claims: { iat: undefined } }],
    ['of nobody', { claims: { iss: undefined } }],
    ['of another client', { claims: { iss: 'another' } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['for another provider', { claims: { aud: 'https://elsewhere.example' } }],
  ])('%s', async (_, change) => expect(await answerTo(await addressWith(change))).toBe('invalid_request_object'));

  test('signed by another key, under its own name and under ours', async () => {
    const key = await newExchangeKey();
    for (const kid of [key.kid, settings.SIGN_IN_SIGNING_KEY.kid!])
      expect(await answerTo(await addressWith({ key, header: { alg: 'ES256', kid } }))).toBe('invalid_request_object');
  });

  test('whose safeguards stand beside the request object and not in it', async () => {
    const { state, nonce } = goodRequest() as Record<string, string>;
    const beside = { state: state!, nonce: nonce!, max_age: '600' };
    const lacking = { claims: { state: undefined, nonce: undefined, max_age: undefined } };
    expect(await answerTo(await addressWith(lacking, beside))).toBe('invalid_request_object');
  });

  test('that leads elsewhere afterwards', async () => {
    expect(await answerTo(await addressWith({ claims: { redirect_uri: 'https://elsewhere.example/' } }))).toBe('invalid_redirect_uri');
  });
});

/** A code for this person, by the page of persons. */
async function codeFor(who: Chosen = 'recorder', browser = openBrowser()): Promise<string> {
  const page = await browser.follow(await addressWith());
  const { url } = await browser.follow(page.url, form(fieldsOf(who)), settings.PUBLIC_URL);
  return url.searchParams.get('code')!;
}

const assertion = (change: Change = {}) => signed({ sub: 'seteli' }, change);
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

async function redeem(code: string, proof: Record<string, string>, change: Record<string, string | undefined> = {}, headers = {}) {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: callbackUrl(), code_verifier: verifier, ...proof, ...change };
  const body = new URLSearchParams(Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined));
  const response = await fetch(`${settings.SIGN_IN_URL}/token`, { method: 'POST', body, headers });
  return (await response.json()) as { id_token?: string; error?: string };
}
const proofWith = async (change: Change = {}) => ({ client_assertion: await assertion(change), client_assertion_type: ASSERTION_TYPE });

test('the identity token is signed, encrypted for identity, and says who, how strongly and when', async () => {
  const { id_token: token = '' } = await redeem(await codeFor(), await proofWith());
  const key = await openExchangeKey(settings.SIGN_IN_DECRYPTION_KEY);
  const { plaintext, protectedHeader } = await compactDecrypt(token, key.key);
  expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid });
  const { identityCode, givenNames, familyName } = PERSONAS.recorder.person;
  const claims = decodeJwt(Buffer.from(plaintext).toString());
  expect(claims).toMatchObject({
    iss: settings.SIGN_IN_URL,
    aud: 'seteli',
    acr: 'http://ftn.ficora.fi/2017/loa2',
    'urn:oid:1.2.246.21': identityCode,
    given_name: givenNames,
    family_name: familyName,
    nonce: expect.any(String),
  });
  expect(Math.abs(Number(claims.auth_time) - now())).toBeLessThan(30);
  expect(claims.sub).not.toContain(identityCode);
});

describe('the provider gives no identity token to a client', () => {
  const basic = { authorization: `Basic ${Buffer.from(`seteli:${newSecret()}`).toString('base64')}` };
  test.each<[string, Record<string, string>, Record<string, string>?]>([
    ['that does not prove itself', { client_id: 'seteli' }],
    ['with a secret in the form', { client_id: 'seteli', client_secret: newSecret() }],
    ['with a secret in the header', {}, basic],
  ])('%s', async (_, proof, headers) =>
    expect(await redeem(await codeFor(), proof, {}, headers)).toMatchObject({ error: expect.stringMatching(/^invalid_(client|request)$/) }),
  );

  test.each<[string, Change]>([
    ['that nobody signed', { header: { alg: 'none' } }],
    ['signed with our public key as a shared secret', { header: { alg: 'HS256', kid: 'x' } }],
    ['without the name of the key', { header: { alg: 'ES256' } }],
    ['without an id of its own', { claims: { jti: undefined } }],
    ['without an end', { claims: { exp: undefined } }],
    ['that has ended', { claims: { iat: now() - 120, exp: now() - 60 } }],
    ['that holds for long', { claims: { exp: now() + 3_600 } }],
    ['for another provider', { claims: { aud: 'https://elsewhere.example' } }],
    ['of another client', { claims: { iss: 'another' } }],
    ['about another client', { claims: { sub: 'another' } }],
  ])('whose proof is one %s', async (_, change) =>
    expect(await redeem(await codeFor(), await proofWith(change))).toMatchObject({ error: 'invalid_client' }),
  );

  test('whose proof another key signed', async () => {
    const key = await newExchangeKey();
    for (const kid of [key.kid, settings.SIGN_IN_SIGNING_KEY.kid!])
      expect(await redeem(await codeFor(), await proofWith({ key, header: { alg: 'ES256', kid } }))).toMatchObject({
        error: 'invalid_client',
      });
  });

  test('whose proof was used before (jti)', async () => {
    const proof = await proofWith();
    expect((await redeem(await codeFor(), proof)).error).toBeUndefined();
    expect(await redeem(await codeFor(), proof)).toMatchObject({ error: 'invalid_client' });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['without the PKCE verifier', { code_verifier: undefined }],
    ['with another PKCE verifier', { code_verifier: newSecret() }],
    ['with another address to return to', { redirect_uri: 'https://elsewhere.example/' }],
    ['with a code that nobody gave', { code: newSecret() }],
  ])('%s', async (_, change) =>
    expect(await redeem(await codeFor(), await proofWith(), change)).toMatchObject({ error: expect.stringMatching(/^invalid_/) }),
  );

  test('for a code that was used before', async () => {
    const code = await codeFor();
    expect((await redeem(code, await proofWith())).error).toBeUndefined();
    expect(await redeem(code, await proofWith())).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('people who are no personas', () => {
  /** Who comes in through the page, as identity's own client reads it. */
  async function identified(who: Chosen, browser = openBrowser()) {
    const client = openIdentityProvider({
      signInUrl: settings.SIGN_IN_URL,
      clientId: 'seteli',
      signingKey: await openExchangeKey(settings.SIGN_IN_SIGNING_KEY),
      decryptionKeys: [await openExchangeKey(settings.SIGN_IN_DECRYPTION_KEY)],
      idTokenAlgorithm: 'EdDSA',
      levels: settings.SIGN_IN_LEVELS,
      redirectUri: callbackUrl(),
      log: openLog('test', 'silent'),
    });
    const secrets = { state: newSecret(), nonce: newSecret(), verifier: newSecret() };
    const page = await browser.follow(await client.authorizationUrl(secrets));
    const { url } = await browser.follow(page.url, form(fieldsOf(who)), settings.PUBLIC_URL);
    return await client.identify(url, secrets);
  }

  test('are identified with the code and the names that somebody made up', async () => {
    const who = madeUpPerson(1, 'Sanna Åsa', 'Öhman-Łucka');
    const found = await identified(who);
    expect(found).toMatchObject({ ...who, acr: 'http://ftn.ficora.fi/2017/loa2' });
    expect(Math.abs(found!.authenticatedAt.since(Temporal.Now.instant()).total('seconds'))).toBeLessThan(30);
  });

  test('come one after another in one browser, each as themselves', async () => {
    const browser = openBrowser();
    for (const who of [madeUpPerson(2), madeUpPerson(3), madeUpPerson(3), madeUpPerson(2)])
      expect((await identified(who, browser))?.identityCode).toBe(who.identityCode);
  });

  test('do not pass off a persona under another name', async () => {
    const { identityCode, givenNames, familyName } = PERSONAS.aku.person;
    const found = await identified({ identityCode, givenNames: 'Joku', familyName: 'Muu' });
    expect(found).toMatchObject({ identityCode, givenNames, familyName });
  });

  const { identityCode: good } = madeUpPerson(4);
  test.each([
    ['a code that may be a real person’s', { identity_code: '010140-123S' }],
    ['a wrong check character', { identity_code: good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A') }],
    ['no code', { identity_code: '' }],
    ['no given names', { given_names: ' ' }],
    ['no family name', { family_name: '' }],
  ])('are asked again when the form has %s', async (_, change) => {
    const browser = openBrowser();
    const page = await browser.follow(await addressWith());
    const fields = { identity_code: good, given_names: 'Uuno', family_name: 'Uusi', ...change };
    const again = await browser.send(`${page.url.href}?lang=sv`, form(fields));
    expect([again.status, await again.text()]).toEqual([400, expect.stringMatching(/lang="sv"[^]*role="alert"[^]*Kontrollera/)]);
    const { url } = await browser.follow(
      page.url,
      form({ ...fields, identity_code: good, given_names: 'Uuno', family_name: 'Uusi' }),
      settings.PUBLIC_URL,
    );
    expect(url.searchParams.get('code')).not.toBeNull();
  });
});
