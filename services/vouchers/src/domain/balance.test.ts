/** Tests which batch pays, and recalculating the visits of a balance. */
import { describe, expect, test } from 'vitest';
import { payFromBalance, usableBatches } from './balance.ts';
import { bucketName, type Batch, type Bucket, type Entitlement } from './bucket.ts';
import type { TakenPiece } from './decide.ts';
import { previewIdOf, recalculate, type PastVisit } from './recalculate.ts';
import { sharesOf } from './shares.ts';
import { withVat } from './vat.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const batch = (id: string, firstDay: string, lastDay: string): Batch => ({ id, firstDay: day(firstDay), lastDay: day(lastDay) });
const spring = batch('spring', '2026-01-01', '2026-06-30');
const year = batch('year', '2026-01-01', '2026-12-31');
const autumn = batch('autumn', '2026-07-01', '2026-12-31');
const left = (of: Record<string, number>) =>
  new Map(
    Object.entries(of).map(([id, remaining]): [string, Bucket] => [
      bucketName('m', id),
      { granted: 100_000, remaining, stepsPerUnit: 100 },
    ]),
  );
const piece = (onDay: string, cents: bigint, change: Partial<TakenPiece> = {}): TakenPiece => ({
  contentId: 'a',
  day: day(onDay),
  lastDay: day(onDay),
  quantity: { unit: 'HOUR', steps: 60, stepsPerUnit: 60 },
  unitPriceCents: cents,
  unitValueCents: cents,
  valueSince: null,
  basis: 'NONE',
  vatPermille: 0,
  deductibleAllowed: true,
  balanceId: 'm',
  source: 'm',
  room: null,
  ...change,
});

describe('10: which batch pays', () => {
  test('batches that expire first pay first, and only batches that are valid on all the days', () => {
    const ids = (...days: string[]) => usableBatches([year, autumn, spring], days.map(day)).map(({ id }) => id);
    expect(ids('2026-06-30')).toEqual(['spring', 'year']);
    expect(ids('2026-07-01')).toEqual(['autumn', 'year']);
    expect(ids('2026-06-30', '2026-07-01')).toEqual(['year']);
  });

  const pay = (pieces: TakenPiece[], remaining: Record<string, number>) => {
    const decision = payFromBalance(sharesOf(pieces), pieces, () => [year, autumn, spring], left(remaining));
    if (!decision.accepted) return `${decision.refusal.code} ${decision.refusal.remaining!.steps}`;
    const { lines, draws } = decision.value;
    return [
      lines.map((line) => `${line.organiserCents}+${line.clientCents}`),
      Object.fromEntries(draws.map((draw) => [draw.period, draw.steps])),
    ];
  };
  const band = { contentId: 'b' };
  test.each<[string, TakenPiece[], Record<string, number>, unknown]>([
    [
      'in time order, line by line: 40.00 over 48.00 and 36.80',
      [piece('2026-06-15', 4800n), piece('2026-06-15', 3680n, band)],
      { year: 4000 },
      [['4000+800', '0+3680'], { year: 4000 }],
    ],
    ['from two batches', [piece('2026-06-15', 4800n)], { spring: 1000, year: 9000 }, [['4800+0'], { spring: 1000, year: 3800 }]],
    [
      'a line of its own for each month',
      [piece('2026-06-30', 4800n), piece('2026-07-01', 4800n)],
      { spring: 9000, autumn: 1000 },
      [['4800+0', '1000+3800'], { spring: 4800, autumn: 1000 }],
    ],
    [
      'free by law: refused with what is left',
      [piece('2026-06-15', 4800n, { deductibleAllowed: false })],
      { year: 4799 },
      'BALANCE_EXCEEDED 4799',
    ],
    [
      'for a month that outlasts a batch, the batch that is valid on all of it',
      [piece('2026-06-15', 4800n, { lastDay: day('2026-07-14') })],
      { spring: 9000, year: 1000 },
      [['1000+3800'], { year: 1000 }],
    ],
    [
      'for a month within several batches, the batch that expires first',
      [piece('2026-06-15', 4800n, { lastDay: day('2026-06-30') })],
      { spring: 9000, year: 1000 },
      [['4800+0'], { spring: 4800 }],
    ],
    ['nothing left', [piece('2026-06-15', 4800n)], {}, [['0+4800'], {}]],
  ])('%s', (_, pieces, remaining, expected) => expect(pay(pieces, remaining)).toEqual(expected));
});

