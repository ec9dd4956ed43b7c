import { expect, test } from 'vitest';
import { finnishReferenceOf, isIban, referenceOf } from './bank.ts';

test.each([
  ['123456', '1234561', 'RF341234561'],
  ['2026060001', '20260600013', 'RF7920260600013'],
  ['1234', '12344', 'RF0812344'],
])('the reference of %s', (digits, finnish, rf) => expect([finnishReferenceOf(digits), referenceOf(digits)]).toEqual([finnish, rf]));

test.each([
  ['FI2112345600000785', true],
  ['FI5542345670000081', true],
  ['SE4550000000058398257466', true],
  ['FI2112345600000786', false],
  ['FI21 1234 5600 0007 85', false],
  ['fi2112345600000785', false],
  ['', false],
])('%s is an account number: %s', (text, expected) => expect(isIban(text)).toBe(expected));
