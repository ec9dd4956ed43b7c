/** Which papers an officer may record, and whom an identity code may find. */
import { parseDay, parseInstant } from '@seteli/kit/day';
import { describe, expect, test } from 'vitest';
import { namesAgree, obstacleTo, rolesIn, type PaperFacts } from './paper-mandate.ts';

const day = (text: string) => parseDay(text)!;
const paper = { roles: ['MANDATE_SEE'], firstDay: day('2026-06-01'), lastDay: day('2028-05-31') };
const facts: PaperFacts = {
  represented: { id: 'father', diedOn: null },
  representativeId: 'daughter',
  before: [],
  today: day('2026-06-15'),
};
const took = (endedBy: 'REPRESENTED' | 'REPRESENTATIVE' | 'ORGANISER', endedAt: string) => ({ endedBy, endedAt: parseInstant(endedAt)! });

test.each<[string, Partial<typeof paper>, Partial<PaperFacts>, string | undefined, string?]>([
  ['two years less a day', {}, {}, undefined],
  ['a representative whom nobody knew', {}, { representativeId: undefined }, undefined],
  ['one day', { lastDay: day('2026-06-15'), firstDay: day('2026-06-15') }, {}, undefined],
  ['a term that begins later', { firstDay: day('2027-01-01'), lastDay: day('2027-12-31') }, {}, undefined],
  ['a client who has died', {}, { represented: { id: 'father', diedOn: day('2026-06-01') } }, 'CLIENT_DIED', 'representedId'],
  ['the client themselves', {}, { representativeId: 'father' }, 'SAME_PERSON', 'identityCode'],
  ['a role of an employee', { roles: ['MANDATE_SEE', 'ADMIN'] }, {}, 'ROLE_NOT_OF_ORGANISATION', 'roles'],
  ['an end before the beginning', { lastDay: day('2026-05-31') }, {}, 'INVALID_RANGE', 'lastDay'],
  ['two years', { lastDay: day('2028-06-01') }, {}, 'TERM_TOO_LONG', 'lastDay'],
  ['an end yesterday', { lastDay: day('2026-06-14') }, {}, 'TOO_LATE', 'lastDay'],
  [
    'a paper from before the client took it back',
    {},
    { before: [took('REPRESENTED', '2026-06-02T09:00:00Z')] },
    'MANDATE_ENDED',
    'firstDay',
  ],
  ['a paper from the day on which they took it back', {}, { before: [took('REPRESENTED', '2026-06-01T09:00:00Z')] }, undefined],
  ['a paper after the representative gave up', {}, { before: [took('REPRESENTATIVE', '2026-06-10T09:00:00Z')] }, undefined],
  ['a paper after the organiser ended one', {}, { before: [took('ORGANISER', '2026-06-10T09:00:00Z')] }, undefined],
])('%s', (_, of, known, code, field) => {
  const refused = obstacleTo({ ...paper, ...of }, { ...facts, ...known });
  expect(refused?.refusal.code).toBe(code);
  expect(refused?.refusal.path?.at(-1)).toBe(field);
});

test('roles are kept once each, in one order', () => {
  expect(rolesIn(['MANDATE_PAY', 'MANDATE_SEE', 'MANDATE_PAY'])).toEqual(['MANDATE_SEE', 'MANDATE_PAY']);
});

describe('an officer names', () => {
  const known = { givenNames: 'Anna Maria', familyName: 'Åkerman-Niemi' };
  test.each([
    ['the same names', known, true],
    ['one of the given names', { ...known, givenNames: 'Maria' }, true],
    ['other case and blanks', { givenNames: ' anna  MARIA ', familyName: 'åkerman-niemi' }, true],
    ['a composed and a decomposed Å', { ...known, familyName: 'Åkerman-Niemi'.normalize('NFD') }, true],
    ['another given name', { ...known, givenNames: 'Anne' }, false],
    ['another family name', { ...known, familyName: 'Niemi' }, false],
    ['the names swapped', { givenNames: 'Åkerman-Niemi', familyName: 'Anna Maria' }, false],
  ])('%s', (_, given, agree) => expect(namesAgree(known, given)).toBe(agree));
});
