/** What visits take from their vouchers, in sequence. `decide.test.ts` tests what a single visit may take. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, release, type Allocated, type Allocation, type AllocationFacts } from './allocate.ts';
import { bucketName, type Bucket, type Entitlement } from './bucket.ts';
import type { RecordedVisit } from './decide.ts';
import { content, day } from './testing/visits.ts';

const at = (text: string) => Temporal.Instant.from(`${text}:00+03:00`);
const june = bucketName('e', '2026-06');

const monthly: Entitlement = {
  id: 'e',
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 120,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
};
const hours = (remaining: number): Bucket => ({ granted: 300, remaining, stepsPerUnit: 60 });
const version = (deductibleAllowed: boolean, firstDay = '2026-01-01') => content({ deductibleAllowed, firstDay: day(firstDay) });
const value = (firstDay: string, valueCents: bigint) => ({ firstDay: day(firstDay), valueCents, coefficient: null });
const known: AllocationFacts = {
  vouchers: new Map([
    [
      'v',
      {
        id: 'v',
        serviceId: 's',
        state: 'ACTIVE',
        arrangementKind: 'VOUCHER',
        firstDay: day('2026-06-01'),
        lastDay: day('2026-07-31'),
        suspensions: [],
        ownValue: null,
        ownValueChanges: [],
        predecessorId: null,
        beforeDeath: null,
        contractPrices: new Map(),
        entitlements: new Map(['a', 'b', 'unvalued'].map((contentId) => [contentId, monthly])),
      },
    ],
  ]),
  contents: new Map([
    ['a', [version(true)]],
    ['b', [version(false)]],
    ['unvalued', [version(true)]],
  ]),
  values: new Map([
    ['a', [value('2026-07-01', 3400n), value('2026-01-01', 3200n)]],
    ['b', [value('2026-01-01', 2100n)]],
    ['unvalued', [value('2026-07-01', 100n)]],
  ]),
  buckets: new Map([
    [june, hours(120)],
    [bucketName('e', '2026-07'), hours(60)],
  ]),
  allocations: [],
};

const piece = (contentId: string, onDay: string, steps: number) => ({
  contentId,
  day: day(onDay),
  unit: 'HOUR' as const,
  steps,
  stepsPerUnit: 60,
  unitPriceCents: 3850n,
});
const visit = (change: Partial<RecordedVisit> = {}): RecordedVisit => ({
  visitId: 'x',
  version: 1,
  voucherId: 'v',
  personId: 'p',
  unitId: null,
  start: at('2026-06-15T10:00'),
  end: at('2026-06-15T11:00'),
  overlapReasonGiven: false,
  decidedAnew: false,
  kind: 'NORMAL',
  timed: true,
  workers: 1,
  extraServiceAccepted: false,
  cancellation: null,
  serviceVersion: null,
  pieces: [piece('a', '2026-06-15', 60)],
  ...change,
});
const standing = (change: Partial<Allocation> = {}): Allocation => ({
  visitId: 'other',
  visitVersion: 1,
  voucherId: 'v',
  personId: 'p',
  unitId: null,
  startsAt: at('2026-06-15T10:30'),
  endsAt: at('2026-06-15T12:00'),
  state: 'MADE',
  draws: [],
  occupiesTime: true,
  days: [],
  payer: 'SPLIT',
  sparesQuota: false,
  ...change,
});

const written = ({ answers }: Allocated) =>
  answers.map(({ decision }) =>
    decision.accepted ? 'made' : `${decision.refusal.code} ${decision.refusal.remaining?.steps ?? ''}`.trim(),
  );
const answerTo = (facts: Partial<AllocationFacts>, ...visits: RecordedVisit[]) => written(allocate({ ...known, ...facts }, visits));

describe('a visit is taken whole or refused whole', () => {
  test('an allocated visit tells its shares and draws on the bucket', () => {
    const { answers, buckets, allocations } = allocate(known, [visit()]);
    expect(answers[0]!.decision).toMatchObject({
      accepted: true,
      value: { overlap: false, lines: [{ totalCents: 3850n, organiserCents: 3200n, clientCents: 650n }] },
    });
    expect(buckets.get(june)!.remaining).toBe(60);
    expect(allocations.get('x')).toMatchObject({
      state: 'MADE',
      visitVersion: 1,
      draws: [{ entitlementId: 'e', period: '2026-06', steps: 60 }],
    });
  });

  test('each piece has the value of its own day', () => {
    const pieces = [piece('a', '2026-06-30', 60), piece('a', '2026-07-01', 60)];
    const [answer] = allocate(known, [visit({ pieces })]).answers;
    expect(answer!.decision).toMatchObject({ value: { lines: [{ organiserCents: 3200n }, { organiserCents: 3400n }] } });
  });

  test('each piece leaves the client a share or not as the content says on its own day', () => {
    const becomesFree = [version(false, '2026-07-01'), version(true)];
    const contents = new Map([...known.contents, ['a', becomesFree] as const]);
    const pieces = [piece('a', '2026-06-30', 60), piece('a', '2026-07-01', 60)];
    const [answer] = allocate({ ...known, contents }, [visit({ pieces })]).answers;
    expect(answer!.decision).toMatchObject({ value: { lines: [{ clientCents: 650n }, { totalCents: 3400n, clientCents: 0n }] } });
  });

  test.each<[string, Partial<AllocationFacts>, Partial<RecordedVisit>, string]>([
    ['all that is left', {}, { pieces: [piece('a', '2026-06-15', 120)] }, 'made'],
    ['a minute more', {}, { pieces: [piece('a', '2026-06-15', 121)] }, 'QUOTA_EXCEEDED 120'],
    [
      'pieces that fit each but not together',
      {},
      { pieces: [piece('a', '2026-06-15', 70), piece('b', '2026-06-15', 70)] },
      'QUOTA_EXCEEDED 120',
    ],
    ['more than the second month holds', {}, { pieces: [piece('a', '2026-06-30', 60), piece('a', '2026-07-01', 61)] }, 'QUOTA_EXCEEDED 60'],
    ['no voucher', { vouchers: new Map() }, {}, 'NOT_YET_KNOWN'],
    ['the first day', {}, { pieces: [piece('a', '2026-06-01', 1)] }, 'made'],
    ['the day before it', {}, { pieces: [piece('a', '2026-05-31', 1)] }, 'OUTSIDE_VALIDITY'],
    ['the last day', {}, { pieces: [piece('a', '2026-07-31', 1)] }, 'made'],
    ['the day after it', {}, { pieces: [piece('a', '2026-07-31', 1), piece('a', '2026-08-01', 1)] }, 'OUTSIDE_VALIDITY'],
    ['a content that is not granted', {}, { pieces: [piece('a', '2026-06-15', 1), piece('c', '2026-06-15', 1)] }, 'CONTENT_NOT_GRANTED'],
    ['a content that has no value yet', {}, { pieces: [piece('unvalued', '2026-06-30', 1)] }, 'NOT_YET_KNOWN'],
    ['a content that vouchers has not heard of', { contents: new Map() }, {}, 'NOT_YET_KNOWN'],
    ['another visit at that time', { allocations: [standing()] }, {}, 'OVERLAP'],
    ['another visit that touches', { allocations: [standing({ startsAt: at('2026-06-15T11:00') })] }, {}, 'made'],
    ['another visit, refused', { allocations: [standing({ state: 'REFUSED' })] }, {}, 'made'],
    ['another visit, deleted', { allocations: [standing({ state: 'RELEASED' })] }, {}, 'made'],
    ['a visit of another client', { allocations: [standing({ personId: 'q' })] }, {}, 'made'],
    ['with a reason', { allocations: [standing()] }, { overlapReasonGiven: true }, 'made'],
  ])('%s', (_, facts, change, expected) => expect(answerTo(facts, visit(change))).toEqual([expected]));

  test('the first of several obstacles is named', () => {
    const pieces = (...days: string[]) => days.map((onDay) => piece('a', onDay, 121));
    const worse: readonly [string, Partial<AllocationFacts>, Partial<RecordedVisit>][] = [
      ['QUOTA_EXCEEDED 120', {}, { pieces: pieces('2026-06-15') }],
      ['OVERLAP', { allocations: [standing()] }, {}],
      ['NOT_YET_KNOWN', { values: new Map() }, {}],
      ['CONTENT_NOT_GRANTED', {}, { pieces: [...pieces('2026-06-15'), piece('c', '2026-06-15', 1)] }],
      ['OUTSIDE_VALIDITY', {}, { pieces: [...pieces('2026-08-01'), piece('c', '2026-06-15', 1)] }],
      ['NOT_YET_KNOWN', { vouchers: new Map() }, {}],
    ];
    let [facts, change]: [Partial<AllocationFacts>, Partial<RecordedVisit>] = [{}, {}];
    for (const [expected, moreFacts, moreChange] of worse) {
      facts = { ...facts, ...moreFacts };
      change = { ...change, ...moreChange };
      expect(answerTo(facts, visit(change))).toEqual([expected]);
    }
  });
});

describe('one visit after another', () => {
  const two = (id: string, hour: number, steps: number, change: Partial<RecordedVisit> = {}) =>
    visit({
      visitId: id,
      start: at(`2026-06-15T${hour}:00`),
      end: at(`2026-06-15T${hour + 1}:00`),
      pieces: [piece('a', '2026-06-15', steps)],
      ...change,
    });

  test('the earlier visit of a batch is served first, and the next sees what it leaves', () =>
    expect(answerTo({}, two('x', 10, 100), two('y', 11, 30), two('z', 12, 20))).toEqual(['made', 'QUOTA_EXCEEDED 20', 'made']));

  test('a refused visit of the batch overlaps nothing', () =>
    expect(answerTo({}, two('x', 10, 121), two('y', 10, 60))).toEqual(['QUOTA_EXCEEDED 120', 'made']));

  test('a repeat and an older version get no answer', () => {
    const newer = two('x', 10, 60, { version: 2 });
    expect(answerTo({}, newer, newer, two('x', 10, 60))).toEqual(['made']);
  });

  test('a changed visit may use its own units, and a change that does not fit leaves the visit as it was', () => {
    const { answers, buckets, allocations } = allocate(known, [
      two('x', 10, 100),
      two('x', 11, 120, { version: 2 }),
      two('x', 12, 121, { version: 3 }),
    ]);
    expect(written({ answers, buckets, allocations })).toEqual(['made', 'made', 'QUOTA_EXCEEDED 120']);
    expect(buckets.get(june)!.remaining).toBe(0);
    expect(allocations.get('x')).toMatchObject({
      state: 'MADE',
      visitVersion: 3,
      startsAt: at('2026-06-15T11:00'),
      draws: [{ steps: 120 }],
    });
  });
});

describe('any sequence of visits', () => {
  const drawn = fc.record({
    id: fc.constantFrom('p', 'q', 'r', 's', 't'),
    version: fc.integer({ min: 1, max: 3 }),
    month: fc.constantFrom('06', '07'),
    onDay: fc.integer({ min: 1, max: 28 }),
    steps: fc.integer({ min: 1, max: 60 }),
  });
  type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
  const toVisit = ({ id, version, month, onDay, steps }: Drawn): RecordedVisit => {
    const date = `2026-${month}-${String(onDay).padStart(2, '0')}`;
    const start = at(`${date}T10:00`);
    return visit({
      visitId: id,
      version,
      start,
      end: start.add({ minutes: steps }),
      overlapReasonGiven: true,
      pieces: [piece('a', date, steps)],
    });
  };
  const taken = (allocations: Iterable<Allocation>, period: string) =>
    [...allocations]
      .flatMap(({ draws }) => draws)
      .filter((draw) => draw.period === period)
      .reduce((sum, { steps }) => sum + steps, 0);

  test('no bucket falls below zero, and what is left plus what visits took is what was granted', () =>
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 20 }), (visits) => {
        const { buckets, allocations } = allocate(known, visits.map(toVisit));
        for (const [name, { remaining: granted }] of known.buckets) {
          expect(buckets.get(name)!.remaining).toBeGreaterThanOrEqual(0);
          expect(buckets.get(name)!.remaining + taken(allocations.values(), name.split(' ')[1]!)).toBe(granted);
        }
      }),
      { numRuns: 200 },
    ));

  test('deleting all visits restores all buckets', () =>
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 20 }), (visits) => {
        const { buckets, allocations } = allocate(known, visits.map(toVisit));
        const deleted = [...allocations.keys()].map((visitId) => ({ visitId, version: 9 }));
        const after = release({ buckets, allocations: [...allocations.values()] }, [...deleted, ...deleted]);
        expect(after.buckets).toEqual(known.buckets);
        for (const { state, draws } of after.allocations.values()) expect([state, draws]).toEqual(['RELEASED', []]);
      }),
      { numRuns: 200 },
    ));

  test('the order of arrival changes nothing when all visits fit', () =>
    fc.assert(
      fc.property(
        fc
          .uniqueArray(drawn, { selector: ({ id }) => id, maxLength: 5 })
          .chain((visits) => fc.tuple(fc.constant(visits), fc.shuffledSubarray(visits, { minLength: visits.length }))),
        ([visits, shuffled]) => {
          const plenty = { ...known, buckets: new Map([...known.buckets.keys()].map((name) => [name, hours(300)])) };
          const [one, other] = [allocate(plenty, visits.map(toVisit)), allocate(plenty, shuffled.map(toVisit))];
          expect(written(one)).toEqual(visits.map(() => 'made'));
          expect(other.buckets).toEqual(one.buckets);
          // The order decides which of two overlapping visits is flagged; it does not change their cost.
          const linesOf = ({ answers }: Allocated) =>
            new Map(answers.map(({ visit: { visitId }, decision }) => [visitId, decision.accepted && decision.value.lines]));
          expect(linesOf(other)).toEqual(linesOf(one));
        },
      ),
      { numRuns: 200 },
    ));
});

test('an older deletion changes nothing, nor does one of a visit that holds nothing', () => {
  const facts = {
    buckets: known.buckets,
    allocations: [standing({ visitVersion: 3, draws: [{ entitlementId: 'e', period: '2026-06', steps: 9 }] })],
  };
  expect(
    release(facts, [
      { visitId: 'other', version: 3 },
      { visitId: 'unknown', version: 1 },
    ]),
  ).toEqual({ buckets: known.buckets, allocations: new Map() });
});
