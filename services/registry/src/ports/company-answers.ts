/** The answers of the business information system (YTJ, version 3) as it writes them, and what the registry reads. */
import type { Day } from '@seteli/kit/day';
import { z } from 'zod';

export type CompanyAddress = {
  readonly kind: 'VISITING' | 'POSTAL';
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly municipalityCode: string | null;
};

/** A text of theirs in the languages in which they have it. */
export type Described = { readonly fi: string | null; readonly sv: string | null; readonly en: string | null };

export type RegisteredCompany = {
  readonly businessId: string;
  readonly name: string;
  /** The code of the company form, such as `16` for a limited company (Oy), and its name. */
  readonly form: { readonly code: string; readonly names: Described } | null;
  /** The main line of business (TOL 2008). */
  readonly industry: { readonly code: string; readonly names: Described } | null;
  readonly addresses: readonly CompanyAddress[];
  readonly endedOn: Day | null;
};

const LIST_MAX = 1_000;
const list = <T extends z.ZodType>(one: T) =>
  z
    .array(one)
    .max(LIST_MAX)
    .nullish()
    .transform((given) => given ?? ([] as z.output<T>[]));
const day = z.iso.date().transform((text) => Temporal.PlainDate.from(text));
const text = z
  .string()
  .trim()
  .max(300)
  .nullish()
  .transform((given) => given || null);

/** Their numbers of the languages. */
const LANGUAGES = { '1': 'fi', '2': 'sv', '3': 'en' } as const;

const descriptions = list(z.object({ languageCode: z.enum(['1', '2', '3']), description: z.string().max(300) })).transform(
  (given): Described => ({
    fi: null,
    sv: null,
    en: null,
    ...Object.fromEntries(given.map(({ languageCode, description }) => [LANGUAGES[languageCode], description])),
  }),
);

/** The type 1 is the registered name; others are auxiliary names and parallel ones. */
const REGISTERED_NAME = '1';
const names = z.array(z.object({ name: z.string().trim().min(1).max(300), type: z.string(), endDate: day.nullish() })).max(LIST_MAX);
const forms = list(z.object({ type: z.string().max(10), descriptions, endDate: day.nullish() }));

const address = z
  .object({
    type: z.union([z.literal(1), z.literal(2)]),
    street: text,
    buildingNumber: text,
    entrance: text,
    apartmentNumber: text,
    apartmentIdSuffix: text,
    postOfficeBox: text,
    freeAddressLine: text,
    postCode: text,
    postOffices: list(z.object({ city: z.string().max(100), languageCode: z.string(), municipalityCode: text })),
  })
  .transform((one): CompanyAddress => {
    const office = one.postOffices.find(({ languageCode }) => languageCode === '1') ?? one.postOffices[0];
    const parts = [one.street, one.buildingNumber, one.entrance, one.apartmentNumber, one.apartmentIdSuffix];
    const street = parts.filter((part) => part && part !== '0').join(' ');
    const box = one.postOfficeBox ? `PL ${one.postOfficeBox}` : '';
    return {
      kind: one.type === 1 ? 'VISITING' : 'POSTAL',
      street: street || box || one.freeAddressLine || '',
      postalCode: one.postCode ?? '',
      city: office?.city ?? '',
      municipalityCode: office?.municipalityCode ?? null,
    };
  });

const company = z
  .object({
    businessId: z.object({ value: z.string().regex(/^\d{7}-\d$/) }),
    names,
    companyForms: forms,
    mainBusinessLine: z.object({ type: z.string().max(10), descriptions }).nullish(),
    addresses: list(address),
    endDate: day.nullish(),
  })
  .transform((one, context): RegisteredCompany => {
    const standing = one.names.filter(({ type }) => type === REGISTERED_NAME);
    const name = (standing.find(({ endDate }) => !endDate) ?? standing[0])?.name;
    if (name === undefined) {
      context.addIssue({ code: 'custom', message: 'has no registered name' });
      return z.NEVER;
    }
    const form = one.companyForms.find(({ endDate }) => !endDate) ?? one.companyForms[0];
    return {
      businessId: one.businessId.value,
      name,
      form: form ? { code: form.type, names: form.descriptions } : null,
      industry: one.mainBusinessLine ? { code: one.mainBusinessLine.type, names: one.mainBusinessLine.descriptions } : null,
      addresses: one.addresses,
      endedOn: one.endDate ?? null,
    };
  });

export const readCompanies = z.object({ companies: z.array(company).max(100) }).transform(({ companies }) => companies);
