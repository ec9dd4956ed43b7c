/** The pages of the embedded sign-in provider: plain HTML in three languages, without scripts. */
import { createHash } from 'node:crypto';
import { HUMAN_PERSONAS, type HumanPersona } from './personas.ts';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

const TEXTS = {
  fi: {
    title: 'Tunnistautuminen (kehitysympäristö)',
    lead: 'Valitse testihenkilö. Nämä henkilöt ovat keksittyjä.',
    failed: 'Tunnistautuminen ei onnistunut.',
  },
  sv: {
    title: 'Identifiering (utvecklingsmiljö)',
    lead: 'Välj en testperson. Personerna är påhittade.',
    failed: 'Identifieringen lyckades inte.',
  },
  en: { title: 'Sign-in (development)', lead: 'Choose a test person. These persons are made up.', failed: 'Sign-in did not succeed.' },
} as const satisfies Record<PageLanguage, object>;

export const toLanguage = (text: string | null | undefined): PageLanguage =>
  LANGUAGES.find((language) => text?.startsWith(language)) ?? 'fi';

export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const STYLE =
  'body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}button{font:inherit;width:100%;text-align:left;padding:.6rem;margin:.2rem 0}';
/** Browsers accept our style by this hash. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const page = (language: PageLanguage, body: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TEXTS[language].title}</title>
<style>${STYLE}</style>
<main>
<h1>${TEXTS[language].title}</h1>
${body}
</main>
</html>`;

const choice = ([key, { person, roles }]: readonly [string, HumanPersona]): string =>
  `<button name="person" value="${key}">${escape(`${person.givenNames} ${person.familyName}`)} · ${roles.join(', ')} · ${key}</button>`;

/** A form with one button for each test person. */
export function choicePage(language: PageLanguage, action: string): string {
  const others = LANGUAGES.filter((other) => other !== language).map((other) => `<a href="?lang=${other}" lang="${other}">${other}</a>`);
  const form = `<form method="post" action="${escape(action)}">${HUMAN_PERSONAS.map(choice).join('\n')}</form>`;
  return page(language, `<p>${others.join(' ')}</p>\n<p>${TEXTS[language].lead}</p>\n${form}`);
}

export const failurePage = (language: PageLanguage, code: string): string =>
  page(language, `<p>${TEXTS[language].failed}</p><p>${escape(code)}</p>`);
