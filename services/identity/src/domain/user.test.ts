/** Which roles fit which organisation, and who acts for whom. */
import { expect, test } from 'vitest';
import { actingUsers, checkRoles, chooseUser, ownUser, type User } from './user.ts';

const county: User = { id: 'u1', organisation: { kind: 'ORGANISER', id: 'county' }, roles: ['GRANTER'], active: true, personId: 'p' };
const company: User = { id: 'u2', organisation: { kind: 'PROVIDER', id: 'company' }, roles: ['RECORDER'], active: true, personId: 'p' };
const themselves = ownUser('p');
const father: User = { id: 'u3', organisation: { kind: 'PERSON', id: 'f' }, roles: ['MANDATE_SEE'], active: true, personId: 'p' };
const outcome = (decision: ReturnType<typeof chooseUser | typeof checkRoles>) =>
  decision.accepted ? decision.value : decision.refusal.code;

test.each([
  ['an organiser grants', 'ORGANISER', ['GRANTER', 'ADMIN'], true],
  ['a provider records', 'PROVIDER', ['RECORDER'], true],
  ['a provider does not grant', 'PROVIDER', ['GRANTER'], false],
  ['an organiser does not record', 'ORGANISER', ['ADMIN', 'RECORDER'], false],
  ['a person is a client', 'PERSON', ['CLIENT'], true],
  ['a person is nothing else', 'PERSON', ['ADMIN'], false],
  ['no human is a system', 'ORGANISER', ['SYSTEM'], false],
  ['nobody is without a role', 'PROVIDER', [], false],
] as const)('%s', (_, kind, roles, fits) => {
  expect(outcome(checkRoles({ kind, id: 'x' }, roles))).toEqual(fits ? roles : 'ROLE_NOT_OF_ORGANISATION');
});

test.each([
  ['who has one user acts as that one', [county], undefined, county],
  ['who has several says for whom', [county, company], undefined, 'ORGANISATION_NOT_CHOSEN'],
  ['and acts for that one', [county, company], 'company', company],
  ['nobody acts for an organisation that is not theirs', [county], 'company', 'NO_ACCOUNT'],
  ['who represents another says so, though there is no other choice', [father], undefined, 'ORGANISATION_NOT_CHOSEN'],
  ['who represents another, and may act for themselves, says for whom', [themselves, father], undefined, 'ORGANISATION_NOT_CHOSEN'],
  ['who chose to represent another does so', [themselves, father], 'f', father],
  ['who has none does not act', [], undefined, 'NO_ACCOUNT'],
])('%s', (_, users, organisation, expected) => {
  expect(outcome(chooseUser(users, organisation))).toEqual(expected);
});

test('a person comes first among their own choices', () => {
  expect(actingUsers({ diedOn: null }, [county, father, themselves])).toEqual([themselves, county, father]);
});

test('passive users and the dead do not act', () => {
  expect(actingUsers({ diedOn: null }, [{ ...county, active: false }, company])).toEqual([company]);
  expect(actingUsers({ diedOn: Temporal.PlainDate.from('2026-01-01') }, [county])).toEqual([]);
  expect(actingUsers(undefined, [county])).toEqual([]);
});
