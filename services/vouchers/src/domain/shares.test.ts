import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsPerUnit, type Unit } from '@seteli/schema/quantity';
import { sharesOf, type Payer, type ServedPiece, type ShareLine } from './shares.ts';

const june = '2026-06-30';
const july = '2026-07-01';
const piece = (
  minutes: number,
  unitPriceCents: bigint,
  unitValueCents: bigint,
  detail: Partial<Omit<ServedPiece, 'day'>> & { day?: string } = {},
): ServedPiece => ({
  contentId: 'a',
  quantity: { unit: 'HOUR', steps: minutes, stepsPerUnit: 60 },
  unitPriceCents,
  unitValueCents,
  vatPermille: 0,
  deductibleAllowed: true,
  ...detail,
  day: Temporal.PlainDate.from(detail.day ?? june),
});
const steps = (unit: Unit, count: number, size = stepsPerUnit(unit)) => ({ quantity: { unit, steps: count, stepsPerUnit: size } });
const amounts = (lines: readonly ShareLine[]) => lines.map((line) => [line.totalCents, line.organiserCents, line.clientCents]);
const free = { deductibleAllowed: false };

describe('total, organiser’s and client’s share of each line', () => {
  test.each<[string, readonly ServedPiece[], readonly (readonly bigint[])[]]>([
    ['R1: 2.5 h', [piece(150, 3850n, 3200n)], [[9625n, 8000n, 1625n]]],
    [
      'R2: two bands',
      [piece(90, 3850n, 3200n), piece(60, 4400n, 3680n, { contentId: 'b' })],
      [
        [5775n, 4800n, 975n],
        [4400n, 3680n, 720n],
      ],
    ],
    ['R3: price below value', [piece(120, 2900n, 3200n)], [[5800n, 5800n, 0n]]],
    ['R4: free by law', [piece(180, 2100n, 2100n, free)], [[6300n, 6300n, 0n]]],
    ['R4: a holiday', [piece(120, 4200n, 4200n, free)], [[8400n, 8400n, 0n]]],
    ['3: a price above the value of a service free by law', [piece(180, 2100n, 2050n, free)], [[6150n, 6150n, 0n]]],
    ['3: a price below the value of a service free by law', [piece(180, 2000n, 2050n, free)], [[6000n, 6000n, 0n]]],
    ['R5: a holiday', [piece(120, 8000n, 7200n)], [[16000n, 14400n, 1600n]]],
    [
      'R7: two months',
      [piece(120, 4600n, 4000n), piece(120, 4600n, 4000n, { day: july })],
      [
        [9200n, 8000n, 1200n],
        [9200n, 8000n, 1200n],
      ],
    ],
    [
      'R8: covered and extra service',
      [piece(45, 3850n, 3200n), piece(75, 3850n, 3200n, { isExtraService: true })],
      [
        [2888n, 2400n, 488n],
        [4812n, 0n, 4812n],
      ],
    ],
    [
      '4: extra service of a service free by law is at list price',
      [piece(45, 2200n, 2100n, free), piece(75, 2200n, 2100n, { ...free, isExtraService: true })],
      [
        [1575n, 1575n, 0n],
        [2750n, 0n, 2750n],
      ],
    ],
    [
      'R17, 41: the value changes at midnight',
      [piece(120, 3850n, 3050n, { day: '2024-02-29' }), piece(120, 3850n, 3200n, { day: '2024-03-01' })],
      [
        [7700n, 6100n, 1600n],
        [7700n, 6400n, 1300n],
      ],
    ],
    ['R19: March days', [piece(0, 17500n, 16000n, steps('DAY', 31_000))], [[542500n, 496000n, 46500n]]],
    ['R19: April days', [piece(0, 17500n, 18000n, steps('DAY', 30_000))], [[525000n, 525000n, 0n]]],
    ['R21: 17 minutes', [piece(17, 3850n, 3200n)], [[1091n, 907n, 184n]]],
    ['R21: half an hour', [piece(30, 3850n, 3200n)], [[1925n, 1600n, 325n]]],
    ['R22: 24 km', [piece(0, 50n, 50n, steps('KILOMETRE', 24_000))], [[1200n, 1200n, 0n]]],
    ['R20, 40: 20 of 30 days of a month', [piece(0, 6390n, 6390n, steps('MONTH', 20, 30))], [[4260n, 4260n, 0n]]],
    ['40: a full month costs the unit price', [piece(0, 6390n, 6000n, steps('MONTH', 31, 31))], [[6390n, 6000n, 390n]]],
    [
      '40: a week over a month’s end, 29.6.–5.7.',
      [piece(0, 440n, 440n, { ...steps('WEEK', 2), day: '2026-06-29' }), piece(0, 440n, 440n, { ...steps('WEEK', 5), day: july })],
      [
        [126n, 126n, 0n],
        [314n, 314n, 0n],
      ],
    ],
    [
      '40, 43: a month at 49.99 from 2.6. to 1.7., rounded over the visit',
      [
        piece(0, 4999n, 4999n, { ...steps('MONTH', 29, 30), day: '2026-06-02' }),
        piece(0, 4999n, 4999n, { ...steps('MONTH', 1, 31), day: july }),
      ],
      [
        [4832n, 4832n, 0n],
        [162n, 162n, 0n],
      ],
    ],
    [
      '40: parts of a June and of a July',
      [
        piece(0, 6390n, 6390n, { ...steps('MONTH', 20, 30), day: '2026-06-11' }),
        piece(0, 6390n, 6390n, { ...steps('MONTH', 10, 31), day: july }),
      ],
      [
        [4260n, 4260n, 0n],
        [2061n, 2061n, 0n],
      ],
    ],
    ['42: euros at their own price', [piece(0, 100n, 100n, steps('EURO', 1250))], [[1250n, 1250n, 0n]]],
    ['three meals', [piece(0, 1000n, 850n, steps('PIECE', 3000))], [[3000n, 2550n, 450n]]],
    ['R25: two workers', [piece(120, 3850n, 3200n)], [[7700n, 6400n, 1300n]]],
    [
      '43: 45 + 45 minutes over a month’s end',
      [piece(45, 3850n, 3200n), piece(45, 3850n, 3200n, { day: july })],
      [
        [2888n, 2400n, 488n],
        [2887n, 2400n, 487n],
      ],
    ],
    [
      '43: 45 + 45 minutes over midnight are one line',
      [piece(45, 3850n, 3200n, { day: '2026-06-29' }), piece(45, 3850n, 3200n)],
      [[5775n, 4800n, 975n]],
    ],
    [
      '44: no share of -0.01',
      [piece(3, 3850n, 3849n), piece(1, 3850n, 3849n, { day: july })],
      [
        [193n, 193n, 0n],
        [64n, 64n, 0n],
      ],
    ],
    [
      '45: unused value of one band pays nothing in another',
      [piece(60, 3000n, 3200n), piece(60, 4400n, 3680n, { contentId: 'b' })],
      [
        [3000n, 3000n, 0n],
        [4400n, 3680n, 720n],
      ],
    ],
    [
      '46: 16:30-19:00 with two hours left',
      [
        piece(90, 3850n, 3200n),
        piece(30, 4400n, 3680n, { contentId: 'b' }),
        piece(30, 4400n, 3680n, { contentId: 'b', isExtraService: true }),
      ],
      [
        [5775n, 4800n, 975n],
        [2200n, 1840n, 360n],
        [2200n, 0n, 2200n],
      ],
    ],
    [
      '60e: the value changes, the price does not',
      [piece(45, 3850n, 3050n), piece(45, 3850n, 3200n, { day: july })],
      [
        [2888n, 2288n, 600n],
        [2887n, 2400n, 487n],
      ],
    ],
    ['no value', [piece(60, 3850n, 0n)], [[3850n, 0n, 3850n]]],
    ['no piece', [], []],
  ])('%s', (_name, pieces, expected) => expect(amounts(sharesOf(pieces))).toEqual(expected));

  test('a line gathers pieces that share content, price, value and service month', () => {
    const other = { contentId: 'b' };
    const lines = sharesOf([
      piece(10, 3850n, 3200n),
      piece(20, 4400n, 3680n, other),
      piece(30, 3850n, 3200n),
      piece(40, 3850n, 3200n, { day: july }),
    ]);
    expect(lines.map((line) => [line.contentId, line.month.toString(), line.quantity.steps, line.pieces])).toEqual([
      ['a', '2026-06', 40, [0, 2]],
      ['b', '2026-06', 20, [1]],
      ['a', '2026-07', 40, [3]],
    ]);
  });

  test('extra service has its own line, also where the value is zero', () => {
    const lines = sharesOf([piece(60, 3850n, 0n), piece(30, 3850n, 0n, { isExtraService: true })]);
    expect(lines.map((line) => [line.isExtraService, line.totalCents])).toEqual([
      [false, 3850n],
      [true, 1925n],
    ]);
  });

  test('the rate of VAT belongs to the line, and no cent depends on it', () => {
    const night = [piece(45, 3850n, 3200n, { vatPermille: 240 }), piece(45, 3850n, 3200n, { vatPermille: 255 })];
    expect(sharesOf(night).map((line) => [line.vatPermille, line.totalCents])).toEqual([
      [240, 2888n],
      [255, 2887n],
    ]);
  });

  test.each<[string, Payer, Partial<ServedPiece>, readonly bigint[]]>([
    ['R14: the client pays what they cancelled', 'CLIENT', {}, [3850n, 0n, 3850n, 0n]],
    ['R14: both pay as for a visit', 'SPLIT', {}, [3850n, 3200n, 650n, 0n]],
    ['R14, 29: the organiser pays its share, nobody pays the rest', 'ORGANISER', {}, [3850n, 3200n, 0n, 650n]],
    ['4: a client who is free by law is never charged for a cancellation', 'CLIENT', free, [3200n, 3200n, 0n, 0n]],
  ])('%s', (_, payer, change, expected) => {
    const [line] = sharesOf([{ ...piece(60, 3850n, 3200n), ...change }], payer);
    expect([line!.totalCents, line!.organiserCents, line!.clientCents, line!.unbilledCents]).toEqual(expected);
  });

  test('a line of a service free by law shows the price that it was limited to', () =>
    expect(sharesOf([piece(60, 2100n, 2050n, free)])[0]).toMatchObject({ unitPriceCents: 2050n, unitValueCents: 2050n }));
});

