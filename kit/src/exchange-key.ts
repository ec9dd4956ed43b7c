/**
 * Private keys with which we speak to a partner: to sign for them, or to read what they encrypted for us. Partners take
 * P-256, or RSA of at least 2,048 bits; our own tokens have Ed25519 (`actor.ts`).
 */
import { createPrivateKey, createPublicKey, sign, verify, type webcrypto } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

export type KeyUse = 'sig' | 'enc';
export type ExchangeJwk = JWK & { readonly alg: string; readonly use: KeyUse };

/** For each use and kind of key: the algorithms that it may name. Without a name it has the first. */
const ALGORITHMS = {
  sig: { EC: ['ES256'], RSA: ['RS256', 'PS256'] },
  enc: { EC: ['ECDH-ES'], RSA: ['RSA-OAEP-256'] },
} as const;
const MODULUS_BITS_MIN = 2_048;

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const number = z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/);
const labels = { kid: z.string().max(200).optional(), use: z.string().optional(), alg: z.string().optional() };
const rsaSecrets = { d: number, p: number, q: number, dp: number, dq: number, qi: number };
const key = z.discriminatedUnion('kty', [
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: bytes32, y: bytes32, d: bytes32, ...labels }),
  z.object({ kty: z.literal('RSA'), n: number, e: number, ...rsaSecrets, ...labels }),
]);

/** A key of one use in the environment: a JSON Web Key as JSON. */
export const exchangeJwk = (use: KeyUse) =>
  z.string().transform((text, context): ExchangeJwk => {
    try {
      const { use: meant = use, kid, alg: named, ...parts } = key.parse(JSON.parse(text));
      const algorithms: readonly string[] = ALGORITHMS[use][parts.kty];
      const alg = named ?? algorithms[0]!;
      if (meant === use && algorithms.includes(alg) && fitsTogether(parts)) return { ...parts, ...(kid && { kid }), use, alg };
    } catch {
      // The issue below reports the fault without the text, which may be a secret.
    }
    const what = use === 'sig' ? 'signatures' : 'decryption';
    context.addIssue({
      code: 'custom',
      message: `is not a private JSON Web Key of P-256 or RSA-2048 and more for ${what}, or not only that`,
    });
    return z.NEVER;
  });

/** Whether both parts belong together, and the key is long enough: a signature of the one must satisfy the other. */
function fitsTogether(jwk: JWK): boolean {
  const part = (of: JWK) => ({ key: of as webcrypto.JsonWebKey, format: 'jwk' }) as const;
  const privateKey = createPrivateKey(part(jwk));
  const { modulusLength = MODULUS_BITS_MIN } = privateKey.asymmetricKeyDetails ?? {};
  const probe = Buffer.from('probe');
  return (
    modulusLength >= MODULUS_BITS_MIN && verify('sha256', probe, createPublicKey(part(partOf(jwk))), sign('sha256', probe, privateKey))
  );
}

const partOf = ({ kty, crv, x, y, n, e }: JWK): JWK => (kty === 'EC' ? { kty, crv: crv!, x: x!, y: y! } : { kty: kty!, n: n!, e: e! });

export type ExchangeKey = { readonly key: CryptoKey; readonly kid: string; readonly alg: string; readonly published: JWK };

/** The key ready for use, and its public part for the partner. Its name is its thumbprint unless it has one. */
export async function openExchangeKey({ alg, use, ...jwk }: ExchangeJwk): Promise<ExchangeKey> {
  const kid = jwk.kid ?? (await calculateJwkThumbprint(partOf(jwk)));
  const imported = (await importJWK({ ...jwk, alg }, alg)) as CryptoKey;
  return { key: imported, kid, alg, published: { ...partOf(jwk), kid, alg, use } };
}
