/**
 * The test persons and organisations of a development system. Their ids are fixed, so that sign-in, seed, demo and
 * tests mean the same ones. Their identity codes come from the artificial range (900–999), which belongs to nobody.
 */
import { madeUpCode } from './made-up-person.ts';

import { PLATFORM, SYSTEM_SCOPES, type SystemScope } from '@seteli/schema/actors';

export type OrganisationKind = 'ORGANISER' | 'PROVIDER' | 'PERSON' | 'PLATFORM';

/** Ids that a reader recognises in a log, and that are still well-formed UUIDs of version 7. */
const fixedId = (group: number, number: number): string =>
  `019b0000-000${group.toString(16)}-7000-8000-${number.toString().padStart(12, '0')}`;

type Names = { readonly fi: string; readonly sv: string; readonly en: string };
export type Organiser = {
  readonly kind: 'ORGANISER';
  readonly id: string;
  readonly names: Names;
  readonly businessId: string;
  readonly municipalityCodes: readonly string[];
};
export type Unit = { readonly id: string; readonly name: string };
export type Provider = {
  readonly kind: 'PROVIDER';
  readonly id: string;
  readonly name: string;
  readonly businessId: string;
  readonly units: readonly Unit[];
};

export const PIRKANMAA: Organiser = {
  kind: 'ORGANISER',
  id: fixedId(1, 1),
  names: { fi: 'Pirkanmaan hyvinvointialue', sv: 'Birkalands välfärdsområde', en: 'Pirkanmaa wellbeing services county' },
  businessId: '9000001-1',
  // Nokia, Tampere, Ylöjärvi.
  municipalityCodes: ['536', '837', '980'],
};
export const OTHER_ORGANISER: Organiser = {
  kind: 'ORGANISER',
  id: fixedId(1, 2),
  names: { fi: 'Toisen hyvinvointialue', sv: 'Den andras välfärdsområde', en: 'The other wellbeing services county' },
  businessId: '9000003-8',
  // Turku.
  municipalityCodes: ['853'],
};
export const COMPANY: Provider = {
  kind: 'PROVIDER',
  id: fixedId(2, 1),
  name: 'Yritys',
  businessId: '9000004-6',
  units: [
    { id: fixedId(3, 1), name: 'TOIMIPAIKKA: Henkilökohtainen apu' },
    { id: fixedId(3, 2), name: 'Yritys' },
  ],
};
export const OTHER_COMPANY: Provider = {
  kind: 'PROVIDER',
  id: fixedId(2, 2),
  name: 'Toinen yritys',
  businessId: '9000005-4',
  units: [{ id: fixedId(3, 3), name: 'Toinen yritys' }],
};

/** A human being, who signs in at the embedded provider. */
export type TestPerson = { readonly id: string; readonly identityCode: string; readonly givenNames: string; readonly familyName: string };

type Account = {
  readonly userId: string;
  readonly organisation: { readonly kind: OrganisationKind; readonly id: string };
  readonly roles: readonly string[];
};
export type HumanPersona = Account & { readonly person: TestPerson };
/** A system of an organisation, which signs in with its client id and the secret of the state folder. */
export type SystemPersona = Account & {
  readonly organisation: { readonly kind: 'ORGANISER' | 'PROVIDER'; readonly id: string };
  readonly roles: readonly SystemScope[];
  readonly clientId: string;
};
export type Persona = HumanPersona | SystemPersona;

const person = (number: number, identityCode: string, givenNames: string, familyName: string): TestPerson => ({
  id: fixedId(4, number),
  identityCode,
  givenNames,
  familyName,
});

/** A person who acts for themselves is a user with their own id. */
const citizen = (who: TestPerson): HumanPersona => ({
  userId: who.id,
  organisation: { kind: 'PERSON', id: who.id },
  roles: ['CLIENT'],
  person: who,
});

const employee = (number: number, { kind, id }: Organiser | Provider | typeof PLATFORM, role: string, who: TestPerson): HumanPersona => ({
  userId: fixedId(5, number),
  organisation: { kind, id },
  roles: [role],
  person: who,
});

const machine = (
  number: number,
  { kind, id }: Organiser | Provider,
  clientId: string,
  roles: SystemPersona['roles'] = SYSTEM_SCOPES[kind],
): SystemPersona => ({
  userId: fixedId(5, number),
  organisation: { kind, id },
  roles,
  clientId,
});