/** The Python of docs/rules/shares-and-rounding.md, line by line: one content, pieces as [minutes, price, value]. */
function referenceShares(pieces: readonly (readonly [bigint, bigint, bigint])[]): bigint[][] {
  const halfUp = (n: bigint, d: bigint) => (2n * n + d) / (2n * d);
  const totals: bigint[] = [];
  const byPrice = new Map<bigint, readonly [bigint, bigint]>();
  const runs = new Map<string, number[]>();
  for (const [i, [m, p, v]] of pieces.entries()) {
    const [q, t] = byPrice.get(p) ?? [0n, 0n];
    const upTo = halfUp(p * (q + m), 60n);
    totals.push(upTo - t);
    byPrice.set(p, [q + m, upTo]);
    runs.set(`${p}/${v}`, [...(runs.get(`${p}/${v}`) ?? []), i]);
  }
  const client = pieces.map(() => 0n);
  for (const run of runs.values()) {
    let [q, t] = [0n, 0n];
    const owed: bigint[] = [];
    for (const i of run) {
      q += pieces[i]![0];
      t += totals[i]!;
      const value = halfUp(pieces[i]![2] * q, 60n);
      owed.push(t - (value < t ? value : t));
    }
    for (let k = run.length - 2; k >= 0; k -= 1) owed[k] = owed[k]! < owed[k + 1]! ? owed[k]! : owed[k + 1]!;
    for (const [k, i] of run.entries()) client[i] = owed[k]! - (k > 0 ? owed[k - 1]! : 0n);
  }
  return totals.map((total, i) => [total, total - client[i]!, client[i]!]);
}

