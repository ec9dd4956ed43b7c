/**
 * Who acts, as the gateway vouches for it: a token of 60 seconds for one subgraph. A subgraph believes nothing else.
 * Whether the actor may do something is not decided here but in each service's `policy.ts`.
 */
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

export const ORGANISATION_KINDS = ['ORGANISER', 'PROVIDER', 'PERSON'] as const;

const claims = z.object({
  sub: z.string(),
  org: z.object({ kind: z.enum(ORGANISATION_KINDS), id: z.string() }),
  roles: z.array(z.string()),
  teams: z.array(z.string()),
  person: z.string().optional(),
});

export type Actor = {
  readonly userId: string;
  /** For whom the user acts: an organiser, a provider, or a person (the client, or whom he represents). */
  readonly organisation: { readonly kind: (typeof ORGANISATION_KINDS)[number]; readonly id: string };
  readonly roles: readonly string[];
  readonly teamIds: readonly string[];
  readonly personId?: string | undefined;
};

export const toClaims = (actor: Actor): z.infer<typeof claims> => ({
  sub: actor.userId,
  org: actor.organisation,
  roles: [...actor.roles],
  teams: [...actor.teamIds],
  ...(actor.personId && { person: actor.personId }),
});

/** Reads the claims that access tokens and actor tokens share; throws when one is missing or has another shape. */
export function fromClaims(payload: unknown): Actor {
  const { sub, org, roles, teams, person } = claims.parse(payload);
  return { userId: sub, organisation: org, roles, teamIds: teams, personId: person };
}

const ALGORITHM = 'EdDSA';
const TYPE = 'actor+jwt';
const ISSUER = 'seteli-gateway';
const LIFETIME = '60s';
const CHECKS = { algorithms: [ALGORITHM], issuer: ISSUER, maxTokenAge: '90s', clockTolerance: 5 };

export type Key = CryptoKey | Uint8Array;
export const importKey = (jwk: JWK): Promise<Key> => importJWK(jwk, ALGORITHM);

/** A key in the environment: a JSON Web Key as JSON. */
export const jwk = z.string().transform((text, context): JWK => {
  try {
    return JSON.parse(text) as JWK;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a JSON Web Key' });
    return z.NEVER;
  }
});

export const mintActorToken = (actor: Actor, subgraph: string, key: Key): Promise<string> =>
  new SignJWT({ ...toClaims(actor) })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(subgraph)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key);

const GATEWAY_TYPE = 'gateway+jwt';

/** The gateway speaks for itself, for nobody else: an actor token is none of these, and the other way round. */
export const mintGatewayToken = (service: string, key: Key): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: GATEWAY_TYPE })
    .setIssuer(ISSUER)
    .setAudience(service)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key);

/** Throws unless the gateway itself asks this service. */
export async function verifyGatewayToken(token: string, service: string, key: Key): Promise<void> {
  await jwtVerify(token, key, { ...CHECKS, typ: GATEWAY_TYPE, audience: service, requiredClaims: ['exp', 'iat'] });
}

async function verify(token: string, subgraph: string, key: Key): Promise<{ actor: Actor; expiresAtMs: number }> {
  const { payload } = await jwtVerify(token, key, {
    ...CHECKS,
    typ: TYPE,
    audience: subgraph,
    requiredClaims: ['exp', 'iat', 'sub', 'org'],
  });
  return { actor: fromClaims(payload), expiresAtMs: payload.exp! * 1000 };
}

/** Throws unless the token is one of the gateway's, for this subgraph, and fresh. */
export const verifyActorToken = async (token: string, subgraph: string, key: Key): Promise<Actor> =>
  (await verify(token, subgraph, key)).actor;

const REMEMBERED = 1_000;

/** The same, but each token is verified once: the gateway sends one for up to half a minute, and checking a signature costs more than many a query. */
export function rememberingVerifier(subgraph: string, key: Key, now: () => number): (token: string) => Promise<Actor> {
  const remembered = new Map<string, { actor: Actor; expiresAtMs: number }>();
  return async (token) => {
    const known = remembered.get(token);
    if (known && known.expiresAtMs > now()) return known.actor;
    const verified = await verify(token, subgraph, key);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified.actor;
  };
}
