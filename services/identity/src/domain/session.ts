/**
 * When a sign-in and a session hold. Times are arguments. The rules compare marks of secrets, never secrets.
 *
 * A refresh token is `<session>.<family>.<token>`. The family secret stays the same through the session: by it the
 * rules tell an old token of ours from a guess. The browser secret has a cookie of its own. The outcome depends on what
 * the browser shows:
 *
 * | family | browser | token    | since its last change | outcome                                                   |
 * | ------ | ------- | -------- | --------------------- | --------------------------------------------------------- |
 * | other  | any     | any      | any                   | unknown: the caller learns nothing, and nothing ends      |
 * | ours   | ours    | newest   | over, or none yet     | CHANGE: a new token                                       |
 * | ours   | ours    | newest   | under 10 s            | KEEP: the same token, so that the previous one stays so   |
 * | ours   | ours    | previous | under 10 s            | REPEAT: the newest once more, for tabs and lost answers   |
 * | ours   | ours    | previous | over                  | reused: the session ends                                  |
 * | ours   | ours    | older    | any                   | reused: the session ends                                  |
 * | ours   | other   | any      | any                   | reused: the session ends                                  |
 *
 * An app of others has a session of its own and no cookie. There the app stands in the place of the browser: a refresh
 * token holds only for the app that got it, and never in a browser.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Assurance } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import type { AppKind } from './app.ts';

const SIGN_IN_LASTS = Temporal.Duration.from({ minutes: 10 });
const IDLE_AFTER = Temporal.Duration.from({ minutes: 30 });
const SESSION_LASTS = Temporal.Duration.from({ hours: 8 });
/** So long the previous token also holds: for other tabs, and for a browser that did not get our answer. */
const PREVIOUS_LASTS = Temporal.Duration.from({ seconds: 10 });
/** Longer than that, by more than the clocks of replicas can differ. */
const SEALED_TOKEN_KEPT = Temporal.Duration.from({ seconds: 60 });
const ACCESS_TOKEN_LASTS = Temporal.Duration.from({ minutes: 10 });
export const SYSTEM_TOKEN_LASTS = Temporal.Duration.from({ minutes: 60 });
/** Sessions stay for a day after they can last no longer, so that an operator can tell what happened. */
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
  /** The browser that began must be the one that comes back. Otherwise a person could be signed in as another. */
  readonly browserMark: string;
  readonly returnTo: string | null;
  /** The invitation that the person takes up by it. */
  readonly invitationMark: string | null;
  readonly expiresAt: Instant;
};

/** A choice in a register takes no longer than a sign-in. */
export const choiceExpiry = (now: Instant): Instant => now.add(SIGN_IN_LASTS);

export const signInExpiry = (now: Instant): Instant => now.add(SIGN_IN_LASTS);

export function checkSignIn(signIn: SignIn | undefined, now: Instant): Decision<SignIn, 'SIGN_IN_UNKNOWN' | 'SIGN_IN_EXPIRED'> {
  if (!signIn) return refuseWhole('SIGN_IN_UNKNOWN');
  if (isFrom(signIn.expiresAt, now)) return refuseWhole('SIGN_IN_EXPIRED');
  return accept(signIn);
}

export type Session = {
  readonly id: Id;
  readonly personId: Id;
  /** The only user as whom it acts, for an account of an organisation's own. */
  readonly userId: Id | null;
  readonly assurance: Assurance;
  readonly identifiedAt: Instant;
  readonly program: string;
  readonly familyMark: string;
  /** Null in an app. */
  readonly browserMark: string | null;
  /** The app of others, and for whom it acts. Null in a browser, where the person chooses anew for each token. */
  readonly appId: Id | null;
  readonly appKind: AppKind | null;
  readonly organisationId: Id | null;
  readonly tokenMark: string;
  readonly previousMark: string | null;
  /** The newest token, sealed under the previous one: only the holder of that can get it again. */
  readonly sealedToken: string | null;
  /** When the newest token came. */
  readonly changedAt: Instant;
  readonly startedAt: Instant;
  readonly usedAt: Instant;
  readonly endedAt: Instant | null;
};

/** The marks of what the browser or the app shows. */
export type Shown = Pick<Session, 'familyMark' | 'browserMark' | 'appId' | 'tokenMark'>;

/** Sessions that began at this moment or before have ended. */
export const lastsSince = (now: Instant): Instant => now.subtract(SESSION_LASTS);

export const isOver = (session: Session, now: Instant): boolean =>
  session.endedAt !== null || isFrom(sessionExpiry(session), now) || isFrom(session.usedAt.add(idleAfter(session)), now);

/** Whoever works with a phone pauses for longer than at a screen, and the phone has a lock of its own. */
const idleAfter = ({ appKind }: Session): Temporal.Duration => (appKind === 'NATIVE' ? SESSION_LASTS : IDLE_AFTER);

type Beginning = Pick<Session, 'startedAt' | 'identifiedAt' | 'appId'>;

/** An app's session ends eight hours after the identification, so that no token of an app rests on an older one. */
export const sessionExpiry = ({ startedAt, identifiedAt, appId }: Beginning): Instant =>
  (appId === null ? startedAt : identifiedAt).add(SESSION_LASTS);

/** An access token never outlives its session by the clock. */
export function accessTokenLasts(session: Beginning, now: Instant): Temporal.Duration {
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
  // Two hold tokens of the session: its owner and a thief. Nobody knows who is who, so it ends.
  if (!turn) return refuseWhole('TOKEN_REUSED');
  if (isOver(session, now)) return refuseWhole('SESSION_EXPIRED');
  return accept({ session, turn });
}

function turnOf(session: Session, shown: Shown, now: Instant): Turn | undefined {
  if (session.appId !== shown.appId) return undefined;
  if (session.appId === null && !isSame(session.browserMark, shown.browserMark ?? '')) return undefined;
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
  /** A code that comes twice ends the session that it gave, as long as that can last. */
  codesUntil: now.subtract(SESSION_LASTS),
});

/** How far back an end matters: no access token is older than this. */
export const LONGEST_TOKEN = SYSTEM_TOKEN_LASTS;
