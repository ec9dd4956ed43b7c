/**
 * When a sign-in and a session hold. Times are arguments; what is compared are marks of secrets, never secrets.
 *
 * A refresh token is `<session>.<family>.<token>`. The family secret stays the same through the session, so an old token
 * of ours is told from a guess; the browser secret stands in a cookie of its own. What is shown decides:
 *
 * | family | browser | token    | since its last change | outcome                                                   |
 * | ------ | ------- | -------- | --------------------- | --------------------------------------------------------- |
 * | other  | any     | any      | any                   | unknown: nothing is told and nothing ends                 |
 * | ours   | ours    | newest   | over, or none yet     | CHANGE: a new token                                       |
 * | ours   | ours    | newest   | under 10 s            | KEEP: the same token, so that the one before stays next   |
 * | ours   | ours    | previous | under 10 s            | REPEAT: the newest once more, however many ask (tabs, a lost answer) |
 * | ours   | ours    | previous | over                  | reused: the session ends                                  |
 * | ours   | ours    | older    | any                   | reused: the session ends                                  |
 * | ours   | other   | any      | any                   | reused: the session ends                                  |
 */
import { timingSafeEqual } from 'node:crypto';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';

const SIGN_IN_LASTS = Temporal.Duration.from({ minutes: 10 });
const IDLE_AFTER = Temporal.Duration.from({ minutes: 30 });
const SESSION_LASTS = Temporal.Duration.from({ hours: 8 });
/** For so long the previous token is good as well: for the other tabs, and for whoever did not get our answer. */
const PREVIOUS_LASTS = Temporal.Duration.from({ seconds: 10 });
/** Longer than that by more than replicas' clocks can differ. */
const SEALED_TOKEN_KEPT = Temporal.Duration.from({ seconds: 60 });
const ACCESS_TOKEN_LASTS = Temporal.Duration.from({ minutes: 10 });
export const SYSTEM_TOKEN_LASTS = Temporal.Duration.from({ minutes: 60 });
/** Sessions are kept for a day after they can last no longer, for whoever asks what happened. */
const SESSION_KEPT = SESSION_LASTS.add({ hours: 24 });

const isFrom = (limit: Instant, now: Instant): boolean => Temporal.Instant.compare(now, limit) >= 0;

function isSame(mark: string | null, other: string): boolean {
  const [one, two] = [Buffer.from(mark ?? ''), Buffer.from(other)];
  return one.length === two.length && timingSafeEqual(one, two);
}

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

export function checkSignIn(signIn: SignIn | undefined, now: Instant): Decision<SignIn, 'SIGN_IN_UNKNOWN' | 'SIGN_IN_EXPIRED'> {
  if (!signIn) return refuseWhole('SIGN_IN_UNKNOWN');
  if (isFrom(signIn.expiresAt, now)) return refuseWhole('SIGN_IN_EXPIRED');
  return accept(signIn);
}

export type Session = {
  readonly id: Id;
  readonly personId: Id;
  readonly familyMark: string;
  readonly browserMark: string;
  readonly tokenMark: string;
  readonly previousMark: string | null;
  /** The newest token, sealed under the previous one: only its holder can be given it again. */
  readonly sealedToken: string | null;
  /** When the newest token came. */
  readonly changedAt: Instant;
  readonly startedAt: Instant;
  readonly usedAt: Instant;
  readonly endedAt: Instant | null;
};

/** The marks of what somebody shows. */
export type Shown = Pick<Session, 'familyMark' | 'browserMark' | 'tokenMark'>;

export const sessionExpiry = ({ startedAt }: Pick<Session, 'startedAt'>): Instant => startedAt.add(SESSION_LASTS);

/** An access token never outlives its session by the clock. */
export function accessTokenLasts(session: Pick<Session, 'startedAt'>, now: Instant): Temporal.Duration {
  const left = now.until(sessionExpiry(session));
  return Temporal.Duration.compare(left, ACCESS_TOKEN_LASTS) < 0 ? left : ACCESS_TOKEN_LASTS;
}

export type Turn = 'CHANGE' | 'KEEP' | 'REPEAT';
export type SessionRefusal = 'SESSION_UNKNOWN' | 'SESSION_ENDED' | 'SESSION_EXPIRED' | 'TOKEN_REUSED';
export type Checked = { readonly session: Session; readonly turn: Turn };

export function checkSession(session: Session | undefined, shown: Shown, now: Instant): Decision<Checked, SessionRefusal> {
  if (!session || !isSame(session.familyMark, shown.familyMark)) return refuseWhole('SESSION_UNKNOWN');
  if (session.endedAt) return refuseWhole('SESSION_ENDED');
  const turn = turnOf(session, shown, now);
  // Two hold tokens of it: the session's owner and somebody who took one. Nobody knows who is who, so it ends.
  if (!turn) return refuseWhole('TOKEN_REUSED');
  if (isFrom(sessionExpiry(session), now) || isFrom(session.usedAt.add(IDLE_AFTER), now)) return refuseWhole('SESSION_EXPIRED');
  return accept({ session, turn });
}

function turnOf(session: Session, shown: Shown, now: Instant): Turn | undefined {
  if (!isSame(session.browserMark, shown.browserMark)) return undefined;
  const isSettled = session.previousMark === null || isFrom(session.changedAt.add(PREVIOUS_LASTS), now);
  if (isSame(session.tokenMark, shown.tokenMark)) return isSettled ? 'CHANGE' : 'KEEP';
  return !isSettled && session.sealedToken !== null && isSame(session.previousMark, shown.tokenMark) ? 'REPEAT' : undefined;
}

export const rotate = (session: Session, tokenMark: string, sealedToken: string, now: Instant): Session => ({
  ...session,
  tokenMark,
  previousMark: session.tokenMark,
  sealedToken,
  changedAt: now,
  usedAt: now,
});

/** What is no longer needed at this moment. */
export const forgettable = (now: Instant) => ({
  signInsUntil: now,
  sealedTokensUntil: now.subtract(SEALED_TOKEN_KEPT),
  sessionsUntil: now.subtract(SESSION_KEPT),
});

/** How far back an end matters: no access token is older than this. */
export const LONGEST_TOKEN = SYSTEM_TOKEN_LASTS;
