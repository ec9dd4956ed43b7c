/**
 * A result of ours as Apollo Server would send it: its errors masked and first, with the status and headers that they
 * ask for.
 */
import type { GraphQLError } from 'graphql';
import type { ErrorMask } from './errors.ts';
import type { Result } from './executor.ts';

export type Formatted = { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly text: string };

type Head = { readonly status?: number; readonly headers?: ReadonlyMap<string, string> };

/** What an error may say of HTTP. A service's value counts only in this form. */
const isHead = (value: unknown): value is Head =>
  typeof value === 'object' &&
  value !== null &&
  (!('status' in value) || typeof value.status === 'number') &&
  (!('headers' in value) || value.headers instanceof Map);

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

export function formatted({ data, errors }: Result, mask: ErrorMask): Formatted {
  if (!errors) return { status: 200, headers: NO_HEADERS, text: JSON.stringify({ data }) };
  const headers = new Map<string, string>();
  let status = 200;
  const withCode = (error: GraphQLError) => ({
    ...error.toJSON(),
    extensions: { ...error.extensions, code: error.extensions.code ?? 'INTERNAL_SERVER_ERROR' },
  });
  for (const { extensions } of errors) {
    if (!isHead(extensions.http)) continue;
    status = extensions.http.status || status;
    for (const [name, value] of extensions.http.headers ?? []) headers.set(name, value);
  }
  return { status, headers, text: JSON.stringify({ errors: errors.map((error) => mask(withCode(error), error)), data }) };
}
