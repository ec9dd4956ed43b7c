/** How much an organiser may publish: each limit from both sides. */
import { describe, expect, test } from 'vitest';
import { PERSONAL_ASSISTANCE } from './example-service.ts';
import { AREAS_MAX, CONTENTS_MAX, SERVICES_MAX } from './limits.ts';
import { mayPublishArea, publish, wishOf, type KnownService, type PublishFacts, type ServiceInput, type ServiceWish } from './service.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const NAMES = { fi: 'Apu', sv: 'Hjälp', en: 'Help' };
const wish = (changes: Partial<ServiceInput> = {}): ServiceWish =>
  wishOf({ firstDay: day('2026-01-01'), contents: PERSONAL_ASSISTANCE, ...changes });
const NEW: PublishFacts = { known: null, isAreaKnown: true, today: day('2026-06-15'), otherServices: 0, isCorrection: false };
const known: KnownService = {
  firstDays: [day('2026-01-01')],
  contents: [{ id: 'id-a', code: 'a', unit: 'HOUR' }],
  prorationPolicies: ['CALENDAR_DAYS'],
};

describe('an organiser at its limit of', () => {
  const contents = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({
      code: `c${from + index}`,
      names: NAMES,
      deductibleAllowed: true,
      unit: 'VISIT' as const,
      bands: [],
    }));
  const before = (count: number): KnownService => ({
    ...known,
    contents: contents(count).map(({ code }) => ({ id: code, code, unit: 'VISIT' })),
  });
  test.each<[string, Partial<PublishFacts>, ServiceWish, string]>([
    ['services but one', { otherServices: SERVICES_MAX - 1 }, wish({}), 'published'],
    ['services', { otherServices: SERVICES_MAX }, wish({}), 'LIMIT_REACHED code'],
    [
      'services, and a new version of one of them',
      { known, otherServices: SERVICES_MAX },
      wish({ firstDay: day('2026-08-01') }),
      'published',
    ],
    ['contents', {}, wish({ contents: contents(CONTENTS_MAX) }), 'published'],
    ['contents and one', {}, wish({ contents: contents(CONTENTS_MAX + 1) }), 'LIMIT_REACHED contents'],
    [
      'contents in an earlier version, and one in this',
      { known: before(CONTENTS_MAX) },
      wish({ firstDay: day('2026-08-01'), contents: contents(1, CONTENTS_MAX) }),
      'LIMIT_REACHED contents',
    ],
    [
      'contents in an earlier version, and one of them in this',
      { known: before(CONTENTS_MAX) },
      wish({ firstDay: day('2026-08-01'), contents: contents(1) }),
      'published',
    ],
  ])('%s', (_, facts, wished, expected) => {
    const decision = publish({ ...NEW, ...facts }, wished);
    expect(decision.accepted ? 'published' : `${decision.refusal.code} ${decision.refusal.path?.join('.')}`).toBe(expected);
  });

  test('areas may rename one, and adds no new one', () => {
    const areas = Array.from({ length: AREAS_MAX }, (_, index) => ({ code: String(index) }));
    expect([mayPublishArea(areas.slice(1), 'new'), mayPublishArea(areas, 'new'), mayPublishArea(areas, '0')]).toEqual([true, false, true]);
  });
});
