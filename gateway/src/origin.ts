/** Where a request comes from: its W3C trace context, and the network address of whoever sent it. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';

export type Origin = {
  /** The caller's when it is well-formed, else a new one. */
  readonly traceparent: string;
  /** For limits: one IPv4 address, or the 64 bits of IPv6 that one household or office has. */
  readonly address: string;
};

export type OriginOf = (request: IncomingMessage) => Origin;

/** Which proxies are believed about where a request comes from. */
export const readProxies = (blocks: string): ReturnType<typeof proxyAddr.compile> =>
  proxyAddr.compile(
    blocks
      .split(',')
      .map((block) => block.trim())
      .filter(Boolean),
  );

export const createOriginOf =
  (isTrusted: ReturnType<typeof readProxies>): OriginOf =>
  (request) => ({ traceparent: traceparentOf(request.headers.traceparent), address: householdOf(proxyAddr(request, isTrusted)) });

const WELL_FORMED = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const traceparentOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && WELL_FORMED.test(given) ? given : newTraceparent();

function newTraceparent(): string {
  const id = randomBytes(24).toString('hex');
  return `00-${id.slice(0, 32)}-${id.slice(32)}-01`;
}

/** Whoever has one IPv6 address has 2⁶⁴ of them. */
export function householdOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0])}/64` : parsed.toString();
}
