/** Whom a team may hold, and when it has changed. */
import { expect, test } from 'vitest';
import { decideTeam, newTeam } from './team.ts';

const made = { ...newTeam('t', { kind: 'PROVIDER', id: 'company' }), name: 'A', serviceIds: ['s1', 's2'], memberIds: ['u1'], version: 1 };
const own = new Set(['u1', 'u2']);

test('a new team has version 1, each member and service once', () => {
  const wish = { name: 'A', serviceIds: ['s2', 's1', 's2'], memberIds: ['u1', 'u1'] };
  expect(decideTeam(newTeam('t', made.organisation), wish, own)).toEqual({ accepted: true, value: { team: made, changed: true } });
});

test('a team without members or services is a team', () => {
  const decision = decideTeam(newTeam('t', made.organisation), { name: '', serviceIds: [], memberIds: [] }, own);
  expect(decision).toMatchObject({ accepted: true, value: { changed: true, team: { version: 1 } } });
});

test.each([
  ['its name', { name: 'B' }],
  ['its services', { serviceIds: ['s1'] }],
  ['its members', { memberIds: ['u1', 'u2'] }],
])('changing %s raises the version', (_, change) => {
  expect(decideTeam(made, { ...made, ...change }, own)).toMatchObject({ value: { changed: true, team: { ...change, version: 2 } } });
});

test('the same again, in any order, changes nothing', () => {
  expect(decideTeam(made, { name: 'A', serviceIds: ['s2', 's1'], memberIds: ['u1'] }, own)).toEqual({
    accepted: true,
    value: { team: made, changed: false },
  });
});

test('somebody of another organisation is not found, and the answer says who', () => {
  expect(decideTeam(made, { ...made, memberIds: ['u1', 'stranger'] }, own)).toEqual({
    accepted: false,
    refusal: { code: 'NOT_FOUND', path: ['memberIds', '1'] },
  });
});
