/**
 * Connections to the services, and which requests never ran there: only those are sent again. Everything else, above all a
 * mutation that may have run, is not.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { NOT_RUN } from '@seteli/kit/door';

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
