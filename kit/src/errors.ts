/** Errors whose words a caller reads, in the language that they want. `subgraph.ts` masks every other error. */
import { GraphQLError } from 'graphql';
import { inEach, say, type Language, type Sentences } from './language.ts';

/** The message itself is in English, for logs and for callers who name no language. */
const coded = (code: string, sentences: Sentences) => new GraphQLError(sentences.EN, { extensions: { code, sentences } });

export const badInput = (sentences: Sentences): GraphQLError => coded('BAD_USER_INPUT', sentences);

const NOT_YOURS = say('Sinulla ei ole oikeutta tähän.', 'Du har inte rätt att göra detta.', 'You may not do this.');
export const forbidden = (): GraphQLError => coded('FORBIDDEN', NOT_YOURS);

const STRONG_NEEDED = say(
  'Tunnistaudu vahvasti ennen tätä toimintoa.',
  'Identifiera dig starkt före denna åtgärd.',
  'Identify yourself strongly before you do this.',
);
/** The word is that of OAuth's step-up authentication (RFC 9470). */
export const weaklyIdentified = (): GraphQLError => coded('INSUFFICIENT_USER_AUTHENTICATION', STRONG_NEEDED);

const TOO_MANY = say(
  'Liian monta kerralla. Odota minuutti.',
  'För många på en gång. Vänta en minut.',
  'Too many at a time; wait a minute.',
);
export const rateLimited = (sentences: Sentences = TOO_MANY): GraphQLError => coded('RATE_LIMITED', sentences);

export const NOT_AN_ID = say('Tunniste ei ole oikeaa muotoa.', 'En identifierare har fel form.', 'An id is not well-formed.');
export const SOMETHING_WENT_WRONG = say('Jokin meni vikaan.', 'Något gick fel.', 'Something went wrong.');

/** graphql reports faults in the form of an input in English only. */
export const sentencesOf = ({ message, extensions }: GraphQLError): Sentences =>
  (extensions['sentences'] as Sentences | undefined) ?? inEach(() => message);

type Told = { readonly message: string; readonly extensions?: { readonly sentences?: unknown } | undefined };

/** The message of graphql first names the variable that has the value, then the place in it. */
const PLACE = /^Variable "\$(\w+)" got invalid value [^]*?(?: at "([^"]+)")?; /;

const VALUE = /^(Variable "\$\w+" got invalid value )[^]*?((?: at "[^"]+")?; (?=[A-Z]))/;
const QUOTED_AT_END = /^((?:Variable "\$\w+" [^]*; )?\w+ cannot represent [^:]*): [^]+$/;
const QUOTED_FIRST = /((?:^|; )Value ")[^]*(" does not exist in )/;

/** graphql quotes the value that it refuses. This may be an identity code, and callers keep answers in their logs. */
const withoutValue = (message: string): string =>
  message.replace(VALUE, '$1…$2').replace(QUOTED_AT_END, '$1').replace(QUOTED_FIRST, '$1…$2');

/**
 * The message of an error in the wanted language, if the error has one; else the message itself. It does not repeat
 * what the caller gave.
 */
export function messageIn(language: Language | undefined, { message, extensions }: Told): string {
  const sentences = extensions?.sentences as Sentences | undefined;
  if (!sentences || !language) return withoutValue(message);
  const [, variable, place] = (message.endsWith(sentences.EN) && PLACE.exec(message)) || [];
  return variable ? `"${place ?? variable}": ${sentences[language]}` : sentences[language];
}
