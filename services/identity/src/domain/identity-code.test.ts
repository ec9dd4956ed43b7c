/**
 * What an identity code is: every part of it, both sides of each boundary. The real-looking codes are published
 * examples.
 */
import { HUMAN_PERSONAS } from '@seteli/local/personas';
import { expect, test } from 'vitest';
import { parseCodeOf, parseIdentityCode } from './identity-code.ts';

test.each([
  ['010190-999W', '1990-01-01'],
  ['010190Y999W', '1990-01-01'],
  ['131052-308T', '1952-10-13'],
  ['010106A9023', '2006-01-01'],
  ['020512B123C', '2012-05-02'],
  ['290200A1239', '2000-02-29'],
  ['100190-999P', '1990-01-10'],
  ['100190Y999P', '1990-01-10'],
  ['010190-002R', '1990-01-01'],
])('%s is a code of a person born on %s', (text, birthDay) => {
  expect(parseIdentityCode(text)?.birthDay.toString()).toBe(birthDay);
});

test('codes that differ only in their sign are two codes', () => {
  expect(parseIdentityCode('010190-999W')?.text).not.toBe(parseIdentityCode('010190Y999W')?.text);
});

test('small letters and spaces around it change nothing', () => {
  expect(parseIdentityCode(' 010190-999w ')?.text).toBe('010190-999W');
});

test.each([
  ['a day that was not', '290201A123J'],
  ['a sign of no century', '010190Z999W'],
  ['a wrong check character', '010190-999X'],
  ['a letter that no check yields', '010190-999G'],
  ['an individual number below 002', '010190-001P'],
  ['month 13', '011390-999K'],
  ['day 0', '000190-9998'],
  ['something after it', '010190-999W1'],
  ['nothing', ''],
])('%s makes it no code', (_, text) => {
  expect(parseIdentityCode(text)).toBeUndefined();
});

test('a development system takes only made-up codes, and production only others', () => {
  expect(parseCodeOf('ARTIFICIAL', '010190-999W')?.artificial).toBe(true);
  expect(parseCodeOf('ARTIFICIAL', '131052-308T')).toBeUndefined();
  expect(parseCodeOf('REAL', '131052-308T')?.artificial).toBe(false);
  expect(parseCodeOf('REAL', '010190-999W')).toBeUndefined();
});

test.each(HUMAN_PERSONAS)('the test person %s has a made-up code', (_, { person }) => {
  expect(parseCodeOf('ARTIFICIAL', person.identityCode)?.text).toBe(person.identityCode);
});
