/** What a system may be, which keys it may have, and how long they and their tokens hold. */
import { describe, expect, it, test } from 'vitest';
import { KEYS_MAX, SYSTEMS_MAX } from './limits.ts';
import {
  decideSystem,
  endOfKey,
  isUseNew,
  narrowScopes,
  newSystem,
  placeKey,
  stateOfKey,
  systemTokenLasts,
  type SystemKey,
  type SystemWish,
} from './system.ts';

const COMPANY = { kind: 'PROVIDER', id: 'company' } as const;
const COUNTY = { kind: 'ORGANISER', id: 'county' } as const;
const FACTS = { ownUnitIds: new Set(['u1', 'u2']), ownTeamIds: new Set(['t1', 't2']), memberOf: [], others: 0 };
const WISH: SystemWish = { name: 'Toiminnanohjaus', active: true, scopes: ['SYSTEM_RECORD'], unitIds: null, teamIds: [] };

describe('a system', () => {
  const decided = (
    wish: Partial<SystemWish>,
    facts: Partial<typeof FACTS> = {},
    organisation: typeof COMPANY | typeof COUNTY = COMPANY,
  ) => {
    const decision = decideSystem(newSystem('s', organisation, 'client'), { ...WISH, ...wish }, { ...FACTS, ...facts });
    return decision.accepted ? 'accepted' : [decision.refusal.code, ...(decision.refusal.path ?? [])].join(' ');
  };

  it.each<[string, Partial<SystemWish>, string]>([
    ['with a scope', {}, 'accepted'],
    ['with all scopes of its side', { scopes: ['SYSTEM_READ', 'SYSTEM_RECORD', 'SYSTEM_BILLING'] }, 'accepted'],
    ['without a scope', { scopes: [] }, 'ROLE_NOT_OF_ORGANISATION scopes'],
    ['with a scope of the other side', { scopes: ['SYSTEM_RECORD', 'SYSTEM_FEED'] }, 'ROLE_NOT_OF_ORGANISATION scopes'],
    ['with the role of a person', { scopes: ['SYSTEM_READ', 'ADMIN'] }, 'ROLE_NOT_OF_ORGANISATION scopes'],
    ['limited to units of its own', { unitIds: ['u2', 'u1', 'u2'] }, 'accepted'],
    ['limited to a unit of somebody else', { unitIds: ['u1', 'x'] }, 'NOT_FOUND unitIds 1'],
    ['in teams of its own', { teamIds: ['t1', 't2'] }, 'accepted'],
    ['in a team of somebody else', { teamIds: ['t1', 'x'] }, 'NOT_FOUND teamIds 1'],
  ])('of a provider %s: %s', (_, wish, expected) => {
    expect(decided(wish)).toBe(expected);
  });

  it('of an organiser grants, and records nothing', () => {
    expect(decided({ scopes: ['SYSTEM_GRANT'] }, {}, COUNTY)).toBe('accepted');
    expect(decided({ scopes: ['SYSTEM_RECORD'] }, {}, COUNTY)).toBe('ROLE_NOT_OF_ORGANISATION scopes');
  });

  it('is one of fifty', () => {
    expect([SYSTEMS_MAX - 1, SYSTEMS_MAX].map((others) => decided({}, { others }))).toEqual(['accepted', 'LIMIT_REACHED']);
  });

  it.each<[string, Partial<SystemWish>, boolean]>([
    ['nothing', {}, false],
    ['the order of its scopes', { scopes: ['SYSTEM_RECORD', 'SYSTEM_READ'] }, false],
    ['the order of its units', { unitIds: ['u2', 'u1'] }, false],
    ['its name', { name: 'Toinen' }, true],
    ['a scope', { scopes: ['SYSTEM_READ'] }, true],
    ['a unit', { unitIds: ['u1'] }, true],
    ['that it is limited', { unitIds: null }, true],
    ['a team', { teamIds: [] }, true],
    ['that it is active', { active: false }, true],
  ])('gets a new version by a wish that changes %s: %s', (_, change, changed) => {
    const wish: SystemWish = { ...WISH, scopes: ['SYSTEM_READ', 'SYSTEM_RECORD'], unitIds: ['u1', 'u2'], teamIds: ['t1'] };
    const first = decideSystem(newSystem('s', COMPANY, 'client'), wish, FACTS);
    const known = first.accepted ? first.value.account : newSystem('s', COMPANY, 'client');
    const again = decideSystem(known, { ...wish, ...change }, { ...FACTS, memberOf: ['t1'], others: SYSTEMS_MAX });
    expect(again).toMatchObject({ accepted: true, value: { changed, account: { version: changed ? 2 : 1 } } });
  });
});

