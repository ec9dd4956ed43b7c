/**
 * What an app asks of a person's browser, and what a code is worth: OAuth 2.1 with PKCE (RFC 7636). Errors have the
 * words of RFC 6749.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { timingSafeEqual } from 'node:crypto';

const CODE_LASTS = Temporal.Duration.from({ seconds: 60 });

export const codeExpiry = (now: Instant): Instant => now.add(CODE_LASTS);

/** The parameters of a request; a parameter that came twice is a list. */
export type Parameters = Readonly<Record<string, unknown>>;
export type Wish = { readonly challenge: string; readonly state: string | undefined };
export type WishError = 'invalid_request' | 'unsupported_response_type' | 'invalid_scope';

const STATE = /^[\u0020-\u007e]{1,512}$/;
/** SHA-256 as base64url. */
const CHALLENGE = /^[\w-]{43}$/;
const KNOWN = ['response_type', 'client_id', 'redirect_uri', 'state', 'scope', 'code_challenge', 'code_challenge_method'];

/** The state of a request, if it is one that we can give back. */
export const stateOf = ({ state }: Parameters): string | undefined => (typeof state === 'string' && STATE.test(state) ? state : undefined);

/** There are no scopes: an app may do what the person may. `plain` challenges are as good as none. */
export function readWish(parameters: Parameters): Decision<Wish, WishError> {
  const { response_type: type, scope = '', code_challenge: challenge, code_challenge_method: method } = parameters;
  if (KNOWN.some((name) => parameters[name] !== undefined && typeof parameters[name] !== 'string')) return refuseWhole('invalid_request');
  if (parameters.state !== undefined && stateOf(parameters) === undefined) return refuseWhole('invalid_request');
  if (type === undefined) return refuseWhole('invalid_request');
  if (type !== 'code') return refuseWhole('unsupported_response_type');
  if (scope !== '') return refuseWhole('invalid_scope');
  if (method !== 'S256' || typeof challenge !== 'string' || !CHALLENGE.test(challenge)) return refuseWhole('invalid_request');
  return accept({ challenge, state: stateOf(parameters) });
}

export type Code = {
  readonly mark: string;
  readonly appId: Id;
  /** The session of the browser in which the person let the app act. */
  readonly fromSessionId: Id;
  /** For whom the app acts. */
  readonly organisationId: Id;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  readonly sessionId: Id | null;
};

/** What the app shows; its verifier already hashed. */
export type ShownCode = Pick<Code, 'appId' | 'redirectUri' | 'challenge'>;
export type CodeRefusal = 'CODE_UNKNOWN' | 'CODE_REUSED' | 'CODE_EXPIRED' | 'OTHER_APP' | 'OTHER_REDIRECT' | 'OTHER_VERIFIER';

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Each showing uses the code up, a wrong one too: whoever got hold of it has one try. */
export function checkCode(code: Code | undefined, shown: ShownCode, now: Instant): Decision<Code, CodeRefusal> {
  if (!code) return refuseWhole('CODE_UNKNOWN');
  if (code.usedAt) return refuseWhole('CODE_REUSED');
  if (Temporal.Instant.compare(now, code.expiresAt) >= 0) return refuseWhole('CODE_EXPIRED');
  if (code.appId !== shown.appId) return refuseWhole('OTHER_APP');
  if (code.redirectUri !== shown.redirectUri) return refuseWhole('OTHER_REDIRECT');
  if (!isSame(code.challenge, shown.challenge)) return refuseWhole('OTHER_VERIFIER');
  return accept(code);
}

type Answer = Readonly<Record<string, string | undefined>>;

/** The address with an answer. Registered addresses have no query of their own. */
export function answerAddress(redirectUri: string, answer: Answer): string {
  const given = Object.entries(answer).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${redirectUri}?${new URLSearchParams(given)}`;
}
