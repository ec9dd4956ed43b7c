/**
 * The request that a process serves, known wherever its work leads: every log line has its trace, refusals and errors
 * use its sender's language, and the access log names its trace and network. No rule reads it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from './language.ts';
import { networkOf } from './network.ts';

const TAGS = LANGUAGES.map((language) => language.toLowerCase());

/** Programs without a reader send this by default. */
const ANY = '*';

/** No browser writes a longer header, and the cost of reading grows faster than the length. */
const LONGEST = 256;

/** `undefined` for a caller who wants none of our languages, or names none. */
export function languageOf(acceptLanguage: string | undefined): Language | undefined {
  if (!acceptLanguage || acceptLanguage === ANY || acceptLanguage.length > LONGEST) return undefined;
  const [tag] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages(TAGS);
  return LANGUAGES.find((language) => language.toLowerCase() === tag);
}

export type ServedRequest = {
  readonly traceparent?: string | undefined;
  readonly language?: Language | undefined;
  /** Where the request came from, as the gateway gives it. */
  readonly address?: string | undefined;
};

const storage = new AsyncLocalStorage<ServedRequest>();

export const serving = <Result>(request: ServedRequest, run: () => Result): Result => storage.run(request, run);

export const currentTrace = (): string | undefined => storage.getStore()?.traceparent;

/** The network behind the sender's address. */
export const currentNetwork = (): string | undefined => networkOf(storage.getStore()?.address);

/** The language that the sender wants, if they name one. */
export const wantedLanguage = (): Language | undefined => storage.getStore()?.language;

type Headers = IncomingMessage['headers'];

/** A header that came once. */
export const onlyValue = (header: string | string[] | undefined): string | undefined => (typeof header === 'string' ? header : undefined);

export const servedBy = (headers: Headers): ServedRequest => ({
  traceparent: onlyValue(headers.traceparent),
  language: languageOf(headers['accept-language']),
  address: onlyValue(headers['x-forwarded-for']),
});

/** Tells every route of the server which request it serves. It calls `read` once for each request. */
export function knowWhomWeServe(
  app: FastifyInstance,
  read: (request: IncomingMessage) => ServedRequest = ({ headers }) => servedBy(headers),
): void {
  const served = new WeakMap<IncomingMessage, ServedRequest>();
  app.addHook('onRequest', ({ raw }, _, done) => {
    const request = read(raw);
    served.set(raw, request);
    serving(request, done);
  });
  // The connection reads the body, outside of any request.
  app.addHook('preValidation', ({ raw }, _, done) => serving(served.get(raw)!, done));
}
