/** Plays the open data of the business information system (YTJ, version 3): companies by business id, without a key. */
import type { Book, Company } from './book.ts';
import { json, NOTHING_HERE, refused, type Answer, type Exchange } from './exchange.ts';

export function serveCompanies({ method, path, url }: Exchange, book: Book): Answer {
  if (method !== 'GET' || path !== '/companies') return NOTHING_HERE;
  const businessId = url.searchParams.get('businessId') ?? '';
  // The real one searches by name, too. Seteli does not.
  if (!/^\d{7}-\d$/.test(businessId)) return refused(400, 'Invalid query parameter');
  const found = book.companies.get(businessId);
  return json({ totalResults: found ? 1 : 0, companies: found ? [toAnswer(found)] : [] });
}

const REGISTERED_ON = '2020-01-01';
const descriptions = ({ fi, sv, en }: NonNullable<Company['form']>) => [
  { languageCode: '1', description: fi },
  { languageCode: '2', description: sv },
  { languageCode: '3', description: en },
];

const toAnswer = (one: Company) => ({
  businessId: { value: one.businessId, registrationDate: REGISTERED_ON, source: '3' },
  names: [
    { name: `${one.name} (ent.)`, type: '1', registrationDate: '2019-01-01', endDate: REGISTERED_ON, version: 2, source: '1' },
    { name: one.name, type: '1', registrationDate: REGISTERED_ON, endDate: null, version: 1, source: '1' },
  ],
  mainBusinessLine: one.industry && {
    type: one.industry.code,
    descriptions: descriptions(one.industry),
    typeCodeSet: 'TOIMI2',
    source: '2',
  },
  companyForms: one.form
    ? [{ type: one.form.code, descriptions: descriptions(one.form), registrationDate: REGISTERED_ON, version: 1 }]
    : [],
  companySituations: [],
  addresses: one.addresses.map((address) => ({
    type: address.kind === 'VISITING' ? 1 : 2,
    street: address.street,
    postCode: address.postalCode,
    postOffices: [{ city: address.city, languageCode: '1', municipalityCode: address.municipalityCode }],
    buildingNumber: address.buildingNumber ?? null,
    entrance: null,
    apartmentNumber: '0',
    apartmentIdSuffix: null,
    postOfficeBox: null,
    source: '0',
  })),
  tradeRegisterStatus: one.endedOn ? '4' : '1',
  status: one.endedOn ? '3' : '2',
  registrationDate: REGISTERED_ON,
  endDate: one.endedOn,
  lastModified: `${REGISTERED_ON}T00:00:00`,
});
