/** One request to a counterpart and its answer: bounded bodies, JSON, forms, pages. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';

export type Exchange = {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly url: URL;
  /** The path behind the register's own prefix. */
  readonly path: string;
};

export type Answer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly html: string }
  | { readonly status: 303; readonly location: string };

export const json = (value: unknown, status = 200): Answer => ({ status, json: value });
export const refused = (status: number, error: string): Answer => ({ status, json: { error } });
export const NOTHING_HERE = refused(404, 'not_found');
export const UNAUTHORISED = refused(401, 'unauthorized');

/** Ends the handling of a request whose body is not what its place expects. */
export class Malformed extends Error {}

const LARGEST_BODY_BYTES = 100_000;

export async function readText({ request }: Exchange): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes > LARGEST_BODY_BYTES) throw new Malformed('too large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

export async function readJson<T>(exchange: Exchange, form: z.ZodType<T>): Promise<T> {
  // A page of another origin could send a form or plain text here without asking.
  if (!exchange.request.headers['content-type']?.startsWith('application/json')) throw new Malformed('not JSON');
  const text = await readText(exchange);
  try {
    return form.parse(JSON.parse(text));
  } catch (fault) {
    throw new Malformed((fault as Error).message);
  }
}

export function isSame(given: string, wanted: string): boolean {
  const [one, two] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === two.length && timingSafeEqual(one, two);
}

export const hasBasic = ({ request }: Exchange, user: string, password: string): boolean =>
  isSame(request.headers.authorization ?? '', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);

export const bearerOf = ({ request }: Exchange): string => /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
