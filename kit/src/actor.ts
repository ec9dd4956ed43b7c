/**
 * Who acts, as the gateway vouches for it: a token of 60 seconds for one subgraph. A subgraph believes nothing else.
 * Each service's `policy.ts` decides what the actor may do.
 */
import { createPrivateKey, createPublicKey, type webcrypto } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';

/** The kinds of organisations for which somebody may act. `schema/actors.ts` says which there are. */
export interface OrganisationKinds {}
export type OrganisationKind = keyof OrganisationKinds;

/** How people proved who they are: by strong identification, or with an account that their organisation gave them. */
export const ASSURANCES = ['STRONG', 'OWN'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** What lets a person act for another person. `until`: the last day on which it does, `YYYY-MM-DD`. */
export const MANDATE_KINDS = ['MANDATE', 'GUARDIAN', 'CUSTODIAN', 'PAPER'] as const;
export type Acting = { readonly by: (typeof MANDATE_KINDS)[number]; readonly mandateId: string; readonly until?: string | undefined };

export type Actor = {
  /** A person for one organisation, or for one person whom they represent. Each of these is a user of its own. */
  readonly userId: string;
  /** For whom the user acts. */
  readonly organisation: { readonly kind: OrganisationKind; readonly id: string };
  /** What a mandate allows are the roles of its holder. */
  readonly roles: readonly string[];
  readonly teamIds: readonly string[];
  /** The person who really acts. Systems have none. */
  readonly personId?: string | undefined;
  readonly assurance?: Assurance | undefined;
  /** The session with which the token ends. Systems have none. */
  readonly sessionId?: string | undefined;
  /** Set for whoever represents another person. */
  readonly acting?: Acting | undefined;
};

type Claims = {
  sub: string;
  org: { kind: OrganisationKind; id: string };
  roles: string[];
  teams: string[];
  person?: string | undefined;
  acr?: Assurance | undefined;
  sid?: string | undefined;
  act?: Acting | undefined;
};

export const toClaims = (actor: Actor): Claims => ({
  sub: actor.userId,
  org: actor.organisation,
  roles: [...actor.roles],
  teams: [...actor.teamIds],
  ...(actor.personId && { person: actor.personId }),
  ...(actor.assurance && { acr: actor.assurance }),
  ...(actor.sessionId && { sid: actor.sessionId }),
  ...(actor.acting && { act: actor.acting }),
});

/** Reads the claims that access tokens and actor tokens share; throws when one is missing or has another shape. */
export type ReadClaims = (payload: unknown) => Actor;

export function claimsReader(kinds: readonly OrganisationKind[]): ReadClaims {
  const claims: z.ZodType<Claims> = z.object({
    sub: z.string(),
    org: z.object({ kind: z.enum(kinds), id: z.string() }),
    roles: z.array(z.string()),
    teams: z.array(z.string()),
    person: z.string().optional(),
    acr: z.enum(ASSURANCES).optional(),
    sid: z.string().optional(),
    act: z.object({ by: z.enum(MANDATE_KINDS), mandateId: z.string(), until: z.string().optional() }).optional(),
  });
  return (payload) => {
    const { sub, org, roles, teams, person, acr, sid, act } = claims.parse(payload);
    return { userId: sub, organisation: org, roles, teamIds: teams, personId: person, assurance: acr, sessionId: sid, acting: act };
  };
}

const ALGORITHM = 'EdDSA';
const TYPE = 'actor+jwt';
const ISSUER = 'seteli-gateway';
const LIFETIME = '60s';
const CHECKS = { algorithms: [ALGORITHM], issuer: ISSUER, maxTokenAge: '90s', clockTolerance: 5 };

export type TokenKey = CryptoKey | Uint8Array;
export const importKey = (jwk: JWK): Promise<TokenKey> => importJWK(jwk, ALGORITHM);

const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const publicKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: bytes32,
  kid: z.string().optional(),
  alg: z.enum(['EdDSA', 'Ed25519']).optional(),
  use: z.literal('sig').optional(),
});

/** A key in the environment: a JSON Web Key as JSON, for Ed25519 signatures only. */
const jwkOf = (part: 'private' | 'public', isOne: (key: JWK) => boolean) =>
  z.string().transform((text, context): JWK => {
    try {
      const key = JSON.parse(text) as JWK;
      if (isOne(key)) return key;
    } catch {
      // The issue below reports the fault without the text, which may be a secret.
    }
    context.addIssue({ code: 'custom', message: `is not a ${part} JSON Web Key of Ed25519 for signatures, or not only that` });
    return z.NEVER;
  });

export const publicJwk = jwkOf('public', (key) => publicKey.safeParse(key).success && !('d' in key));
/** The private part must yield the public part. */
export const privateJwk = jwkOf(
  'private',
  (key) =>
    publicKey.extend({ d: bytes32 }).safeParse(key).success &&
    createPublicKey(createPrivateKey({ key: key as webcrypto.JsonWebKey, format: 'jwk' })).export({ format: 'jwk' }).x === key.x,
);

export const mintActorToken = (actor: Actor, subgraph: string, key: TokenKey): Promise<string> =>
  new SignJWT({ ...toClaims(actor) })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(subgraph)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key);

const GATEWAY_TYPE = 'gateway+jwt';

/**
 * A token with which the gateway speaks for itself. No subgraph takes it for an actor token, nor an actor token for it.
 */
export const mintGatewayToken = (service: string, key: TokenKey): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: GATEWAY_TYPE })
    .setIssuer(ISSUER)
    .setAudience(service)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(key);

/** Throws unless the gateway itself asks this service. */
export async function verifyGatewayToken(token: string, service: string, key: TokenKey): Promise<void> {
  await jwtVerify(token, key, { ...CHECKS, typ: GATEWAY_TYPE, audience: service, requiredClaims: ['exp', 'iat'] });
}

/** A subgraph, the gateway's public key, and how it reads an actor. */
export type Verifying = { readonly subgraph: string; readonly key: TokenKey; readonly readClaims: ReadClaims };

async function verify(token: string, { subgraph, key, readClaims }: Verifying): Promise<{ actor: Actor; expiresAtMs: number }> {
  const { payload } = await jwtVerify(token, key, {
    ...CHECKS,
    typ: TYPE,
    audience: subgraph,
    requiredClaims: ['exp', 'iat', 'sub', 'org'],
  });
  return { actor: readClaims(payload), expiresAtMs: payload.exp! * 1000 };
}

/** Throws unless the token is one of the gateway's, for this subgraph, and fresh. */
export const verifyActorToken = async (token: string, verifying: Verifying): Promise<Actor> => (await verify(token, verifying)).actor;

const REMEMBERED = 1_000;

/**
 * Verifies each token only once. The gateway sends the same token for up to half a minute, and a signature costs more
 * to check than many queries.
 */
export function rememberingVerifier(verifying: Verifying, now: () => number): (token: string) => Promise<Actor> {
  const remembered = new Map<string, { actor: Actor; expiresAtMs: number }>();
  return async (token) => {
    const known = remembered.get(token);
    if (known && known.expiresAtMs > now()) return known.actor;
    const verified = await verify(token, verifying);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(token, verified);
    return verified.actor;
  };
}
