/** The languages that people read Seteli in, and which of them a caller wants. */
import Negotiator from 'negotiator';

export const LANGUAGES = ['FI', 'SV', 'EN'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Sentences = Readonly<Record<Language, string>>;

export const say = (FI: string, SV: string, EN: string): Sentences => ({ FI, SV, EN });

/** The same sentences with what only the moment knows: "{name}" stands in each of them for its place. */
export const fillIn = ({ FI, SV, EN }: Sentences, values: Readonly<Record<string, string | number>>): Sentences => {
  const fill = (sentence: string) => sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  return say(fill(FI), fill(SV), fill(EN));
};

const TAGS = LANGUAGES.map((language) => language.toLowerCase());

/** Programs that have no reader send this by themselves. */
const ANY = '*';

/** Nothing for a caller who wants none of ours, or does not say what they want. */
export function languageOf(acceptLanguage: string | undefined): Language | undefined {
  if (!acceptLanguage || acceptLanguage === ANY) return undefined;
  const [tag] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages(TAGS);
  return LANGUAGES.find((language) => language.toLowerCase() === tag);
}
