/** How long a sign-in and a session hold, and what each token of a session can do; both sides of each boundary. */
import { expect, test } from 'vitest';
import { accessTokenLasts, checkSession, checkSignIn, rotate, signInExpiry, type Session, type Shown, type SignIn } from './session.ts';

const at = (time: string) => Temporal.Instant.from(`2026-06-01T${time}Z`);
const signIn: SignIn = {
  state: 's',
  nonce: 'n',
  verifier: 'v',
  browserMark: 'mine',
  returnTo: null,
  invitationMark: null,
  expiresAt: signInExpiry(at('08:00:00')),
};

test.each([
  ['is accepted until its ten minutes are over', signIn, '08:09:59.999', 'accepted'],
  ['has expired after ten minutes', signIn, '08:10:00', 'SIGN_IN_EXPIRED'],
  ['that nobody began, or in another browser, is unknown', undefined, '08:00:00', 'SIGN_IN_UNKNOWN'],
])('a sign-in %s', (_, begun, time, expected) => {
  const checked = checkSignIn(begun, at(time));
  expect(checked.accepted ? 'accepted' : checked.refusal.code).toBe(expected);
});

const session: Session = {
  id: 'id',
  personId: 'p',
  userId: null,
  assurance: 'STRONG',
  identifiedAt: at('08:00:00'),
  program: 'Browser',
  familyMark: 'family',
  browserMark: 'browser',
  appId: null,
  appKind: null,
  organisationId: null,
  tokenMark: 'new',
  previousMark: 'previous',
  sealedToken: 'sealed',
  changedAt: at('15:45:00'),
  startedAt: at('08:00:00'),
  usedAt: at('15:45:00'),
  endedAt: null,
};
const first = { ...session, previousMark: null, sealedToken: null };
const shown: Shown = { familyMark: 'family', browserMark: 'browser', appId: null, tokenMark: 'new' };
const outcome = (known: Session | undefined, given: Partial<Shown>, time: string) => {
  const checked = checkSession(known, { ...shown, ...given }, at(time));
  return checked.accepted ? checked.value.turn : checked.refusal.code;
};

test.each([
  ['changes when its first token is used', first, {}, '15:45:00', 'CHANGE'],
  ['keeps its token while the one before may still come', session, {}, '15:45:09.999', 'KEEP'],
  ['changes once that is over', session, {}, '15:45:10', 'CHANGE'],
  ['repeats its newest for the one before', session, { tokenMark: 'previous' }, '15:45:09.999', 'REPEAT'],
  [
    'ends when the one before comes and nothing is left to repeat',
    { ...session, sealedToken: null },
    { tokenMark: 'previous' },
    '15:45:00',
    'TOKEN_REUSED',
  ],
  ['ends when the one before comes later', session, { tokenMark: 'previous' }, '15:45:10', 'TOKEN_REUSED'],
  ['ends when an older one comes, however soon', session, { tokenMark: 'older' }, '15:45:00', 'TOKEN_REUSED'],
  ['ends when its token comes from another browser', session, { browserMark: 'other' }, '15:45:00', 'TOKEN_REUSED'],
  ['ends when its first token comes from another browser', first, { browserMark: '' }, '15:45:00', 'TOKEN_REUSED'],
  [
    'ends when the one before comes from another browser',
    session,
    { tokenMark: 'previous', browserMark: 'other' },
    '15:45:00',
    'TOKEN_REUSED',
  ],
  ['takes no notice of a guess at it', session, { familyMark: 'other' }, '15:45:00', 'SESSION_UNKNOWN'],
  ['takes no notice of a guess with nothing in it', session, { familyMark: '', tokenMark: '' }, '15:45:00', 'SESSION_UNKNOWN'],
  ['lasts until eight hours from its start', session, {}, '15:59:59.999', 'CHANGE'],
  ['is over after eight hours, however busy', session, {}, '16:00:00', 'SESSION_EXPIRED'],
  ['lasts thirty idle minutes', { ...session, usedAt: at('09:00:00'), changedAt: at('09:00:00') }, {}, '09:29:59.999', 'CHANGE'],
  ['is over after thirty idle minutes', { ...session, usedAt: at('09:00:00') }, {}, '09:30:00', 'SESSION_EXPIRED'],
  ['notices an old token, even when it has expired', session, { tokenMark: 'older' }, '17:00:00', 'TOKEN_REUSED'],
  ['that ended stays ended', { ...session, endedAt: at('15:50:00') }, {}, '15:50:00', 'SESSION_ENDED'],
  [
    'that ended says so to an old token as well',
    { ...session, endedAt: at('15:50:00') },
    { tokenMark: 'older' },
    '15:50:00',
    'SESSION_ENDED',
  ],
  ['that ended is unknown to a guess', { ...session, endedAt: at('15:50:00') }, { familyMark: 'x' }, '15:50:00', 'SESSION_UNKNOWN'],
  ['that nobody has is unknown', undefined, {}, '09:00:00', 'SESSION_UNKNOWN'],
] as const)('a session %s', (_, known, given, time, expected) => {
  expect(outcome(known, given, time)).toBe(expected);
});

/** At nine somebody identified themselves, and at ten they let an app act for them. */
const ofApp: Session = {
  ...first,
  browserMark: null,
  appId: 'app',
  appKind: 'BROWSER',
  organisationId: 'o',
  identifiedAt: at('09:00:00'),
  startedAt: at('10:00:00'),
  changedAt: at('10:00:00'),
  usedAt: at('10:00:00'),
};
const byApp = { browserMark: null, appId: 'app' };
const native: Session = { ...ofApp, appKind: 'NATIVE' };

test.each([
  ['changes for its app', ofApp, byApp, '10:10:00', 'CHANGE'],
  ['ends when its token comes from another app', ofApp, { browserMark: null, appId: 'other' }, '10:10:00', 'TOKEN_REUSED'],
  ['ends when its token comes from a browser', ofApp, { browserMark: 'app' }, '10:10:00', 'TOKEN_REUSED'],
  ['ends when its token comes from a browser without a secret', ofApp, { browserMark: '' }, '10:10:00', 'TOKEN_REUSED'],
  ['of a browser app is over after thirty idle minutes', ofApp, byApp, '10:30:00', 'SESSION_EXPIRED'],
  ['of a native app may rest', native, byApp, '16:59:59.999', 'CHANGE'],
  ['of a native app is over eight hours after the identification', native, byApp, '17:00:00', 'SESSION_EXPIRED'],
  ['of a browser never holds for an app', first, byApp, '15:45:00', 'TOKEN_REUSED'],
] as const)('the session of an app %s', (_, known, given, time, expected) => {
  expect(outcome(known, given, time)).toBe(expected);
});

test('a new token keeps the previous one and the start, and is kept sealed', () => {
  const now = at('15:50:00');
  expect(rotate(session, 'newer', 'newer, sealed', now)).toEqual({
    ...session,
    tokenMark: 'newer',
    previousMark: 'new',
    sealedToken: 'newer, sealed',
    changedAt: now,
    usedAt: now,
  });
});

test.each([
  ['15:49:59', 600],
  ['15:50:00', 600],
  ['15:59:00', 60],
])('an access token given at %s lasts %i seconds: the session is over at four', (time, seconds) => {
  expect(accessTokenLasts(session, at(time)).total('seconds')).toBe(seconds);
});
