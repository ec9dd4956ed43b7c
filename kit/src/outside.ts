/**
 * Asks a system of somebody else over HTTP. A question has a bound in time, its answer one in size and form. It answers
 * in three ways and never throws for what the other side does. Nothing of a question or an answer reaches the log.
 */
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
    let status: number | undefined;
    try {
      const response = await fetch(base + path, {
        method,
        headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // Our secret is for this address only.
        redirect: 'manual',
        signal,
      });
      ({ status } = response);
      const why = judge(status, read);
      if (why) {
        await response.body?.cancel();
        return why === 'NOT_FOUND' ? { ...NOT_FOUND, status } : { ...unavailable(why), status };
      }
      const text = await textOf(response, bytesMax);
      if (text === undefined) return { ...unavailable('TOO_LARGE'), status };
      const parsed = answer.safeParse(JSON.parse(text));
      return parsed.success ? { ...answered(parsed.data), status } : { ...unavailable('UNREADABLE'), status };
    } catch (fault) {
      if (signal.aborted) return unavailable('SLOW');
      return fault instanceof SyntaxError ? { ...unavailable('UNREADABLE'), status: status! } : unavailable('UNREACHED');
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

/** The text of an answer, or nothing when it is larger. A header that states the size may lie. */
async function textOf(response: Response, bytesMax: number): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > bytesMax) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
