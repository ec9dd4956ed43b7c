/** Which tokens a subgraph believes: those of the gateway, for itself, and fresh. All others form a corpus here. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import {
  claimsReader,
  importKey,
  mintActorToken,
  mintGatewayToken,
  privateJwk,
  publicJwk,
  toClaims,
  verifyActorToken,
  verifyGatewayToken,
  type Actor,
} from './actor.ts';

const readClaims = claimsReader(['ORGANISER', 'PROVIDER']);
const keys = await generateKeyPair('EdDSA', { extractable: true });
const others = await generateKeyPair('EdDSA');
const ecKeys = await generateKeyPair('ES256');
const actor: Actor = {
  userId: 'user 1',
  organisation: { kind: 'ORGANISER', id: 'county 1' },
  roles: ['OFFICER'],
  teamIds: ['team 1'],
  personId: 'person 1',
};

type Change = {
  alg?: string;
  typ?: string;
  iss?: string;
  aud?: string | string[];
  iat?: number | null;
  exp?: number | null;
  nbf?: number;
  claims?: object;
  key?: CryptoKey | KeyObject | Uint8Array;
};
const seconds = (from: number) => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) + from;

/** A good token, except for the given changes. */
function token({
  alg = 'EdDSA',
  typ = 'actor+jwt',
  iss = 'seteli-gateway',
  aud = 'vouchers',
  iat,
  exp,
  nbf,
  claims,
  key,
}: Change): Promise<string> {
  const payload: JWTPayload = {
    ...(claims ?? toClaims(actor)),
    iss,
    aud,
    ...(iat !== null && { iat: iat ?? seconds(0) }),
    ...(exp !== null && { exp: exp ?? seconds(60) }),
    ...(nbf !== undefined && { nbf }),
  };
  return new SignJWT(payload).setProtectedHeader({ alg, typ }).sign(key ?? keys.privateKey);
}
const verify = (text: string) => verifyActorToken(text, { subgraph: 'vouchers', key: keys.publicKey, readClaims });

test('a subgraph believes the tokens that the gateway mints for it', async () => {
  expect(await verify(await mintActorToken(actor, 'vouchers', keys.privateKey))).toEqual(actor);
  expect(await verify(await token({}))).toEqual(actor);
});

test('a service believes a token by which the gateway speaks for itself, and never takes it for an actor', async () => {
  const own = await mintGatewayToken('vouchers', keys.privateKey);
  await verifyGatewayToken(own, 'vouchers', keys.publicKey);
  await expect(verify(own)).rejects.toThrow('typ');
  await expect(verifyGatewayToken(own, 'identity', keys.publicKey)).rejects.toThrow('aud');
  const others = [
    await mintActorToken(actor, 'vouchers', keys.privateKey),
    await token({ typ: 'gateway+jwt', iss: 'somebody' }),
    await token({ typ: 'gateway+jwt', exp: null }),
    await token({ typ: 'gateway+jwt', iat: seconds(-120) }),
    await token({ typ: 'gateway+jwt', alg: 'ES256', key: ecKeys.privateKey }),
  ];
  for (const other of others)
    await expect(verifyGatewayToken(other, 'vouchers', keys.publicKey)).rejects.toThrow(/"(typ|iss|exp|iat|alg)"/);
});

test('no subgraph believes a token that the gateway minted for another', async () => {
  await expect(verify(await mintActorToken(actor, 'bookings', keys.privateKey))).rejects.toThrow('"aud"');
});

test('claims say how an actor identified themselves, and by which mandate they act for another', () => {
  const acting = { by: 'MANDATE', mandateId: 'm', until: '2026-12-31' } as const;
  const representative = { ...actor, assurance: 'STRONG', sessionId: 's', acting } as const;
  expect(readClaims(toClaims(representative))).toEqual(representative);
  expect(() => readClaims({ ...toClaims(representative), acr: 'LOA4' })).toThrow('acr');
  expect(() => readClaims({ ...toClaims(representative), act: { ...acting, by: 'FRIEND' } })).toThrow('act');
});

test('an actor who acts for no person has no person in their claims', () => {
  const { personId: _, ...officer } = actor;
  expect(readClaims(toClaims(officer))).toEqual({ ...officer, personId: undefined });
});

