import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sepaNameOf, toSepaText } from './sepa.ts';

describe('a name for the bank, a letter for a letter', () => {
  test.each([
    ['Ørsted Hoiva Oy', 'Orsted Hoiva Oy'],
    ['Weiß', 'Weis'],
    ['WEIẞ', 'WEIS'],
    ['Łódź', 'Lodz'],
    ['Æbelø & Søn', 'Abelo + Son'],
    ['Œuvre cœur', 'Ouvre cour'],
    ['Đorđe Ħamrun ıĲĳ', 'Dorde Hamrun iIi'],
    ['Þórður Guðmundsson', 'Tordur Gudmundsson'],
    ['Ŋuŋŧa Sääʹm Kuåʹddsaž ǯǥ', 'Nunta Saam Kuaddsaz zg'],
    ['Hoiva Äyräs & Pojat Oy', 'Hoiva Ayras + Pojat Oy'],
    ['Åbo Vård Ab', 'Abo Vard Ab'],
    ['Žemaitė, Őrség, Ăn, İzmir, Nguyễn', 'Zemaite, Orseg, An, Izmir, Nguyen'],
    ['Θεσσαλονίκη Ψυχή Χάρης ΰ', 'THessaloniki PSychi CHaris y'],
    ['Щербаков Йордан Ёлка Эльза', 'SHTerbakov Yordan Elka Elyza'],
    ['Київська Їжа Ґанок', 'Kiivsyka Izha Ganok'],
    ['Љубица Њего Ђура Ћосић Џон', 'LJubitsa NJego DJura Cosic DZon'],
    ['ﬁrma ½ №7 ＡＢ１', 'firma 1/2 No7 AB1'],
    ['Kotihoito "Ässä" <Oy>', 'Kotihoito Assa Oy'],
    ['O’Brien–Søn [a_b] {x};y\\z|w', "O'Brien-Son (a-b) (x),y/z/w"],
    ['care@koti 5 € ¿', 'care(at)koti 5 E ?'],
    ['Koti 护理', 'Koti'],
    ['Koti 🏠 hoiva', 'Koti hoiva'],
    // Composed or not.
    ['Й\u00c4', 'YA'],
    ['И\u0306A\u0308', 'YA'],
  ])('%s', (name, expected) => expect(sepaNameOf(name)).toBe(expected));

  test.each(['护理', 'かいご', 'رعاية', '🏠', '…', '', ' ', '///', 'ʼ', '\u0301'])('a name like "%s" leaves nothing', (name) =>
    expect(sepaNameOf(name)).toBeNull(),
  );

  test('is cut after the conversion, and never ends in a blank', () => {
    expect(sepaNameOf(`${'x'.repeat(69)} yz`)).toBe('x'.repeat(69));
    expect(sepaNameOf('щ'.repeat(70))).toBe('sht'.repeat(24).slice(0, 70));
    expect(sepaNameOf(`${'('.repeat(70)}name`)).toBeNull();
  });
});

const TAKEN = /^[A-Za-z0-9/?:().,'+ -]*$/;

/** Letters for a click or a tone, for which we have no letter. */
const CLICKS = 'ƻƼƽƾǀǁǂǃɁɂ';

test('the result is in the SEPA set, whatever letter, mark, digit or sign of Unicode a text holds', () => {
  const characters = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point)).filter(
    (one) => !/[\p{Cn}\p{Co}]/u.test(one),
  );
  expect(characters.length).toBeGreaterThan(150_000);
  expect(toSepaText(characters.join('a'))).toMatch(TAKEN);
});

test.each([
  ['Latin', [0xc0, 0x24f]],
  ['more Latin', [0x1e00, 0x1eff]],
  ['Greek', [0x386, 0x3ce]],
  ['polytonic Greek', [0x1f00, 0x1fff]],
  ['Cyrillic', [0x400, 0x45f]],
] as const)('the conversion loses no letter of %s and keeps its case', (_, [first, last]) => {
  const lost: string[] = [];
  for (let point = first; point <= last; point++) {
    const letter = String.fromCodePoint(point);
    if (!/[\p{Ll}\p{Lu}]/u.test(letter) || CLICKS.includes(letter)) continue;
    if (!(/\p{Lu}/u.test(letter) ? /^[A-Z]+$/ : /^[a-z]+$/).test(toSepaText(letter))) lost.push(letter);
  }
  expect(lost).toEqual([]);
});

const anyPoint = fc.nat({ max: 0x10ffff }).map((point) => String.fromCodePoint(point));

test('a name with a convertible letter is never empty, fits, and converts to itself', () =>
  fc.assert(
    fc.property(fc.string({ unit: anyPoint, maxLength: 60 }), fc.constantFrom(...'aÄøßŁþЖщΨé1'), (rest, letter) => {
      const name = sepaNameOf(letter + rest);
      expect(name !== null && name.length <= 70 && TAKEN.test(name) && sepaNameOf(name) === name).toBe(true);
    }),
  ));
