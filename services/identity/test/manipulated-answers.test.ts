/** Answers of a sign-in provider, or in its name, that somebody manipulated: none of them signs anybody in. */
import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify, UnsecuredJWT, type JSONWebKeySet, type JWK } from 'jose';
import { newSecret } from '@seteli/kit/secrets';
import { openBrowser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { newExchangeKey, publicPart } from '@seteli/local/secrets';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encryptFor, LOA2, type Claims } from './hostile-provider.ts';
import { expectTurnedAway, openHostileWorld, WHO, type HostileWorld } from './hostile-world.ts';

let world: HostileWorld;
beforeAll(async () => {
  world = await openHostileWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.calm());

const now = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
const keysAt = async (path: string) => (await (await fetch(world.url(path))).json()) as JSONWebKeySet;
const ourKeys = async () => createLocalJWKSet(await keysAt('/.well-known/sign-in-keys.json'));

test('an answer that nobody manipulated signs in: so each test below fails by its manipulation alone', async () => {
  expect((await world.attempt()).status).toBe(200);
  expect((await world.attempt({ claims: { acr: 'http://ftn.ficora.fi/2017/loa3' } })).status).toBe(200);
});

describe('what identity asks for', () => {
  test('the browser carries nothing but a signed request that holds every safeguard', async () => {
    const location = new URL((await openBrowser().send(world.url('/sign-in/start'))).headers.get('location')!);
    expect([...location.searchParams.keys()].toSorted()).toEqual(['client_id', 'request']);
    const { payload, protectedHeader } = await jwtVerify(location.searchParams.get('request')!, await ourKeys(), {
      algorithms: ['ES256'],
      typ: 'oauth-authz-req+jwt',
      issuer: 'seteli',
      audience: world.provider.url,
      requiredClaims: ['jti', 'exp', 'iat'],
    });
    expect(protectedHeader.kid).toBeTypeOf('string');
    expect(payload).toMatchObject({
      response_type: 'code',
      redirect_uri: `${world.settings.PUBLIC_URL}/sign-in/callback`,
      scope: 'openid',
      prompt: 'login',
      acr_values: world.settings.SIGN_IN_LEVELS.join(' '),
      max_age: 600,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('identity proves itself by a signature for this provider, good for a minute and another each time', async () => {
    const seen = new Set<unknown>();
    for (let turn = 0; turn < 2; turn++) {
      await world.attempt();
      const sent = world.provider.lastForm();
      expect(sent.has('client_secret')).toBe(false);
      expect(sent.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      const { payload, protectedHeader } = await jwtVerify(sent.get('client_assertion')!, await ourKeys(), {
        issuer: 'seteli',
        subject: 'seteli',
        audience: world.provider.url,
        maxTokenAge: '60s',
      });
      expect(protectedHeader.kid).toBeTypeOf('string');
      expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(60);
      seen.add(payload.jti);
    }
    expect(seen.size).toBe(2);
  });

  test('the published keys have no private part, and none of them verifies access tokens', async () => {
    const { keys: ofSignIn } = await keysAt('/.well-known/sign-in-keys.json');
    expect(ofSignIn.map(({ use, alg }) => [use, alg])).toEqual([
      ['sig', 'ES256'],
      ['enc', 'ECDH-ES'],
    ]);
    for (const key of ofSignIn) expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    const { keys: ofTokens } = await keysAt('/.well-known/jwks.json');
    expect(ofTokens.filter(({ kid }) => ofSignIn.some((other) => other.kid === kid))).toEqual([]);
  });
});

describe('identity turns away an answer', () => {
  const changed: [string, (callback: URL) => void][] = [
    ['with another state', ({ searchParams }) => searchParams.set('state', newSecret())],
    ['without a state', ({ searchParams }) => searchParams.delete('state')],
    ['with two states', ({ searchParams }) => searchParams.append('state', searchParams.get('state')!)],
    ['with two codes', ({ searchParams }) => searchParams.append('code', newSecret())],
    ['without a code', ({ searchParams }) => searchParams.delete('code')],
    ['of another provider (mix-up)', ({ searchParams }) => searchParams.set('iss', 'https://elsewhere.example')],
    ['that does not say of which provider it is (mix-up)', ({ searchParams }) => searchParams.delete('iss')],
    ['with an identity token in the address', ({ searchParams }) => searchParams.set('id_token', 'a.b.c')],
    ['in the form of a signed response that nobody asked for', ({ searchParams }) => searchParams.set('response', 'a.b.c')],
    ['that is an error', ({ searchParams }) => searchParams.set('error', 'access_denied')],
  ];
  test.each(changed)('%s', async (_, change) => expectTurnedAway(await world.attempt({}, change)));

  test('that is an error with a story, and repeats nothing of it', async () => {
    const response = await world.attempt({}, ({ searchParams }) => {
      searchParams.set('error', 'server_error');
      searchParams.set('error_description', '<script>alert(1)</script>');
    });
    expect([response.status, await response.text()]).toEqual([400, '{"error":"sign_in_failed"}']);
  });

  test('in a browser that did not begin', async () => {
    const { request, callback } = await world.begin();
    world.provider.wish = { claims: { ...WHO, nonce: request.nonce } };
    const victim = openBrowser();
    await world.begin(victim);
    for (const browser of [openBrowser(), victim]) await expectTurnedAway(await browser.send(callback));
  });

  test('that comes a second time', async () => {
    const { browser, request, callback } = await world.begin();
    world.provider.wish = { claims: { ...WHO, nonce: request.nonce } };
    expect((await browser.send(callback)).status).toBe(200);
    await expectTurnedAway(await browser.send(callback));
  });

  test('whose identity token belongs to an earlier sign-in of the same browser', async () => {
    const browser = openBrowser();
    const [first, second] = [await world.begin(browser), await world.begin(browser)];
    world.provider.wish = { claims: { ...WHO, nonce: first.request.nonce } };
    await expectTurnedAway(await browser.send(second.callback));
  });
});

describe('identity turns away an identity token', () => {
  const claims: [string, () => Claims][] = [
    ['without a nonce', () => ({ nonce: undefined })],
    ['with another nonce', () => ({ nonce: newSecret() })],
    ['of another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['without an issuer', () => ({ iss: undefined })],
    ['for another client', () => ({ aud: 'another' })],
    ['for us and another, made out to the other', () => ({ aud: ['seteli', 'another'], azp: 'another' })],
    ['for us and another, without saying to whom it was made out', () => ({ aud: ['seteli', 'another'] })],
    ['without an audience', () => ({ aud: undefined })],
    ['without a subject', () => ({ sub: undefined })],
    ['that has expired', () => ({ exp: now() - 60 })],
    ['without an end', () => ({ exp: undefined })],
    ['issued in the future', () => ({ iat: now() + 120 })],
    ['without a moment of issue', () => ({ iat: undefined })],
    ['that holds only later', () => ({ nbf: now() + 120 })],
    ['of a lower level', () => ({ acr: 'http://ftn.ficora.fi/2017/loa1' })],
    ['of a level of tests', () => ({ acr: 'http://ftn.ficora.fi/2017/loatest2' })],
    ['without a level', () => ({ acr: undefined })],
    ['with a list of levels', () => ({ acr: [LOA2] })],
    ['of an identification long ago', () => ({ auth_time: now() - 700 })],
    ['of an identification in the future', () => ({ auth_time: now() + 120 })],
    ['without the moment of identification', () => ({ auth_time: undefined })],
    ['without an identity code', () => ({ 'urn:oid:1.2.246.21': undefined })],
    ['with two identity codes', () => ({ 'urn:oid:1.2.246.21': [WHO['urn:oid:1.2.246.21'], PERSONAS.aku.person.identityCode] })],
    ['without names', () => ({ given_name: undefined, family_name: undefined })],
    ['with a name that hides something', () => ({ family_name: 'Kirjaaja\u202eX' })],
  ];
  test.each(claims)('%s', async (_, change) => expectTurnedAway(await world.attempt({ claims: change() })));

  test('that nobody signed (alg none)', async () => {
    const none = (signed: string) => new UnsecuredJWT(decodeJwt(signed)).encode();
    await expectTurnedAway(await world.attempt({ seal: none }));
    await expectTurnedAway(await world.attempt({ seal: (signed, seal) => seal(none(signed)) }));
  });

  test("that another key signed, under the provider's name for its key and under its own", async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const { kid = '' } = world.provider.publicKey();
    const jwk = await exportJWK(publicKey);
    for (const header of [
      { alg: 'EdDSA', kid },
      { alg: 'EdDSA', kid: newSecret() },
      { alg: 'EdDSA' },
      { alg: 'EdDSA', kid, jwk },
      { alg: 'EdDSA', kid, jku: 'http://127.0.0.1:1/keys' },
      { alg: 'EdDSA', kid: '../../../../dev/null' },
    ])
      await expectTurnedAway(await world.attempt({ signing: { key: privateKey, header } }));
  });

  test('with a signature that was cut off, or of another token', async () => {
    let other = '';
    await world.attempt({ seal: (signed) => (other = signed) });
    const cut = (signed: string) => `${signed.split('.').slice(0, 2).join('.')}.`;
    const swapped = (signed: string) => [...signed.split('.').slice(0, 2), other.split('.')[2]].join('.');
    for (const change of [cut, swapped]) await expectTurnedAway(await world.attempt({ seal: (signed, seal) => seal(change(signed)) }));
  });

  test("signed with the provider's public key as a shared secret (algorithm confusion)", async () => {
    const key = world.provider.publicKey();
    for (const secret of [Buffer.from(key.x!, 'base64url'), Buffer.from(JSON.stringify(key)), Buffer.from(key.x!)])
      await expectTurnedAway(await world.attempt({ signing: { key: secret, header: { alg: 'HS256', kid: key.kid! } } }));
  });

  test('of another algorithm than the one that is agreed on, although a key of the provider signed it', async () => {
    await expectTurnedAway(await world.attempt({ signing: world.provider.ofOthers }));
  });

  test('that asks for an extension which nobody knows', async () => {
    const { kid = '' } = world.provider.publicKey();
    const crit = { alg: 'EdDSA', kid, crit: ['b64'], b64: true };
    await expectTurnedAway(await world.attempt({ signing: { header: crit } }));
  });

  test('that is signed and not encrypted', async () => expectTurnedAway(await world.attempt({ seal: (signed) => signed })));

  test('that is encrypted for another', async () => {
    const another = { ...publicPart(await newExchangeKey()), alg: 'ECDH-ES' } as JWK;
    const kid = world.settings.SIGN_IN_DECRYPTION_KEY.kid!;
    for (const key of [another, { ...another, kid }])
      await expectTurnedAway(await world.attempt({ seal: (signed) => encryptFor(signed, key) }));
  });

  test('that is encrypted weakly, or twice', async () => {
    const ours = { ...publicPart(world.settings.SIGN_IN_DECRYPTION_KEY as { d: string }), alg: 'ECDH-ES' } as JWK;
    await expectTurnedAway(await world.attempt({ seal: (signed) => encryptFor(signed, ours, { enc: 'A128CBC-HS256' }) }));
    await expectTurnedAway(await world.attempt({ seal: (signed) => encryptFor(signed, ours, { alg: 'ECDH-ES+A128KW' }) }));
    await expectTurnedAway(await world.attempt({ seal: async (signed, seal) => seal(await seal(signed)) }));
  });

  test('that is encrypted, and whose cipher somebody changed', async () => {
    const flip = (sealed: string) => {
      const parts = sealed.split('.');
      parts[3] = `${parts[3]!.startsWith('A') ? 'B' : 'A'}${parts[3]!.slice(1)}`;
      return parts.join('.');
    };
    await expectTurnedAway(await world.attempt({ seal: async (signed, seal) => flip(await seal(signed)) }));
  });

  test('that is missing, or is no token at all', async () => {
    const answers = [{}, { id_token: '' }, { id_token: 'nonsense' }, { id_token: 7 }, { id_token: 'a.b.c.d.e' }];
    for (const body of answers)
      await expectTurnedAway(
        await world.attempt({
          answer: (response) =>
            void response
              .writeHead(200, { 'content-type': 'application/json' })
              .end(JSON.stringify({ access_token: 'x', token_type: 'Bearer', ...body })),
        }),
      );
  });
});
