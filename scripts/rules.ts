/**
 * Reads the rules from the pages of `docs/rules`, and makes the table of all rules in `docs/rules/README.md`. Tests
 * compare.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';

export const RULES_FOLDER = path.join(REPOSITORY, 'docs/rules');
export const RULES_README = path.join(RULES_FOLDER, 'README.md');

/** A file that a rule links: the text of the link, and the path from the root of the repository. */
export type Linked = { readonly text: string; readonly file: string };

export type Rule = {
  /** `R2`, `41`, `60c`: a rule may have several. */
  readonly numbers: readonly string[];
  readonly title: string;
  readonly page: string;
  readonly words: string;
  readonly example: string;
  readonly parameter: string | null;
  readonly decides: readonly Linked[];
  readonly proves: readonly (Linked & { readonly tests: readonly string[] })[];
};

export const NUMBER = String.raw`R?\d{1,2}[a-z]?`;
const HEADING = new RegExp(`^(${NUMBER}(?:, ${NUMBER})*)\\. (.+)$`);

export const pages = (): readonly string[] =>
  readdirSync(RULES_FOLDER)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted();

export const readPage = (page: string): string => readFileSync(path.join(RULES_FOLDER, page), 'utf8');

export const readRules = (): readonly Rule[] => pages().flatMap((page) => rulesIn(readPage(page), page));

/** A heading with three signs opens a rule; other headings do not. */
export const rulesIn = (text: string, page: string): readonly Rule[] =>
  text
    .split(/^(?=#{1,3} )/m)
    .filter((section) => section.startsWith('### '))
    .map((section) => ruleOf(section.slice('### '.length), page));

function ruleOf(section: string, page: string): Rule {
  const [heading = '', ...paragraphs] = section.trim().split(/\n{2,}/);
  const [, numbers, title] = HEADING.exec(heading) ?? [];
  if (numbers === undefined || title === undefined) throw new Error(`${page}: "${heading}" is not the number and the name of a rule`);
  const example = paragraphs.findIndex((paragraph) => paragraph.startsWith('Example: '));
  return {
    numbers: numbers.split(', '),
    title,
    page,
    words: paragraphs.slice(0, Math.max(example, 0)).join('\n\n'),
    example: paragraphs[example] ?? '',
    parameter: itemOf(paragraphs.at(-1), 'Parameter') ?? null,
    decides: linksIn(itemOf(paragraphs.at(-1), 'Decides')).map(({ linked }) => linked),
    proves: linksIn(itemOf(paragraphs.at(-1), 'Proves')).map(({ linked, rest }) => ({ ...linked, tests: namesIn(rest) })),
  };
}

/** The text of the list item with this name, on one line or several. */
const itemOf = (list = '', name: string): string | undefined => new RegExp(`^- ${name}:\\s+((?:.|\\n(?!- ))+)`, 'm').exec(list)?.[1];

/** Each link with the text up to the next one. */
const linksIn = (text = ''): readonly { readonly linked: Linked; readonly rest: string }[] =>
  [...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)([^[]*)/g)].map(([, said, target, rest]) => ({
    linked: { text: said!, file: path.posix.join('docs/rules', target!) },
    rest: rest!,
  }));

const namesIn = (text: string): readonly string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => name!);

const [BEGIN, END] = ['<!-- rules: npm run generate -->\n', '<!-- /rules -->'];

/** The anchor that Markdown gives a rule's heading. */
const anchorOf = ({ numbers, title }: Rule): string =>
  `${numbers.join(', ')}. ${title}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** R1 … R32, then 1 … 84; 60 before 60a. */
const placeOf = (number: string): number => {
  const [, letter, digits, part] = /^(R?)(\d+)([a-z]?)$/.exec(number)!;
  return (letter === 'R' ? 0 : 100_000) + Number(digits) * 100 + (part ? part.codePointAt(0)! - 96 : 0);
};

const filesOf = (linked: readonly Linked[]): string => linked.map(({ text }) => `\`${text}\``).join('<br>');

export function withTable(readme: string, rules: readonly Rule[]): string {
  const rows = rules
    .flatMap((rule) => rule.numbers.map((number) => ({ number, rule })))
    .toSorted((one, other) => placeOf(one.number) - placeOf(other.number))
    .map(({ number, rule }) => {
      const link = `[${rule.title}](${rule.page}#${anchorOf(rule)})`;
      return `| ${number} | ${link} | ${filesOf(rule.decides)} | ${filesOf(rule.proves)} |`;
    });
  const [before, after] = [readme.split(BEGIN)[0], readme.split(END)[1]];
  if (before === undefined || after === undefined) throw new Error('docs/rules/README.md has no place for the table of rules');
  return `${before}${BEGIN}\n${['| rule | what | decides | proves |', '| --- | --- | --- | --- |', ...rows].join('\n')}\n\n${END}${after}`;
}

export const writeRulesTable = (): void => writeFileSync(RULES_README, withTable(readFileSync(RULES_README, 'utf8'), readRules()));
