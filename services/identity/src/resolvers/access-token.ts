/** Seteli's access tokens: who a user is and for whom they act, signed. The commands decide whether they get one. */
import { calculateJwkThumbprint, SignJWT, type JWK } from 'jose';
import { importKey, toClaims, type Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';

export type TokenIssuer = {
  /** `appId`: the app of others that acts for the person. */
  issue(actor: Actor, issuedAt: Instant, lasts: Temporal.Duration, appId?: Id): Promise<string>;
  /** The key with which anybody can verify the tokens. */
  readonly keys: { readonly keys: readonly JWK[] };
};

const AUDIENCE = 'seteli';

const toSeconds = (instant: Instant): number => Math.floor(instant.epochMilliseconds / 1000);

export async function openTokenIssuer(privateKey: JWK, issuer: string): Promise<TokenIssuer> {
  const { kty, crv, x } = privateKey;
  const published = {
    kty,
    crv,
    x,
    kid: privateKey.kid ?? (await calculateJwkThumbprint({ kty, crv, x } as JWK)),
    alg: 'EdDSA',
    use: 'sig',
  } as JWK;
  const key = await importKey(privateKey);
  return {
    keys: { keys: [published] },
    issue: (actor, issuedAt, lasts, appId) =>
      new SignJWT({ ...toClaims(actor), ...(appId && { client_id: appId }) })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: published.kid! })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setJti(newId())
        // With milliseconds (RFC 7519 allows them): the gateway compares it with the moment from which tokens of the
        // user hold.
        .setIssuedAt(issuedAt.epochMilliseconds / 1000)
        .setExpirationTime(toSeconds(issuedAt.add(lasts)))
        .sign(key),
  };
}

/** The answer that gives a token, in the words of OAuth. */
export const tokenAnswer = async (token: Promise<string>, lasts: Temporal.Duration) => ({
  access_token: await token,
  token_type: 'Bearer',
  expires_in: Math.floor(lasts.total('seconds')),
});
