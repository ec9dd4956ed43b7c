import { describe, expect, test } from 'vitest';
import { at, byTimes, contents, day, facts, named, year2026 } from './example-service.ts';
import { RULES_OF_PIECES, RULES_OF_TIME } from './obstacles.ts';
import { recordAnew, recordVisit } from './record.ts';
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

/** The code, the field at which a form shows it, and what makes it so. */
const worse: readonly [string, string, (trial: Try) => Partial<Try>][] = [
  ['AMOUNT_TOO_LARGE', 'end', dear],
  ['CONSENT_MISSING', 'extraService.acceptedAt', said({ extraService: acceptedAfter })],
  [
    'TOO_LATE',
    'start',
    (trial) => ({ ...inFacts({ voucher: { ...year2026, lastDay: day('2026-06-30') } })(trial), now: '2026-12-01T12:00' }),
  ],
  ['NOTHING_BILLABLE', 'noticeAt', inFacts({ policy: ordinaryPolicy })],
  ['NOT_MULTI_WORKER', 'workers', said({ workers: 2 })],
  ['EXTRA_NOT_ALLOWED', 'accessories', said({ accessories: [{ contentId: 'km', amount: '24' }] })],
  ['WRONG_QUANTITY', 'accessories.0.amount', said({ accessories: [{ contentId: 'km', amount: 'many' }] })],
  ['NO_PRICE', 'start', inContents({ prices: [] })],
  ['NOT_APPROVED', 'start', inContents({ approved: [] })],
  ['CONTENT_NOT_GRANTED', 'start', inContents({ granted: [] })],
  ['NO_BAND', 'end', said({ endsAt: at('2026-06-27T21:00') })],
  ['OUTSIDE_VALIDITY', 'start', inFacts({ booking: { firstDay: day('2026-06-28') } })],
  ['DUPLICATE', '', inFacts({ isDuplicate: true })],
  ['IN_FUTURE', 'end', () => ({ now: '2026-06-27T20:59' })],
  ['VISIT_TOO_LONG', 'end', said({ endsAt: at('2026-06-28T18:01') })],
  ['EMPTY_VISIT', 'end', said({ endsAt: at('2026-06-27T18:00') })],
];

test('a refusal names the first of several obstacles in the printed order, with its field', () => {
  const codeOf = ({ facts: known, recorded, now }: Try) => {
    const decision = recordVisit(known, recorded, at(now));
    return decision.accepted ? 'recorded' : `${decision.refusal.code} ${decision.refusal.path.join('.')}`;
  };
  expect(codeOf(saturday)).toBe('recorded');
  let trial = saturday;
  for (const [code, field, worsen] of worse) {
    trial = { ...trial, ...worsen(trial) };
    expect(codeOf(trial)).toBe(`${code} ${field}`);
  }
});

test.each<[string, string, (trial: Try) => Partial<Try>]>([
  [
    'a gap at its start',
    'NO_BAND start',
    (trial) => ({
      ...said({ startsAt: at('2026-06-27T20:30'), endsAt: at('2026-06-27T21:00') })(trial),
      ...inFacts({ policy: ordinaryPolicy })(trial),
      now: '2026-06-28T20:59',
    }),
  ],
  [
    'a validity that ends during the visit',
    'OUTSIDE_VALIDITY end',
    (trial) => ({
      ...inFacts({ booking: { firstDay: day('2026-01-01'), lastDay: day('2026-06-26') } })(trial),
      ...said({ startsAt: at('2026-06-26T23:00'), endsAt: at('2026-06-27T01:00'), kind: 'NORMAL', noticeAt: null })(trial),
      now: '2026-06-27T20:00',
    }),
  ],
  [
    'a content that was named',
    'NOT_APPROVED contentId',
    (trial) => ({
      ...inContents({ approved: [], bands: [] } as never)(trial),
      ...said({ contentId: 'd' })(trial),
    }),
  ],
  [
    'a no-show that is not billed',
    'NOTHING_BILLABLE kind',
    (trial) => ({
      ...inFacts({ policy: ordinaryPolicy })(trial),
      ...said({ kind: 'NO_SHOW', noticeAt: null })(trial),
    }),
  ],
  ['days that end in the future', 'IN_FUTURE lastDay', (trial) => ({ ...said({ timed: false })(trial), now: '2026-06-27T18:59' })],
])('a form shows %s at its field', (_, told, worsen) => {
  const { facts: known, recorded, now } = { ...saturday, ...worsen(saturday) };
  const decision = recordVisit(known, recorded, at(now));
  expect(decision.accepted ? 'recorded' : `${decision.refusal.code} ${decision.refusal.path.join('.')}`).toBe(told);
});

