/**
 * Who sends a request. It verifies the access token of the Authorization header against identity's keys, and mints the
 * actor tokens that vouch for the caller towards subgraphs. It decides nothing about rights.
 */
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { fromClaims } from '@seteli/schema/actors';
import { mintActorToken, type Actor, type TokenKey } from '@seteli/kit/actor';
import { systemClock } from '@seteli/kit/clock';
import { z } from 'zod';
import type { EndedSessions, Provenance } from './ended-sessions.ts';
import type { MandateCheck } from './mandates.ts';
import { unauthenticated, unavailable } from './errors.ts';
import { say } from '@seteli/kit/language';

const ENDED = say(
  'Istunto on päättynyt. Kirjaudu uudelleen.',
  'Sessionen har avslutats. Logga in på nytt.',
  'The session has ended: sign in again.',
);
const NO_TOKEN = say(
  'Kirjaudu: lähetä käyttötunniste otsakkeessa Authorization.',
  'Logga in: sänd en åtkomstnyckel i huvudet Authorization.',
  'Sign in: send an access token in the Authorization header.',
);
const NOT_VALID = say('Käyttötunniste ei kelpaa.', 'Åtkomstnyckeln är inte giltig.', 'The access token is not valid.');
const EXPIRED = say('Käyttötunniste on vanhentunut.', 'Åtkomstnyckeln har gått ut.', 'The access token has expired.');

export type Caller = {
  readonly actor: Actor;
  /** When the access token expires. */
  readonly expiresAt: Temporal.Instant;
  actorToken(subgraph: string): Promise<string>;
  /** Calls the listener once when the token stops holding before that. Returns the function that ends the watch. */
  whenEnded(listener: () => void): () => void;
};

/** Takes the value of an Authorization header; throws UNAUTHENTICATED unless it holds a valid access token. */
export type SignInCheck = (authorization: string | undefined) => Promise<Caller>;

type SignInCheckOptions = { issuer: string; keys: JWTVerifyGetKey; actorKey: TokenKey; ended: EndedSessions; mandateCheck: MandateCheck };
type Verified = { readonly caller: Caller; readonly provenance: Provenance };

/**
 * An actor token lives 60 seconds. The gateway uses it for half of that, so it outlasts every request that starts with
 * it.
 */
const REMEMBERED_MS = 30_000;
const REMEMBERED_CALLERS = 10_000;
/** Faults of the key set, not of the token: the caller could do nothing about them. */
const KEYS_AWAY = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID']);

export function createSignInCheck(options: SignInCheckOptions): SignInCheck {
  const { ended, mandateCheck } = options;
  const remembered = new Map<string, Verified & { until: number }>();
  const unlessEnded = async ({ caller, provenance }: Verified): Promise<Caller> => {
    if (ended.has(provenance)) throw unauthenticated(ENDED);
    if (caller.actor.acting) await mandateCheck(caller.actor.acting.mandateId);
    return caller;
  };
  return async (authorization) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw unauthenticated(NO_TOKEN);
    const known = remembered.get(token);
    if (known && known.until > performance.now()) return await unlessEnded(known);
    remembered.delete(token);
    const verified = await verify(token, options);
    const leftMs = verified.caller.expiresAt.since(systemClock.now()).total('milliseconds');
    remembered.set(token, { ...verified, until: performance.now() + Math.min(leftMs, REMEMBERED_MS) });
    if (remembered.size > REMEMBERED_CALLERS) remembered.delete(remembered.keys().next().value!);
    // A gateway that has just started does not yet know which sessions ended before.
    await ended.asked;
    return await unlessEnded(verified);
  };
}

async function verify(token: string, { issuer, keys, actorKey, ended }: SignInCheckOptions): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      audience: 'seteli',
      requiredClaims: ['exp', 'iat', 'sub', 'org', 'roles', 'teams'],
    });
    const actor = fromClaims(payload);
    const appId = typeof payload.client_id === 'string' ? payload.client_id : undefined;
    const provenance = { sessionId: actor.sessionId, appId, userId: actor.userId, issuedAtMs: Math.round(payload.iat! * 1_000) };
    const caller = {
      actor,
      expiresAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(payload.exp! * 1_000)),
      actorToken: minting(actor, actorKey),
      whenEnded: (listener: () => void) => ended.whenEnded(provenance, listener),
    };
    return { caller, provenance };
  } catch (fault) {
    if (fault instanceof z.ZodError) throw unauthenticated(NOT_VALID);
    if (!(fault instanceof errors.JOSEError) || KEYS_AWAY.has(fault.code)) throw unavailable(fault);
    throw unauthenticated(fault instanceof errors.JWTExpired ? EXPIRED : NOT_VALID);
  }
}

/** Mints one token per subgraph, on its first use. */
function minting(actor: Actor, actorKey: TokenKey): Caller['actorToken'] {
  const minted = new Map<string, Promise<string>>();
  return (subgraph) => {
    const ready = minted.get(subgraph) ?? mintActorToken(actor, subgraph, actorKey);
    minted.set(subgraph, ready);
    return ready;
  };
}
