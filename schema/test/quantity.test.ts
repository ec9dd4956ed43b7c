/** How people see quantities. */
import { describe, expect, it, test } from 'vitest';
import { amountOf, readAmount, stepsPerUnit, UNITS, type Unit } from '../quantity.ts';

test.each([
  ['HOUR', 45, '0.75'],
  ['HOUR', 60, '1'],
  ['HOUR', 90, '1.5'],
  ['HOUR', 10, '0.1666'],
  ['HOUR', 0, '0'],
  ['HOUR', -45, '-0.75'],
  ['EURO', 3850, '38.5'],
  ['EURO', 5, '0.05'],
  ['VISIT', 1000, '1'],
  ['KILOMETRE', 12_345, '12.345'],
  ['DAY', 500, '0.5'],
  ['PIECE', 1_000_000_000, '1000000'],
] as [Unit, number, string][])('%s: %d steps are %s', (unit, steps, amount) => {
  expect(amountOf({ unit, steps })).toBe(amount);
});

test('time counts in minutes, euros in cents, weeks and months in days, everything else in thousandths', () => {
  const steps = Object.fromEntries(UNITS.map((unit) => [unit, stepsPerUnit(unit)]));
  expect(steps).toEqual({
    HOUR: 60,
    EURO: 100,
    VISIT: 1000,
    DAY: 1000,
    WEEK: 7,
    MONTH: 1,
    PIECE: 1000,
    PROCEDURE: 1000,
    KILOMETRE: 1000,
  });
});

describe('an amount that a person writes', () => {
  it.each<[Unit, string, number | undefined]>([
    ['VISIT', '1', 1_000],
    ['VISIT', '20', 20_000],
    ['VISIT', '0', undefined],
    ['VISIT', '1.5', undefined],
    ['PIECE', '-1', undefined],
    ['PROCEDURE', '01', undefined],
    ['WEEK', '2', 14],
    ['MONTH', '1', 1],
    ['KILOMETRE', '24', 24_000],
    ['KILOMETRE', '0.1', 100],
    ['KILOMETRE', '24.5', 24_500],
    ['KILOMETRE', '24.55', undefined],
    ['KILOMETRE', '0.0', undefined],
    ['EURO', '12.50', 1_250],
    ['EURO', '0.01', 1],
    ['EURO', '12.5', undefined],
    ['EURO', '12', undefined],
    ['VISIT', '999999', 999_999_000],
    ['VISIT', '1000000', undefined],
    ['KILOMETRE', '999999.9', 999_999_900],
    ['KILOMETRE', '1000000', undefined],
    ['EURO', '999999.99', 99_999_999],
    ['EURO', '1000000.00', undefined],
    ['HOUR', '1', undefined],
    ['VISIT', '1e3', undefined],
    ['VISIT', '٣', undefined],
  ])('%s "%s" is %s steps', (unit, text, steps) => {
    expect(readAmount(unit, text)).toBe(steps);
  });

  it('20 of 30 days of a month show as two thirds', () => {
    expect(amountOf({ unit: 'MONTH', steps: 20, stepsPerUnit: 30 })).toBe('0.6666');
  });
});