const pem = await exportSPKI(keys.publicKey);
const rawKey = base64url.decode((await exportJWK(keys.publicKey)).x!);
const without = (claim: string) => ({ claims: Object.fromEntries(Object.entries(toClaims(actor)).filter(([name]) => name !== claim)) });

test.each<[string, Change, RegExp]>([
  ['signed with another key', { key: others.privateKey }, /signature verification failed/],
  ['signed with another algorithm', { alg: 'ES256', key: ecKeys.privateKey }, /"alg"/],
  ['signed with the public key as a password (PEM)', { alg: 'HS256', key: Buffer.from(pem) }, /"alg"/],
  ['signed with the public key as a password (raw)', { alg: 'HS256', key: rawKey }, /"alg"/],
  ['of another kind', { typ: 'at+jwt' }, /"typ"/],
  ['of no kind', { typ: '' }, /"typ"/],
  ['of another issuer', { iss: 'https://identity' }, /"iss"/],
  ['for another subgraph', { aud: 'settlement' }, /"aud"/],
  ['for nobody', { aud: '' }, /"aud"/],
  ['without an end', { exp: null }, /"exp"/],
  ['without a beginning', { iat: null }, /"iat"/],
  ['expired', { iat: seconds(-70), exp: seconds(-10) }, /"exp"/],
  ['old, though it has not expired', { iat: seconds(-120), exp: seconds(3600) }, /"iat"/],
  ['from the future', { iat: seconds(60), exp: seconds(120) }, /"iat"/],
  ['not valid yet', { nbf: seconds(60) }, /"nbf"/],
  ['without a user', without('sub'), /"sub"/],
  ['without an organisation', without('org'), /"org"/],
  ['without roles', without('roles'), /roles/],
  ['without teams', without('teams'), /teams/],
  ['with an organisation of an unknown kind', { claims: { ...toClaims(actor), org: { kind: 'GATEWAY', id: '1' } } }, /kind/],
  ['with roles that are no list', { claims: { ...toClaims(actor), roles: 'ADMIN' } }, /roles/],
])('a subgraph turns a token %s away', async (_, change, reason) => {
  await expect(verify(await token(change))).rejects.toThrow(reason);
});

test('a subgraph turns a token without a signature away', async () => {
  const unsecured = new UnsecuredJWT({ ...toClaims(actor) })
    .setIssuer('seteli-gateway')
    .setAudience('vouchers')
    .setIssuedAt()
    .setExpirationTime('60s')
    .encode();
  await expect(verify(unsecured)).rejects.toThrow(/JW[ST]|"alg"|signature/);
  const [, payload] = (await token({})).split('.');
  for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
    const header = base64url.encode(JSON.stringify({ alg, typ: 'actor+jwt' }));
    await expect(verify(`${header}.${payload}.`)).rejects.toThrow(/"alg"|signature/);
  }
});

test('a subgraph turns a token with changed claims away', async () => {
  const [header, , signature] = (await token({})).split('.');
  const payload = base64url.encode(
    JSON.stringify({ ...toClaims(actor), roles: ['ADMIN'], iss: 'seteli-gateway', aud: 'vouchers', iat: seconds(0), exp: seconds(60) }),
  );
  await expect(verify(`${header}.${payload}.${signature}`)).rejects.toThrow('signature verification failed');
});

test.each(['', 'token', 'a.b.c', '..', 'Bearer x', 'e30.e30.'])('%j is no token', async (text) => {
  await expect(verify(text)).rejects.toThrow(/JW[ST]/);
});

test('a key in the environment is a JSON Web Key and nothing else', async () => {
  const exported = await exportJWK(keys.publicKey);
  const key = await importKey(publicJwk.parse(JSON.stringify(exported)));
  expect(await verifyActorToken(await token({}), { subgraph: 'vouchers', key, readClaims })).toEqual(actor);
  for (const text of [pem, '', '{}', 'null', '[]', '"x"']) {
    expect(publicJwk.safeParse(text).error?.issues[0]?.message).toMatch(/^is not a public JSON Web Key/);
    expect(privateJwk.safeParse(text).error?.issues[0]?.message).toMatch(/^is not a private JSON Web Key/);
  }
  expect(createPublicKey(pem).asymmetricKeyType).toBe('ed25519');
});
