/**
 * The request that is being served, known wherever its work has come to: its trace stands in every log line, and its sender's language is
 * that of refusals and errors. No rule reads it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from './language.ts';

const TAGS = LANGUAGES.map((language) => language.toLowerCase());

/** Programs that have no reader send this by themselves. */
const ANY = '*';

/** No browser writes a longer one, and reading it costs more than its length. */
const LONGEST = 256;

/** Nothing for a caller who wants none of ours, or does not say what they want. */
export function languageOf(acceptLanguage: string | undefined): Language | undefined {
  if (!acceptLanguage || acceptLanguage === ANY || acceptLanguage.length > LONGEST) return undefined;
  const [tag] = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).languages(TAGS);
  return LANGUAGES.find((language) => language.toLowerCase() === tag);
}

export type Served = { readonly traceparent?: string | undefined; readonly language?: Language | undefined };

const storage = new AsyncLocalStorage<Served>();

export const serving = <Result>(request: Served, run: () => Result): Result => storage.run(request, run);

export const currentTrace = (): string | undefined => storage.getStore()?.traceparent;

/** The language that the sender wants, if they have said so. */
export const wantedLanguage = (): Language | undefined => storage.getStore()?.language;

type Headers = IncomingMessage['headers'];

const oneOf = (header: string | string[] | undefined): string | undefined => (typeof header === 'string' ? header : undefined);

export const servedBy = (headers: Headers): Served => ({
  traceparent: oneOf(headers.traceparent),
  language: languageOf(headers['accept-language']),
});

/** Lets every route of the server know whom it serves. `read` is called once for each request. */
export function knowWhomWeServe(
  app: FastifyInstance,
  read: (request: IncomingMessage) => Served = ({ headers }) => servedBy(headers),
): void {
  const served = new WeakMap<IncomingMessage, Served>();
  app.addHook('onRequest', ({ raw }, _, done) => {
    const request = read(raw);
    served.set(raw, request);
    serving(request, done);
  });
  // A body is read by the connection, which serves nobody in particular.
  app.addHook('preValidation', ({ raw }, _, done) => serving(served.get(raw)!, done));
}
