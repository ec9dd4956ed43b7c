import { describe, expect, test } from 'vitest';
import { DEFAULT_TERMS, publishTerms, termsOf, type PublishedTerms, type Terms } from './terms.ts';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const published = (firstMonth: string, version: number, change: Partial<Terms> = {}): PublishedTerms => ({
  organiserId: 'o',
  firstMonth: month(firstMonth),
  version,
  ...DEFAULT_TERMS,
  publishedBy: 'anna',
  publishedAt: Temporal.Instant.from('2026-05-01T09:00:00Z'),
  ...change,
});

describe('the terms of a month', () => {
  const terms = [published('2026-06', 1, { carriedRunsMax: 1 }), published('2026-06', 2, { carriedRunsMax: 2 }), published('2026-08', 1)];
  test.each<[string, readonly PublishedTerms[], string, number, string | null]>([
    ['no published terms', [], '2026-06', 3, null],
    ['before the first published month', terms, '2026-05', 3, null],
    ['from the first month on, its newest version', terms, '2026-06', 2, '2026-06'],
    ['in any order of the versions', terms.toReversed(), '2026-06', 2, '2026-06'],
    ['until the month before the next terms', terms, '2026-07', 2, '2026-06'],
    ['from the next terms on', terms, '2026-08', 3, '2026-08'],
    ['from the next terms for ever', terms, '2030-01', 3, '2026-08'],
  ])('%s', (_, given, of, carriedRunsMax, firstMonth) =>
    expect(termsOf(month(of), given)).toMatchObject({ carriedRunsMax, firstMonth: firstMonth && month(firstMonth) }),
  );
});

describe('publishing terms from June on', () => {
  const wish = { firstMonth: month('2026-06'), mode: 'PROVIDER_INVOICED', carriedRunsMax: 3 } as const;
  const known = (lockedThrough: string | null = null, ...terms: PublishedTerms[]) => ({
    lockedThrough: lockedThrough === null ? null : month(lockedThrough),
    published: terms,
  });

  test.each([-1, 13])('%i carried runs are refused', (carriedRunsMax) =>
    expect(publishTerms(known(), { ...wish, carriedRunsMax })).toMatchObject({
      refusal: { code: 'INVALID_RANGE', path: ['carriedRunsMax'] },
    }),
  );
  test.each([0, 12])('%i carried runs are accepted', (carriedRunsMax) =>
    expect(publishTerms(known(), { ...wish, carriedRunsMax }).accepted).toBe(true),
  );
  test.each<[string, boolean]>([
    ['2026-05', true],
    ['2026-06', false],
    ['2026-07', false],
  ])('with %s locked', (lockedThrough, accepted) => expect(publishTerms(known(lockedThrough), wish).accepted).toBe(accepted));

  test('keeps the first version, the next about the same month, and not the same again', () => {
    const first = publishTerms(known(), wish);
    expect(first).toMatchObject({ value: { version: 1, mode: 'PROVIDER_INVOICED' } });
    const before = published('2026-06', 1, { mode: 'PROVIDER_INVOICED' });
    expect(publishTerms(known(null, before), { ...wish, carriedRunsMax: 0 })).toMatchObject({ value: { version: 2, carriedRunsMax: 0 } });
    expect(publishTerms(known(null, before), wish)).toEqual({ accepted: true, value: null });
    // Terms of another month are another entry.
    expect(publishTerms(known(null, published('2026-05', 1, { mode: 'PROVIDER_INVOICED' })), wish)).toMatchObject({
      value: { version: 1 },
    });
  });
});
