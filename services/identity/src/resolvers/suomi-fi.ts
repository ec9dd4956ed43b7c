/**
 * The provider that identifies people: Suomi.fi, or its stand-in on a development machine. OpenID Connect with code,
 * PKCE, state and nonce. We read only the identity code of its answer, and keep nothing here.
 */
import * as client from 'openid-client';
import type { Log } from '@seteli/kit/log';
import { z } from 'zod';
import type { Identified } from '../commands/person.ts';
import type { SignIn } from '../domain/session.ts';

export type IdentityProvider = {
  /** Where the browser goes for identification. */
  authorizationUrl(signIn: Pick<SignIn, 'state' | 'nonce' | 'verifier'>): Promise<URL>;
  /**
   * Whom the provider identified, when they come back with this answer; nothing when the answer is not good or belongs to
   * another sign-in.
   */
  identify(answer: URL, signIn: Pick<SignIn, 'state' | 'nonce' | 'verifier'>): Promise<Identified | undefined>;
};

export type ProviderSettings = {
  readonly signInUrl: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly log: Log;
};

const CLIENT_ID = 'seteli';
const IDENTITY_CODE = 'urn:oid:1.2.246.21';
const TIMEOUT_SECONDS = 5;

export function openIdentityProvider({ signInUrl, clientSecret, redirectUri, log }: ProviderSettings): IdentityProvider {
  const issuer = new URL(signInUrl);
  const isLoopback = issuer.hostname === '127.0.0.1' || issuer.hostname === 'localhost';
  let known: Promise<client.Configuration> | undefined;
  // Identity asks at the first sign-in, since it must start while the provider is away. It does not remember a failure.
  const configuration = () =>
    (known ??= client
      .discovery(issuer, CLIENT_ID, clientSecret, undefined, {
        timeout: TIMEOUT_SECONDS,
        execute: isLoopback ? [client.allowInsecureRequests] : [],
      })
      .catch((fault: unknown) => {
        known = undefined;
        throw fault;
      }));
  return {
    async authorizationUrl({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Computers are shared: the provider must ask, and not sign in the last person at this computer.
        prompt: 'login',
      });
    },
    async identify(answer, { state, nonce, verifier }) {
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return readIdentified(tokens.claims());
      } catch (fault) {
        if (!isRefusal(fault)) throw fault;
        log.info({ reason: fault.code ?? fault.name }, 'an answer of the sign-in provider was turned away');
        return undefined;
      }
    },
  };
}

const NAME_MAX = 200;
const identifiedClaims = z
  .object({
    [IDENTITY_CODE]: z.string(),
    given_name: z.string().trim().min(1).max(NAME_MAX),
    family_name: z.string().trim().min(1).max(NAME_MAX),
  })
  .transform((claims) => ({ identityCode: claims[IDENTITY_CODE]!, givenNames: claims.given_name, familyName: claims.family_name }));

const readIdentified = (claims: unknown): Identified | undefined => identifiedClaims.safeParse(claims).data;

const isRefusal = (fault: unknown): fault is Error & { code?: string } =>
  fault instanceof client.AuthorizationResponseError || fault instanceof client.ResponseBodyError || fault instanceof client.ClientError;
