/**
 * The provider that identifies people: Suomi.fi, or its stand-in on a development machine. OpenID Connect with code,
 * PKCE, state and nonce. We read only the identity code of its answer, and keep nothing here.
 */
import * as client from 'openid-client';
import type { Log } from '@seteli/kit/log';
import type { SignIn } from '../domain/session.ts';

export type IdentityProvider = {
  /** Where the browser goes for identification. */
  authorizationUrl(signIn: Pick<SignIn, 'state' | 'nonce' | 'verifier'>): Promise<URL>;
  /**
   * The identity code of the person who comes back with this answer; nothing when the answer is not good or belongs to
   * another sign-in.
   */
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
