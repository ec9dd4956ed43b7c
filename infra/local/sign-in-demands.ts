/**
 * What the embedded sign-in provider demands of a request beyond the library's own checks, as the Finnish Trust Network
 * does: each safeguard must be there, so that a client that forgets one fails on a development machine already.
 */
import { InvalidClientAuth, InvalidRequestObject } from 'oidc-provider/lib/helpers/errors.js';

/** The trust network's levels of assurance: substantial and high. */
export const LEVELS = ['http://ftn.ficora.fi/2017/loa2', 'http://ftn.ficora.fi/2017/loa3'] as const;

const LONGEST_SECONDS = 300;
const SECRET_LENGTH_MIN = 22;

type Parts = Readonly<Record<string, unknown>>;
type Demand = readonly [what: string, isMet: (claims: Parts, header: Parts) => boolean];

const isSecret = (claim: unknown): boolean => typeof claim === 'string' && claim.length >= SECRET_LENGTH_MIN;
const isShortLived = ({ exp, iat }: Parts): boolean => typeof exp === 'number' && typeof iat === 'number' && exp - iat <= LONGEST_SECONDS;

const OF_EACH: readonly Demand[] = [
  ['kid in the header', (_, { kid }) => typeof kid === 'string'],
  ['jti', ({ jti }) => isSecret(jti)],
  ['iat, and exp at most five minutes later', isShortLived],
];

const OF_A_REQUEST: readonly Demand[] = [
  ...OF_EACH,
  ['iss', ({ iss }) => typeof iss === 'string'],
  ['aud', ({ aud }) => typeof aud === 'string'],
  ['state', ({ state }) => isSecret(state)],
  ['nonce', ({ nonce }) => isSecret(nonce)],
  ['code_challenge', ({ code_challenge: challenge }) => isSecret(challenge)],
  ['code_challenge_method S256', ({ code_challenge_method: method }) => method === 'S256'],
  ['acr_values of the trust network', ({ acr_values: levels }) => levelOf(levels) !== undefined],
  ['max_age in seconds', ({ max_age: age }) => Number.isInteger(age)],
];

const missing = (demands: readonly Demand[], claims: Parts, header: Parts): string[] =>
  demands.filter(([, isMet]) => !isMet(claims, header)).map(([what]) => what);

/** The first of the wished levels that this provider has. */
export const levelOf = (wished: unknown): string | undefined =>
  typeof wished === 'string' ? wished.split(' ').find((level) => (LEVELS as readonly string[]).includes(level)) : undefined;

export function checkRequest(claims: Parts, header: Parts): void {
  const absent = missing(OF_A_REQUEST, claims, header);
  if (absent.length > 0) throw new InvalidRequestObject(`the request object needs ${absent.join(', ')}`);
}

export function checkAssertion(claims: Parts, header: Parts): void {
  const absent = missing(OF_EACH, claims, header);
  if (absent.length > 0) throw new InvalidClientAuth(`the client assertion needs ${absent.join(', ')}`);
}
