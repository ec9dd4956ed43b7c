/**
 * A passkey (WebAuthn): how a user of an organisation's own account proves who they are. The library checks signatures;
 * here is when a challenge and a passkey count.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';

export type Passkey = {
  readonly id: Id;
  readonly userId: Id;
  /** The authenticator's own name of it, in base64url. */
  readonly credentialId: string;
  /** The public key (COSE), in base64url. */
  readonly publicKey: string;
  /** How often the authenticator has signed. Authenticators that share a passkey between devices keep it at zero. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** The name that the user gave it. */
  readonly name: string;
  /** Whether it may leave the device, and whether it has. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly madeAt: Instant;
  readonly lastUsedAt: Instant | null;
};

export type Purpose = 'SIGN_IN' | 'REGISTER';

/** What we asked an authenticator to sign: once, in the browser that asked. */
export type Challenge = {
  readonly challenge: string;
  readonly browserMark: string;
  readonly purpose: Purpose;
  /** The invitation that a new passkey takes up; null for a further one. */
  readonly invitationMark: string | null;
  /** The user who gets the passkey; null at sign-in. */
  readonly userId: Id | null;
  readonly expiresAt: Instant;
};

const CHALLENGE_LASTS = Temporal.Duration.from({ minutes: 5 });
export const CHALLENGE_MS = CHALLENGE_LASTS.total('milliseconds');
export const challengeExpiry = (now: Instant): Instant => now.add(CHALLENGE_LASTS);

export function checkChallenge(taken: Challenge | undefined, purpose: Purpose, now: Instant): Decision<Challenge, 'CHALLENGE_UNKNOWN'> {
  const holds = taken !== undefined && taken.purpose === purpose && Temporal.Instant.compare(now, taken.expiresAt) < 0;
  return holds ? accept(taken) : refuseWhole('CHALLENGE_UNKNOWN');
}

/** A further passkey needs a fresh sign-in: a thief of a session must not get a way in of their own. */
const FRESH = Temporal.Duration.from({ minutes: 10 });
export const isFresh = (identifiedAt: Instant, now: Instant): boolean => Temporal.Instant.compare(now, identifiedAt.add(FRESH)) < 0;
