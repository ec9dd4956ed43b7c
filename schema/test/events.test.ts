/**
 * Checks the event contracts against their golden samples: readers can read an old event for ever, and no event carries
 * personal data.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildASTSchema, isInputObjectType, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { feedEvents, feedPayloadOf, ledgerEntryPosted } from '../events/feed.ts';
import { ALL_EVENTS, feedSchema } from '../scripts/generate.ts';
import { subgraphSdl } from '../sdl.ts';

const folder = path.join(import.meta.dirname, '../events/samples');
const sampleOf = (type: string) => JSON.parse(readFileSync(path.join(folder, `${type}.json`), 'utf8'));

describe.each(ALL_EVENTS.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
  it('reads its golden sample and writes it back the same', () => {
    expect(z.encode(contract.data, z.decode(contract.data, sampleOf(type) as never))).toEqual(sampleOf(type));
  });

  it('tells a newer field from a fault: readers ignore fields that they do not know', () => {
    expect(() => z.decode(contract.data, { ...sampleOf(type), addedLater: 1 } as never)).not.toThrow();
  });

  it('refuses a sample without one of its fields, unless the contract gives older events a default', () => {
    for (const field of Object.keys(sampleOf(type))) {
      const { [field]: _missing, ...rest } = sampleOf(type);
      const kind = (contract.data as z.ZodObject).shape[field];
      const read = z.safeDecode(contract.data, rest as never);
      const found = read.success ? (read.data as Record<string, unknown>)[field] : String(read.error).includes(field);
      expect({ field, found }).toEqual({ field, found: kind instanceof z.ZodDefault ? kind.def.defaultValue : true });
    }
  });

  it('names service and version in its type, and carries no personal data', () => {
    expect(type).toMatch(/^fi\.seteli\.(identity|registry|vouchers|bookings|settlement)\.[a-z]+(-[a-z]+)+\.v[1-9]$/);
    const fields = JSON.stringify(z.toJSONSchema(contract.data, { io: 'input', unrepresentable: 'any' }));
    expect(fields).not.toMatch(/"(name|givenNames|familyName|streetAddress|address|phone|email|identityCode|personalIdentityCode|reason)"/);
  });
});

it('every sample belongs to an event', () => {
  expect(readdirSync(folder).toSorted()).toEqual(ALL_EVENTS.map(({ type }) => `${type}.json`).toSorted());
});

type Described = {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
  oneOf?: Described[];
};

/** The fields of a JSON Schema that have no description. */
const unexplained = (schema: Described, place = ''): string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([field, kind]) => [
    ...(kind.description ? [] : [`${place}.${field}`]),
    ...unexplained(kind, `${place}.${field}`),
  ]),
  ...[schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) => (part ? unexplained(part, place) : [])),
];

const fieldsOf = (schema: Described): string[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([field, kind]) => [field, ...fieldsOf(kind)]),
  ...[schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) => (part ? fieldsOf(part) : [])),
];

describe('a client’s card', () => {
  const typesOf = (service: 'vouchers' | 'settlement') =>
    Object.values(buildASTSchema(parse(subgraphSdl(service)), { assumeValidSDL: true }).getTypeMap());
  const card = typesOf('vouchers').find(({ name }) => name === 'ClientCard');
  const told = isObjectType(card) ? Object.keys(card.getFields()) : [];
  /**
   * Matches every word of the card, whatever a field puts before or after it: `clientName`, `municipalityOfResidence`.
   */
  const isOfACard = (field: string) => /name|street|address|postal|municipal|phone|e-?mail/i.test(field);
  /** Fields of organisations, and the one fact about an address that everybody must respect. */
  const ALLOWED = new Set(['companyName', 'names', 'municipalityCodes', 'protectedAddress']);
  const wrong = (fields: readonly string[]) => fields.filter((field) => isOfACard(field) && !ALLOWED.has(field));

  it('is known by each of its fields', () => {
    expect(told.length).toBeGreaterThan(4);
    expect(wrong(told)).toEqual(told);
  });

  it('is in no event and in no payload of the feed', () => {
    const fields = ALL_EVENTS.map(({ name, data }) => [
      name,
      wrong(fieldsOf(z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }) as Described)),
    ]);
    expect(fields.filter(([, found]) => found!.length > 0)).toEqual([]);
    expect(wrong(fieldsOf(JSON.parse(feedSchema()) as Described))).toEqual([]);
  });

  it('is on no paper of settlement', () => {
    const fields = typesOf('settlement').flatMap((type) =>
      (isObjectType(type) || isInputObjectType(type)) && !type.name.startsWith('__')
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter((field) => wrong([field.split('.')[1]!]).length > 0)).toEqual([]);
  });
});

it('municipalities find each field of the feed’s payloads explained', () => {
  const schema = JSON.parse(feedSchema()) as Described;
  expect(schema.oneOf).toHaveLength(feedEvents.length);
  expect(unexplained(schema)).toEqual([]);
  expect(unexplained({ properties: { a: { items: { properties: { b: {} } } } } })).toEqual(['.a', '.a.b']);
});

it('a reader accepts a payload of the feed that was written before a field existed', () => {
  const { type } = ledgerEntryPosted;
  const { cause: _, lines, ...data } = sampleOf(type);
  const oldest = lines.map(({ account, contentId, unit, steps, amountCents }: Record<string, unknown>) => ({
    account,
    contentId,
    unit,
    steps,
    amountCents,
  }));
  const event = { specversion: '1.0', id: data.entryId, source: '/seteli/settlement', type, subject: data.entryId };
  const rest = { time: '2026-07-10T09:00:00.000Z', datacontenttype: 'application/json', sequence: '7' };
  const read = z.decode(feedPayloadOf<z.ZodType>(ledgerEntryPosted), { ...event, ...rest, data: { ...data, lines: oldest } } as never);
  expect(read).toMatchObject({ data: { cause: null, lines: [{ vatPermille: 0, vatCents: 0 }, {}, {}] } });
});

it('money is whole cents: a contract refuses half a cent', () => {
  const contract = ALL_EVENTS.find(({ name }) => name === 'vouchers.values-published')!;
  const sample = sampleOf(contract.type);
  sample.values[0].valueCents = 0.5;
  expect(() => z.decode(contract.data, sample as never)).toThrow(/int/);
});
