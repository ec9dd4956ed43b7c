/** How long a sign-in and a session hold, both sides of each boundary. */
import { expect, test } from 'vitest';
import { checkSession, checkSignIn, rotate, signInExpiry, type Session, type SignIn } from './session.ts';

const at = (time: string) => Temporal.Instant.from(`2026-06-01T${time}Z`);
const signIn: SignIn = {
  state: 's',
  nonce: 'n',
  verifier: 'v',
  browserMark: 'mine',
  returnTo: null,
  expiresAt: signInExpiry(at('08:00:00')),
};
const session: Session = { id: 'id', personId: 'p', tokenMark: 'new', startedAt: at('08:00:00'), usedAt: at('15:45:00'), endedAt: null };
const outcome = (decision: ReturnType<typeof checkSession | typeof checkSignIn>) =>
  decision.accepted ? 'accepted' : decision.refusal.code;

test.each([
  ['is accepted until its ten minutes are over', signIn, 'mine', '08:09:59.999', 'accepted'],
  ['has expired after ten minutes', signIn, 'mine', '08:10:00', 'SIGN_IN_EXPIRED'],
  ['of another browser is unknown, expired or not', signIn, 'another', '08:10:00', 'SIGN_IN_UNKNOWN'],
  ['that nobody began is unknown', undefined, 'mine', '08:00:00', 'SIGN_IN_UNKNOWN'],
])('a sign-in %s', (_, begun, browser, time, expected) => {
  expect(outcome(checkSignIn(begun, browser, at(time)))).toBe(expected);
});

test.each([
  ['lasts until eight hours from its start', session, 'new', '15:59:59.999', 'accepted'],
  ['is over after eight hours, however busy', session, 'new', '16:00:00', 'SESSION_EXPIRED'],
  ['lasts thirty idle minutes', { ...session, usedAt: at('09:00:00') }, 'new', '09:29:59.999', 'accepted'],
  ['is over after thirty idle minutes', { ...session, usedAt: at('09:00:00') }, 'new', '09:30:00', 'SESSION_EXPIRED'],
  ['notices an old token, even when it has expired', session, 'old', '17:00:00', 'TOKEN_REUSED'],
  ['that ended stays ended', { ...session, endedAt: at('15:50:00') }, 'new', '15:50:00', 'SESSION_ENDED'],
  ['that ended says so to an old token as well', { ...session, endedAt: at('15:50:00') }, 'old', '15:50:00', 'SESSION_ENDED'],
  ['that nobody has is unknown', undefined, 'new', '09:00:00', 'SESSION_UNKNOWN'],
])('a session %s', (_, known, token, time, expected) => {
  expect(outcome(checkSession(known, token, at(time)))).toBe(expected);
});

test('using a session changes its token and keeps its start', () => {
  expect(rotate(session, 'newer', at('15:50:00'))).toEqual({ ...session, tokenMark: 'newer', usedAt: at('15:50:00') });
});