export const PERSONAS = {
  aku: citizen(person(1, '150385-9013', 'Aku', 'Asiakas')),
  recorder: employee(2, COMPANY, 'RECORDER', person(2, '210790-912U', 'Kaisa', 'Kirjaaja')),
  'service-manager': employee(3, COMPANY, 'SERVICE_MANAGER', person(3, '030278-923E', 'Pekka', 'Palveluvastaava')),
  'provider-admin': employee(4, COMPANY, 'ADMIN', person(4, '110981-934C', 'Yrjö', 'Yrityspääkäyttäjä')),
  granter: employee(5, PIRKANMAA, 'GRANTER', person(5, '270569-945R', 'Maija', 'Myöntäjä')),
  checker: employee(6, PIRKANMAA, 'EVENT_CHECKER', person(6, '140688-956D', 'Taru', 'Tarkastaja')),
  approver: employee(7, PIRKANMAA, 'SETTLEMENT_APPROVER', person(7, '091175-9677', 'Heikki', 'Hyväksyjä')),
  'second-approver': employee(8, PIRKANMAA, 'SETTLEMENT_APPROVER', person(8, '300472-978P', 'Helena', 'Hyväksyjä')),
  'organiser-admin': employee(9, PIRKANMAA, 'ADMIN', person(9, '180192-9892', 'Paavo', 'Pääkäyttäjä')),
  'second-organiser-admin': employee(13, PIRKANMAA, 'ADMIN', person(13, '120771-9080', 'Pirjo', 'Pääkäyttäjä')),
  'case-handler': employee(10, PIRKANMAA, 'CASE_HANDLER', person(10, '250683-990A', 'Kirsi', 'Käsittelijä')),
  auditor: employee(33, PIRKANMAA, 'AUDITOR', person(33, '110585-917M', 'Liisa', 'Lokivalvoja')),
  system: machine(11, PIRKANMAA, 'pirkanmaa-system'),
  'second-granter': employee(14, PIRKANMAA, 'GRANTER', person(14, '150379-906P', 'Marja', 'Myöntäjä')),
  'provider-system': machine(15, COMPANY, 'yritys-system'),
  preparer: employee(16, COMPANY, 'PREPARER', person(16, '170488-9097', 'Virpi', 'Valmistelija')),
  newcomer: employee(12, COMPANY, 'RECORDER', person(12, '200596-903U', 'Uuno', 'Uusi')),
  operator: employee(17, PLATFORM, 'OPERATOR', person(17, '160574-910T', 'Oskari', 'Operaattori')),
  'other-client': citizen(person(21, '120394-902H', 'Bea', 'Asiakas')),
  'other-recorder': employee(22, OTHER_COMPANY, 'RECORDER', person(22, '050707A9134', 'Toni', 'Kirjaaja')),
  'other-service-manager': employee(23, OTHER_COMPANY, 'SERVICE_MANAGER', person(23, '171270-924H', 'Tuula', 'Palveluvastaava')),
  'other-provider-admin': employee(24, OTHER_COMPANY, 'ADMIN', person(24, '080886-935Y', 'Tero', 'Yrityspääkäyttäjä')),
  'other-signatory': employee(35, OTHER_COMPANY, 'SIGNATORY', person(35, '230368-926N', 'Saara', 'Allekirjoittaja')),
  'other-granter': employee(25, OTHER_ORGANISER, 'GRANTER', person(25, '230191-946M', 'Tiina', 'Myöntäjä')),
  'other-checker': employee(26, OTHER_ORGANISER, 'EVENT_CHECKER', person(26, '190566-9576', 'Teemu', 'Tarkastaja')),
  'other-approver': employee(27, OTHER_ORGANISER, 'SETTLEMENT_APPROVER', person(27, '061079-968J', 'Terttu', 'Hyväksyjä')),
  'other-second-approver': employee(28, OTHER_ORGANISER, 'SETTLEMENT_APPROVER', person(28, '280377-979X', 'Timo', 'Hyväksyjä')),
  'other-organiser-admin': employee(29, OTHER_ORGANISER, 'ADMIN', person(29, '101093-9804', 'Tanja', 'Pääkäyttäjä')),
  'other-second-organiser-admin': employee(32, OTHER_ORGANISER, 'ADMIN', person(32, '070466-981D', 'Tauno', 'Pääkäyttäjä')),
  'other-case-handler': employee(30, OTHER_ORGANISER, 'CASE_HANDLER', person(30, '020284-991J', 'Tapio', 'Käsittelijä')),
  'other-auditor': employee(34, OTHER_ORGANISER, 'AUDITOR', person(34, '240779-928E', 'Tarja', 'Lokivalvoja')),
  'other-system': machine(31, OTHER_ORGANISER, 'other-system'),
} as const satisfies Record<string, Persona>;

export type PersonaKey = keyof typeof PERSONAS;

export const isPersonaKey = (text: string): text is PersonaKey => Object.hasOwn(PERSONAS, text);

/** The personas that sign in as people, by key. */
export const HUMAN_PERSONAS: readonly (readonly [PersonaKey, HumanPersona])[] = Object.entries(PERSONAS).flatMap(([key, persona]) =>
  'person' in persona ? [[key as PersonaKey, persona] as const] : [],
);

/** Fixed ids for demonstration data that belongs to no persona, such as service teams. */
export const demonstrationId = (number: number): string => fixedId(9, number);

/**
 * How many clients the demonstration has beside its personas. Nobody signs in as one of them, but a granter may grant
 * each a voucher.
 */
export const CLIENTS = 1_000;
export const clientId = (number: number): string => fixedId(10, number);
export const client = (number: number): TestPerson => ({
  id: clientId(number),
  identityCode: madeUpCode(number),
  givenNames: 'Malli',
  familyName: `Asiakas ${number}`,
});
