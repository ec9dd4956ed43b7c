import { expect, test } from 'vitest';
import { at, byTimes, contents, day, facts, named, year2026 } from './example-service.ts';
import { recordVisit } from './record.ts';
import type { Recorded } from './recorded.ts';
import { ordinaryPolicy, type ContentFacts, type RecordingFacts } from './recording-facts.ts';

type Try = { readonly facts: RecordingFacts; readonly recorded: Recorded; readonly now: string };

const terms = { noticeMinutes: 1440, billableSharePercent: 100, maxMinutes: 60, payer: 'CLIENT', consumesQuota: false } as const;
const kilometres = named('KILOMETRE', 50n, { kind: 'ACCESSORY' });
/** A cancellation five hours before a Saturday evening, with everything in order. */
const saturday: Try = {
  facts: facts({ policy: { ...ordinaryPolicy, cancellationTerms: terms }, contents: contents().set('km', kilometres) }),
  recorded: byTimes('2026-06-27T18:00', '2026-06-27T19:00', { kind: 'CANCELLATION', noticeAt: at('2026-06-27T13:00') }),
  now: '2026-06-27T20:00',
};

const inFacts =
  (change: Partial<RecordingFacts>) =>
  ({ facts: known }: Try): Partial<Try> => ({ facts: { ...known, ...change } });
const inContents =
  (change: Partial<ContentFacts>) =>
  ({ facts: known }: Try): Partial<Try> => ({
    facts: { ...known, contents: new Map([...known.contents].map(([id, content]) => [id, { ...content, ...change }])) },
  });
const said =
  (change: Partial<Recorded>) =>
  ({ recorded }: Try): Partial<Try> => ({ recorded: { ...recorded, ...change } });
const acceptedAfter = { acceptedAt: at('2026-06-27T18:01'), channel: 'PHONE', notedBy: 'u', notedAt: at('2026-06-27T20:00') } as const;

/** A minute more than a million euros buy. */
const dear = inContents({ prices: [{ firstDay: day('2026-01-01'), unitPriceCents: 100_000_100n }] });

const worse: readonly [string, (trial: Try) => Partial<Try>][] = [
  ['AMOUNT_TOO_LARGE', dear],
  ['CONSENT_MISSING', said({ extraService: acceptedAfter })],
  ['TOO_LATE', (trial) => ({ ...inFacts({ voucher: { ...year2026, lastDay: day('2026-06-30') } })(trial), now: '2026-12-01T12:00' })],
  ['NOTHING_BILLABLE', inFacts({ policy: ordinaryPolicy })],
  ['NOT_MULTI_WORKER', said({ workers: 2 })],
  ['EXTRA_NOT_ALLOWED', said({ accessories: [{ contentId: 'km', amount: '24' }] })],
  ['WRONG_QUANTITY', said({ accessories: [{ contentId: 'km', amount: 'many' }] })],
  ['NO_PRICE', inContents({ prices: [] })],
  ['NOT_APPROVED', inContents({ approved: [] })],
  ['CONTENT_NOT_GRANTED', inContents({ granted: [] })],
  ['NO_BAND', said({ endsAt: at('2026-06-27T21:00') })],
  ['OUTSIDE_VALIDITY', inFacts({ booking: { firstDay: day('2026-06-28') } })],
  ['DUPLICATE', inFacts({ isDuplicate: true })],
  ['IN_FUTURE', () => ({ now: '2026-06-27T20:59' })],
  ['VISIT_TOO_LONG', said({ endsAt: at('2026-06-28T18:01') })],
  ['EMPTY_VISIT', said({ endsAt: at('2026-06-27T18:00') })],
];

test('of several obstacles the first in the printed order is named, from the last to the first', () => {
  const codeOf = ({ facts: known, recorded, now }: Try) => {
    const decision = recordVisit(known, recorded, at(now));
    return decision.accepted ? 'recorded' : decision.refusal.code;
  };
  expect(codeOf(saturday)).toBe('recorded');
  let trial = saturday;
  for (const [code, worsen] of worse) {
    trial = { ...trial, ...worsen(trial) };
    expect(codeOf(trial)).toBe(code);
  }
});
