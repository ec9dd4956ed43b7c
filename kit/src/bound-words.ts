/**
 * A bound, and its words in each language: for the SDL's descriptions, and for a caller whose value is outside.
 */
import { inEach, type Language, type Sentences } from './language.ts';

export type Bound = {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly min?: number;
  readonly max?: number;
  /** The text may have several lines, and so tabs and line breaks. */
  readonly lines?: boolean;
  /** The refusal by which a rule of the service answers a value out of bounds; the reader lets it pass. */
  readonly refusal?: string;
};

type Words = {
  readonly range: (from: number, to: number) => string;
  readonly atMost: string;
  readonly items: string;
  readonly each: string;
  readonly characters: string;
  readonly lines: string;
  readonly or: string;
  readonly outside: string;
};

const WORDS: Readonly<Record<Language, Words>> = {
  FI: {
    range: (from, to) => `${from}–${to}`,
    atMost: 'enintään',
    items: 'kappaletta',
    each: 'kukin',
    characters: 'merkkiä',
    lines: ', myös usealla rivillä',
    or: ', tai',
    outside: 'ei ole rajojen sisällä',
  },
  SV: {
    range: (from, to) => `${from}–${to}`,
    atMost: 'högst',
    items: 'stycken',
    each: 'vardera',
    characters: 'tecken',
    lines: ', också på flera rader',
    or: ', eller',
    outside: 'är inte inom gränserna',
  },
  EN: {
    range: (from, to) => `${from} to ${to}`,
    atMost: 'at most',
    items: 'of them',
    each: 'each',
    characters: 'characters',
    lines: ', also on several lines',
    or: ', or',
    outside: 'is out of bounds',
  },
};

export function boundIn(language: Language, { minLength = 0, maxLength, minItems = 0, maxItems, min, max, lines, refusal }: Bound): string {
  const words = WORDS[language];
  const count = (least: number, most: number, from: number) => (least > from ? words.range(least, most) : `${words.atMost} ${most}`);
  const parts = [
    maxItems !== undefined && `${count(minItems, maxItems, 0)} ${words.items}`,
    maxLength !== undefined &&
      `${maxItems === undefined ? '' : `${words.each} `}${count(minLength, maxLength, 1)} ${words.characters}${lines ? words.lines : ''}`,
    max !== undefined && `${words.range(min ?? 0, max)}${refusal ? `${words.or} ${refusal}` : ''}`,
  ];
  return parts.filter((part) => part !== false).join('; ');
}

export const outside = (bound: Bound): Sentences => inEach((language) => `${WORDS[language].outside}: ${boundIn(language, bound)}`);
