/** Which questions of an app are good ones, and what a code is worth. */
import { expect, test } from 'vitest';
import { answerAddress, checkCode, codeExpiry, readWish, stateOf, type Code } from './authorization.ts';

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const good = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'a:/b',
  state: 's',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

test.each([
  ['with everything', {}, 'accepted'],
  ['without a state', { state: undefined }, 'accepted'],
  ['with what we do not know', { nonce: 'x', prompt: 'none', resource: ['a', 'b'] }, 'accepted'],
  ['with an empty scope', { scope: '' }, 'accepted'],
  ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
  ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['with a challenge of no named method, which means plain', { code_challenge_method: undefined }, 'invalid_request'],
  ['with a short challenge', { code_challenge: challenge.slice(1) }, 'invalid_request'],
  ['with a challenge of other signs', { code_challenge: `${challenge.slice(1)}=` }, 'invalid_request'],
  ['for a token', { response_type: 'token' }, 'unsupported_response_type'],
  ['for an identity token', { response_type: 'code id_token' }, 'unsupported_response_type'],
  ['for nothing', { response_type: undefined }, 'invalid_request'],
  ['for a scope', { scope: 'openid' }, 'invalid_scope'],
  ['with two challenges', { code_challenge: [challenge, challenge] }, 'invalid_request'],
  ['with two states', { state: ['s', 't'] }, 'invalid_request'],
  ['with a long state', { state: 'x'.repeat(513) }, 'invalid_request'],
  ['with an invisible state', { state: 'a\nb' }, 'invalid_request'],
])('a question %s: %s', (_, change, expected) => {
  const wish = readWish({ ...good, ...change });
  expect(wish.accepted ? 'accepted' : wish.refusal.code).toBe(expected);
});

test('an error gives back only a state that is one', () => {
  expect([stateOf({ state: 'a b~' }), stateOf({ state: ['a'] }), stateOf({ state: '' }), stateOf({ state: 'ä' })]).toEqual([
    'a b~',
    undefined,
    undefined,
    undefined,
  ]);
});

const now = Temporal.Instant.from('2026-06-01T09:00:00Z');
const code: Code = {
  mark: 'm',
  appId: 'app',
  fromSessionId: 'f',
  organisationId: 'o',
  redirectUri: 'a:/b',
  challenge,
  expiresAt: codeExpiry(now),
  usedAt: null,
  sessionId: null,
};
const shown = { appId: 'app', redirectUri: 'a:/b', challenge };
test.each([
  ['that fits', code, {}, 59.999, 'accepted'],
  ['that nobody gave', undefined, {}, 0, 'CODE_UNKNOWN'],
  ['after a minute', code, {}, 60, 'CODE_EXPIRED'],
  ['of another app', code, { appId: 'other' }, 0, 'OTHER_APP'],
  ['for another address', code, { redirectUri: 'a:/c' }, 0, 'OTHER_REDIRECT'],
  ['with another verifier', code, { challenge: challenge.toLowerCase() }, 0, 'OTHER_VERIFIER'],
  ['with no verifier', code, { challenge: '' }, 0, 'OTHER_VERIFIER'],
  ['for the second time', { ...code, usedAt: now }, {}, 0, 'CODE_REUSED'],
  ['for the second time and wrong', { ...code, usedAt: now }, { appId: 'other' }, 0, 'CODE_REUSED'],
] as const)('a code %s: %s', (_, known, change, seconds, expected) => {
  const checked = checkCode(known, { ...shown, ...change }, now.add({ milliseconds: seconds * 1_000 }));
  expect(checked.accepted ? 'accepted' : checked.refusal.code).toBe(expected);
});

test('an answer stands in the query and nothing of it leads elsewhere', () => {
  expect(answerAddress('https://app.example/back', { code: 'c', state: '&error=x#y z', iss: 'https://seteli.example' })).toBe(
    'https://app.example/back?code=c&state=%26error%3Dx%23y+z&iss=https%3A%2F%2Fseteli.example',
  );
  expect(answerAddress('example.app:/back', { error: 'access_denied', state: undefined })).toBe('example.app:/back?error=access_denied');
});