describe('R15, 9: recalculating visits after one was deleted', () => {
  const balance: Entitlement = {
    id: 'm',
    kind: 'BALANCE',
    unit: 'EURO',
    steps: 0,
    recurrence: 'ONCE',
    periods: [],
    carryOver: false,
    batches: [year],
  };
  const visit = (visitId: string, cents: bigint, paid: bigint, change: Partial<TakenPiece> = {}): PastVisit => {
    const pieces = [piece('2026-06-15', cents, change)];
    const lines = sharesOf(pieces).map((line) => withVat({ ...line, organiserCents: paid, clientCents: line.totalCents - paid }));
    const draws = paid > 0n ? [{ entitlementId: 'm', period: 'year', steps: Number(paid) }] : [];
    const startsAt = Temporal.Instant.from('2026-06-15T07:00Z');
    return { visitId, visitVersion: 1, voucherId: 'v', startsAt, payer: 'SPLIT', draws, pieces, lines };
  };
  const first = visit('1', 18_000n, 18_000n);
  const third = visit('3', 20_000n, 12_000n);
  const worked = (remaining: number, ...visits: PastVisit[]) => {
    const decision = recalculate(balance, left({ year: remaining }), visits);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    return decision.value;
  };

  test('event 3 gets the 80.00 that event 2 has given back: 300.00 + 80.00 becomes 380.00 + 0', () => {
    const { effects, buckets } = worked(20_000, first, third);
    expect(effects.map(({ after }) => [after.visitId, after.lines[0]!.organiserCents, after.lines[0]!.clientCents])).toEqual([
      ['3', 20_000n, 0n],
    ]);
    expect(buckets.get(bucketName('m', 'year'))!.remaining).toBe(12_000);
  });

  test('the visit that arrived first is served first', () => {
    const { effects } = worked(8_000, visit('a', 20_000n, 12_000n), visit('b', 20_000n, 0n));
    expect(effects.map(({ after }) => [after.visitId, after.lines[0]!.organiserCents])).toEqual([['a', 20_000n]]);
  });

  test('35: when other batches pay the same shares, the change is kept and not announced', () => {
    // The officer loaded a batch that ends earlier after the visit.
    const decision = recalculate({ ...balance, batches: [spring, year] }, left({ spring: 9_488, year: 0 }), [visit('1', 9_488n, 9_488n)]);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    const { effects, silent, buckets } = decision.value;
    expect([effects.length, silent.flatMap(({ draws }) => draws.map(({ period, steps }) => [period, steps]))]).toEqual([
      0,
      [['spring', 9_488]],
    ]);
    expect([...buckets.values()].map(({ remaining }) => remaining)).toEqual([0, 9_488]);
  });

  test('nothing changes where no visit was cut short', () => expect(worked(5_000, first).effects).toEqual([]));

  test('recalculating is refused when it would leave a service that is free by law unpaid', () => {
    const free = visit('f', 10_000n, 10_000n, { deductibleAllowed: false });
    expect(recalculate(balance, left({ year: 0 }), [visit('a', 20_000n, 12_000n), free])).toMatchObject({
      refusal: { code: 'BALANCE_EXCEEDED' },
    });
  });

  test('another balance goes on paying its part of the same visit', () => {
    const mixed: PastVisit = {
      ...third,
      pieces: [...third.pieces, piece('2026-06-15', 500n, { contentId: 'b', balanceId: 'other', source: 'other' })],
    };
    const lines = sharesOf(mixed.pieces).map((line, index) =>
      index === 0 ? third.lines[0]! : withVat({ ...line, organiserCents: 1n, clientCents: 499n }),
    );
    const draws = [...third.draws, { entitlementId: 'other', period: 'x', steps: 1 }];
    const [effect] = worked(20_000, { ...mixed, lines, draws }).effects;
    expect(effect!.after.lines.map(({ organiserCents }) => organiserCents)).toEqual([20_000n, 1n]);
    expect(effect!.after.draws).toContainEqual({ entitlementId: 'other', period: 'x', steps: 1 });
  });

  test('a preview has the same id for the same effects, and another id for any other', () => {
    const preview = previewIdOf('v', worked(20_000, first, third).effects);
    expect(previewIdOf('v', worked(20_000, first, third).effects)).toBe(preview);
    expect(previewIdOf('v', worked(19_000, first, { ...third, visitVersion: 2 }).effects)).not.toBe(preview);
    expect(previewIdOf('v', worked(7_000, first, third).effects)).not.toBe(preview);
  });
});
