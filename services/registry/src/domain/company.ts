/**
 * What an organiser or a provider must fulfil before the registry takes it in. Nothing here checks whether the company
 * exists. Their accounts come in by proposals only (`iban.ts`).
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { sepaNameOf } from '@seteli/kit/sepa';
import { NO_CONTACT, sameContact, type Contact } from './contact.ts';
import type { Names } from './content.ts';
import { MUNICIPALITIES_MAX } from './limits.ts';
import { NO_MUNICIPALITY } from './sentences.ts';

const BUSINESS_ID = /^(\d{7})-(\d)$/;
const BUSINESS_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** A business id (Y-tunnus) whose check digit fits. */
export function isBusinessId(text: string): boolean {
  const parts = BUSINESS_ID.exec(text);
  if (!parts) return false;
  const remainder = BUSINESS_ID_WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(parts[1]![index]), 0) % 11;
  // No business id has the remainder 1: its check digit would be ten.
  return remainder !== 1 && Number(parts[2]) === (remainder === 0 ? 0 : 11 - remainder);
}

export const ORGANISER_KINDS = ['WELLBEING_COUNTY', 'MUNICIPALITY', 'HELSINKI'] as const;
export type OrganiserKind = (typeof ORGANISER_KINDS)[number];

export type OrganiserWish = {
  readonly id: Id;
  readonly businessId: string;
  readonly kind: OrganiserKind;
  readonly names: Names;
  readonly settlementDay: number;
  readonly recordingCutOffDay: number;
  /** Three-digit codes of the municipalities whose residents the organiser serves; empty while they are unknown. */
  readonly municipalityCodes: readonly string[];
  /** The languages in which it serves people. */
  readonly languages: readonly Language[];
  readonly contact: Contact;
};
export type Organiser = OrganiserWish & {
  /** The account that a second person has confirmed. */
  readonly iban: string | null;
  readonly closedAt: Instant | null;
  readonly version: number;
};

export type CompanyRefusal = 'NUMBER_TAKEN' | 'INVALID_BUSINESS_ID' | 'NAME_UNFIT_FOR_PAYMENT';

/** `holderOfBusinessId`: the organiser that already has the wished business id. */
export type OrganiserFacts = { readonly known: Organiser | null; readonly holderOfBusinessId: Id | null };

/** The organiser to save; the known one itself when nothing changes. */
export function registerOrganiser(
  { known, holderOfBusinessId }: OrganiserFacts,
  wish: OrganiserWish,
): Decision<Organiser, CompanyRefusal | 'INVALID_RANGE'> {
  if (!isWholeWithin(wish.settlementDay, 4, 8)) return refuse('INVALID_RANGE', { path: ['settlementDay'] });
  if (!isWholeWithin(wish.recordingCutOffDay, 1, 28)) return refuse('INVALID_RANGE', { path: ['recordingCutOffDay'] });
  const municipalityCodes = [...new Set(wish.municipalityCodes)].toSorted();
  if (municipalityCodes.length > MUNICIPALITIES_MAX || !municipalityCodes.every(isMunicipalityCode))
    return refuse('INVALID_RANGE', { path: ['municipalityCodes'], sentences: NO_MUNICIPALITY });
  const { id, businessId, kind, names, settlementDay, recordingCutOffDay, contact } = wish;
  const iban = known?.iban ?? null;
  const checked = checkCompany({ id, businessId, iban }, { name: names.fi, path: ['names', 'fi'] }, holderOfBusinessId);
  if (!checked.accepted) return checked;
  const languages = [...new Set(wish.languages)].toSorted();
  const wished = { id, businessId, kind, names, settlementDay, recordingCutOffDay, municipalityCodes, languages, contact };
  if (known && sameOrganiser(known, wished)) return accept(known);
  return accept({ ...wished, iban, closedAt: known?.closedAt ?? null, version: (known?.version ?? 0) + 1 });
}

const isMunicipalityCode = (text: string) => /^\d{3}$/.test(text);

const isWholeWithin = (number: number, least: number, most: number) => Number.isInteger(number) && least <= number && number <= most;

const sameOrganiser = (a: OrganiserWish, b: OrganiserWish): boolean =>
  a.businessId === b.businessId &&
  a.kind === b.kind &&
  a.settlementDay === b.settlementDay &&
  a.recordingCutOffDay === b.recordingCutOffDay &&
  a.municipalityCodes.join() === b.municipalityCodes.join() &&
  a.languages.join() === b.languages.join() &&
  sameContact(a.contact, b.contact) &&
  (['fi', 'sv', 'en'] as const).every((language) => a.names[language] === b.names[language]);