// Few and close amounts, so that pieces often meet in one run and roundings collide.
const someCents = fc.oneof(fc.constantFrom(3850n, 3849n, 3851n, 3200n, 2917n), fc.bigInt({ min: 0n, max: 12_000n }));
const drawnPiece = fc.record({ minutes: fc.integer({ min: 1, max: 200 }), price: someCents, value: someCents, monthsLater: fc.nat(1) });
const drawnPieces = fc.array(drawnPiece, { minLength: 1, maxLength: 9 });
type Drawn = { minutes: number; price: bigint; value: bigint; monthsLater: number };
const inTime = (drawn: readonly Drawn[], detail: Partial<ServedPiece> = {}): ServedPiece[] => {
  let months = 0;
  return drawn.map(({ minutes, price, value, monthsLater }) => {
    months += monthsLater;
    return { ...piece(minutes, price, value), ...detail, day: Temporal.PlainDate.from(june).add({ months }) };
  });
};
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const runs = { numRuns: 500 };

describe('any pieces', () => {
  test('lines equal the reference when each piece has its own line', () =>
    fc.assert(
      fc.property(drawnPieces, (drawn) => {
        const pieces = inTime(drawn.map((each) => ({ ...each, monthsLater: 1 })));
        const reference = referenceShares(drawn.map(({ minutes, price, value }) => [BigInt(minutes), price, value]));
        expect(amounts(sharesOf(pieces))).toEqual(reference);
      }),
      runs,
    ));

  test('the sums of each price and value equal the reference, however pieces gather into lines', () =>
    fc.assert(
      fc.property(drawnPieces, (drawn) => {
        const lines = sharesOf(inTime(drawn));
        const reference = referenceShares(drawn.map(({ minutes, price, value }) => [BigInt(minutes), price, value]));
        for (const { price, value } of drawn) {
          const ofRun = lines.filter((line) => line.unitPriceCents === price && line.unitValueCents === value);
          const ofReference = reference.filter((_amounts, index) => drawn[index]!.price === price && drawn[index]!.value === value);
          for (const column of [0, 1, 2]) {
            expect(sum(amounts(ofRun).map((row) => row[column]!))).toBe(sum(ofReference.map((row) => row[column]!)));
          }
        }
      }),
      runs,
    ));

  test('shares add up to the totals, none is negative, and totals add up to the price of the whole', () =>
    fc.assert(
      fc.property(drawnPieces, fc.boolean(), fc.constantFrom<Payer>('SPLIT', 'CLIENT', 'ORGANISER'), (drawn, deductibleAllowed, payer) => {
        const lines = sharesOf(inTime(drawn, { deductibleAllowed }), payer);
        for (const { totalCents, organiserCents, clientCents, unbilledCents } of lines) {
          expect(organiserCents + clientCents + unbilledCents).toBe(totalCents);
          expect(organiserCents >= 0n && clientCents >= 0n && unbilledCents >= 0n).toBe(true);
          expect(deductibleAllowed || clientCents === 0n).toBe(true);
        }
        for (const { unitPriceCents } of lines) {
          const ofPrice = lines.filter((line) => line.unitPriceCents === unitPriceCents);
          const minutes = BigInt(ofPrice.reduce((total, line) => total + line.quantity.steps, 0));
          expect(sum(ofPrice.map((line) => line.totalCents))).toBe((unitPriceCents * minutes + 30n) / 60n);
        }
        expect(lines.flatMap((line) => line.pieces).toSorted((a, b) => a - b)).toEqual(drawn.map((_piece, index) => index));
      }),
      runs,
    ));

  test('cutting a visit at further points changes no line', () =>
    fc.assert(
      fc.property(drawnPieces, fc.array(fc.nat(199), { maxLength: 5 }), fc.boolean(), (drawn, points, deductibleAllowed) => {
        const whole = inTime(drawn, { deductibleAllowed });
        const finer = whole.flatMap((each) => {
          const minutes = each.quantity.steps;
          const bounds = [...new Set([0, ...points.filter((point) => point < minutes), minutes])].toSorted((a, b) => a - b);
          return bounds.slice(1).map((to, index) => ({ ...each, quantity: { ...each.quantity, steps: to - bounds[index]! } }));
        });
        const withoutPieces = (lines: readonly ShareLine[]) =>
          lines.map(({ pieces: _pieces, ...line }) => ({ ...line, month: line.month.toString() }));
        expect(withoutPieces(sharesOf(finer))).toEqual(withoutPieces(sharesOf(whole)));
      }),
      runs,
    ));
});
