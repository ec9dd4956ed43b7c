/**
 * The page on which a person chooses for whom they act, as Suomi.fi-valtuudet shows one: three languages, no scripts.
 */
import type { PageLanguage } from '../sign-in-page.ts';
import { escape, LANGUAGES, STYLE, toLanguage } from '../sign-in-page.ts';
import type { Exchange } from './exchange.ts';
import type { Kind } from './mandate-sessions.ts';

const TEXTS = {
  fi: {
    title: 'Valtuudet (kehitysympäristö)',
    hpa: 'Kenen puolesta asioit?',
    ypa: 'Minkä yrityksen puolesta asioit?',
    none: 'Sinulla ei ole ketään, jonka puolesta voisit asioida.',
    back: 'Keskeytä',
    failed: 'Asioiminen toisen puolesta ei onnistunut. Aloita alusta.',
  },
  sv: {
    title: 'Fullmakter (utvecklingsmiljö)',
    hpa: 'För vem uträttar du ärenden?',
    ypa: 'För vilket företag uträttar du ärenden?',
    none: 'Det finns ingen för vilken du kan uträtta ärenden.',
    back: 'Avbryt',
    failed: 'Det gick inte att uträtta ärenden för någon annan. Börja om.',
  },
  en: {
    title: 'Mandates (development)',
    hpa: 'On whose behalf do you act?',
    ypa: 'On behalf of which company do you act?',
    none: 'There is nobody on whose behalf you can act.',
    back: 'Cancel',
    failed: 'Acting for another did not succeed. Begin again.',
  },
} as const satisfies Record<PageLanguage, object>;

export const readLanguage = ({ url, request }: Exchange): PageLanguage =>
  toLanguage(url.searchParams.get('lang') ?? request.headers['accept-language']);

/** A page with a title and our style. */
export const page = (language: PageLanguage, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
${body}
</main>
</html>`;

const linkTo = (url: URL, language: PageLanguage): string => {
  const other = new URL(url);
  other.searchParams.set('lang', language);
  return `<a href="${escape(other.search)}" lang="${language}">${language}</a>`;
};

const button = (choice: string, text: string): string => `<button name="choice" value="${choice}">${escape(text)}</button>`;

/** A form with a button for each name, and one that turns back. */
export function choicePage(language: PageLanguage, kind: Kind, url: URL, names: readonly string[]): string {
  const texts = TEXTS[language];
  const others = LANGUAGES.filter((other) => other !== language).map((other) => linkTo(url, other));
  const buttons = [...names.map((name, place) => button(String(place), name)), button('', texts.back)];
  const form = `<form method="post" action="${escape(url.pathname + url.search)}">${buttons.join('\n')}</form>`;
  return page(language, texts.title, `<p>${others.join(' ')}</p>\n<p>${names.length > 0 ? texts[kind] : texts.none}</p>\n${form}`);
}

export const failurePage = (language: PageLanguage): string => page(language, TEXTS[language].title, `<p>${TEXTS[language].failed}</p>`);
