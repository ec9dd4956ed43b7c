/**
 * What an organiser or a provider must fulfil before the registry takes it in. Nothing here checks whether the company
 * exists.
 */
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { sepaNameOf } from '@seteli/kit/sepa';
import type { Names } from './content.ts';
import { MUNICIPALITIES_MAX } from './limits.ts';

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

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const FINNISH_IBAN = /^FI\d{16}$/;

/** An account number (IBAN) without spaces whose check digits fit; `undefined` when they do not. */
export function readIban(text: string): string | undefined {
  const iban = text.replaceAll(' ', '').toUpperCase();
  if (!IBAN.test(iban) || remainder97(iban) !== 1n) return undefined;
  return !iban.startsWith('FI') || (FINNISH_IBAN.test(iban) && fitsLuhn(iban.slice(4))) ? iban : undefined;
}

/** ISO 7064: the first four characters go to the end, letters count from 10. */
function remainder97(iban: string): bigint {
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n;
}

/** The Finnish account number has a check digit of its own within the IBAN. */
function fitsLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

export type OrganiserWish = {
  readonly id: Id;
  readonly businessId: string;
  readonly names: Names;
  readonly iban: string | null;
  readonly settlementDay: number;
  readonly recordingCutOffDay: number;
  /** Three-digit codes of the municipalities whose residents the organiser serves; empty while they are unknown. */
  readonly municipalityCodes: readonly string[];
};
export type Organiser = OrganiserWish & { readonly version: number };

type CompanyRefusal = 'NUMBER_TAKEN' | 'INVALID_BUSINESS_ID' | 'INVALID_IBAN' | 'NAME_UNFIT_FOR_PAYMENT';

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
    return refuse('INVALID_RANGE', { path: ['municipalityCodes'] });
  const iban = checkCompany(wish, { name: wish.names.fi, path: ['names', 'fi'] }, holderOfBusinessId);
  if (!iban.accepted) return iban;
  const { id, businessId, names, settlementDay, recordingCutOffDay } = wish;
  const wished = { id, businessId, names, iban: iban.value, settlementDay, recordingCutOffDay, municipalityCodes };
  return accept(known && sameOrganiser(known, wished) ? known : { ...wished, version: (known?.version ?? 0) + 1 });
}

const isMunicipalityCode = (text: string) => /^\d{3}$/.test(text);

const isWholeWithin = (number: number, least: number, most: number) => Number.isInteger(number) && least <= number && number <= most;

const sameOrganiser = (a: OrganiserWish, b: OrganiserWish): boolean =>
  a.businessId === b.businessId &&
  a.iban === b.iban &&
  a.settlementDay === b.settlementDay &&
  a.recordingCutOffDay === b.recordingCutOffDay &&
  a.municipalityCodes.join() === b.municipalityCodes.join() &&
  (['fi', 'sv', 'en'] as const).every((language) => a.names[language] === b.names[language]);

function checkCompany(
  wish: { readonly id: Id; readonly businessId: string; readonly iban: string | null },
  holderOfAccount: { readonly name: string; readonly path: readonly string[] },
  holder: Id | null,
): Decision<string | null, CompanyRefusal> {
  if (holder !== null && holder !== wish.id) return refuse('NUMBER_TAKEN', { path: ['businessId'] });
  if (!isBusinessId(wish.businessId)) return refuse('INVALID_BUSINESS_ID', { path: ['businessId'] });
  if (wish.iban === null) return accept(null);
  const iban = readIban(wish.iban);
  if (iban === undefined) return refuse('INVALID_IBAN', { path: ['iban'] });
  // Banks refuse a payment when they can write no letter of the payer's or payee's name.
  return sepaNameOf(holderOfAccount.name) === null ? refuse('NAME_UNFIT_FOR_PAYMENT', { path: holderOfAccount.path }) : accept(iban);
}

/** A unit (palveluntuottajaosa) has price lists of its own. The company itself is a unit, too. */
export type ProviderUnit = { readonly id: Id; readonly name: string };
export type ProviderWish = {
  readonly id: Id;
  readonly businessId: string;
  readonly name: string;
  readonly iban: string | null;
  readonly units: readonly ProviderUnit[];
};
export type Provider = ProviderWish & { readonly version: number };

/** `foreignUnits`: the wished units that belong to other providers. */
export type ProviderFacts = {
  readonly known: Provider | null;
  readonly holderOfBusinessId: Id | null;
  readonly foreignUnits: readonly Id[];
};

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
  const iban = checkCompany(wish, { name: wish.name, path: ['name'] }, holderOfBusinessId);
  if (!iban.accepted) return iban;
  const kept = known?.units.filter(({ id }) => !wish.units.some((unit) => unit.id === id)) ?? [];
  const wished = { id: wish.id, businessId: wish.businessId, name: wish.name, iban: iban.value, units: [...wish.units, ...kept] };
  return accept(known && sameProvider(known, wished) ? known : { ...wished, version: (known?.version ?? 0) + 1 });
}

const sameProvider = (a: ProviderWish, b: ProviderWish): boolean =>
  a.businessId === b.businessId &&
  a.name === b.name &&
  a.iban === b.iban &&
  a.units.length === b.units.length &&
  a.units.every(({ id, name }) => b.units.some((unit) => unit.id === id && unit.name === name));
