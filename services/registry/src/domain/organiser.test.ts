import { describe, expect, test } from 'vitest';
import type { Organiser } from './company.ts';
import { NO_CONTACT } from './contact.ts';
import { closeOrganiser, DEFAULTS, openOrganiser, reopenOrganiser, requireOpen, saveSettings, type SettingsWish } from './organiser.ts';

const now = Temporal.Instant.from('2026-06-15T09:00:00Z');
const names = { fi: 'Alue', sv: 'Område', en: 'County' };
const wish = { businessId: '9000001-1', kind: 'WELLBEING_COUNTY', names, languages: ['FI'] } as const;
const organiser: Organiser = {
  id: 'county',
  ...wish,
  ...DEFAULTS,
  municipalityCodes: ['837'],
  contact: NO_CONTACT,
  iban: 'FI2112345600000785',
  closedAt: null,
  version: 3,
};
const closed = { ...organiser, closedAt: now };

describe('opening an organiser', () => {
  test('begins with the usual days, without an account, at version 1', () =>
    expect(openOrganiser('county', null, { ...wish, municipalityCodes: ['980', '837'] })).toEqual({
      accepted: true,
      value: { ...organiser, municipalityCodes: ['837', '980'], iban: null, version: 1 },
    }));

  test.each([
    ['a wrong business id', null, { businessId: '9000001-2' }, 'INVALID_BUSINESS_ID', 'businessId'],
    ['a business id that another has', 'another', {}, 'NUMBER_TAKEN', 'businessId'],
    ['a municipality by letters', null, { municipalityCodes: ['TRE'] }, 'INVALID_RANGE', 'municipalityCodes'],
    ['a wrong e-mail address', null, { contact: { email: 'x' } }, 'INVALID_CONTACT', 'contact.email'],
  ])('is refused: %s', (_, holder, changes, code, path) =>
    expect(openOrganiser('county', holder, { ...wish, ...changes })).toMatchObject({ refusal: { code, path: path.split('.') } }),
  );
});

describe('changing an organiser’s settings', () => {
  test.each<[string, SettingsWish, Partial<Organiser>]>([
    ['its days', { settlementDay: 8, recordingCutOffDay: 1 }, { settlementDay: 8, recordingCutOffDay: 1 }],
    ['its names', { names: { ...names, fi: 'Uusi' } }, { names: { ...names, fi: 'Uusi' } }],
    ['its languages', { languages: ['SV', 'FI'] }, { languages: ['FI', 'SV'] }],
    ['its municipalities', { municipalityCodes: ['980'] }, { municipalityCodes: ['980'] }],
    ['its contact', { contact: { city: 'Nokia' } }, { contact: { ...NO_CONTACT, city: 'Nokia' } }],
  ])('changes %s, and nothing else', (_, change, expected) =>
    expect(saveSettings(organiser, { expectedVersion: 3, ...change })).toEqual({
      accepted: true,
      value: { ...organiser, ...expected, version: 4 },
    }),
  );

  test('gives back the organiser itself when nothing changes', () =>
    expect(saveSettings(organiser, { settlementDay: 5, languages: ['FI'] })).toEqual({ accepted: true, value: organiser }));

  test.each<[string, Organiser | undefined, SettingsWish, string]>([
    ['an unknown organiser', undefined, {}, 'NOT_FOUND'],
    ['a closed organiser', closed, {}, 'ORGANISATION_CLOSED'],
    ['another version', organiser, { expectedVersion: 2 }, 'STALE'],
    ['a settlement day that the law does not know', organiser, { settlementDay: 9 }, 'INVALID_RANGE'],
    ['a name on payments that no bank can write', organiser, { names: { ...names, fi: '护理' } }, 'NAME_UNFIT_FOR_PAYMENT'],
  ])('is refused: %s', (_, known, change, code) => expect(saveSettings(known, change)).toMatchObject({ refusal: { code } }));
});

test.each([
  ['nobody', undefined, 'NOT_FOUND'],
  ['a closed organiser', closed, 'ORGANISATION_CLOSED'],
])('%s may not act', (_, known, code) => expect(requireOpen(known)).toEqual({ accepted: false, refusal: { code } }));

describe('closing an organiser', () => {
  test.each([
    ['without services', organiser, 0, { ...organiser, closedAt: now, version: 4 }],
    ['that is closed, whatever it has', closed, 1, closed],
  ])('%s', (_, known, services, value) => expect(closeOrganiser(known, services, now)).toEqual({ accepted: true, value }));

  test.each([
    ['an unknown one', undefined, 0, 'NOT_FOUND'],
    ['one that has published a service', organiser, 1, 'ORGANISER_IN_USE'],
  ])('is refused: %s', (_, known, services, code) => expect(closeOrganiser(known, services, now)).toMatchObject({ refusal: { code } }));
});

test.each([
  ['a closed organiser is open again', closed, { ...organiser, version: 4 }],
  ['an open organiser stays as it is', organiser, organiser],
])('reopened, %s', (_, known, value) => expect(reopenOrganiser(known)).toEqual({ accepted: true, value }));