const at = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);
const NOW = at('2026-06-16T09:00:00Z');
const key = (change: Partial<SystemKey> = {}): SystemKey => ({
  id: 'k',
  accountId: 's',
  name: 'avain',
  place: 1,
  madeAt: at('2026-01-01T00:00:00Z'),
  madeBy: null,
  expiresOn: null,
  endedAt: null,
  endedBy: null,
  lastUsedAt: null,
  ...change,
});

describe('a key', () => {
  it.each<[string, Partial<SystemKey>, string, string]>([
    ['without an end', {}, '2099-01-01T00:00:00Z', 'LIVE'],
    // The day ends at midnight in Finland.
    ['on its last day', { expiresOn: day('2026-06-16') }, '2026-06-16T20:59:59.999Z', 'LIVE'],
    ['after its last day', { expiresOn: day('2026-06-16') }, '2026-06-16T21:00:00Z', 'EXPIRED'],
    ['that somebody has ended', { endedAt: NOW }, '2026-06-16T09:00:00Z', 'REVOKED'],
    ['that somebody ended before its last day', { endedAt: NOW, expiresOn: day('2026-07-01') }, '2026-08-01T09:00:00Z', 'REVOKED'],
    ['that somebody ended after its last day', { endedAt: NOW, expiresOn: day('2026-06-01') }, '2026-08-01T09:00:00Z', 'EXPIRED'],
  ])('%s', (_, change, now, state) => {
    expect(stateOfKey(key(change), at(now))).toBe(state);
  });

  const placed = (keys: readonly SystemKey[], expiresOn: string | null = null) => {
    const decision = placeKey(keys, { name: 'uusi', expiresOn: expiresOn === null ? null : day(expiresOn) }, NOW);
    return decision.accepted
      ? [decision.value.place, decision.value.expired?.id]
      : [decision.refusal.code, ...(decision.refusal.path ?? [])];
  };
  const expired = { expiresOn: day('2026-06-15') };

  it.each<[string, readonly SystemKey[], readonly unknown[]]>([
    ['first', [], [1, undefined]],
    ['second', [key()], [2, undefined]],
    ['in the place that a revoked one has left', [key({ place: 2 })], [1, undefined]],
    ['in the place of one that has expired', [key({ id: 'old', ...expired }), key({ place: 2 })], [1, 'old']],
    ['in the second place, when that one has expired', [key(), key({ id: 'old', place: 2, ...expired })], [2, 'old']],
    ['nowhere beside two', [key(), key({ place: KEYS_MAX })], ['LIMIT_REACHED']],
  ])('a new one comes %s', (_, keys, expected) => {
    expect(placed(keys)).toEqual(expected);
  });

  it('a new one may end today, and not before', () => {
    expect([placed([], '2026-06-16'), placed([], '2026-06-15')]).toEqual([
      [1, undefined],
      ['INVALID_RANGE', 'expiresOn'],
    ]);
  });

  it('gives tokens that end with it', () => {
    const lasts = (change: Partial<SystemKey>, now: string) => systemTokenLasts(key(change), at(now)).total('minutes');
    expect(lasts({}, '2026-06-16T20:50:00Z')).toBe(60);
    expect(lasts({ expiresOn: day('2026-06-16') }, '2026-06-16T20:00:00Z')).toBe(60);
    expect(lasts({ expiresOn: day('2026-06-16') }, '2026-06-16T20:50:00Z')).toBe(10);
    expect(endOfKey(key())).toBeNull();
  });

  it('notes its use once a minute', () => {
    const used = (text: string) => isUseNew(key({ lastUsedAt: at(text) }), NOW);
    expect([isUseNew(key(), NOW), used('2026-06-16T08:59:00Z'), used('2026-06-16T08:59:00.001Z')]).toEqual([true, true, false]);
  });
});

test.each<[string | undefined, readonly string[] | 'refused']>([
  [undefined, ['A', 'B', 'C']],
  ['', ['A', 'B', 'C']],
  ['B', ['B']],
  ['C A', ['A', 'C']],
  ['A A', ['A']],
  ['A D', 'refused'],
  ['D', 'refused'],
  ['a', 'refused'],
  [' ', 'refused'],
])('a system with three scopes that asks for %j gets %j', (asked, expected) => {
  const decision = narrowScopes(['A', 'B', 'C'], asked);
  expect(decision.accepted ? decision.value : 'refused').toEqual(expected);
});
