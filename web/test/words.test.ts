/** The texts of the client: complete in each language, all used, and none outside the language files. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NOTICE_KINDS, TASK_KINDS } from '@seteli/schema/tasks';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { en } from '../src/words/en.ts';
import { fi } from '../src/words/fi.ts';
import { sv } from '../src/words/sv.ts';

const ALL = { fi, sv, en };
const source = path.join(import.meta.dirname, '../src');

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
const texts = new Map(Object.entries(ALL).map(([language, tree]) => [language, new Map(flat(tree))]));

/** What a text expects from its place: values and marks. */
const holes = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([hole]) => hole).toSorted();

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/^(generated|words\/(fi|sv|en)\.ts)/.test(file),
);
const code = files.map((file) => ({ file, text: readFileSync(path.join(source, file), 'utf8') }));

describe('texts', () => {
  it.each(['sv', 'en'])('%s has the keys of Finnish, in their order, with the same holes', (language) => {
    const [finnish, other] = [texts.get('fi')!, texts.get(language)!];
    expect([...other.keys()]).toEqual([...finnish.keys()]);
    expect([...other].map(([key, text]) => [key, holes(text)])).toEqual([...finnish].map(([key, text]) => [key, holes(text)]));
    expect([...other].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('every text is used', () => {
    const all = code.map(({ text }) => text).join('\n');
    const literal = new Set([...all.matchAll(/(?:\bt\(|useWords\(\)\(|i18nKey=|\? |: )['"]([\w.]+)['"]/g)].map(([, key]) => key!));
    const families = [...all.matchAll(/\bt\(`([\w.]+)\$\{\w+\}(\w*)`/g)].map(
      ([, start, end]) => new RegExp(`^${start!.replaceAll('.', '\\.')}\\w+${end}$`),
    );
    const isUsed = (key: string) =>
      literal.has(key) || literal.has(key.replace(/_(one|other)$/, '')) || families.some((family) => family.test(key));
    expect([...texts.get('fi')!.keys()].filter((key) => !isUsed(key))).toEqual([]);
  });

  it('each kind of task and notice has one', () => {
    expect(Object.keys(fi.task)).toEqual([...TASK_KINDS]);
    expect(Object.keys(fi.notice)).toEqual([...NOTICE_KINDS]);
  });

  it('screens hold no text of their own', () => {
    const screens = code.filter(({ file }) => file.endsWith('.tsx'));
    expect(screens.length).toBeGreaterThan(15);
    expect(screens.flatMap(({ file, text }) => ownTexts(parseAst(text, { lang: 'tsx' })).map((own) => `${file}: ${own}`))).toEqual([]);
    const wrong = '<p title="A title">Text {value} <b aria-label={t("a")}>{"More"}</b><i className="look" /></p>';
    expect(ownTexts(parseAst(wrong, { lang: 'tsx' }))).toEqual(['A title', 'Text', 'More']);
  });
});

/** Attributes that people see or hear. */
const HEARD = /^(title|alt|label|placeholder|about|aria-(label|description|roledescription))$/;

type Node = { readonly type?: string; readonly value?: unknown; readonly name?: { readonly name?: string } };

/** Texts between tags and in attributes. */
function ownTexts(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, name } = node as Node;
  if (type === 'JSXText') return saidBy(value);
  if (type === 'JSXAttribute' && !HEARD.test(name?.name ?? '')) return (value as Node | null)?.type === 'Literal' ? [] : ownTexts(value);
  if (type === 'JSXAttribute' && (value as Node | null)?.type === 'Literal') return saidBy((value as Node).value);
  if (type === 'JSXExpressionContainer') {
    const { expression } = node as { expression: Node };
    if (expression.type === 'Literal') return saidBy(expression.value);
  }
  return Object.values(node).flatMap(ownTexts);
}

const saidBy = (value: unknown): string[] => (typeof value === 'string' && /\p{L}/u.test(value) ? [value.trim()] : []);
