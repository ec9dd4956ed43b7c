/** The event contracts against their golden samples: what was once announced must be readable for ever, and nobody's personal data may travel. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ALL_EVENTS } from '../scripts/generate.ts';

const folder = path.join(import.meta.dirname, '../events/samples');
const sampleOf = (type: string) => JSON.parse(readFileSync(path.join(folder, `${type}.json`), 'utf8'));

describe.each(ALL_EVENTS.map((contract) => [contract.type, contract] as const))('%s', (type, contract) => {
  it('reads its golden sample and writes it back the same', () => {
    expect(z.encode(contract.data, z.decode(contract.data, sampleOf(type) as never))).toEqual(sampleOf(type));
  });

  it('tells a newer field from a fault: readers ignore what they do not know', () => {
    expect(() => z.decode(contract.data, { ...sampleOf(type), addedLater: 1 } as never)).not.toThrow();
  });

  it('refuses a sample in which any field is missing, unless what was announced before that field has a meaning', () => {
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

it('money is whole cents: half a cent is refused', () => {
  const contract = ALL_EVENTS.find(({ name }) => name === 'vouchers.values-published')!;
  const sample = sampleOf(contract.type);
  sample.values[0].valueCents = 0.5;
  expect(() => z.decode(contract.data, sample as never)).toThrow(/int/);
});
