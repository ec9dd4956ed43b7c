/**
 * Asks a system of somebody else over HTTP. A question has a bound in time, its answer one in size and form. It answers
 * in three ways and never throws for what the other side does. Nothing of a question or an answer reaches the log.
 */
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { z } from 'zod';
import type { Log } from './log.ts';

/** Why nobody knows the answer: a caller must take it neither for a yes nor for a no. */
export type Unavailable = {
  readonly outcome: 'UNAVAILABLE';
  /**
   * UNREACHED: no connection. SLOW: not within the time. FAILED: a fault of theirs. REFUSED: they do not take our
   * question or our secret. UNREADABLE: an answer of another form. TOO_LARGE: one that goes on and on.
   */
  readonly why: 'UNREACHED' | 'SLOW' | 'FAILED' | 'REFUSED' | 'UNREADABLE' | 'TOO_LARGE';
};
export type Answered<T> = { readonly outcome: 'ANSWERED'; readonly value: T };
export type NotFound = { readonly outcome: 'NOT_FOUND' };
export type Outcome<T> = Answered<T> | NotFound | Unavailable;

export const answered = <T>(value: T): Answered<T> => ({ outcome: 'ANSWERED', value });
export const NOT_FOUND: NotFound = { outcome: 'NOT_FOUND' };
export const unavailable = (why: Unavailable['why']): Unavailable => ({ outcome: 'UNAVAILABLE', why });

/** The outcome with another value, when there is one. */
export const mapAnswer = <T, U>(outcome: Outcome<T>, change: (value: T) => U): Outcome<U> =>
  outcome.outcome === 'ANSWERED' ? answered(change(outcome.value)) : outcome;

export type Question<T> = {
  readonly method?: 'GET' | 'POST';
  /** Follows the address of the system, and begins with a slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly answer: z.ZodType<T>;
  /** They do the same when they get it twice, so we may ask once more when the first time failed. */
  readonly repeatable: boolean;
  /** Statuses below 500 whose answer means something to the caller, beside 200 to 299. */
  readonly read?: readonly number[];
};
export type Reply<T> = Outcome<T> & { readonly status?: number };

export type Outside = { ask<T>(question: Question<T>): Promise<Reply<T>> };

export type OutsideOptions = {
  /** Their name in our log. */
  readonly system: string;
  readonly url: string;
  readonly log: Log;
  readonly timeoutMs?: number;
  readonly bytesMax?: number;
};

const TIMEOUT_MS = 5_000;
const BYTES_MAX = 256 * 1024;
/** A second question helps against these only. One that was slow has used up the caller's patience. */
const PASSING: readonly string[] = ['UNREACHED', 'FAILED'];

export function openOutside({ system, url, log, timeoutMs = TIMEOUT_MS, bytesMax = BYTES_MAX }: OutsideOptions): Outside {
  const base = url.replace(/\/$/, '');

  async function askOnce<T>({ method = 'GET', path, headers, body, answer, read = [] }: Question<T>): Promise<Reply<T>> {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const own = { accept: 'application/json', ...(sent !== undefined && { 'content-type': 'application/json' }) };
      const response = await send(new URL(base + path), { method, headers: { ...own, ...headers }, signal }, sent);
      const status = response.statusCode!;
      const why = judge(status, read);
      if (why) {
        response.destroy();
        return why === 'NOT_FOUND' ? { ...NOT_FOUND, status } : { ...unavailable(why), status };
      }
      const text = await textOf(response, bytesMax);
      if (text === undefined) return { ...unavailable('TOO_LARGE'), status };
      const parsed = answer.safeParse(jsonOf(text));
      return parsed.success ? { ...answered(parsed.data), status } : { ...unavailable('UNREADABLE'), status };
    } catch {
      // A broken line or our own time limit. Their words could quote what we sent.
      return unavailable(signal.aborted ? 'SLOW' : 'UNREACHED');
    }
  }

  return {
    async ask(question) {
      let reply = await askOnce(question);
      if (reply.outcome === 'UNAVAILABLE' && question.repeatable && PASSING.includes(reply.why)) reply = await askOnce(question);
      // Without the path, which may name a person.
      if (reply.outcome === 'UNAVAILABLE') log.warn({ system, why: reply.why, status: reply.status }, 'a system outside gave no answer');
      return reply;
    },
  };
}

function judge(status: number, read: readonly number[]): Unavailable['why'] | 'NOT_FOUND' | undefined {
  if ((status >= 200 && status < 300) || read.includes(status)) return undefined;
  if (status === 404) return 'NOT_FOUND';
  if (status < 400) return 'UNREADABLE';
  return status < 500 ? 'REFUSED' : 'FAILED';
}

/**
 * Node's own client follows no redirection, so our secret goes to this address only. It unpacks nothing, so a small
 * answer cannot grow here.
 */
const send = (url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestOverTls : request;
    start(url, options, resolve).on('error', reject).end(body);
  });

/** The text of an answer, or nothing when it is larger. A header that states the size may lie. */
async function textOf(response: IncomingMessage, bytesMax: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response) {
    bytes += (part as Buffer).length;
    // Leaving the loop hangs up.
    if (bytes > bytesMax) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Nothing, when the text is no JSON: no form of an answer takes that. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's words would quote the answer.
    return undefined;
  }
}

export const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
