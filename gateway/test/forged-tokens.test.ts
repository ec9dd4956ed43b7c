/**
 * Access tokens that somebody forged or bent, beyond those of `sign-in.test.ts`: none of them reaches a subgraph, and
 * none of them harms the gateway.
 */
import { CompactSign, generateKeyPair, importJWK, type CompactJWSHeaderParameters, type CryptoKey } from 'jose';
import { mintActorToken, mintGatewayToken } from '@seteli/kit/actor';
import { beforeEach, describe, expect, test } from 'vitest';
import { inSeconds, ISSUER, ORGANISER, useWorld } from './world.ts';

const world = useWorld({ resolvers: { identity: { Query: { me: () => ({ user: { id: 'user-1' } }) } } } });
const ME = '{ me { user { id } } }';

beforeEach(() => {
  world.subgraphs.identity.requests.length = 0;
});

const GOOD = { sub: 'user-1', org: { kind: 'ORGANISER', id: ORGANISER }, roles: ['GRANTER'], teams: [], iss: ISSUER, aud: 'seteli' };
const HEADER = { alg: 'EdDSA', typ: 'at+jwt' };
const payload = (claims: object = {}) => JSON.stringify({ ...GOOD, iat: inSeconds(0), exp: inSeconds(300), ...claims });

/** Signs any text, also one that no library would write. */
const sign = (text: string, header: object = {}, key: CryptoKey = world.accessKey) =>
  new CompactSign(Buffer.from(text))
    .setProtectedHeader({ ...HEADER, ...header } as CompactJWSHeaderParameters)
    .sign(key, { crit: { 'urn:example:rule': true } });

async function expectTurnedAway(token: string): Promise<void> {
  const answer = await world.ask(ME, {}, token);
  expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
  expect(world.subgraphs.identity.requests).toEqual([]);
}

test('a token made in this way and not bent is accepted: so each test below fails by its bend alone', async () => {
  expect(await world.ask(ME, {}, await sign(payload()))).toMatchObject({ status: 200, data: { me: { user: { id: 'user-1' } } } });
});

