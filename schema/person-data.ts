/**
 * What services tell identity of a person, for the person's own copy of their data (GDPR, articles 15 and 20): one form
 * for all services, page by page. It names no other people: officers appear as their organisation.
 */
import { z } from 'zod';
import { formatEuro } from '@seteli/kit/money';

/** The question that identity asks the others over the broker. Nobody keeps the answer but identity, under seal. */
export const PERSON_DATA = 'person-data';

/** The question what the service holds of a client of an organiser, class by class. */
export const PERSON_RETENTION = 'person-retention';

/** The services that hold data of persons beside identity. The registry holds none. */
export const HOLDERS = ['vouchers', 'bookings', 'settlement'] as const;
export type Holder = (typeof HOLDERS)[number];

/** The kinds of records, by who holds them. */
export const RECORD_KINDS = [
  'PERSON',
  'CONTACTS',
  'RESTRICTION',
  'MANDATE',
  'USER',
  'SESSION',
  'VOUCHER',
  'ENTITLEMENT',
  'VALUE_DECISION',
  'BOOKING',
  'VISIT',
  'CORRECTION_REQUEST',
  'CLIENT_STATEMENT',
  'LEDGER_ENTRY',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** The records of a page. One of them has some kilobytes, and the broker carries a megabyte. */
export const RECORDS_A_PAGE = 50;

const place = z.string().regex(/^[A-Z_]{1,40}( [\da-f-]{36})?$/);

export const personDataQuestion = z.object({
  personId: z.uuid(),
  organiserId: z.uuid().nullable().describe('Only what this organiser is responsible for. Null: everything.'),
  after: place.nullable().describe('Where the page begins, as the page before said. Null: at the beginning.'),
});
export type PersonDataQuestion = z.infer<typeof personDataQuestion>;

export const clientQuestion = z.object({ personId: z.uuid(), organiserId: z.uuid() });
export type ClientQuestion = z.infer<typeof clientQuestion>;

/** Money is text in euros, and days, instants and months are texts as everywhere. */
export const personRecord = z.object({
  kind: z.enum(RECORD_KINDS),
  id: z.uuid(),
  organiserId: z.uuid().nullable(),
  facts: z.record(z.string().max(60), z.json()),
});
export type PersonRecord = z.infer<typeof personRecord>;

export const personDataPage = z.object({
  records: z.array(personRecord).max(RECORDS_A_PAGE),
  next: place.nullable().describe('Where the next page begins. Null: this is the last one.'),
});
export type PersonDataPage = z.infer<typeof personDataPage>;

/** Facts of a row. Every whole number of PostgreSQL's eight bytes in it is an amount of cents. */
export const factsOf = (row: Readonly<Record<string, unknown>>): PersonRecord['facts'] =>
  JSON.parse(JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? formatEuro(value) : value))) as PersonRecord['facts'];

type Row = { readonly id: string; readonly organiserId: string | null };

export const recordOf = ({ id, organiserId, ...facts }: Row & Readonly<Record<string, unknown>>): Omit<PersonRecord, 'kind'> => ({
  id,
  organiserId,
  facts: factsOf(facts),
});

/** Records of one kind, in the order of their ids. */
export type PersonList = {
  readonly kind: RecordKind;
  list(after: string | null, most: number): Promise<Omit<PersonRecord, 'kind'>[]>;
};

/** A page of the first list that has anything from there on. */
export async function readPersonData(lists: readonly PersonList[], after: string | null): Promise<PersonDataPage> {
  const [kind, id = null] = after?.split(' ') ?? [lists[0]!.kind];
  const at = lists.findIndex((each) => each.kind === kind);
  const list = lists[at];
  if (!list) throw new Error(`there are no records of kind ${kind} here`);
  const records = (await list.list(id, RECORDS_A_PAGE)).map((record) => ({ kind: list.kind, ...record }));
  const last = records.length === RECORDS_A_PAGE ? records.at(-1)! : undefined;
  return { records, next: last ? `${list.kind} ${last.id}` : (lists[at + 1]?.kind ?? null) };
}
