/** Samples of what other things of the registry name. Every field has a value, and none has its default. */
import type { Tx } from '@seteli/kit/db';
import { some } from '@seteli/testing/saved-and-read';
import type { Organiser, Provider } from '../src/domain/company.ts';
import type { Contact } from '../src/domain/contact.ts';
import * as companies from '../src/store/company.ts';
import { saveArea } from '../src/store/organiser.ts';
import * as services from '../src/store/service.ts';

export const names = () => ({ fi: some.text(), sv: some.text(), en: some.text() });

const contact = (): Required<Contact> => ({
  email: some.text(),
  phone: some.text(),
  website: some.text(),
  streetAddress: some.text(),
  postalCode: some.text(),
  city: some.text(),
});

export const organiser = (): Required<Organiser> => ({
  id: some.id(),
  businessId: some.text(),
  kind: 'HELSINKI',
  names: names(),
  iban: some.text(),
  settlementDay: 8,
  recordingCutOffDay: 28,
  municipalityCodes: ['837', '091'],
  languages: ['SV', 'EN'],
  contact: contact(),
  closedAt: some.instant(),
  version: some.number(),
});

export const unit = () => ({ id: some.id(), name: some.text(), closedAt: some.instant() });
export const provider = (): Required<Provider> => ({
  id: some.id(),
  businessId: some.text(),
  name: some.text(),
  form: names(),
  registeredAddress: { streetAddress: some.text(), postalCode: some.text(), city: some.text() },
  iban: some.text(),
  languages: ['SV', 'EN'],
  contact: contact(),
  units: [unit(), unit()],
  version: some.number(),
});

/** Two places of everything that other things name, so that a sample may change even those. */
const places = [0, 1].map(() => {
  const [owner, company, areaId, serviceId, contentId] = [organiser(), provider(), some.id(), some.id(), some.id()];
  return { owner, company, organiserId: owner.id, providerId: company.id, unitId: company.units[0]!.id, areaId, serviceId, contentId };
});
export const [here, there] = places as [(typeof places)[0], (typeof places)[0]];

export const content = (change: Partial<services.NewContent> = {}): Required<services.NewContent> => ({
  serviceId: some.id(),
  version: some.number(),
  id: some.id(),
  code: some.text(),
  names: names(),
  kind: 'TRAVEL',
  unit: 'KILOMETRE',
  vatTreatment: 'LOW',
  includedInPrice: true,
  maxStepsPerVisit: some.number(),
  extraServiceAllowed: true,
  parallelAllowed: true,
  multiWorker: true,
  deductibleAllowed: false,
  bands: [
    { dayClass: 'SATURDAY', fromMinute: 7, toMinute: 1439 },
    { dayClass: 'HOLIDAY_EVE', fromMinute: 8, toMinute: 1440 },
  ],
  ...change,
});

export type Version = services.NewVersion & { readonly contents: readonly Omit<services.NewContent, 'serviceId' | 'version'>[] };

export const version = (): Required<Version> => ({
  id: some.id(),
  organiserId: here.organiserId,
  code: some.text(),
  version: some.number(),
  firstDay: some.day(),
  names: names(),
  areaId: here.areaId,
  maxVisitMinutes: some.number(),
  deliberateGaps: [{ dayClass: 'SUNDAY', fromMinute: 1, toMinute: 2 }],
  arrangementKind: 'PERMISSION',
  approvalPolicy: 'ALWAYS_CHECKED',
  samplePercent: 33,
  approvedEditable: false,
  overlapPolicy: 'REFUSED',
  prorationPolicy: 'OPERATING_DAYS',
  cancellationTerms: { noticeHours: 7, billableSharePercent: 55, maxMinutes: 99, payer: 'CLIENT', consumesQuota: true },
  priceNoticeDays: some.number(),
  valueNoticeDays: some.number(),
  hardLimitMonths: some.number(),
  incrementMinutes: some.number(),
  tailDays: some.number(),
  publishedBy: some.id(),
  publishedAt: some.instant(),
  contents: [content(), content({ maxStepsPerVisit: null, bands: [] })].map(({ serviceId: _, version: __, ...rest }) => rest),
});

export const saveVersion = (tx: Tx, { contents, ...one }: Version) =>
  services.insertVersion(
    tx,
    one,
    contents.map((given) => ({ ...given, serviceId: one.id, version: one.version })),
  );

/** Saves the places. */
export async function savePlaces(tx: Tx): Promise<void> {
  for (const { owner, company, organiserId, areaId, serviceId, contentId } of places) {
    await companies.saveOrganiser(tx, owner);
    await companies.saveProvider(tx, company);
    await saveArea(tx, { id: areaId, organiserId, code: 'area', names: names() });
    const { serviceId: _, version: __, ...only } = content();
    await saveVersion(tx, { ...version(), id: serviceId, organiserId, areaId, contents: [{ ...only, id: contentId }] });
  }
}
