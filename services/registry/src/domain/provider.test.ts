import { describe, expect, test } from 'vitest';
import type { Provider } from './company.ts';
import { NO_CONTACT } from './contact.ts';
import { UNITS_MAX } from './limits.ts';
import { registerFromRegister, saveDetails, type DetailsWish, type RegisteredCompany } from './provider.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const now = Temporal.Instant.from('2026-06-15T09:00:00Z');
const before = Temporal.Instant.from('2026-06-01T09:00:00Z');

const company: RegisteredCompany = {
  businessId: '9000004-6',
  name: 'Hoiva Oy',
  form: { fi: 'Osakeyhtiö', sv: 'Aktiebolag', en: 'Limited company' },
  registeredAddress: { streetAddress: 'Katu 1', postalCode: '33100', city: 'Tampere' },
  endedOn: null,
};
const provider: Provider = {
  id: 'company',
  businessId: company.businessId,
  name: company.name,
  form: company.form,
  registeredAddress: company.registeredAddress,
  iban: null,
  languages: ['FI'],
  contact: NO_CONTACT,
  units: [{ id: 'itself', name: 'Hoiva Oy', closedAt: null }],
  version: 1,
};

describe('a company of the register', () => {
  const facts = { id: 'company', newUnitId: 'itself', known: null, company, today: day('2026-06-15') };

  test('becomes a provider with one unit, the company itself', () =>
    expect(registerFromRegister(facts)).toEqual({ accepted: true, value: provider }));

  test('that is known as the register has it stays as it is', () =>
    expect(registerFromRegister({ ...facts, known: provider, newUnitId: 'other' })).toEqual({ accepted: true, value: provider }));

  test.each([
    ['name', { name: 'Uusi Oy' }],
    ['form', { form: null }],
    ['address', { registeredAddress: { streetAddress: 'Katu 2', postalCode: '33100', city: 'Tampere' } }],
  ])('that has got another %s gets it here, and keeps what it said itself', (_, change) => {
    const known = { ...provider, iban: 'FI2112345600000785', contact: { ...NO_CONTACT, city: 'Nokia' } };
    expect(registerFromRegister({ ...facts, known, company: { ...company, ...change } })).toEqual({
      accepted: true,
      value: { ...known, ...change, version: 2 },
    });
  });

  test.each([
    ['has ended today', { endedOn: day('2026-06-15') }, null, 'COMPANY_ENDED'],
    [
      'has a name that no bank can write, over an account',
      { name: '护理' },
      { ...provider, iban: 'FI2112345600000785' },
      'NAME_UNFIT_FOR_PAYMENT',
    ],
  ])('is refused when it %s', (_, change, known, code) =>
    expect(registerFromRegister({ ...facts, known, company: { ...company, ...change } })).toMatchObject({ refusal: { code } }),
  );

  test('that ends tomorrow is one today', () =>
    expect(registerFromRegister({ ...facts, company: { ...company, endedOn: day('2026-06-16') } }).accepted).toBe(true));
});

describe('a provider that says something of itself', () => {
  const known: Provider = {
    ...provider,
    units: [
      { id: 'u1', name: 'Yksi', closedAt: null },
      { id: 'u2', name: 'Kaksi', closedAt: before },
    ],
  };
  const facts = { known, newId: () => 'new', now };
  const [one, two] = known.units as [Provider['units'][0], Provider['units'][0]];

  test.each<[string, DetailsWish, Partial<Provider>]>([
    ['changes its contact', { contact: { city: 'Nokia' } }, { contact: { ...NO_CONTACT, city: 'Nokia' } }],
    ['changes its languages', { languages: ['SV', 'FI', 'SV'] }, { languages: ['FI', 'SV'] }],
    ['renames a unit', { units: [{ id: 'u1', name: 'Uno' }] }, { units: [{ ...one, name: 'Uno' }, two] }],
    ['adds a unit', { units: [{ name: 'Kolme' }] }, { units: [one, two, { id: 'new', name: 'Kolme', closedAt: null }] }],
    ['opens a unit again', { units: [{ id: 'u2', name: 'Kaksi', closed: false }] }, { units: [one, { ...two, closedAt: null }] }],
    [
      'closes a unit and opens another',
      {
        units: [
          { id: 'u1', name: 'Yksi', closed: true },
          { id: 'u2', name: 'Kaksi', closed: false },
        ],
      },
      {
        units: [
          { ...one, closedAt: now },
          { ...two, closedAt: null },
        ],
      },
    ],
  ])('%s, and nothing else', (_, wish, changes) =>
    expect(saveDetails(facts, { expectedVersion: 1, ...wish })).toEqual({ accepted: true, value: { ...known, ...changes, version: 2 } }),
  );

  test.each<[string, DetailsWish]>([
    ['nothing', {}],
    ['a closed unit closed, which keeps its day', { units: [{ id: 'u2', name: 'Kaksi', closed: true }] }],
    ['what holds already', { languages: ['FI'], contact: { city: null }, units: [{ id: 'u1', name: 'Yksi' }] }],
  ])('changes nothing by saying %s', (_, wish) => expect(saveDetails(facts, wish)).toEqual({ accepted: true, value: known }));

  const most = Array.from({ length: UNITS_MAX }, (_, index) => ({ id: `u${index}`, name: 'x', closedAt: null }));
  test.each<[string, Provider | null, DetailsWish, string, string]>([
    ['an unknown provider', null, {}, 'NOT_FOUND', ''],
    ['another version', known, { expectedVersion: 2 }, 'STALE', 'expectedVersion'],
    ['a wrong phone number', known, { contact: { phone: 'x' } }, 'INVALID_CONTACT', 'contact.phone'],
    ['another provider’s unit', known, { units: [{ name: 'x' }, { id: 'foreign', name: 'x' }] }, 'NOT_FOUND', 'units.1.id'],
    [
      'a unit twice',
      known,
      {
        units: [
          { id: 'u1', name: 'x' },
          { id: 'u1', name: 'y' },
        ],
      },
      'NUMBER_TAKEN',
      'units.1.id',
    ],
    ['its last open unit closed', known, { units: [{ id: 'u1', name: 'Yksi', closed: true }] }, 'WRONG_STATE', 'units'],
    ['more units than a provider may have', { ...known, units: most }, { units: [{ name: 'x' }] }, 'LIMIT_REACHED', 'units'],
  ])('is refused: %s', (_, found, wish, code, path) =>
    expect(saveDetails({ ...facts, known: found }, wish)).toMatchObject({ refusal: { code, ...(path && { path: path.split('.') }) } }),
  );

  test('may have as many units as there can be', () =>
    expect(saveDetails({ ...facts, known: { ...known, units: most.slice(1) } }, { units: [{ name: 'x' }] }).accepted).toBe(true));
});