describe('the gateway turns away', () => {
  test.each([
    ['a path', '../../../../../../dev/null'],
    ['an address', 'http://127.0.0.1:1/key'],
    ['a query', "x' union select 'key"],
    ['a name that no key has', 'elsewhere'],
    ['a very long name', 'k'.repeat(4_000)],
  ])('a token that names its key by %s, whoever signed it', async (_, kid) => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await expectTurnedAway(await sign(payload(), { kid }));
    await expectTurnedAway(await sign(payload(), { kid }, privateKey));
  });

  test.each([
    ['an address of keys (jku)', { jku: 'http://127.0.0.1:1/keys' }],
    ['an address of a certificate (x5u)', { x5u: 'http://127.0.0.1:1/certificate' }],
    ['a certificate (x5c)', { x5c: ['MIIB'] }],
  ])('a token of another key that brings %s', async (_, header) => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await expectTurnedAway(await sign(payload(), header, privateKey));
  });

  test('a token that asks for an extension which nobody knows (crit)', async () => {
    await expectTurnedAway(await sign(payload(), { crit: ['urn:example:rule'], 'urn:example:rule': true }));
  });

  test.each([
    ['an end, the second one past', () => `"exp":${inSeconds(-60)}`],
    ['an audience, the second one another', () => '"aud":"bookings"'],
    ['an issuer, the second one another', () => '"iss":"https://elsewhere.example"'],
    ['an organisation, the second one of no kind', () => '"org":{"kind":"ROOT","id":"1"}'],
  ])('a token that says twice %s', async (_, second) => {
    await expectTurnedAway(await sign(`${payload().slice(0, -1)},${second()}}`));
  });

  test.each([
    ['no claims', '{}'],
    ['a list', '[]'],
    ['a text', '"user-1"'],
    ['nothing', 'null'],
    ['half an object', '{"sub":"user-1"'],
    ['no JSON', 'user-1'],
  ])('a token whose content is %s', async (_, text) => expectTurnedAway(await sign(text)));

  test.each<[string, () => object]>([
    ['its end in words', () => ({ exp: '2100-01-01' })],
    ['its end without a number', () => ({ exp: null })],
    ['its beginning in the future', () => ({ nbf: inSeconds(120) })],
    ['a user that is no text', () => ({ sub: 7 })],
    ['teams that are no list', () => ({ teams: { length: 1 } })],
    ['roles that are no texts', () => ({ roles: [{ toString: 'ADMIN' }] })],
    ['a list of issuers', () => ({ iss: [ISSUER] })],
    ['a session that is no text', () => ({ sid: { id: 'x' } })],
  ])('a token with %s', async (_, claims) => expectTurnedAway(await sign(payload(claims()))));

  test.each([
    ['an ID token', 'JWT'],
    ['a request of identity to its provider', 'oauth-authz-req+jwt'],
    ['a logout token', 'logout+jwt'],
    ['an actor token by its type alone', 'actor+jwt'],
    ['a token of another spelling', 'at+jwtx'],
  ])('%s, although the right key signed it', async (_, typ) => expectTurnedAway(await sign(payload(), { typ })));

  test("the gateway's own tokens, for a subgraph and for itself, also under another type", async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const actor = { userId: 'user-1', organisation: { kind: 'ORGANISER', id: ORGANISER }, roles: [], teamIds: [] } as const;
    await expectTurnedAway(await mintActorToken(actor, 'identity', world.accessKey));
    await expectTurnedAway(await mintActorToken(actor, 'seteli', world.accessKey));
    await expectTurnedAway(await mintGatewayToken('seteli', world.accessKey));
    await world.ask(ME, {}, await sign(payload()));
    const { token } = world.subgraphs.identity.requests[0]!;
    world.subgraphs.identity.requests.length = 0;
    await expectTurnedAway(token);
    const [, content = ''] = token.split('.');
    await expectTurnedAway(await sign(Buffer.from(content, 'base64url').toString()));
    await expectTurnedAway(await sign(Buffer.from(content, 'base64url').toString(), {}, privateKey));
  });

  test('a token with a shared secret, made of each form of the published key', async () => {
    const { keys } = (await (await fetch(`${world.url}/.well-known/jwks.json`)).json()) as { keys: { x: string }[] };
    for (const secret of [JSON.stringify({ keys }), JSON.stringify(keys[0]), keys[0]!.x, Buffer.from(keys[0]!.x, 'base64url')])
      for (const alg of ['HS256', 'HS512']) {
        const key = await importJWK({ kty: 'oct', k: Buffer.from(secret).toString('base64url') }, alg);
        const bytes = Buffer.concat([key as Uint8Array, Buffer.alloc(64)]).subarray(0, Math.max(64, (key as Uint8Array).length));
        const signed = await new CompactSign(Buffer.from(payload())).setProtectedHeader({ ...HEADER, alg }).sign(bytes);
        await expectTurnedAway(signed);
      }
  });

  test.each([
    ['encrypted (five parts)', (parts: string[]) => [...parts, 'a', 'b'].join('.')],
    ['without a signature', (parts: string[]) => `${parts[0]}.${parts[1]}.`],
    ['with half a signature', (parts: string[]) => `${parts[0]}.${parts[1]}.${parts[2]!.slice(0, 43)}`],
    [
      'under a header that says nobody signed it',
      (parts: string[]) => [Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url'), ...parts.slice(1)].join('.'),
    ],
  ])('a token that is %s', async (_, bend) => expectTurnedAway(bend((await sign(payload())).split('.'))));
});

test('the gateway refuses a token beyond the size of headers unread, takes a long one, and still answers', async () => {
  const padded = async (bytes: number) => await sign(payload({ padding: 'x'.repeat(bytes) }));
  const send = async (token: string) =>
    await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: ME }),
    });
  expect((await send(await padded(20_000))).status).toBe(431);
  expect((await send(await padded(8_000))).status).toBe(200);
  expect((await world.ask(ME)).status).toBe(200);
});
