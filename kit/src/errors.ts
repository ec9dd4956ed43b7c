/** Errors whose words a caller reads, in the language that they want. Everything else is masked. */
import { GraphQLError } from 'graphql';
import { inEach, say, type Language, type Sentences } from './language.ts';

/** The words in English stand in the message itself, for logs and for callers who do not say what they read. */
const coded = (code: string, sentences: Sentences) => new GraphQLError(sentences.EN, { extensions: { code, sentences } });

export const badInput = (sentences: Sentences): GraphQLError => coded('BAD_USER_INPUT', sentences);

const NOT_YOURS = say('Sinulla ei ole oikeutta tähän.', 'Du har inte rätt att göra detta.', 'You may not do this.');
export const forbidden = (): GraphQLError => coded('FORBIDDEN', NOT_YOURS);

const TOO_MANY = say(
  'Liian monta kerralla. Odota minuutti.',
  'För många på en gång. Vänta en minut.',
  'Too many at a time; wait a minute.',
);
export const rateLimited = (sentences: Sentences = TOO_MANY): GraphQLError => coded('RATE_LIMITED', sentences);

export const NOT_AN_ID = say('Tunniste ei ole oikeaa muotoa.', 'En identifierare har fel form.', 'An id is not well-formed.');
export const SOMETHING_WENT_WRONG = say('Jokin meni vikaan.', 'Något gick fel.', 'Something went wrong.');

/** What graphql itself finds wrong with the form of an input it says in English. */
export const sentencesOf = ({ message, extensions }: GraphQLError): Sentences =>
  (extensions['sentences'] as Sentences | undefined) ?? inEach(() => message);

type Told = { readonly message: string; readonly extensions?: { readonly sentences?: unknown } | undefined };

/** graphql says first which variable has the value, and where in it. */
const PLACE = /^Variable "\$(\w+)" got invalid value [^]*?(?: at "([^"]+)")?; /;

/** The message of an error in the wanted language, where it has one; else as it is. */
export function messageIn(language: Language | undefined, { message, extensions }: Told): string {
  const sentences = extensions?.sentences as Sentences | undefined;
  if (!sentences || !language) return message;
  const [, variable, place] = (message.endsWith(sentences.EN) && PLACE.exec(message)) || [];
  return variable ? `"${place ?? variable}": ${sentences[language]}` : sentences[language];
}