describe('14: about a standing visit only price, value, bands and terms speak again', () => {
  /** The Saturday evening is of the content `d`; of another one, other bands would have made it so. */
  const anew = ({ facts: known, recorded, now }: Try, contentIds = ['d']) => {
    const decision = recordAnew(known, { ...recorded, recordedAt: at('2026-06-27T22:00') }, contentIds, at(now));
    return decision.accepted ? 'recorded' : decision.refusal.code;
  };
  const alone = (worsen: (trial: Try) => Partial<Try>): Try => ({ ...saturday, ...worsen(saturday) });
  const short = inFacts({ policy: { ...ordinaryPolicy, cancellationTerms: terms, maxVisitMinutes: 59 } });
  const noDays = { firstDay: day('2027-01-01') };

  test.each<[string, (trial: Try) => Partial<Try>, string, string]>([
    ['its length, where the longest visit is shorter by now', short, 'VISIT_TOO_LONG', 'recorded'],
    ['its end', () => ({ now: '2026-06-27T18:59' }), 'IN_FUTURE', 'recorded'],
    ['its notice', () => ({ now: '2026-06-27T12:59' }), 'IN_FUTURE', 'recorded'],
    ['a twin', inFacts({ isDuplicate: true }), 'DUPLICATE', 'recorded'],
    ['the voucher’s days', inFacts({ voucher: noDays }), 'OUTSIDE_VALIDITY', 'recorded'],
    ['a suspension', inFacts({ voucher: { ...year2026, suspended: [year2026] } }), 'OUTSIDE_VALIDITY', 'recorded'],
    ['the booking’s days', inFacts({ booking: noDays }), 'OUTSIDE_VALIDITY', 'recorded'],
    ['the approval’s days', inFacts({ approval: noDays }), 'OUTSIDE_VALIDITY', 'recorded'],
    ['the content’s days', inContents({ granted: [noDays] }), 'OUTSIDE_VALIDITY', 'recorded'],
    ['a gap between bands', inFacts({ bandVersions: [{ firstDay: day('2020-01-01'), bands: [] }] }), 'NO_BAND', 'NO_BAND'],
    ['whether its content is granted', inContents({ granted: [] }), 'CONTENT_NOT_GRANTED', 'recorded'],
    ['whether it is approved', inContents({ approved: [] }), 'NOT_APPROVED', 'recorded'],
    ['whether it has a price', inContents({ prices: [] }), 'NO_PRICE', 'NO_PRICE'],
    ['a content that has bands by now', said({ contentId: 'd' }), 'WRONG_QUANTITY', 'WRONG_QUANTITY'],
    ['a kind that its content is not of', said({ kind: 'TRAVEL', noticeAt: null }), 'WRONG_QUANTITY', 'WRONG_QUANTITY'],
    [
      'what comes with a cancellation',
      said({ accessories: [{ contentId: 'km', amount: '24' }] }),
      'EXTRA_NOT_ALLOWED',
      'EXTRA_NOT_ALLOWED',
    ],
    ['a content that the price includes by now', inContents({ isIncludedInPrice: true }), 'EXTRA_NOT_ALLOWED', 'EXTRA_NOT_ALLOWED'],
    ['how many workers its content allows', said({ workers: 2 }), 'NOT_MULTI_WORKER', 'NOT_MULTI_WORKER'],
    ['the terms of cancellation', inFacts({ policy: ordinaryPolicy }), 'NOTHING_BILLABLE', 'NOTHING_BILLABLE'],
    ['that it comes late', worse[2]![2], 'TOO_LATE', 'recorded'],
    ['when its client accepted extra service', said({ extraService: acceptedAfter }), 'CONSENT_MISSING', 'recorded'],
    ['an amount that nothing holds', dear, 'AMOUNT_TOO_LARGE', 'AMOUNT_TOO_LARGE'],
  ])('%s', (_, worsen, recorded, standing) => {
    const trial = alone(worsen);
    const decision = recordVisit(trial.facts, trial.recorded, at(trial.now));
    expect([decision.accepted ? 'recorded' : decision.refusal.code, anew(trial)]).toEqual([recorded, standing]);
  });

  test.each<[string, Partial<ContentFacts>]>([
    ['OUTSIDE_VALIDITY', { granted: [noDays] }],
    ['CONTENT_NOT_GRANTED', { granted: [] }],
    ['NOT_APPROVED', { approved: [] }],
  ])('%s is asked of a content that other bands have made of it', (code, change) =>
    expect(anew(alone(inContents(change)), ['c'])).toBe(code),
  );

  test('every rule says whether it speaks again, and only those that were answered for good never do', () => {
    const never = [...RULES_OF_TIME, ...RULES_OF_PIECES].filter(([, again]) => again === 'NEVER').map(([code]) => code);
    expect(new Set(never)).toEqual(new Set(['EMPTY_VISIT', 'VISIT_TOO_LONG', 'IN_FUTURE', 'DUPLICATE', 'TOO_LATE', 'CONSENT_MISSING']));
  });
});
