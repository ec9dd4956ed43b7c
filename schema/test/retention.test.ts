/** What a law keeps of a client, and until when. */
import { describe, expect, test } from 'vitest';
import { isKept, lastDayKept, pastBefore, RETENTION, RETENTION_CLASSES, type RetentionClass } from '../retention.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const goes = { outcome: 'GOES', keptUntil: null };
const open = { outcome: 'KEPT_WHILE_OPEN', keptUntil: null };
const until = (text: string) => ({ outcome: 'KEPT', keptUntil: day(text) });

describe('a law keeps', () => {
  test.each([
    ['documents through the tenth year after the case', 'CLIENT_DOCUMENTS', '2016-06-01', '2026-06-01', until('2026-06-01')],
    ['documents no day longer', 'CLIENT_DOCUMENTS', '2016-06-01', '2026-06-02', goes],
    ['documents while the case is open', 'CLIENT_DOCUMENTS', '2026-06-01', '2026-06-01', open],
    ['documents of a case that ended yesterday', 'CLIENT_DOCUMENTS', '2026-05-31', '2026-06-01', until('2036-05-31')],
    ['documents that are valid until further notice', 'CLIENT_DOCUMENTS', '2199-12-31', '2026-06-01', open],
    ['fee decisions through the twelfth year', 'FEE_DECISIONS', '2014-06-01', '2026-06-01', until('2026-06-01')],
    ['fee decisions no day longer', 'FEE_DECISIONS', '2014-05-31', '2026-06-01', goes],
    ['statements six years from the end of the year', 'SHARE_STATEMENTS', '2020-01-31', '2026-12-31', until('2026-12-31')],
    ['statements no day longer', 'SHARE_STATEMENTS', '2020-01-31', '2027-01-01', goes],
    ['the books ten years from the end of the year', 'BOOKS', '2026-06-01', '2026-06-01', until('2036-12-31')],
    ['the access log of today', 'USE_LOG', '2026-06-01', '2026-06-01', until('2038-06-01')],
    ['no contact data', 'CONTACT_DATA', '2026-06-01', '2026-06-01', goes],
  ] as const)('%s', (_, retentionClass, countsFrom, today, kept) => {
    expect(isKept({ retentionClass, countsFrom: day(countsFrom) }, day(today))).toEqual(kept);
  });

  test('a case of a leap day through the last day of a February', () => {
    expect(lastDayKept('CLIENT_DOCUMENTS', day('2016-02-29'))).toEqual(day('2026-02-28'));
  });

  test.each(['CLIENT_DOCUMENTS', 'FEE_DECISIONS'] as const)('of %s exactly those cases that have not ended before the day', (kept) => {
    const today = day('2026-06-01');
    const first = pastBefore(kept, today);
    expect(isKept({ retentionClass: kept, countsFrom: first }, today).outcome).toBe('KEPT');
    expect(isKept({ retentionClass: kept, countsFrom: first.subtract({ days: 1 }) }, today).outcome).toBe('GOES');
  });

  test.each(RETENTION_CLASSES)('%s by words in each language', (retentionClass: RetentionClass) => {
    for (const words of Object.values(RETENTION[retentionClass].sentence)) expect(words).not.toBe('');
  });
});