function checkCompany(
  wish: { readonly id: Id; readonly businessId: string; readonly iban: string | null },
  holderOfAccount: HolderOfAccount,
  holder: Id | null,
): Decision<true, CompanyRefusal> {
  if (holder !== null && holder !== wish.id) return refuse('NUMBER_TAKEN', { path: ['businessId'] });
  if (!isBusinessId(wish.businessId)) return refuse('INVALID_BUSINESS_ID', { path: ['businessId'] });
  return wish.iban === null ? accept(true) : checkHolder(holderOfAccount);
}

/** `path`: the field of the input that the person would have to change. */
export type HolderOfAccount = { readonly name: string; readonly path: readonly string[] };

/** Banks refuse a payment when they can write no letter of the payer's or payee's name. */
export const checkHolder = ({ name, path }: HolderOfAccount): Decision<true, 'NAME_UNFIT_FOR_PAYMENT'> =>
  sepaNameOf(name) === null ? refuse('NAME_UNFIT_FOR_PAYMENT', { path }) : accept(true);

/** A unit (palveluntuottajaosa) has price lists of its own. The company itself is a unit, too. */
export type ProviderUnit = { readonly id: Id; readonly name: string; readonly closedAt: Instant | null };
export type ProviderWish = {
  readonly id: Id;
  readonly businessId: string;
  readonly name: string;
  readonly units: readonly Omit<ProviderUnit, 'closedAt'>[];
};

export type RegisteredAddress = { readonly streetAddress: string; readonly postalCode: string; readonly city: string };
/** What the company register knows of it besides its name. */
export type RegisteredFacts = {
  /** What kind of company it is (yhtiömuoto). */
  readonly form: Names | null;
  readonly registeredAddress: RegisteredAddress | null;
};

export type Provider = Omit<ProviderWish, 'units'> &
  RegisteredFacts & {
    readonly units: readonly ProviderUnit[];
    /** The account that a second person has confirmed. */
    readonly iban: string | null;
    readonly languages: readonly Language[];
    readonly contact: Contact;
    readonly version: number;
  };

/** `foreignUnits`: the wished units that belong to other providers. */
export type ProviderFacts = {
  readonly known: Provider | null;
  readonly holderOfBusinessId: Id | null;
  readonly foreignUnits: readonly Id[];
};

/** The fields of a provider that nobody has said anything about. */
export const NOTHING_SAID = {
  form: null,
  registeredAddress: null,
  iban: null,
  languages: ['FI'],
  contact: NO_CONTACT,
} as const satisfies Partial<Provider>;

/**
 * The provider to save; the known one itself when nothing changes. Registering adds and renames units and never removes
 * one.
 */
export function registerProvider(
  { known, holderOfBusinessId, foreignUnits }: ProviderFacts,
  wish: ProviderWish,
): Decision<Provider, CompanyRefusal> {
  const taken = wish.units.findIndex(
    ({ id }, index) => foreignUnits.includes(id) || wish.units.findIndex((unit) => unit.id === id) < index,
  );
  if (taken !== -1) return refuse('NUMBER_TAKEN', { path: ['units', String(taken), 'id'] });
  const { id, businessId, name } = wish;
  const checked = checkCompany({ id, businessId, iban: known?.iban ?? null }, { name, path: ['name'] }, holderOfBusinessId);
  if (!checked.accepted) return checked;
  const knownUnits = new Map(known?.units.map((unit) => [unit.id, unit]));
  const named = wish.units.map((unit) => ({ ...unit, closedAt: knownUnits.get(unit.id)?.closedAt ?? null }));
  const kept = known?.units.filter((unit) => !wish.units.some((wished) => wished.id === unit.id)) ?? [];
  const wished = { ...(known ?? NOTHING_SAID), id, businessId, name, units: [...named, ...kept] };
  return accept(known && sameProvider(known, wished) ? known : { ...wished, version: (known?.version ?? 0) + 1 });
}

const sameProvider = (a: ProviderWish, b: ProviderWish): boolean =>
  a.businessId === b.businessId &&
  a.name === b.name &&
  a.units.length === b.units.length &&
  a.units.every(({ id, name }) => b.units.some((unit) => unit.id === id && unit.name === name));
