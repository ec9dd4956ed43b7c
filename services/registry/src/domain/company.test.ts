import { describe, expect, test } from 'vitest';
import { isBusinessId, registerOrganiser, registerProvider, type Organiser, type Provider } from './company.ts';
import { NO_CONTACT } from './contact.ts';

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

const organiser: Organiser = {
  id: 'pirkanmaa',
  businessId: '9000001-1',
  kind: 'WELLBEING_COUNTY',
  names: { fi: 'Pirkanmaa', sv: 'Birkaland', en: 'Pirkanmaa' },
  iban: 'FI2112345600000785',
  settlementDay: 5,
  recordingCutOffDay: 3,
  municipalityCodes: ['536', '837'],
  languages: ['FI', 'SV'],
  contact: NO_CONTACT,
  closedAt: null,
  version: 1,
};
const provider: Provider = {
  id: 'company',
  businessId: '9000004-6',
  name: 'Yritys',
  form: null,
  registeredAddress: null,
  iban: null,
  languages: ['FI'],
  contact: NO_CONTACT,
  units: [
    { id: 'u1', name: 'Toimipaikka', closedAt: null },
    { id: 'u2', name: 'Yritys', closedAt: Temporal.Instant.from('2026-06-01T09:00:00Z') },
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
    const again = { ...organiser, municipalityCodes: ['837', '536', '837'], languages: ['SV', 'FI'] as const };
    expect(registerOrganiser(facts, again)).toEqual({ accepted: true, value: organiser });
    expect(registerOrganiser(facts, { ...organiser, settlementDay: 6 })).toMatchObject({ value: { settlementDay: 6, version: 2 } });
  });

  test('keeps its account and its closing', () => {
    const known = { ...organiser, closedAt: Temporal.Instant.from('2026-06-01T09:00:00Z') };
    const { iban: _, closedAt: __, version: ___, ...wish } = organiser;
    expect(registerOrganiser({ known, holderOfBusinessId: known.id }, { ...wish, settlementDay: 6 })).toEqual({
      accepted: true,
      value: { ...known, settlementDay: 6, version: 2 },
    });
  });

  test('without an account it may have any name; with one a bank must be able to write it', () => {
    const names = { ...organiser.names, fi: '护理' };
    expect(registerOrganiser(nobody, { ...organiser, names }).accepted).toBe(true);
    expect(registerOrganiser({ known: organiser, holderOfBusinessId: organiser.id }, { ...organiser, names })).toMatchObject({
      refusal: { code: 'NAME_UNFIT_FOR_PAYMENT', path: ['names', 'fi'] },
    });
  });
});

describe('registering a provider', () => {
  const facts = { known: provider, holderOfBusinessId: provider.id, foreignUnits: [] };
  test.each([
    ["another provider's unit", { ...facts, foreignUnits: ['u2'] }, provider, 'NUMBER_TAKEN'],
    ['a unit twice', facts, { ...provider, units: [provider.units[0]!, provider.units[0]!] }, 'NUMBER_TAKEN'],
    ["another provider's business id", { ...facts, holderOfBusinessId: 'another' }, provider, 'NUMBER_TAKEN'],
    ['a wrong business id', facts, { ...provider, businessId: '9000004-7' }, 'INVALID_BUSINESS_ID'],
    [
      'a name that no bank can write, over an account',
      { ...facts, known: { ...provider, iban: organiser.iban } },
      { ...provider, name: '护理' },
      'NAME_UNFIT_FOR_PAYMENT',
    ],
  ])('is refused: %s', (_name, known, wish, code) => expect(registerProvider(known, wish)).toMatchObject({ refusal: { code } }));

  test('again as it is changes nothing, in whatever order its units come', () =>
    expect(registerProvider(facts, { ...provider, units: provider.units.toReversed() })).toEqual({ accepted: true, value: provider }));

  test.each([
    ['has any name when it has no account', '护理', null],
    ['needs only one letter that banks can write', '护理 Ø', organiser.iban],
  ])('%s', (_, name, iban) =>
    expect(registerProvider({ ...facts, known: { ...provider, iban } }, { ...provider, name })).toMatchObject({ value: { name, iban } }),
  );

  test('adds a unit and loses none', () =>
    expect(registerProvider(facts, { ...provider, units: [{ id: 'u3', name: 'Uusi' }] })).toMatchObject({
      value: { version: 2, units: [{ id: 'u3', closedAt: null }, { id: 'u1' }, { id: 'u2', closedAt: provider.units[1]!.closedAt }] },
    }));
});
