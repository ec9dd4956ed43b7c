/** The pages of the embedded sign-in provider: plain HTML in three languages, without scripts. */
import { createHash } from 'node:crypto';
import { HUMAN_PERSONAS, type HumanPersona } from './personas.ts';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

const TEXTS = {
  fi: {
    title: 'Tunnistautuminen (kehitysympäristö)',
    lead: 'Valitse testihenkilö. Nämä henkilöt ovat keksittyjä.',
    other: 'Tai tunnistaudu muuna keksittynä henkilönä.',
    code: 'Henkilötunnus (yksilönumero 900–999)',
    given: 'Etunimet',
    family: 'Sukunimi',
    send: 'Tunnistaudu',
    wrong: 'Tarkista henkilötunnus ja nimet. Tunnuksen yksilönumero on 900–999 ja tarkistusmerkki oikea.',
    failed: 'Tunnistautuminen ei onnistunut.',
  },
  sv: {
    title: 'Identifiering (utvecklingsmiljö)',
    lead: 'Välj en testperson. Personerna är påhittade.',
    other: 'Eller identifiera dig som en annan påhittad person.',
    code: 'Personbeteckning (individnummer 900–999)',
    given: 'Förnamn',
    family: 'Efternamn',
    send: 'Identifiera dig',
    wrong: 'Kontrollera personbeteckningen och namnen. Beteckningen har individnummer 900–999 och rätt kontrolltecken.',
    failed: 'Identifieringen lyckades inte.',
  },
  en: {
    title: 'Sign-in (development)',
    lead: 'Choose a test person. These persons are made up.',
    other: 'Or sign in as another made-up person.',
    code: 'Identity code (individual number 900–999)',
    given: 'Given names',
    family: 'Family name',
    send: 'Sign in',
    wrong: 'Check the identity code and the names. The code needs an individual number 900–999 and the right check character.',
    failed: 'Sign-in did not succeed.',
  },
} as const satisfies Record<PageLanguage, object>;

export const toLanguage = (text: string | null | undefined): PageLanguage =>
  LANGUAGES.find((language) => text?.startsWith(language)) ?? 'fi';

export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const STYLE =
  'body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}button,input{font:inherit;box-sizing:border-box;width:100%;text-align:left;padding:.6rem;margin:.2rem 0}';
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

const field = (name: string, label: string, most: number): string =>
  `<label>${label} <input name="${name}" required maxlength="${most}" autocomplete="off"></label>`;

/** A form with one button for each test person, and another for anybody made up. */
export function choicePage(language: PageLanguage, action: string, isWrong = false): string {
  const others = LANGUAGES.filter((other) => other !== language).map((other) => `<a href="?lang=${other}" lang="${other}">${other}</a>`);
  const { lead, other, code, given, family, send, wrong } = TEXTS[language];
  const open = `<form method="post" action="${escape(action)}?lang=${language}">`;
  const list = `${open}${HUMAN_PERSONAS.map(choice).join('\n')}</form>`;
  const fields = [field('identity_code', code, 11), field('given_names', given, 200), field('family_name', family, 200)];
  const own = `${open}\n${fields.join('\n')}\n<button>${send}</button></form>`;
  const fault = isWrong ? `<p role="alert"><strong>${wrong}</strong></p>\n` : '';
  return page(language, `<p>${others.join(' ')}</p>\n${fault}<p>${lead}</p>\n${list}\n<p>${other}</p>\n${own}`);
}

export const failurePage = (language: PageLanguage, code: string): string =>
  page(language, `<p>${TEXTS[language].failed}</p><p>${escape(code)}</p>`);
