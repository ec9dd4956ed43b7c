/** Which language somebody reads. Knows no texts. */
export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = 'seteli.language';

const isLanguage = (text: string | null | undefined): text is Language => LANGUAGES.some((language) => language === text);

/** What the person chose before, else what their browser asks for, else Finnish. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'fi';
}

let language: Language = 'fi';

export const currentLanguage = (): Language => language;

export function keepLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}

export const rememberLanguage = (chosen: Language): void => localStorage.setItem(KEPT, chosen);
