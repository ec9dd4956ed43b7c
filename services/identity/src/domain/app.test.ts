/** Where Seteli sends answers for other people's apps, and from where their pages may ask. */
import { expect, test } from 'vitest';
import { decideApp, mayAnswerAt, type App, type AppKind, type AppWish } from './app.ts';
import { ADDRESS_MAX, APPS_MAX } from './limits.ts';

const names = { fi: 'Sovellus', sv: 'App', en: 'App' };
const ORIGIN = 'https://app.example';
const wishOf = (kind: AppKind, own: Partial<AppWish> = {}): AppWish => ({
  kind,
  names,
  redirectUris: [kind === 'BROWSER' ? `${ORIGIN}/back` : 'example.app:/back'],
  origins: kind === 'BROWSER' ? [ORIGIN] : [],
  ...own,
});
const PRODUCTION = { others: 0, localPages: false };
const outcome = (wish: AppWish, surroundings = PRODUCTION, known?: App, seen?: number) => {
  const decision = decideApp(known, 'id', wish, surroundings, seen);
  return decision.accepted ? 'accepted' : [decision.refusal.code, ...(decision.refusal.path ?? [])].join(' ');
};

test.each([
  ['NATIVE', 'example.app:/back', true],
  ['NATIVE', 'com.example.app:/back/again', true],
  ['NATIVE', 'http://127.0.0.1/back', true],
  ['NATIVE', 'http://[::1]/back', true],
  ['NATIVE', 'https://app.example/back', true],
  ['NATIVE', 'http://127.0.0.1:4000/back', false],
  ['NATIVE', 'http://localhost/back', false],
  ['NATIVE', 'http://127.0.0.2/back', false],
  ['NATIVE', 'http://app.example/back', false],
  ['NATIVE', 'app:/back', false],
  ['NATIVE', 'javascript:/alert(1)', false],
  ['NATIVE', 'data:text/html,x', false],
  ['NATIVE', 'example.app:back', false],
  ['NATIVE', 'example.app:/back?a=b', false],
  ['NATIVE', 'example.app:/back#a', false],
  ['NATIVE', 'https://app.example/back#', false],
  ['NATIVE', 'https://app.example/back?', false],
  ['NATIVE', 'https://me@app.example/back', false],
  ['NATIVE', 'https://app.example', false],
  ['NATIVE', 'https://app.example/a/../back', false],
  ['NATIVE', 'https://APP.example/back', false],
  ['NATIVE', 'https://app.example:443/back', false],
  ['NATIVE', 'https://äpp.example/back', false],
  ['NATIVE', 'https://app.example/b ack', false],
  ['NATIVE', ' https://app.example/back', false],
  ['NATIVE', 'https://*.example/back', false],
  ['NATIVE', '/back', false],
  ['NATIVE', '', false],
  ['NATIVE', `https://app.example/${'x'.repeat(ADDRESS_MAX)}`, false],
  ['BROWSER', 'https://app.example/back', true],
  ['BROWSER', 'https://other.example/back', false],
  ['BROWSER', 'http://app.example/back', false],
  ['BROWSER', 'example.app:/back', false],
  ['BROWSER', 'http://127.0.0.1/back', false],
] as const)('a %s app gets answers at %s: %s', (kind, redirect, isGood) => {
  const fine = `${kind === 'BROWSER' ? ORIGIN : 'example.app:'}/fine`;
  expect(outcome(wishOf(kind, { redirectUris: [fine, redirect] }))).toBe(isGood ? 'accepted' : 'INVALID_REDIRECT redirectUris 1');
});

test.each([
  ['BROWSER', [ORIGIN, 'https://app.example:8443'], 'accepted'],
  ['BROWSER', [], 'INVALID_ORIGIN origins'],
  ['BROWSER', [ORIGIN, `${ORIGIN}/`], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, '*'], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, 'null'], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, 'http://app.example'], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, 'https://app.example/page'], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, 'https://app.example:443'], 'INVALID_ORIGIN origins 1'],
  ['BROWSER', [ORIGIN, 'http://localhost:3000'], 'INVALID_ORIGIN origins 1'],
  ['NATIVE', [ORIGIN], 'INVALID_ORIGIN origins 0'],
] as const)('a %s app asks from %j: %s', (kind, origins, expected) => {
  expect(outcome(wishOf(kind, { origins }))).toBe(expected);
});

test('where people are made up, a page on the developer’s machine is good enough', () => {
  const wish = wishOf('BROWSER', { redirectUris: ['http://127.0.0.1:3000/back'], origins: ['http://127.0.0.1:3000'] });
  expect(outcome(wish, { others: 0, localPages: true })).toBe('accepted');
  expect(outcome(wish)).toBe('INVALID_ORIGIN origins 0');
});

const known: App = { ...wishOf('NATIVE'), id: 'id', version: 3, closedAt: null };
test.each([
  ['a new one among the last', 'accepted', undefined, { others: APPS_MAX - 1 }, undefined, 'NATIVE'],
  ['a new one beyond the limit', 'LIMIT_REACHED', undefined, { others: APPS_MAX }, undefined, 'NATIVE'],
  ['a change beyond the limit', 'accepted', known, { others: APPS_MAX }, 3, 'NATIVE'],
  ['a change of what somebody saw earlier', 'STALE expectedVersion', known, {}, 2, 'NATIVE'],
  ['a change of the kind', 'WRONG_STATE kind', known, {}, 3, 'BROWSER'],
  ['a change of a closed one', 'WRONG_STATE', { ...known, closedAt: Temporal.Instant.from('2026-06-01T09:00:00Z') }, {}, 3, 'NATIVE'],
] as const)('%s: %s', (_, expected, before, surroundings, seen, kind) => {
  expect(outcome(wishOf(kind), { ...PRODUCTION, ...surroundings }, before, seen)).toBe(expected);
});

const native = { kind: 'NATIVE', redirectUris: ['example.app:/back', 'http://127.0.0.1/back', 'http://[::1]/back'] } as const;
const browser = { kind: 'BROWSER', redirectUris: ['https://app.example/back', 'http://127.0.0.1/back'] } as const;
test.each([
  [native, 'example.app:/back', true],
  [native, 'http://127.0.0.1:51234/back', true],
  [native, 'http://[::1]:51234/back', true],
  [native, 'http://127.0.0.1/back', true],
  [native, 'http://localhost:51234/back', false],
  [native, 'http://127.0.0.1:51234/other', false],
  [native, 'http://127.0.0.1:51234/back/', false],
  [native, 'http://127.0.0.1:51234/back?to=x', false],
  [native, 'http://127.0.0.1:51234@evil.example/back', false],
  [native, 'http://127.0.0.1:99999/back', false],
  [native, 'http://127.0.0.1:/back', false],
  [native, 'example.app:/back/../other', false],
  [native, 'EXAMPLE.APP:/back', false],
  [browser, 'https://app.example/back', true],
  [browser, 'https://app.example/back#x', false],
  [browser, 'https://app.example/back/more', false],
  [browser, 'https://app.example.evil.example/back', false],
  [browser, 'https://app.example:443/back', false],
  [browser, 'http://127.0.0.1:51234/back', false],
] as const)('%j: an answer goes to %s: %s', (app, address, isGood) => {
  expect(mayAnswerAt(app, address)).toBe(isGood);
});
