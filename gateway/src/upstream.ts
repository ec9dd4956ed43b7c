/**
 * Connections to the services, and which requests never ran there: the gateway repeats only those. It never repeats
 * another request, above all no mutation that may have run.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { NOT_RUN } from '@seteli/kit/door';
import { pause } from '@seteli/kit/waiting';

export type Upstream = { timeoutMs: number; keepAliveMs: number };

export const poolOptions = ({ timeoutMs, keepAliveMs }: Upstream) => ({
  connectTimeout: 1_000,
  // A stopping service serves on for longer than this, so it never hangs up on a request. What the server proposes does
  // not count.
  keepAliveTimeout: keepAliveMs,
  keepAliveMaxTimeout: keepAliveMs,
  headersTimeout: timeoutMs,
  bodyTimeout: timeoutMs,
});

/**
 * The pauses before new tries. Another replica takes the request at once. A lone service has to come back first, and
 * then callers may ask again themselves.
 */
export const PAUSES_MS: readonly number[] = [20, 50, 100, 200];

/** The service turned the request away before it looked at it, and said so. */
export const wasNotRun = (status: number, headers: IncomingHttpHeaders): boolean => status === 503 && headers[NOT_RUN] !== undefined;

type Fault = Error & { code?: string; syscall?: string; errors?: readonly unknown[] };

/** No connection existed on which the request could have gone. */
export function neverArrived(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, syscall, errors } = fault as Fault;
  // One for each address of a name.
  if (errors && errors.length > 0) return errors.every(neverArrived);
  return code === 'UND_ERR_CONNECT_TIMEOUT' || syscall === 'connect' || syscall === 'getaddrinfo';
}

/** The request reached nobody, or a service that turned it away unread. */
class NotRun extends Error {}

/** The fault to throw when a request failed before its answer. */
export const unreached = (service: string, fault: unknown): unknown =>
  neverArrived(fault) ? new NotRun(`${service} cannot be reached`, { cause: fault }) : fault;

/** The fault to throw for an answer without a result. */
export const unanswered = (service: string, status: number, headers: IncomingHttpHeaders): Error =>
  wasNotRun(status, headers) ? new NotRun(`${service} stops`) : new Error(`${service} answered ${status}`);

/**
 * Sends until the request has run, at most once more than there are pauses. `send` throws the faults of `unreached` and
 * `unanswered`.
 */
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
