/**
 * Connections to the services, and which requests never ran there: only those are sent again. Everything else, above all a
 * mutation that may have run, is not.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { NOT_RUN } from '@seteli/kit/door';
import { pause } from '@seteli/kit/waiting';

export type Upstream = { timeoutMs: number; keepAliveMs: number };

export const poolOptions = ({ timeoutMs, keepAliveMs }: Upstream) => ({
  connectTimeout: 1_000,
  // Shorter than a stopping service goes on serving, so that it never hangs up on a request. What the server proposes does not count.
  keepAliveTimeout: keepAliveMs,
  keepAliveMaxTimeout: keepAliveMs,
  headersTimeout: timeoutMs,
  bodyTimeout: timeoutMs,
});

/** How long we wait before each new try. Another replica takes the request at once; a service that stands alone has to come back first, and then callers may ask again themselves. */
export const PAUSES_MS: readonly number[] = [20, 50, 100, 200];

/** The service turned the request away before it looked at it, and said so. */
export const wasNotRun = (status: number, headers: IncomingHttpHeaders): boolean => status === 503 && headers[NOT_RUN] !== undefined;

type Fault = Error & { code?: string; syscall?: string; errors?: readonly unknown[] };

/** There was no connection on which it could have been sent. */
export function neverArrived(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, syscall, errors } = fault as Fault;
  // One for each address of a name.
  if (errors && errors.length > 0) return errors.every(neverArrived);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

/** The request came to nobody, or to one who turned it away unread. */
class NotRun extends Error {}

/** What is thrown when a request failed before it had an answer. */
export const unreached = (service: string, fault: unknown): unknown =>
  neverArrived(fault) ? new NotRun(`${service} cannot be reached`, { cause: fault }) : fault;

/** What is thrown for an answer that is none. */
export const unanswered = (service: string, status: number, headers: IncomingHttpHeaders): Error =>
  wasNotRun(status, headers) ? new NotRun(`${service} stops`) : new Error(`${service} answered ${status}`);

/** Sends until the request has run, and no oftener than there are pauses. `send` throws what the two above say. */
export async function sendUntilRun<T>(send: () => Promise<T>, ending: { readonly signal: AbortSignal }): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await send();
    } catch (fault) {
      if (!(fault instanceof NotRun)) throw fault;
    }
    await pause(pauseMs, ending.signal);
  }
  return await send();
}
