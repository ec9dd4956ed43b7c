/**
 * Tests values by income: the numbers of the ministry's model, every boundary of the formula, and which formulas may be
 * published.
 */
import { describe, expect, test } from 'vitest';
import { checkFormula, valueByIncome, type IncomeFormula } from './income.ts';

const household = (limit: bigint, percent: number) => ({ limitCents: limit * 100n, percent });
const formula: IncomeFormula = {
  firstDay: Temporal.PlainDate.from('2026-01-01'),
  maxCents: 2700n,
  floorCents: 700n,
  households: [
    household(563n, 35),
    household(1039n, 22),
    household(1628n, 18),
    household(2014n, 15),
    household(2438n, 13),
    household(2799n, 11),
  ],
  furtherLimitCents: 34_200n,
  furtherPercent: 1,
  roundUpToCents: null,
};
// The ministry's printed example comes from an older table: one person, limit 528, max 25.
const older = { maxCents: 2500n, households: [household(528n, 35)] };
const by = (change: Partial<IncomeFormula>, monthlyIncomeCents: bigint, persons: number) =>
  valueByIncome({ ...formula, ...change }, { monthlyIncomeCents, persons });

describe('the value of an hour', () => {
  test.each<[string, Partial<IncomeFormula>, bigint, number, bigint]>([
    ['R12: 25 − (900 − 528) · 35 % / 60', older, 90_000n, 1, 2283n],
    ['R12: up to 5 cents', { ...older, roundUpToCents: 5 }, 90_000n, 1, 2285n],
    ['R12: two persons, 1 800.00', {}, 180_000n, 2, 2421n],
    ['R12: up to 5 cents', { roundUpToCents: 5 }, 180_000n, 2, 2425n],
    ['R12: up to 10 cents', { roundUpToCents: 10 }, 180_000n, 2, 2430n],
    ['R12: the floor', {}, 500_000n, 1, 700n],
    ['51: the step applies to the exact value, 26.9523', { roundUpToCents: 5 }, 105_200n, 2, 2700n],
    ['51: without a step the value is rounded half up to the cent', {}, 105_200n, 2, 2695n],
    ['at the limit nothing is deducted', {}, 56_300n, 1, 2700n],
    ['no income', {}, 0n, 1, 2700n],
    ['51: never above the maximum, whatever the step', { maxCents: 2698n, roundUpToCents: 10 }, 0n, 1, 2698n],
    ['six persons', {}, 300_000n, 6, 2663n],
    ['a seventh person raises the limit and lowers the percentage', {}, 320_200n, 7, 2690n],
    ['a seventh person at their limit', {}, 314_100n, 7, 2700n],
    ['51: the percentage is never below zero', {}, 99_999_999n, 30, 2700n],
  ])('%s', (_, change, income, persons, expected) => expect(by(change, income, persons)).toBe(expected));
});

test.each<[string, boolean, Partial<IncomeFormula>, string]>([
  ['as the ministry publishes it', true, {}, 'accepted'],
  ['a service that vouchers has not heard of', false, {}, 'NOT_YET_KNOWN serviceId'],
  ['no household', true, { households: [] }, 'INVALID_RANGE households'],
  ['a floor above the maximum', true, { floorCents: 2701n }, 'INVALID_RANGE floor'],
  ['a floor that is the maximum', true, { floorCents: 2700n }, 'accepted'],
  ['more than 100 %', true, { households: [household(0n, 101)] }, 'INVALID_RANGE households.0.percent'],
  ['a percentage that grows', true, { furtherPercent: -1 }, 'INVALID_RANGE furtherPercent'],
  ['a negative limit', true, { furtherLimitCents: -1n }, 'AMOUNT_NOT_POSITIVE furtherLimit'],
  ['a maximum of nothing', true, { maxCents: 0n, floorCents: 0n }, 'AMOUNT_NOT_POSITIVE max'],
  ['a household below nothing', true, { households: [household(-1n, 5)] }, 'AMOUNT_NOT_POSITIVE households.0.limit'],
])('publishing: %s', (_, isKnown, change, expected) => {
  const decision = checkFormula(isKnown, { ...formula, ...change });
  expect(decision.accepted ? 'accepted' : `${decision.refusal.code} ${(decision.refusal.path ?? []).join('.')}`).toBe(expected);
});
