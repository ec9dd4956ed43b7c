/** The border between values and JSON: values come back unchanged, and malformed JSON does not come in. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineEvent, natsSubject, wireCents, wireDay, wireInstant, wireMonth } from './events.ts';

const data = z.object({ cents: wireCents, day: wireDay, month: wireMonth, at: wireInstant });
const values = {
  cents: 123456n,
  day: Temporal.PlainDate.from('2026-06-30'),
  month: Temporal.PlainYearMonth.from('2026-06'),
  at: Temporal.Instant.from('2026-06-30T12:00:00.5Z'),
};
const wire = { cents: 123456, day: '2026-06-30', month: '2026-06', at: '2026-06-30T12:00:00.500Z' };

test('values travel as JSON and come back as values', () => {
  expect(z.encode(data, values)).toEqual(wire);
  const back = z.decode(data, wire);
  expect([back.cents, String(back.day), String(back.month), String(back.at)]).toEqual([
    123456n,
    '2026-06-30',
    '2026-06',
    '2026-06-30T12:00:00.5Z',
  ]);
});

test.each([
  { cents: 1.5 },
  { cents: '1' },
  { cents: 2 ** 53 },
  { day: '30.6.2026' },
  { day: '2026-02-30' },
  { month: '2026-6' },
  { at: '2026-06-30T12:00:00Z' },
])('%j does not come in', (change) => {
  expect(data.safeParse({ ...wire, ...change }).success).toBe(false);
});

test('an amount that JSON would round does not go out', () => {
  expect(() => z.encode(data, { ...values, cents: 2n ** 53n + 1n })).toThrow(z.ZodError);
});

test('the type holds the version, and the subject does not', () => {
  const { type } = defineEvent('vouchers.voucher-granted', 2, '', data);
  expect(type).toBe('fi.seteli.vouchers.voucher-granted.v2');
  expect(natsSubject('vouchers', 'county', type)).toBe('seteli.vouchers.county.voucher-granted');
});
