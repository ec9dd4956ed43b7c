/** Tests the number of a voucher: the check character notices every typing error that it promises to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUMBER_ALPHABET, RANDOM_CHARACTERS, readVoucherNumber, voucherNumberOf } from './number.ts';

const random = fc
  .array(fc.constantFrom(...NUMBER_ALPHABET), { minLength: RANDOM_CHARACTERS, maxLength: RANDOM_CHARACTERS })
  .map((characters) => characters.join(''));

describe('a new number', () => {
  it.each([
    ['22222222222222', 'H22222222222222'],
    ['7KMRTX93PVA4DC', 'H7KMRTX93PVA4DC'],
  ])('of %s begins with H, has 16 characters and reads as itself', (drawn, beginning) => {
    const number = voucherNumberOf(drawn);
    expect(number).toHaveLength(16);
    expect(number.slice(0, -1)).toBe(beginning);
    expect(readVoucherNumber(number)).toBe(number);
  });

  it('keeps its check character for ever', () => {
    expect(['22222222222222', '7KMRTX93PVA4DC', 'YXVTRPMKJHFEDC'].map(voucherNumberOf)).toEqual([
      'H222222222222229',
      'H7KMRTX93PVA4DCH',
      'HYXVTRPMKJHFEDCJ',
    ]);
  });

  it('differs from every number with one wrong character or with two swapped', () => {
    fc.assert(
      fc.property(random, (drawn) => {
        const right = [...voucherNumberOf(drawn)];
        const wrong = right.flatMap((character, index) => [
          ...[...NUMBER_ALPHABET].map((other) => right.with(index, other)),
          ...right.slice(index + 1).map((other, further) => right.with(index, other).with(index + 1 + further, character)),
        ]);
        const others = wrong.map((characters) => characters.join('')).filter((number) => number !== right.join(''));
        expect(others.length).toBeGreaterThan(right.length * (NUMBER_ALPHABET.length - 1));
        expect(others.filter((number) => readVoucherNumber(number) !== undefined)).toEqual([]);
      }),
    );
  });

  it('differs from every number with a character too many or too few', () => {
    fc.assert(
      fc.property(random, fc.nat(15), (drawn, index) => {
        const characters = [...voucherNumberOf(drawn)];
        expect(readVoucherNumber(characters.toSpliced(index, 1).join(''))).toBeUndefined();
        expect(readVoucherNumber(characters.toSpliced(index, 0, characters[index]!).join(''))).toBeUndefined();
      }),
    );
  });

  it('is read in whatever form a user types it', () => {
    fc.assert(
      fc.property(random, fc.constantFrom(' ', '-', '–', ' ', '\t'), (drawn, separator) => {
        const number = voucherNumberOf(drawn);
        const grouped = number.match(/.{4}/g)!.join(separator);
        expect(readVoucherNumber(` ${grouped.toLowerCase()}${separator}`)).toBe(number);
      }),
    );
  });

  it('has no two characters that people take for one another', () => {
    for (const alike of ['0OQ', '1IL', '2Z', '5S', '6G', '8B', 'UVW', 'MN'])
      expect([...alike].filter((character) => NUMBER_ALPHABET.includes(character)).length).toBeLessThanOrEqual(1);
  });
});

describe('an older number', () => {
  it.each([
    ['H0800000015002', 'H0800000015002'],
    ['h 0800 0000 15002', 'H0800000015002'],
    ['K0000000000001', 'K0000000000001'],
  ])('%s stays valid', (typed, number) => expect(readVoucherNumber(typed)).toBe(number));
});

it.each([
  ['nothing', ''],
  ['a hyphen', '-'],
  ['a digit too few', 'H080000001500'],
  ['a digit too many', 'H08000000150022'],
  ['a digit in front', '80800000015002'],
  ['a letter among the digits', 'HO800000015002'],
  ['another series', 'K222222222222229'],
  ['a sentence', "'; drop table voucher; --"],
  ['a very long text', `H${'2'.repeat(100_000)}`],
  ['a character that cannot be kept', 'H0800000015002\u0000'],
  ['a letter of another alphabet', 'Ä0800000015002'],
])('%s is no number', (_, typed) => expect(readVoucherNumber(typed)).toBeUndefined());
