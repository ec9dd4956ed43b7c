/**
 * Who and what the registers know at the start: the personas, the clients of the demonstration, a few more people, and
 * the companies. All of them are made up; their identity codes come from the artificial range (900–999).
 */
import { client, CLIENTS, COMPANY, HUMAN_PERSONAS, OTHER_COMPANY, PERSONAS, type TestPerson } from '../personas.ts';
import { company, person, type Company, type Mandate, type Person } from './book.ts';

type Made = Omit<TestPerson, 'id'>;
const made = (identityCode: string, givenNames: string, familyName: string): Made => ({ identityCode, givenNames, familyName });

/** Aku's daughter. Aku has given Sanna a mandate. */
export const SANNA = made('040981-9380', 'Sanna', 'Asiakas');
/** Sanna's child, a minor. */
export const LILLI = made('110516A941L', 'Lilli', 'Asiakas');
/** Nobody may learn where Pirkko lives. */
export const PIRKKO = made('230467-9522', 'Pirkko', 'Piilossa');
/** Veikko's affairs are in the hands of a guardian, Eero. */
export const VEIKKO = made('070142-9604', 'Veikko', 'Valvottu');
export const EERO = made('191264-971S', 'Eero', 'Edunvalvoja');
/** Signs for a company that Seteli does not know yet. */
export const SIRU = made('020675-9836', 'Siru', 'Allekirjoittaja');

/** A company that has never been in Seteli. */
export const NEWCOMER_COMPANY = { businessId: '9000007-0', name: 'Uusi Hoiva Oy' } as const;

/** Matters of mandates in the demonstration, in the words of their register. */
export const MATTERS = ['palvelusetelit', 'palvelusetelien-katselu', 'palvelusetelien-maksut'] as const;

const [TAMPERE, TURKU] = ['837', '853'];
const CITIES: Readonly<Record<string, string>> = { [TAMPERE]: 'TAMPERE', [TURKU]: 'TURKU' };

const registered = (who: Made, change: Partial<Person> = {}): Person => {
  const number = Number(who.identityCode.slice(7, 10)) - 899;
  const address = { street: `Esimerkkikatu ${number}`, postalCode: '00001', city: 'TAMPERE' };
  const { identityCode, givenNames, familyName } = who;
  return person.parse({ identityCode, givenNames, familyName, municipalityCode: TAMPERE, address, ...change });
};

export const PEOPLE: readonly Person[] = [
  ...HUMAN_PERSONAS.map(([, { person: who }]) => registered(who)),
  ...Array.from({ length: CLIENTS }, (_, number) => registered(client(number))),
  registered(SANNA),
  registered(LILLI, { custodians: [SANNA.identityCode] }),
  registered(PIRKKO, { protectedAddress: true, language: 'sv' }),
  registered(VEIKKO, { guardians: [{ identityCode: EERO.identityCode, from: '2024-02-01', until: null }] }),
  registered(EERO),
  registered(SIRU),
];

export const MANDATES: readonly Mandate[] = [
  { delegate: SANNA.identityCode, principal: PERSONAS.aku.person.identityCode, codes: [...MATTERS], from: '2026-01-01', until: null },
];

const OY = { code: '16', fi: 'Osakeyhtiö', sv: 'Aktiebolag', en: 'Limited company' };
const HOME_CARE = { code: '88101', fi: 'Kotipalvelut', sv: 'Hemtjänster', en: 'Home help services' };
const signs = ({ identityCode }: Made, ...roles: string[]) => ({ identityCode, roles });

const firm = (businessId: string, name: string, roles: Company['roles'], municipalityCode = TAMPERE): Company =>
  company.parse({
    businessId,
    name,
    form: OY,
    industry: HOME_CARE,
    addresses: [
      {
        kind: 'VISITING',
        street: 'Yrityskatu',
        buildingNumber: '1',
        postalCode: '00001',
        city: CITIES[municipalityCode],
        municipalityCode,
      },
    ],
    roles,
  });

const signatoryOf = (key: 'provider-admin' | 'other-provider-admin') => signs(PERSONAS[key].person, 'NIMKO', 'TJ');

export const COMPANIES: readonly Company[] = [
  firm(COMPANY.businessId, COMPANY.name, [signatoryOf('provider-admin'), signs(SIRU, 'NIMKO')]),
  firm(OTHER_COMPANY.businessId, OTHER_COMPANY.name, [signatoryOf('other-provider-admin')], TURKU),
  firm(NEWCOMER_COMPANY.businessId, NEWCOMER_COMPANY.name, [signs(SIRU, 'NIMKO', 'PJ'), signs(EERO, 'PJ')]),
];
