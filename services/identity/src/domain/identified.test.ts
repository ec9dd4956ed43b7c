/** What an identification must say before we believe who somebody is. */
import { describe, expect, test } from 'vitest';
import { CLOCKS_DIFFER, IDENTITY_CODE, NAME_MAX, readIdentification } from './identified.ts';

const NOW = Temporal.Instant.from('2026-06-01T09:00:00Z');
const SECONDS = NOW.epochMilliseconds / 1_000;
const LATEST = SECONDS + CLOCKS_DIFFER.total('seconds');
const LEVELS = ['loa2', 'loa3'];
const GOOD = {
  acr: 'loa2',
  iat: SECONDS,
  auth_time: SECONDS - 20,
  [IDENTITY_CODE]: '150385-9013',
  given_name: 'Aku Ilmari',
  family_name: 'Asiakas',
};
const read = (change: object) => readIdentification({ ...GOOD, ...change }, LEVELS, NOW);
const refusalOf = (change: object) => {
  const decision = read(change);
  return decision.accepted ? 'accepted' : decision.refusal.code;
};

test('a good identification tells the code, the names, the level and the moment', () => {
  expect(read({})).toEqual({
    accepted: true,
    value: {
      identityCode: '150385-9013',
      givenNames: 'Aku Ilmari',
      familyName: 'Asiakas',
      acr: 'loa2',
      authenticatedAt: Temporal.Instant.from('2026-06-01T08:59:40Z'),
    },
  });
});

describe('we accept', () => {
  test.each([
    ['the other level', { acr: 'loa3' }],
    ['a clock that is ahead as far as clocks may differ', { iat: LATEST, auth_time: LATEST }],
    ['a name as long as names may be', { family_name: 'ä'.repeat(NAME_MAX) }],
    ['a name of one letter', { family_name: 'Ö' }],
    ['a name with a hyphen, an apostrophe and a foreign letter', { given_name: "D'Arcy-Łucja" }],
  ])('%s', (_, change) => expect(refusalOf(change)).toBe('accepted'));
});

describe('we refuse', () => {
  test.each([
    ['a lower level', { acr: 'loa1' }, 'LEVEL_NOT_ACCEPTED'],
    ['no level', { acr: undefined }, 'LEVEL_NOT_ACCEPTED'],
    ['a list of levels', { acr: ['loa2'] }, 'LEVEL_NOT_ACCEPTED'],
    ['two levels in one text', { acr: 'loa2 loa3' }, 'LEVEL_NOT_ACCEPTED'],
    ['an issue later than clocks differ', { iat: LATEST + 1 }, 'FROM_THE_FUTURE'],
    ['no moment of issue', { iat: undefined }, 'FROM_THE_FUTURE'],
    ['an identification later than clocks differ', { auth_time: LATEST + 1 }, 'FROM_THE_FUTURE'],
    ['no moment of identification', { auth_time: undefined }, 'FROM_THE_FUTURE'],
    ['a moment in words', { auth_time: '2026-06-01T09:00:00Z' }, 'FROM_THE_FUTURE'],
    ['a moment beyond all calendars', { iat: Number.MAX_VALUE }, 'FROM_THE_FUTURE'],
    ['no identity code', { [IDENTITY_CODE]: undefined }, 'CODE_MISSING'],
    ['a list of identity codes', { [IDENTITY_CODE]: ['150385-9013'] }, 'CODE_MISSING'],
    ['no given name', { given_name: undefined }, 'NAME_UNFIT'],
    ['an empty family name', { family_name: '' }, 'NAME_UNFIT'],
    ['a name of blanks', { family_name: ' \u00a0 ' }, 'NAME_UNFIT'],
    ['a name that nobody sees', { given_name: '\u200b\u2060' }, 'NAME_UNFIT'],
    ['a name that turns the direction of writing', { given_name: 'A\u202eku' }, 'NAME_UNFIT'],
    ['a name with a control character', { given_name: 'A\u0000ku' }, 'NAME_UNFIT'],
    ['half a character', { given_name: 'A\ud800' }, 'NAME_UNFIT'],
    ['a longer name', { family_name: 'ä'.repeat(NAME_MAX + 1) }, 'NAME_UNFIT'],
    ['a very long name', { family_name: ' '.repeat(1_000_000) }, 'NAME_UNFIT'],
    ['a name that is no text', { family_name: { toString: 'x' } }, 'NAME_UNFIT'],
  ])('%s', (_, change, code) => expect(refusalOf(change)).toBe(code));
});

test.each([
  ['blanks at the ends and in rows', '  Aku   Ilmari ', 'Aku Ilmari'],
  ['a letter in two parts', 'A\u0308ija\u0308', 'Äijä'],
  ['lines', 'Aku\nIlmari', 'Aku Ilmari'],
])('we keep a name as all texts, without %s', (_, given, kept) => {
  expect(read({ given_name: given })).toMatchObject({ value: { givenNames: kept } });
});
