/** In which language a caller gets answers. */
import { expect, test } from 'vitest';
import { fillIn, say } from './language.ts';
import { languageOf } from './request.ts';

test.each([
  ['sv-FI,sv;q=0.9,en;q=0.5', 'SV'],
  ['en;q=0.5, fi;q=0.8', 'FI'],
  ['FI-fi', 'FI'],
  ['de, en;q=0.1', 'EN'],
  ['de, *;q=0.5', 'FI'],
  ['sv;q=0, en', 'EN'],
])('a caller who sends "%s" reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each(['*', '', 'de', 'fi;q=0', ';;,', ','.repeat(10_000), undefined])('a caller who sends %j has not named a language', (header) => {
  expect(languageOf(header)).toBeUndefined();
});

test('a sentence takes values in, also values that differ by language', () => {
  const sentences = say('{days} päivää', '{days} dagar', '{days} days of {other}');
  expect(fillIn(sentences, { days: 3 })).toEqual(say('3 päivää', '3 dagar', '3 days of {other}'));
  const first = say('ensimmäinen {days}', 'den första {days}', 'the first {days}');
  expect(fillIn(sentences, { days: first, other: 'x' })).toEqual(
    say('ensimmäinen {days} päivää', 'den första {days} dagar', 'the first {days} days of x'),
  );
});
