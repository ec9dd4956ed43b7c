/**
 * The provider that identifies people: Suomi.fi, or what plays it on a development machine. OpenID Connect with code,
 * PKCE, state and nonce. Of what it tells, the identity code alone is read, and nothing is kept here.
 */
import * as client from 'openid-client';
import type { Log } from '@seteli/kit/log';
import type { SignIn } from '../domain/session.ts';

export type IdentityProvider = {
  /** Where the browser goes to be identified. */
  authorizationUrl(signIn: Pick<SignIn, 'state' | 'nonce' | 'verifier'>): Promise<URL>;
  /** The identity code of whoever comes back with this answer; nothing when the answer does not belong to the sign-in or is not good. */
  identify(answer: URL, signIn: Pick<SignIn, 'state' | 'nonce' | 'verifier'>): Promise<string | undefined>;
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
  // Asked at the first sign-in: identity must start while the provider is away. A failure is not remembered.
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
        // Computers are shared: whoever sat here before must not be signed in without being asked.
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
        const code = tokens.claims()?.[IDENTITY_CODE];
        return typeof code === 'string' ? code : undefined;
      } catch (fault) {
        if (!isRefusal(fault)) throw fault;
        log.info({ reason: fault.code ?? fault.name }, 'an answer of the sign-in provider was turned away');
        return undefined;
      }
    },
  };
}

const isRefusal = (fault: unknown): fault is Error & { code?: string } =>
  fault instanceof client.AuthorizationResponseError || fault instanceof client.ResponseBodyError || fault instanceof client.ClientError;
