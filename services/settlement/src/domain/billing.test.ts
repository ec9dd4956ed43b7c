import { describe, expect, test } from 'vitest';
import { billingOf, publishBilling, unitBillers, type PublishedBilling } from './billing.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const said = (providerId: string, firstMonth: string, byUnit: boolean, version = 1): PublishedBilling => ({
  providerId,
  firstMonth: month(firstMonth),
  version,
  byUnit,
  publishedBy: 'anna',
  publishedAt: Temporal.Instant.from('2026-05-01T09:00:00Z'),
});

describe('69d: who bills by unit', () => {
  test.each<[string, readonly string[]]>([
    ['2026-05', []],
    ['2026-06', ['p']],
    ['2026-07', ['p', 'q']],
    ['2026-08', ['q']],
  ])('in %s', (of, providerIds) => {
    const words = [said('p', '2026-06', true), said('p', '2026-08', false), said('q', '2026-07', false), said('q', '2026-07', true, 2)];
    expect([...unitBillers(month(of), words)]).toEqual(providerIds);
  });

  test('a provider that has published nothing bills as a whole', () =>
    expect(billingOf(month('2026-06'), [])).toEqual({ firstMonth: null, byUnit: false }));

  test.each<[string, boolean]>([
    ['2026-05', false],
    ['2026-06', true],
    ['2026-07', true],
  ])('in June a provider may publish billing for %s', (of, accepted) =>
    expect(publishBilling([], { firstMonth: month(of), byUnit: true }, month('2026-06')).accepted).toBe(accepted),
  );

  test('publishing the same again keeps nothing, and a change of the month is a new version', () => {
    const before = [said('p', '2026-06', true)];
    const wish = { firstMonth: month('2026-06'), byUnit: true };
    expect(publishBilling(before, wish, month('2026-06'))).toEqual({ accepted: true, value: null });
    expect(publishBilling(before, { ...wish, byUnit: false }, month('2026-06'))).toMatchObject({ value: { version: 2, byUnit: false } });
  });
});
