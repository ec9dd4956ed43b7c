/** The languages in which people read Seteli, and sentences in all of them. */

export const LANGUAGES = ['FI', 'SV', 'EN'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Sentences = Readonly<Record<Language, string>>;

export const say = (FI: string, SV: string, EN: string): Sentences => ({ FI, SV, EN });

export const inEach = (sentence: (language: Language) => string): Sentences => say(sentence('FI'), sentence('SV'), sentence('EN'));

/** Fills values into sentences: "{name}" marks the place in each language. A value may itself differ by language. */
export const fillIn = (sentences: Sentences, values: Readonly<Record<string, string | number | Sentences>>): Sentences =>
  inEach((language) =>
    sentences[language].replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name] ?? placeholder;
      return String(typeof value === 'object' ? value[language] : value);
    }),
  );
