/** Which texts Seteli keeps, and how: it keeps what names and notes of people need, and nothing that is invisible. */
import { describe, expect, test } from 'vitest';
import { brief, isSeen, tidyText, unfitIn } from './text.ts';

const LINE = { mayHaveLines: false };

describe('is kept', () => {
  test.each([
    'Äiti Öhman-Åkerlund',
    'Sámi Áŋŋel Čeavetjávri',
    'Анна-Мария Ёлкина',
    'محمد بن عبد الله',
    'علی\u200cرضا',
    'ශ්\u200dරී ලංකා',
    'Nguyễn Thị Ánh',
    '李小龍',
    'קוֹבִי',
    'Seán O’Brien – “x” … €5 ½ №1',
    '👩🏽\u200d⚕️ soitti 👨\u200d👩\u200d👧',
    '☎\ufe0e ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 2\u20e3',
    '葛\u{e0100}城 辻\u{e0101}',
    '樂\ufe00',
    'ᠮᠣᠩᠭ\u180bᠣᠯ',
    'नि\u200dक्\u200cष',
    'a',
    "'; drop table visit; --",
  ])('%s', (text) => {
    expect(unfitIn(tidyText(text), LINE)).toBeUndefined();
    expect(isSeen(text)).toBe(true);
  });

  test('a text of several lines, only where the field may have lines', () => {
    const lines = 'Aamuisin\r\n\t– klo 8';
    expect(unfitIn(lines, { mayHaveLines: true })).toBeUndefined();
    expect(unfitIn(lines, LINE)).toBe('U+000D');
  });
});

describe('is not kept', () => {
  test.each([
    ['NUL', 'a\u0000b', 'U+0000'],
    ['a control', 'a\u001bb', 'U+001B'],
    ['a control of the upper half', 'a\u0085b', 'U+0085'],
    ['another direction', 'a\u202Eb', 'U+202E'],
    ['an isolate', 'a\u2066b', 'U+2066'],
    ['a mark of direction', 'a\u200Fb', 'U+200F'],
    ['an Arabic mark of direction', 'a\u061Cb', 'U+061C'],
    ['a blank without width', 'a\u200Bb', 'U+200B'],
    ['a joiner beside a blank', 'a \u200Db', 'U+200D'],
    ['a joiner at the end', 'äiti\u200C', 'U+200C'],
    ['a byte order mark within', 'a\uFEFFb', 'U+FEFF'],
    ['a soft hyphen', 'a\u00ADb', 'U+00AD'],
    ['a letter that is drawn as nothing', 'a\u3164b', 'U+3164'],
    ['a letter that is drawn as nothing, of half width', 'a\uffa0b', 'U+FFA0'],
    ['a leading consonant that is drawn as nothing', 'a\u115fb', 'U+115F'],
    ['a vowel that is drawn as nothing', 'a\u1160b', 'U+1160'],
    ['Braille without dots', 'a\u2800b', 'U+2800'],
    ['a note without a head', 'a\u{1d159}b', 'U+1D159'],
    ['a blank hieroglyph', 'a\u{13441}b', 'U+13441'],
    ['a selector after a letter', 'Mat\ufe0fti', 'U+FE0F'],
    ['a selector of text after a letter', 'Mat\ufe0eti', 'U+FE0E'],
    ['a selector of ideographs after a letter', 'Mat\u{e0100}ti', 'U+E0100'],
    ['a selector of Mongolian after a letter', 'Mat\u180bti', 'U+180B'],
    ['a selector at the beginning', '\ufe0fa', 'U+FE0F'],
    ['a selector after a blank', 'a \ufe0fb', 'U+FE0F'],
    ['a selector after a digit', '1\ufe0f2', 'U+FE0F'],
    ['a selector after a selector', '❤\ufe0f\ufe0f', 'U+FE0F'],
    ['a selector of pictographs after an ideograph', '李\ufe0f', 'U+FE0F'],
    ['a selector of ideographs after a pictograph', '❤\u{e0100}', 'U+E0100'],
    ['a joiner within a Latin word', 'Mat\u200cti', 'U+200C'],
    ['a joiner within a Cyrillic word', 'Ан\u200dна', 'U+200D'],
    ['a tag', 'a\u{E0041}b', 'U+E0041'],
    ['a separator of lines', 'a\u2028b', 'U+2028'],
    ['what is no character', 'a\uFFFFb', 'U+FFFF'],
    ['half of a character', 'a\uD800b', 'U+D800'],
  ])('%s', (_, text, what) => {
    expect(unfitIn(text, LINE)).toContain(what);
    expect(unfitIn(text, { mayHaveLines: true })).toContain(what);
  });

  test.each(['', ' ', '\u00a0\u3000', '\ufe0f', '\u2800', '\u3164\u115f\u1160\uffa0', '\u2800 \u{1d159}'])('nothing to see: %j', (text) =>
    expect(isSeen(tidyText(text))).toBe(false),
  );
});

test('a kept text is composed and has no blanks at its ends, so that texts that look the same are the same', () => {
  expect(tidyText('\ufeff  Ma\u0308ki \u00a0')).toBe('Mäki');
  expect(tidyText('  x')).toBe('x');
});

test('a brief message keeps its beginning and its end, and is well-formed', () => {
  expect(brief('Short.')).toBe('Short.');
  const said = brief(`Variable "$input" got invalid value "${'𝕏'.repeat(100_000)}" at "input.end"; Give a time.`);
  expect([said.length, said.isWellFormed()]).toEqual([1_003, true]);
  expect(said).toMatch(/^Variable "\$input" got .* at "input\.end"; Give a time\.$/s);
});
