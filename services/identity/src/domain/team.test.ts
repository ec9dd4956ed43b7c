/** Whom a team may hold, and when it has changed. */
import { expect, test } from 'vitest';
import { TEAMS_MAX } from './limits.ts';
import { decideTeam, newTeam } from './team.ts';

const made = { ...newTeam('t', { kind: 'PROVIDER', id: 'company' }), name: 'A', serviceIds: ['s1', 's2'], memberIds: ['u1'], version: 1 };
const ALL = { unitIds: null, clientIds: null } as const;
const ownUnitIds = new Set(['unit']);
const own = new Set(['u1', 'u2']);

test('a new team has version 1, each member and service once', () => {
  const wish = { ...ALL, name: 'A', serviceIds: ['s2', 's1', 's2'], memberIds: ['u1', 'u1'] };
  expect(decideTeam(newTeam('t', made.organisation), wish, { ownUserIds: own, ownUnitIds, others: 0 })).toEqual({
    accepted: true,
    value: { team: made, changed: true },
  });
});

test('a team without members or services is a team', () => {
  const decision = decideTeam(
    newTeam('t', made.organisation),
    { ...ALL, name: '', serviceIds: [], memberIds: [] },
    { ownUserIds: own, ownUnitIds, others: 0 },
  );
  expect(decision).toMatchObject({ accepted: true, value: { changed: true, team: { version: 1 } } });
});

test.each([
  ['its name', { name: 'B' }],
  ['its services', { serviceIds: ['s1'] }],
  ['its units', { unitIds: ['unit'] }],
  ['its clients', { clientIds: ['c1'] }],
  ['its members', { memberIds: ['u1', 'u2'] }],
])('changing %s raises the version', (_, change) => {
  expect(decideTeam(made, { ...made, ...change }, { ownUserIds: own, ownUnitIds, others: 0 })).toMatchObject({
    value: { changed: true, team: { ...change, version: 2 } },
  });
});

test('a wish for the same, in any order, changes nothing', () => {
  expect(
    decideTeam(made, { ...ALL, name: 'A', serviceIds: ['s2', 's1'], memberIds: ['u1'] }, { ownUserIds: own, ownUnitIds, others: 0 }),
  ).toEqual({
    accepted: true,
    value: { team: made, changed: false },
  });
});

test('a user of another organisation is not found, and the answer says which', () => {
  expect(decideTeam(made, { ...made, memberIds: ['u1', 'stranger'] }, { ownUserIds: own, ownUnitIds, others: 0 })).toEqual({
    accepted: false,
    refusal: { code: 'NOT_FOUND', path: ['memberIds', '1'] },
  });
});

test.each([
  ['the last one', 0, TEAMS_MAX - 1, 'made'],
  ['one more', 0, TEAMS_MAX, 'LIMIT_REACHED'],
  ['one that is there already', 1, TEAMS_MAX, 'made'],
])('at the largest number of teams, %s', (_, version, others, expected) => {
  const decision = decideTeam({ ...made, version }, { ...made, name: 'B' }, { ownUserIds: own, ownUnitIds, others });
  expect(decision.accepted ? 'made' : decision.refusal.code).toBe(expected);
});
