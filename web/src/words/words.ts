/** Loads the texts of one language, and gives components their typed keys. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { fi, Words } from './fi.ts';
import { keepLanguage, rememberLanguage, firstLanguage, type Language } from './language.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof fi };
  }
}

const LOAD: Record<Language, () => Promise<Words>> = {
  fi: async () => (await import('./fi.ts')).fi,
  sv: async () => (await import('./sv.ts')).sv,
  en: async () => (await import('./en.ts')).en,
};

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'words')) i18next.addResourceBundle(language, 'words', await LOAD[language]());
}

export async function startWords(): Promise<void> {
  const language = firstLanguage();
  const options = { resources: {}, ns: ['words'], defaultNS: 'words', interpolation: { escapeValue: false } } as const;
  await i18next.use(initReactI18next).init({ ...options, lng: language });
  await load(language);
  keepLanguage(language);
  await i18next.changeLanguage(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  await load(language);
  rememberLanguage(language);
  keepLanguage(language);
  await i18next.changeLanguage(language);
}

export const useWords = () => useTranslation('words').t;
export type Word = ReturnType<typeof useWords>;
