/** What a caller reads when something fails: public codes keep their words, and the gateway masks everything else. */
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { messageIn, SOMETHING_WENT_WRONG } from '@seteli/kit/errors';
import { isId, newId } from '@seteli/kit/ids';
import type { Sentences } from '@seteli/kit/language';
import type { Log } from '@seteli/kit/log';
import { wantedLanguage } from '@seteli/kit/request';
import { brief } from '@seteli/kit/text';

const PUBLIC_CODES = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'INSUFFICIENT_USER_AUTHENTICATION',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'CURSOR_EXPIRED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);
/** Apollo's own names for a malformed request. */
const BAD_REQUESTS = new Set(['OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED']);

const coded = (sentences: Sentences, code: string, status: number) =>
  new GraphQLError(sentences.EN, { extensions: { code, sentences, http: { status } } });

export const unauthenticated = (sentences: Sentences): GraphQLError => coded(sentences, 'UNAUTHENTICATED', 401);
export const badInput = (sentences: Sentences): GraphQLError => coded(sentences, 'BAD_USER_INPUT', 400);

/** In English only: its readers write programs. */
export const badRequest = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

/** `seconds`: how long until the caller may ask again, if known. */
export const rateLimited = (sentences: Sentences, seconds?: number): GraphQLError =>
  new GraphQLError(sentences.EN, {
    extensions: {
      code: 'RATE_LIMITED',
      sentences,
      http: { status: 429, ...(seconds !== undefined && { headers: new HeaderMap([['retry-after', String(seconds)]]) }) },
    },
  });

/** A part of ours is away: masked, with a status that lets the caller try again. */
export const unavailable = (fault: unknown): GraphQLError =>
  new GraphQLError('unavailable', {
    originalError: fault instanceof Error ? fault : new Error(String(fault)),
    extensions: { code: 'INTERNAL', http: { status: 503 } },
  });

/** The log has the same id, so that a caller who asks for help can name the fault. */
export const masked = (errorId: string, path?: GraphQLFormattedError['path']): GraphQLFormattedError => ({
  message: SOMETHING_WENT_WRONG[wantedLanguage() ?? 'EN'],
  ...(path && { path }),
  extensions: { code: 'INTERNAL', errorId },
});

/** A subgraph has logged its fault under the id that it sends. */
function loggedElsewhere({ extensions }: GraphQLFormattedError): string | undefined {
  const errorId = String(extensions?.errorId);
  return extensions?.code === 'INTERNAL' && isId(errorId) ? errorId : undefined;
}

/** Makes the error that leaves the gateway: no `serviceName`, no stack, no private words of a subgraph. */
export const createErrorMask = (log: Log) =>
  function mask(formatted: GraphQLFormattedError, fault: unknown): GraphQLFormattedError {
    const { locations, path, extensions } = formatted;
    const code = BAD_REQUESTS.has(String(extensions?.code)) ? 'BAD_REQUEST' : String(extensions?.code);
    const where = { ...(locations && { locations }), ...(path && { path }) };
    if (PUBLIC_CODES.has(code)) return { message: brief(messageIn(wantedLanguage(), formatted)), ...where, extensions: { code } };
    const logged = loggedElsewhere(formatted);
    if (logged) return masked(logged, path);
    const errorId = newId();
    // The code that notices the absence logs its cause once. This line tells which request met it.
    if (code === 'SUBGRAPH_UNAVAILABLE') log.warn({ errorId, path }, 'a request needed a subgraph that does not answer');
    else log.error({ errorId, err: fault, path }, 'a fault in the gateway');
    return masked(errorId, path);
  };

export type ErrorMask = ReturnType<typeof createErrorMask>;

/** The HTTP status for an error that is the whole answer. */
export const statusOf = ({ extensions }: GraphQLError): number => (extensions.http as { status?: number } | undefined)?.status ?? 500;
