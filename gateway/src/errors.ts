/** What a caller is told when something fails: public codes in their own words, everything else masked. */
import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '@seteli/kit/log';
import { brief } from '@seteli/kit/text';

const PUBLIC_CODES = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'RATE_LIMITED',
  'CURSOR_EXPIRED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);
/** Apollo's own names for a malformed request. */
const BAD_REQUESTS = new Set(['OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED']);

const coded = (message: string, code: string, status?: number) =>
  new GraphQLError(message, { extensions: { code, ...(status && { http: { status } }) } });

export const unauthenticated = (message: string): GraphQLError => coded(message, 'UNAUTHENTICATED', 401);
export const badRequest = (message: string): GraphQLError => coded(message, 'BAD_REQUEST', 400);
export const badInput = (message: string): GraphQLError => coded(message, 'BAD_USER_INPUT', 400);

/** `seconds`: how long until the caller may ask again, where that is known. */
export const rateLimited = (message: string, seconds?: number): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'RATE_LIMITED',
      http: { status: 429, ...(seconds !== undefined && { headers: new HeaderMap([['retry-after', String(seconds)]]) }) },
    },
  });

/** Something of ours is away: masked, and with a status that lets the caller try again. */
export const unavailable = (fault: unknown): GraphQLError =>
  new GraphQLError('unavailable', {
    originalError: fault instanceof Error ? fault : new Error(String(fault)),
    extensions: { code: 'INTERNAL', http: { status: 503 } },
  });

export const masked = (path?: GraphQLFormattedError['path']): GraphQLFormattedError => ({
  message: 'Something went wrong.',
  ...(path && { path }),
  extensions: { code: 'INTERNAL' },
});

/** Said by whoever noticed: a subgraph logs its own faults, and `subgraph.ts` that one does not answer. */
const LOGGED_ELSEWHERE = new Set(['INTERNAL', 'SUBGRAPH_UNAVAILABLE']);

/** Makes the error that leaves the gateway. No `serviceName`, no stack, no words of a subgraph that are not public. */
export const createErrorMask = (log: Log) =>
  function mask(formatted: GraphQLFormattedError, fault: unknown): GraphQLFormattedError {
    const { message, locations, path, extensions } = formatted;
    const code = BAD_REQUESTS.has(String(extensions?.code)) ? 'BAD_REQUEST' : String(extensions?.code);
    const place = { ...(locations && { locations }), ...(path && { path }) };
    if (PUBLIC_CODES.has(code)) return { message: brief(message), ...place, extensions: { code } };
    if (!LOGGED_ELSEWHERE.has(code)) log.error({ err: fault, path }, 'a fault in the gateway');
    return masked(path);
  };

export type ErrorMask = ReturnType<typeof createErrorMask>;

/** The HTTP status that an error asks for when it is the whole answer. */
export const statusOf = ({ extensions }: GraphQLError): number => (extensions.http as { status?: number } | undefined)?.status ?? 500;
