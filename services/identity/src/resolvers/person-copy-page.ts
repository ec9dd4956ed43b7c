/** The copy of a person's data as a page that people read: plain HTML without scripts, in the reader's language. */
import { fillIn, type Language, type Sentences } from '@seteli/kit/language';
import type { PersonRecord } from '@seteli/schema/person-data';
import type { PersonCopy } from '../commands/exporting.ts';
import { ABOUT, FACTS, KINDS, NOTHING_HERE, SERVICES, TITLE, VALUES } from './person-copy-words.ts';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

export async function* asPage({ made, pages }: PersonCopy, language: Language): AsyncGenerator<string> {
  const say = (sentences: Sentences) => escape(sentences[language]);
  const day = made.askedAt.toZonedDateTimeISO('Europe/Helsinki').toPlainDate().toString();
  yield `<!doctype html>
<html lang="${language.toLowerCase()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(TITLE)}</title>
<main>
<h1>${say(TITLE)}</h1>
${ABOUT.map((about) => `<p>${say(fillIn(about, { day }))}</p>`).join('\n')}
`;
  let under = '';
  for await (const { service, records } of pages)
    for (const record of records) {
      if (under !== service) yield `<h2>${say(SERVICES[service])}</h2>\n`;
      under = service;
      yield `<section>\n<h3>${say(KINDS[record.kind])}</h3>\n${asList(record.facts, language)}</section>\n`;
    }
  if (under === '') yield `<p>${say(NOTHING_HERE)}</p>\n`;
  yield '</main>\n</html>\n';
}

type Facts = PersonRecord['facts'];
type Fact = Facts[string];

const nameOf = (fact: string, language: Language): string => escape(FACTS[fact]?.[language] ?? fact);

const asList = (facts: Readonly<Record<string, Fact>>, language: Language): string => {
  const rows = Object.entries(facts).filter(([, value]) => !isNothing(value));
  return `<dl>\n${rows.map(([name, value]) => `<dt>${nameOf(name, language)}</dt><dd>${asText(value, language)}</dd>`).join('\n')}\n</dl>\n`;
};

const isNothing = (value: Fact | undefined): boolean => value == null || (Array.isArray(value) && value.length === 0);

function asText(value: Fact, language: Language): string {
  if (typeof value === 'boolean') return escape(VALUES[String(value)]![language]);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escape(VALUES[value]?.[language] ?? value);
  if (Array.isArray(value)) return `<ul>${value.map((each) => `<li>${asText(each, language)}</li>`).join('')}</ul>`;
  return value === null ? '' : asList(value, language);
}
