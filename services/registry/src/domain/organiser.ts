/**
 * The life of an organiser: the platform's operator opens it and may close it while it has published nothing. In
 * between, its administrators keep what it says of itself.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import { accept, checkSeen, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { isBusinessId, registerOrganiser, type CompanyRefusal, type Organiser, type OrganiserKind } from './company.ts';
import { changeContact, NO_CONTACT, type ContactWish } from './contact.ts';
import type { Names } from './content.ts';

/** Until the organiser says otherwise, it has the time that most have: visits by the 3rd, settlement from the 5th. */
export const DEFAULTS = { settlementDay: 5, recordingCutOffDay: 3 } as const;

export type OpeningWish = {
  readonly businessId: string;
  readonly kind: OrganiserKind;
  readonly names: Names;
  readonly municipalityCodes?: readonly string[] | null | undefined;
  readonly languages: readonly Language[];
  readonly contact?: ContactWish | null | undefined;
};

type OpeningRefusal = CompanyRefusal | 'INVALID_RANGE' | 'INVALID_CONTACT';

export function openOrganiser(id: Id, holderOfBusinessId: Id | null, wish: OpeningWish): Decision<Organiser, OpeningRefusal> {
  if (!isBusinessId(wish.businessId)) return refuse('INVALID_BUSINESS_ID', { path: ['businessId'] });
  const contact = changeContact(NO_CONTACT, wish.contact ?? {}, ['contact']);
  if (!contact.accepted) return contact;
  const { businessId, kind, names, languages } = wish;
  const said = { businessId, kind, names, languages, municipalityCodes: wish.municipalityCodes ?? [], contact: contact.value };
  return registerOrganiser({ known: null, holderOfBusinessId }, { id, ...DEFAULTS, ...said });
}

/** An absent field keeps its value. */
export type SettingsWish = {
  readonly expectedVersion?: number | null | undefined;
  readonly names?: Names | null | undefined;
  readonly settlementDay?: number | null | undefined;
  readonly recordingCutOffDay?: number | null | undefined;
  readonly municipalityCodes?: readonly string[] | null | undefined;
  readonly languages?: readonly Language[] | null | undefined;
  readonly contact?: ContactWish | null | undefined;
};

/** The organiser to save; the known one itself when nothing changes. */
export function saveSettings(
  known: Organiser | undefined,
  wish: SettingsWish,
): Decision<Organiser, OpeningRefusal | 'NOT_FOUND' | 'ORGANISATION_CLOSED' | 'STALE'> {
  const open = requireOpen(known);
  if (!open.accepted) return open;
  const organiser = open.value;
  const stale = checkSeen(organiser, wish.expectedVersion);
  if (stale) return stale;
  const contact = changeContact(organiser.contact, wish.contact ?? {}, ['contact']);
  if (!contact.accepted) return contact;
  const wished = {
    ...organiser,
    names: wish.names ?? organiser.names,
    settlementDay: wish.settlementDay ?? organiser.settlementDay,
    recordingCutOffDay: wish.recordingCutOffDay ?? organiser.recordingCutOffDay,
    municipalityCodes: wish.municipalityCodes ?? organiser.municipalityCodes,
    languages: wish.languages ?? organiser.languages,
    contact: contact.value,
  };
  return registerOrganiser({ known: organiser, holderOfBusinessId: organiser.id }, wished);
}

/** People who act for a closed organiser learn that, also while an earlier token of theirs still holds. */
export function requireOpen(known: Organiser | undefined): Decision<Organiser, 'NOT_FOUND' | 'ORGANISATION_CLOSED'> {
  if (!known) return refuseWhole('NOT_FOUND');
  return known.closedAt === null ? accept(known) : refuseWhole('ORGANISATION_CLOSED');
}

/**
 * `services`: how many it has published, in whatever version. Without one nobody can have been granted, delivered or
 * paid anything, so nobody loses anything by the closing.
 */
export function closeOrganiser(
  known: Organiser | undefined,
  services: number,
  now: Instant,
): Decision<Organiser, 'NOT_FOUND' | 'ORGANISER_IN_USE'> {
  if (!known) return refuse('NOT_FOUND', { path: ['organiserId'] });
  if (known.closedAt !== null) return accept(known);
  if (services > 0) return refuse('ORGANISER_IN_USE', { path: ['organiserId'] });
  return accept({ ...known, closedAt: now, version: known.version + 1 });
}

export function reopenOrganiser(known: Organiser | undefined): Decision<Organiser, 'NOT_FOUND'> {
  if (!known) return refuse('NOT_FOUND', { path: ['organiserId'] });
  return accept(known.closedAt === null ? known : { ...known, closedAt: null, version: known.version + 1 });
}
