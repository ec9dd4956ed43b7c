/** The page on which a developer reads what the system has sent: three languages, newest first, no scripts. */
import { escape, LANGUAGES, type PageLanguage } from '../sign-in-page.ts';
import type { Book } from './book.ts';
import { page } from './mandates-page.ts';

const TEXTS = {
  fi: { title: 'Lähetetyt viestit (kehitysympäristö)', none: 'Mitään ei ole lähetetty.' },
  sv: { title: 'Skickade meddelanden (utvecklingsmiljö)', none: 'Ingenting har skickats.' },
  en: { title: 'Messages that were sent (development)', none: 'Nothing has been sent.' },
} as const satisfies Record<PageLanguage, object>;

const WAYS = { EMAIL: 'e-mail', SMS: 'SMS', SUOMI_FI: 'Suomi.fi' } as const;

export function messagesPage(language: PageLanguage, { messages }: Book): string {
  const others = LANGUAGES.filter((other) => other !== language).map((other) => `<a href="?lang=${other}" lang="${other}">${other}</a>`);
  const shown = messages.map(
    ({ at, way, to, subject, text }) =>
      `<article><h2>${escape(subject || WAYS[way])}</h2><p>${WAYS[way]} · ${escape(to)} · ${escape(at)}</p><pre>${escape(text)}</pre></article>`,
  );
  return page(language, TEXTS[language].title, `<p>${others.join(' ')}</p>\n${shown.join('\n') || `<p>${TEXTS[language].none}</p>`}`);
}
