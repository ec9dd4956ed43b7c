/**
 * The provider that identifies people: Suomi.fi, or its stand-in on a development machine. OpenID Connect as the
 * Finnish Trust Network asks for it: signed requests, `private_key_jwt`, encrypted identifications. It keeps nothing.
 */
import * as client from 'openid-client';
import type { JWK } from 'jose';
import { systemClock } from '@seteli/kit/clock';
import type { ExchangeKey } from '@seteli/kit/exchange-key';
import type { Log } from '@seteli/kit/log';
import { readIdentification, type Identified } from '../domain/identified.ts';
import type { SignIn } from '../domain/session.ts';
import { boundedFetch } from './bounded-fetch.ts';

type Secrets = Pick<SignIn, 'state' | 'nonce' | 'verifier'>;

export type IdentityProvider = {
  /** Where the browser goes for identification. */
  authorizationUrl(signIn: Secrets): Promise<URL>;
  /**
   * Who comes back with this answer; nothing when the answer is not good or belongs to another sign-in. Throws when the
   * provider does not answer.
   */
  identify(answer: URL, signIn: Secrets): Promise<Identified | undefined>;
  /** Our public keys, for the provider to check our signatures and to encrypt for us. */
  readonly keys: { readonly keys: readonly JWK[] };
};

export type ProviderSettings = {
  readonly signInUrl: string;
  readonly clientId: string;
  readonly signingKey: ExchangeKey;
  /** The present one first. */
  readonly decryptionKeys: readonly ExchangeKey[];
  readonly idTokenAlgorithm: string;
  /** The levels of assurance that we accept. */
  readonly levels: readonly string[];
  readonly redirectUri: string;
  readonly log: Log;
};

/** Up to three requests may follow one another, and the gateway waits for ten seconds. */
const TIMEOUT_SECONDS = 3;
/** As long as a sign-in may take. */
const MAX_AGE_SECONDS = 600;
const CONTENT_ENCRYPTION = 'A256GCM';

export function openIdentityProvider(settings: ProviderSettings): IdentityProvider {
  const { signingKey, decryptionKeys, levels, redirectUri, log } = settings;
  const configuration = rememberingDiscovery(settings);
  return {
    keys: { keys: [signingKey, ...decryptionKeys.slice(0, 1)].map(({ published }) => published) },
    async authorizationUrl({ state, nonce, verifier }) {
      const wishes = {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        acr_values: levels.join(' '),
        max_age: String(MAX_AGE_SECONDS),
        // Computers are shared: the provider must ask, and not sign in the last person at this computer.
        prompt: 'login',
      };
      return await client.buildAuthorizationUrlWithJAR(await configuration(), wishes, signingKey);
    },
    async identify(answer, { state, nonce, verifier }) {
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          maxAge: MAX_AGE_SECONDS,
          idTokenExpected: true,
        });
        // The library takes a token that is only signed, too.
        if (!isEncrypted(tokens.id_token)) return turnAway(log, 'NOT_ENCRYPTED');
        const read = readIdentification(tokens.claims() ?? {}, levels, systemClock.now());
        return read.accepted ? read.value : turnAway(log, read.refusal.code);
      } catch (fault) {
        if (!isRefusal(fault)) throw fault;
        return turnAway(log, fault.code ?? fault.name);
      }
    },
  };
}

/**
 * Identity asks the provider at the first sign-in, since it must start while the provider is away. It does not remember
 * a failure.
 */
function rememberingDiscovery({ signInUrl, clientId, signingKey, decryptionKeys, idTokenAlgorithm }: ProviderSettings) {
  const issuer = new URL(signInUrl);
  const isLoopback = issuer.hostname === '127.0.0.1' || issuer.hostname === 'localhost';
  const ours = { id_token_signed_response_alg: idTokenAlgorithm, require_auth_time: true };
  const decrypt = (config: client.Configuration) => client.enableDecryptingResponses(config, [CONTENT_ENCRYPTION], ...decryptionKeys);
  let known: Promise<client.Configuration> | undefined;
  return () =>
    (known ??= client
      .discovery(issuer, clientId, ours, client.PrivateKeyJwt(signingKey), {
        timeout: TIMEOUT_SECONDS,
        [client.customFetch]: boundedFetch as client.CustomFetch,
        // Without the second one the library trusts the connection, and checks no signature.
        execute: [decrypt, client.enableNonRepudiationChecks, ...(isLoopback ? [client.allowInsecureRequests] : [])],
      })
      .catch((fault: unknown) => {
        known = undefined;
        throw fault;
      }));
}

const isEncrypted = (token: string | undefined): boolean => token?.split('.').length === 5;

function turnAway(log: Log, reason: string): undefined {
  log.info({ reason }, 'an answer of the sign-in provider was turned away');
}

/** Whether the provider said no. Otherwise it is away, slow, or says more than it may, and the person may try again. */
function isRefusal(fault: unknown): fault is Error & { code?: string } {
  if (fault instanceof client.AuthorizationResponseError || fault instanceof client.ResponseBodyError) return true;
  if (!(fault instanceof client.ClientError) || fault.code === undefined || TOO_SLOW.has(fault.code)) return false;
  return !(fault.cause instanceof Response && fault.cause.status >= 500);
}

const TOO_SLOW = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);
