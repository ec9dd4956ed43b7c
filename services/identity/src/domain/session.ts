/** When a sign-in and a session hold. Times are arguments; what is compared are marks of secrets, never secrets. */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';

const SIGN_IN_LASTS = Temporal.Duration.from({ minutes: 10 });
const IDLE_AFTER = Temporal.Duration.from({ minutes: 30 });
const SESSION_LASTS = Temporal.Duration.from({ hours: 8 });
export const ACCESS_TOKEN_LASTS = Temporal.Duration.from({ minutes: 10 });
export const SYSTEM_TOKEN_LASTS = Temporal.Duration.from({ minutes: 60 });

const isFrom = (limit: Instant, now: Instant): boolean => Temporal.Instant.compare(now, limit) >= 0;

export type SignIn = {
  readonly state: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
  /** The browser that began is the one that must come back, or somebody could be signed in as another. */
  readonly browserMark: string;
  readonly returnTo: string | null;
  readonly expiresAt: Instant;
};

export const signInExpiry = (now: Instant): Instant => now.add(SIGN_IN_LASTS);

export function checkSignIn(
  signIn: SignIn | undefined,
  browserMark: string,
  now: Instant,
): Decision<SignIn, 'SIGN_IN_UNKNOWN' | 'SIGN_IN_EXPIRED'> {
  if (!signIn || signIn.browserMark !== browserMark) return refuse('SIGN_IN_UNKNOWN');
  if (isFrom(signIn.expiresAt, now)) return refuse('SIGN_IN_EXPIRED');
  return accept(signIn);
}

export type Session = {
  readonly id: Id;
  readonly personId: Id;
  readonly tokenMark: string;
  readonly startedAt: Instant;
  readonly usedAt: Instant;
  readonly endedAt: Instant | null;
};

export const sessionExpiry = ({ startedAt }: Pick<Session, 'startedAt'>): Instant => startedAt.add(SESSION_LASTS);

export type SessionRefusal = 'SESSION_UNKNOWN' | 'SESSION_ENDED' | 'SESSION_EXPIRED' | 'TOKEN_REUSED';

/** An old token can only come back when two hold it: the session's owner and somebody who took it. Nobody knows who is who, so it ends. */
export function checkSession(session: Session | undefined, tokenMark: string, now: Instant): Decision<Session, SessionRefusal> {
  if (!session) return refuse('SESSION_UNKNOWN');
  if (session.endedAt) return refuse('SESSION_ENDED');
  if (session.tokenMark !== tokenMark) return refuse('TOKEN_REUSED');
  if (isFrom(sessionExpiry(session), now) || isFrom(session.usedAt.add(IDLE_AFTER), now)) return refuse('SESSION_EXPIRED');
  return accept(session);
}

export const rotate = (session: Session, tokenMark: string, now: Instant): Session => ({ ...session, tokenMark, usedAt: now });
