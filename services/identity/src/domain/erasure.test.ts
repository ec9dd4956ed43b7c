/** What an erasure takes, what a law keeps, and whom nobody erases. */
import { describe, expect, test } from 'vitest';
import { GROUNDS, type Restriction } from './restriction.ts';
import { checkErasure, keepsBasics, weigh, type HeldFact } from './erasure.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const TODAY = day('2026-06-01');
const held = (retentionClass: HeldFact['retentionClass'], countsFrom: string | null): HeldFact => ({
  service: 'vouchers',
  retentionClass,
  records: 2,
  countsFrom: countsFrom === null ? null : day(countsFrom),
});
const BASICS: HeldFact = { service: 'identity', retentionClass: 'CLIENT_BASICS', records: 1, countsFrom: null };
const weighed = (...facts: HeldFact[]) =>
  weigh([BASICS, ...facts], TODAY).map(({ retentionClass, outcome, keptUntil }) => `${retentionClass} ${outcome} ${keptUntil}`);

describe('an erasure', () => {
  test('takes the basics of a client of whom nothing is kept', () => {
    expect(weighed(held('CONTACT_DATA', null))).toEqual(['CLIENT_BASICS GOES null', 'CONTACT_DATA GOES null']);
    expect(keepsBasics(weigh([BASICS], TODAY))).toBe(false);
  });

  test.each([
    ['the later of documents and fees', '2020-05-01', '2020-05-01', 'CLIENT_BASICS KEPT 2032-05-01'],
    ['documents when the fees are past', '2020-05-01', '2010-05-01', 'CLIENT_BASICS KEPT 2030-05-01'],
    ['nothing when both are past', '2010-05-01', '2010-05-01', 'CLIENT_BASICS GOES null'],
  ])('keeps the basics as long as %s', (_, documents, fees, basics) => {
    expect(weighed(held('CLIENT_DOCUMENTS', documents), held('FEE_DECISIONS', fees))[0]).toBe(basics);
  });

  test('takes the basics although books, statements and logs stay, since these hold no name', () => {
    const parts = weighed(held('BOOKS', '2026-05-01'), held('SHARE_STATEMENTS', '2026-05-01'), held('USE_LOG', '2026-05-01'));
    expect(parts).toEqual([
      'CLIENT_BASICS GOES null',
      'BOOKS KEPT 2036-12-31',
      'SHARE_STATEMENTS KEPT 2032-12-31',
      'USE_LOG KEPT 2038-05-01',
    ]);
  });
});

describe('nobody erases', () => {
  const refused = { accepted: false, refusal: { code: 'WRONG_STATE', path: ['personId'] } };
  const restricted = (ground: Restriction['ground'], endedAt: Restriction['endedAt'] = null): Restriction => ({
    organiserId: 'organiser',
    personId: 'person',
    ground,
    startedAt: Temporal.Instant.from('2026-05-01T09:00:00Z'),
    endedAt,
    version: 1,
  });

  test('a client with a voucher of today, and somebody may erase the client of yesterday', () => {
    expect(checkErasure(weigh([BASICS, held('CLIENT_DOCUMENTS', '2026-06-01')], TODAY), undefined)).toEqual(refused);
    expect(checkErasure(weigh([BASICS, held('CLIENT_DOCUMENTS', '2026-05-31')], TODAY), undefined)).toBeUndefined();
  });

  test.each(GROUNDS.map((ground) => [ground, ground === 'KEPT_BY_LAW' ? undefined : refused] as const))(
    'whom the organiser restricts on the ground %s, unless it is of an earlier erasure',
    (ground, refusal) => {
      expect(checkErasure([], restricted(ground))).toEqual(refusal);
      expect(checkErasure([], restricted(ground, Temporal.Instant.from('2026-05-02T09:00:00Z')))).toBeUndefined();
    },
  );
});
