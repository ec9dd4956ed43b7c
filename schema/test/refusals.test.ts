/** A person who is refused reads the sentence of the code, then the known details of the obstacle. */
import { expect, test } from 'vitest';
import type { Refusal } from '@seteli/kit/result';
import { REFUSALS, sharedResolvers, type RefusalCode } from '../refusals.ts';

type Told = Refusal<RefusalCode>;
const { message } = sharedResolvers.Refusal;
const behind = (refusal: Told, language: 'FI' | 'SV' | 'EN') =>
  message(refusal, { language }).slice(REFUSALS[refusal.code][language].length).trim();

const details: [Told, string, string, string][] = [
  [
    {
      code: 'OUTSIDE_VALIDITY',
      details: { day: '2026-07-01', validity: 'VOUCHER', firstDay: '2026-01-01', lastDay: '2026-06-30' },
    },
    '1.7.2026: seteli 1.1.2026–30.6.2026.',
    '1.7.2026: sedeln 1.1.2026–30.6.2026.',
    '1.7.2026: the voucher 1.1.2026–30.6.2026.',
  ],
  [
    { code: 'OUTSIDE_VALIDITY', details: { day: '2026-07-01', validity: 'SUSPENSION', firstDay: '2026-07-01' } },
    '1.7.2026: setelin keskeytys 1.7.2026–.',
    '1.7.2026: sedelns avbrott 1.7.2026–.',
    "1.7.2026: the voucher's suspension 1.7.2026–.",
  ],
  [
    { code: 'NO_BAND', details: { uncovered: [{ start: '2026-06-27T17:00:00Z', end: '2026-06-27T18:05:00Z' }] } },
    'Ilman palvelusisältöä: 27.6.2026 20.00–21.05.',
    'Utan tjänsteinnehåll: 27.6.2026 20.00–21.05.',
    'Without a content: 27.6.2026 20.00–21.05.',
  ],
  [{ code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 45 } }, 'Jäljellä: 0,75 h.', 'Kvar: 0,75 h.', 'Left: 0.75 h.'],
  [
    { code: 'PRICE_EXCEEDS_CAP', details: { contentId: 'c', most: { unit: 'EURO', steps: 2100 } } },
    'Enintään: 21,00 €.',
    'Högst: 21,00 €.',
    'At most: 21.00 €.',
  ],
  [{ code: 'TOO_LATE', details: { lastDay: '2026-07-30' } }, 'Viimeistään: 30.7.2026.', 'Senast: 30.7.2026.', 'At the latest: 30.7.2026.'],
  [
    { code: 'NOTICE_TOO_SHORT', details: { firstDay: '2026-07-15' } },
    'Aikaisintaan: 15.7.2026.',
    'Tidigast: 15.7.2026.',
    'At the earliest: 15.7.2026.',
  ],
  [{ code: 'EARLIER_MONTH_OPEN', details: { month: '2026-05' } }, 'Kuukausi: 5/2026.', 'Månad: 5/2026.', 'Month: 5/2026.'],
  [{ code: 'LIMIT_REACHED', details: { count: 30 } }, 'Enintään: 30.', 'Högst: 30.', 'At most: 30.'],
  [{ code: 'DUPLICATE', details: { visitId: 'x' } }, '', '', ''],
  [{ code: 'NOT_FOUND' }, '', '', ''],
];

test.each(details)('$code', (refusal, ...sentences) =>
  expect([behind(refusal, 'FI'), behind(refusal, 'SV'), behind(refusal, 'EN')]).toEqual(sentences),
);

test('a refusal names three of many uncovered times, and counts the others', () => {
  const uncovered = Array.from({ length: 5 }, () => ({ start: '2026-06-27T17:00:00Z', end: '2026-06-27T18:00:00Z' }));
  expect(behind({ code: 'NO_BAND', details: { uncovered } }, 'EN')).toMatch(
    /^Without a content: (27\.6\.2026 20\.00–21\.00(, )?){3} \(\+2\)\.$/,
  );
});
