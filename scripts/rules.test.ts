/** Checks the rules of docs/rules: each cited number has a rule, and the files and tests that a rule names exist. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';
import { describe, expect, test } from 'vitest';
import { NUMBER, pages, readPage, readRules, RULES_README, rulesIn, withTable } from './rules.ts';

const rules = readRules();
const numbers = rules.flatMap((rule) => rule.numbers);
const known = new Set(numbers);
const read = (file: string) => readFileSync(path.join(REPOSITORY, file), 'utf8');
const named = rules.map((rule) => ({ ...rule, name: `${rule.numbers.join(', ')}. ${rule.title}` }));
const isTest = (file: string) => /\.test\.ts$|^e2e\//.test(file);

const texts = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: REPOSITORY, encoding: 'utf8' })
  .split('\n')
  // The index may still list a file that the working tree has lost.
  .filter((file) => /\.(ts|mjs|graphql|md|json|sql)$/.test(file) && existsSync(path.join(REPOSITORY, file)))
  .map((file) => ({ file, text: read(file) }));

const LIST = `${NUMBER}(?:(?:, and |, | and |–)${NUMBER})*`;
/** "rules 35, 69d", "rule R16"; and the names of tests that begin with numbers: 'R8, 47: 0.75 h covered'. */
const CITED = new RegExp(`\\brules? (${LIST})\\b`, 'gi');
const TITLED = new RegExp(`(?<=[([] ?['"\`]|^ +['"\`])(${LIST}): `, 'gm');

const citedIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, list]) => list!.match(new RegExp(NUMBER, 'gi'))!);

describe('the numbers', () => {
  test('each has one rule', () => expect(numbers.filter((number, index) => numbers.indexOf(number) < index)).toEqual([]));

  test('R1 to R32 and 1 to 79 are all there', () => {
    const wanted = [
      ...Array.from({ length: 32 }, (_, index) => `R${index + 1}`),
      ...Array.from({ length: 79 }, (_, index) => `${index + 1}`),
    ];
    expect(wanted.filter((number) => !numbers.some((other) => other.replace(/[a-z]$/, '') === number))).toEqual([]);
  });

  test('code, SDL and docs cite numbers that have a rule', () => {
    const cited = texts.flatMap(({ file, text }) => {
      const titles = isTest(file) ? citedIn(text, TITLED) : [];
      return [...citedIn(text, CITED), ...titles].map((number) => ({ file, number }));
    });
    expect(cited.length).toBeGreaterThan(600);
    expect(cited.filter(({ number }) => !known.has(number)).map(({ file, number }) => `${file}: ${number}`)).toEqual([]);
  });
});

describe.each(named)('$name', ({ words, example, parameter, decides, proves }) => {
  test('has words and an example in euros', () => {
    expect(words).not.toBe('');
    expect(example).toMatch(/^Example: .*\d\.\d\d/);
  });

  test('names existing files that decide and tests that prove', () => {
    expect([decides.length > 0, proves.length > 0]).toEqual([true, true]);
    expect([...decides, ...proves].filter(({ file }) => !existsSync(path.join(REPOSITORY, file)))).toEqual([]);
    expect([...decides.filter(({ file }) => isTest(file)), ...proves.filter(({ file }) => !isTest(file))]).toEqual([]);
    for (const { text, file } of [...decides, ...proves]) expect(file.replace(/^services\//, '').replace('/src/', '/')).toBe(text);
  });

  test('names tests that are in those files', () => {
    for (const { file, tests } of proves) {
      const text = read(file);
      const isTitle = (name: string) => ["'", '"', '`'].some((quote) => text.includes(quote + name + quote));
      expect(tests, file).not.toEqual([]);
      expect(
        tests.filter((name) => !isTitle(name)),
        file,
      ).toEqual([]);
    }
  });

  test('has parameters that the API or the settings have', () => {
    const surface = texts
      .filter(({ file }) => /^schema\/subgraphs\/|^services\/\w+\/src\/config\.ts$/.test(file))
      .map(({ text }) => text)
      .join('\n');
    const words = [...(parameter ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, said]) => said!.match(/\w+/g)!);
    expect(words.filter((word) => !/^\d+$/.test(word) && !new RegExp(`\\b${word}\\b`).test(surface))).toEqual([]);
  });
});

describe('the pages', () => {
  test('are short enough to be read', () => expect(pages().filter((page) => readPage(page).split('\n').length > 260)).toEqual([]));

  test('are all in the README, whose table comes from the pages', () => {
    const readme = readFileSync(RULES_README, 'utf8');
    expect(pages().filter((page) => !readme.includes(`](${page})`))).toEqual([]);
    expect(readme, 'npm run generate makes it anew').toBe(withTable(readme, rules));
  });

  test('a rule heading without a number is a mistake, and other headings are no rules', () => {
    expect(() => rulesIn('# Page\n\n### Rounding\n\nWords.\n', 'x.md')).toThrow('x.md: "Rounding"');
    expect(rulesIn('# Page\n\n### 43. Rounding\n\nWords.\n\n## The reference\n\nText.\n', 'x.md')).toMatchObject([
      { words: '', example: '' },
    ]);
  });
});
