/** Tests corrections of services and of days: how delivered visits come out when decided again. */
import { describe, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { correct, type ProposedContents } from './correct.ts';
import type { RecordedVisit } from './decide.ts';
import type { PastVisit } from './recalculate.ts';
import { buckets, content, day, facts, piece, visit, type DecisionFacts } from './testing/visits.ts';

/** An hour of `a` on each of two days, out of two hours a month. An hour costs 38.50 and is worth 32.00. */
const [first, second] = [
  visit({ visitId: 'one', pieces: [piece('2026-06-15', 60)] }),
  visit({
    visitId: 'two',
    start: Temporal.Instant.from('2026-06-16T07:00:00Z'),
    end: Temporal.Instant.from('2026-06-16T08:00:00Z'),
    pieces: [piece('2026-06-16', 60)],
  }),
];
const settled = (known: DecisionFacts, ...visits: RecordedVisit[]) => {
  const { buckets: left, allocations } = allocate({ ...known, allocations: [] }, visits);
  const past = new Map(
    [...allocations.values()].map(({ kept, ...allocation }): [string, PastVisit] => [
      allocation.visitId,
      { ...allocation, ...kept!, startsAt: allocation.startsAt },
    ]),
  );
  return { known: { ...known, buckets: left, allocations: [...allocations.values()] }, past };
};
const again = (one: RecordedVisit, change: Partial<RecordedVisit> = {}): RecordedVisit => ({ ...one, version: 2, ...change });
const shares = ({ lines }: PastVisit) => lines.map(({ organiserCents, clientCents }) => `${organiserCents} + ${clientCents}`).join();

const NOTHING: ProposedContents = new Map();

describe('a visit that is decided again', () => {
  const { known, past } = settled(facts({ buckets: buckets({ 'e 2026-06': 120 }) }), first!, second!);
  const outcome = (visits: RecordedVisit[], proposed = NOTHING) => {
    const { effects, left } = correct(known, visits, past, proposed);
    return [
      ...effects.map(({ before, after }) => `${after.visitId}: ${shares(before)} -> ${shares(after)}`),
      ...left.map(({ visitId }) => `${visitId} left`),
    ];
  };
  const dearer = { pieces: [piece('2026-06-15', 60, { unitPriceCents: 4400n })] };
  const longer = (minutes: number) => ({ pieces: [piece('2026-06-15', minutes)] });

  test.each<[string, RecordedVisit[], ProposedContents, string[]]>([
    ['at another price', [again(first!, dearer)], NOTHING, ['one: 3200 + 650 -> 3200 + 1200']],
    ['a visit that comes out the same is no effect', [again(first!)], NOTHING, []],
    ['a visit may use its own time again, but not that of another', [again(first!, longer(61))], NOTHING, ['one left']],
    [
      'two visits that exchange time, in the order of arrival',
      [again(second!, { pieces: [piece('2026-06-16', 30)] }), again(first!, longer(90))],
      NOTHING,
      ['two: 3200 + 650 -> 1600 + 325', 'one: 3200 + 650 -> 4800 + 975'],
    ],
    [
      'a content that becomes free by law costs the client nothing',
      [again(first!)],
      new Map([['a', content({ deductibleAllowed: false })]]),
      ['one: 3200 + 650 -> 3200 + 0'],
    ],
    [
      'a version that begins later does not reach the visit',
      [again(first!)],
      new Map([['a', content({ firstDay: day('2026-06-16'), deductibleAllowed: false })]]),
      [],
    ],
    ['a visit of another organiser is left out', [again(first!, { visitId: 'another', ...dearer })], NOTHING, []],
  ])('%s', (_, visits, proposed, expected) => expect(outcome(visits, proposed)).toEqual(expected));
});
