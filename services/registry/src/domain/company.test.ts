import { describe, expect, test } from 'vitest';
import { isBusinessId, readIban, registerOrganiser, registerProvider, type Organiser, type Provider } from './company.ts';

describe('a business id', () => {
  test.each(['2362180-3', '2277984-4', '0202637-8', '1572860-0', '1234567-1'])('%s is valid', (text) =>
    expect(isBusinessId(text)).toBe(true),
  );
  test.each([
    ['another check digit', '2362180-4'],
    ['two digits changed places', '2326180-3'],
    // 6 × 2 leaves the remainder 1.
    ['remainder 1, written as 0', '0000006-0'],
    ['remainder 1, written as 1', '0000006-1'],
    ['six digits', '236218-0'],
    ['no hyphen', '23621803'],
    ['a VAT number', 'FI23621803'],
    ['nothing', ''],
  ])('%s is not valid', (_name, text) => expect(isBusinessId(text)).toBe(false));
});

describe('an account number', () => {
  test.each([
    ['Finnish, as printed', 'FI21 1234 5600 0007 85', 'FI2112345600000785'],
    ['Finnish, in small letters', 'fi2112345600000785', 'FI2112345600000785'],
    ['German', 'DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
    ['British, with letters', 'GB29 NWBK 6016 1331 9268 19', 'GB29NWBK60161331926819'],
  ])('%s', (_name, text, expected) => expect(readIban(text)).toBe(expected));
  test.each([
    ['other check digits', 'FI22 1234 5600 0007 85'],
    ['a digit too few', 'FI21 1234 5600 0007 8'],
    ['check digits that fit, over an account number that does not', withCheckDigits('12345600000786')],
    ['letters in a Finnish one', 'FI21 1234 5600 000A 85'],
    ['nothing', ''],
  ])('is not valid: %s', (_name, text) => expect(readIban(text)).toBeUndefined());

  test('these tests compute check digits as banks do', () => expect(withCheckDigits('12345600000785')).toBe('FI2112345600000785'));
});

function withCheckDigits(account: string): string {
  // F is 15, I is 18.
  const check = 98n - (BigInt(`${account}151800`) % 97n);
  return `FI${check.toString().padStart(2, '0')}${account}`;
}

const organiser: Organiser = {
  id: 'pirkanmaa',
  businessId: '9000001-1',
  names: { fi: 'Pirkanmaa', sv: 'Birkaland', en: 'Pirkanmaa' },
  iban: 'FI2112345600000785',
  settlementDay: 5,
  recordingCutOffDay: 3,
  municipalityCodes: ['536', '837'],
  version: 1,
};
const provider: Provider = {
  id: 'company',
  businessId: '9000004-6',
  name: 'Yritys',
  iban: null,
  units: [
    { id: 'u1', name: 'Toimipaikka' },
    { id: 'u2', name: 'Yritys' },
  ],
  version: 1,
};

describe('registering an organiser', () => {
  const nobody = { known: null, holderOfBusinessId: null };
  test.each([
    ['a settlement day before the 4th', { settlementDay: 3 }, 'INVALID_RANGE'],
    ['a settlement day after the 8th', { settlementDay: 9 }, 'INVALID_RANGE'],
    ['half a day', { settlementDay: 4.5 }, 'INVALID_RANGE'],
    ['no cut-off day', { recordingCutOffDay: 0 }, 'INVALID_RANGE'],
    ['a cut-off day that February lacks', { recordingCutOffDay: 29 }, 'INVALID_RANGE'],
    ['a municipality by its name', { municipalityCodes: ['Tampere'] }, 'INVALID_RANGE'],
    ['more municipalities than any has', { municipalityCodes: Array.from({ length: 101 }, (_, n) => String(n + 100)) }, 'INVALID_RANGE'],
    ['a wrong business id', { businessId: '9000001-2' }, 'INVALID_BUSINESS_ID'],
    ['a wrong account', { iban: 'FI2212345600000785' }, 'INVALID_IBAN'],
    ['an account under a name that no bank can write', { names: { ...organiser.names, fi: '护理' } }, 'NAME_UNFIT_FOR_PAYMENT'],
  ])('is refused: %s', (_name, changes, code) =>
    expect(registerOrganiser(nobody, { ...organiser, ...changes })).toMatchObject({ refusal: { code } }),
  );

  test.each([4, 8])('is accepted with settlement day %i', (settlementDay) =>
    expect(registerOrganiser(nobody, { ...organiser, settlementDay }).accepted).toBe(true),
  );

  test('is refused with another organiser’s business id', () =>
    expect(registerOrganiser({ known: null, holderOfBusinessId: 'another' }, organiser)).toMatchObject({
      refusal: { code: 'NUMBER_TAKEN' },
    }));

  test('again as it is changes nothing; with other data it makes a new version', () => {
    const facts = { known: organiser, holderOfBusinessId: organiser.id };
    expect(registerOrganiser(facts, { ...organiser, iban: 'FI21 1234 5600 0007 85' })).toEqual({ accepted: true, value: organiser });
    expect(registerOrganiser(facts, { ...organiser, settlementDay: 6 })).toMatchObject({ value: { settlementDay: 6, version: 2 } });
  });
});

describe('registering a provider', () => {
  const facts = { known: provider, holderOfBusinessId: provider.id, foreignUnits: [] };
  test.each([
    ["another provider's unit", { ...facts, foreignUnits: ['u2'] }, provider, 'NUMBER_TAKEN'],
    ['a unit twice', facts, { ...provider, units: [provider.units[0]!, provider.units[0]!] }, 'NUMBER_TAKEN'],
    ["another provider's business id", { ...facts, holderOfBusinessId: 'another' }, provider, 'NUMBER_TAKEN'],
    ['a wrong business id', facts, { ...provider, businessId: '9000004-7' }, 'INVALID_BUSINESS_ID'],
    ['a wrong account', facts, { ...provider, iban: '1' }, 'INVALID_IBAN'],
    [
      'an account under a name that no bank can write',
      facts,
      { ...provider, name: '护理', iban: organiser.iban },
      'NAME_UNFIT_FOR_PAYMENT',
    ],
  ])('is refused: %s', (_name, known, wish, code) => expect(registerProvider(known, wish)).toMatchObject({ refusal: { code } }));

  test('again as it is changes nothing, in whatever order its units come', () =>
    expect(registerProvider(facts, { ...provider, units: provider.units.toReversed() })).toEqual({ accepted: true, value: provider }));

  test.each([
    ['has any name when it has no account', { name: '护理', iban: null }],
    ['needs only one letter that banks can write', { name: '护理 Ø', iban: organiser.iban }],
  ])('%s', (_, changes) => expect(registerProvider(facts, { ...provider, ...changes })).toMatchObject({ value: changes }));

  test('adds a unit and loses none', () =>
    expect(registerProvider(facts, { ...provider, units: [{ id: 'u3', name: 'Uusi' }] })).toMatchObject({
      value: { version: 2, units: [{ id: 'u3' }, { id: 'u1' }, { id: 'u2' }] },
    }));
});
