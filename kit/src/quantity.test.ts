/** How quantities look to people. */
import { expect, test } from 'vitest';
import { amountOf, stepsPerUnit, UNITS, type Unit } from './quantity.ts';

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

test('time is counted in minutes, euros in cents, everything else in thousandths', () => {
  const steps = Object.fromEntries(UNITS.map((unit) => [unit, stepsPerUnit(unit)]));
  expect(steps).toEqual({
    HOUR: 60,
    EURO: 100,
    VISIT: 1000,
    DAY: 1000,
    WEEK: 1000,
    MONTH: 1000,
    PIECE: 1000,
    PROCEDURE: 1000,
    KILOMETRE: 1000,
  });
});
