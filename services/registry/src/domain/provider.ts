/**
 * What a provider says of itself, and what the company register says of it. The register gives its name, form and
 * address; the provider keeps its contact, its languages and its units.
 */
import { isBefore, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import { accept, checkSeen, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { checkHolder, NOTHING_SAID, type Provider, type ProviderUnit, type RegisteredFacts } from './company.ts';
import { changeContact, sameContact, type ContactWish } from './contact.ts';
import { UNITS_MAX } from './limits.ts';

export type RegisteredCompany = RegisteredFacts & {
  readonly businessId: string;
  readonly name: string;
  readonly endedOn: Day | null;
};

/** `newUnitId`: of the unit that a new company is to itself. */
export type RegisterFacts = {
  readonly id: Id;
  readonly newUnitId: Id;
  readonly known: Provider | null;
  readonly company: RegisteredCompany;
  readonly today: Day;
};

/** The provider to save, made of what the register says now; the known one itself when nothing changes. */
export function registerFromRegister({
  id,
  newUnitId,
  known,
  company,
  today,
}: RegisterFacts): Decision<Provider, 'COMPANY_ENDED' | 'NAME_UNFIT_FOR_PAYMENT'> {
  const { businessId, name, form, registeredAddress, endedOn } = company;
  if (endedOn !== null && !isBefore(today, endedOn)) return refuse('COMPANY_ENDED', { path: ['businessId'] });
  if (known && known.iban !== null) {
    const fits = checkHolder({ name, path: ['businessId'] });
    if (!fits.accepted) return fits;
  }
  const registered = { businessId, name, form, registeredAddress };
  if (known && JSON.stringify(registeredOf(known)) === JSON.stringify(registered)) return accept(known);
  const itself: ProviderUnit = { id: newUnitId, name, closedAt: null };
  const before = known ?? { ...NOTHING_SAID, id, units: [itself], version: 0 };
  return accept({ ...before, ...registered, version: before.version + 1 });
}

/** In one order of the fields, so that two of them can be compared. */
const registeredOf = ({ businessId, name, form, registeredAddress: at }: Provider): Omit<RegisteredCompany, 'endedOn'> => ({
  businessId,
  name,
  form: form && { fi: form.fi, sv: form.sv, en: form.en },
  registeredAddress: at && { streetAddress: at.streetAddress, postalCode: at.postalCode, city: at.city },
});

/** Without an id it is a new unit. An absent `closed` leaves the unit as it is. */
export type UnitWish = { readonly id?: Id | null | undefined; readonly name: string; readonly closed?: boolean | null | undefined };

export type DetailsWish = {
  readonly expectedVersion?: number | null | undefined;
  readonly contact?: ContactWish | null | undefined;
  readonly languages?: readonly Language[] | null | undefined;
  readonly units?: readonly UnitWish[] | null | undefined;
};

export type DetailsFacts = { readonly known: Provider | null; readonly newId: () => Id; readonly now: Instant };

type DetailsRefusal = 'NOT_FOUND' | 'STALE' | 'INVALID_CONTACT' | 'WRONG_STATE' | 'NUMBER_TAKEN' | 'LIMIT_REACHED';

/** The provider to save; the known one itself when nothing changes. */
export function saveDetails({ known, newId, now }: DetailsFacts, wish: DetailsWish): Decision<Provider, DetailsRefusal> {
  if (!known) return refuseWhole('NOT_FOUND');
  const stale = checkSeen(known, wish.expectedVersion);
  if (stale) return stale;
  const contact = changeContact(known.contact, wish.contact ?? {}, ['contact']);
  if (!contact.accepted) return contact;
  const units = changeUnits(known.units, wish.units ?? [], { newId, now });
  if (!units.accepted) return units;
  const languages = wish.languages ? [...new Set(wish.languages)].toSorted() : known.languages;
  const isSame = sameContact(known.contact, contact.value) && languages.join() === known.languages.join() && units.value === known.units;
  return accept(isSame ? known : { ...known, contact: contact.value, languages, units: units.value, version: known.version + 1 });
}

function changeUnits(
  known: readonly ProviderUnit[],
  wishes: readonly UnitWish[],
  { newId, now }: Pick<DetailsFacts, 'newId' | 'now'>,
): Decision<readonly ProviderUnit[], DetailsRefusal> {
  const pathOf = (index: number) => ({ path: ['units', String(index), 'id'] });
  const unknown = wishes.findIndex(({ id }) => id != null && !known.some((unit) => unit.id === id));
  if (unknown !== -1) return refuse('NOT_FOUND', pathOf(unknown));
  const twice = wishes.findIndex(({ id }, index) => id != null && wishes.findIndex((wish) => wish.id === id) < index);
  if (twice !== -1) return refuse('NUMBER_TAKEN', pathOf(twice));
  const closedAt = (unit: ProviderUnit | undefined, closed: boolean | null | undefined) =>
    closed == null ? (unit?.closedAt ?? null) : closed ? (unit?.closedAt ?? now) : null;
  const changed = known.map((unit) => {
    const wish = wishes.find(({ id }) => id === unit.id);
    return wish ? { id: unit.id, name: wish.name, closedAt: closedAt(unit, wish.closed) } : unit;
  });
  const added = wishes
    .filter(({ id }) => id == null)
    .map(({ name, closed }) => ({ id: newId(), name, closedAt: closedAt(undefined, closed) }));
  const units = [...changed, ...added];
  if (units.length > UNITS_MAX) return refuse('LIMIT_REACHED', { path: ['units'], details: { count: UNITS_MAX } });
  // The company itself is a unit, and without one it could have no prices.
  if (wishes.length > 0 && units.every((unit) => unit.closedAt !== null)) return refuse('WRONG_STATE', { path: ['units'] });
  const isSame = added.length === 0 && units.every((unit, index) => sameUnit(unit, known[index]!));
  return accept(isSame ? known : units);
}

const sameUnit = (a: ProviderUnit, b: ProviderUnit): boolean => a.name === b.name && String(a.closedAt) === String(b.closedAt);
