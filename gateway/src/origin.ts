/** Where a request comes from: its W3C trace context, the sender's network address, and the sender's language. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';
import type { Ask } from '@seteli/kit/production';
import type { Language } from '@seteli/kit/language';
import { languageOf } from '@seteli/kit/request';

export type Origin = {
  /** The caller's when it is well-formed, else a new one. */
  readonly traceparent: string;
  /** For limits: one IPv4 address, or the 64 bits of IPv6 that one household or office has. */
  readonly address: string;
  /** `undefined` when the sender names no language, or none of ours. */
  readonly language: Language | undefined;
};

/** Answers the same for the same request each time. */
export type OriginOf = (request: IncomingMessage) => Origin;

/**
 * What an operator writes when no proxy is in front. In production they have to write it: silence must not mean the
 * same.
 */
const NO_PROXY = ['', 'none'];

/** The proxies that we believe about the origin of a request. */
export const readProxies = (blocks: string): ReturnType<typeof proxyAddr.compile> =>
  proxyAddr.compile(NO_PROXY.includes(blocks) ? [] : blocks.split(',').map((block) => block.trim()));

// One address in each eighth of the internet. No real list of proxies covers several of them.
const FAR_APART = [8, 40, 72, 104, 136, 168, 200, 216].map((part) => `${part}.66.77.88`);
const FAR_APART_6 = ['2001', '2400', '2600', '2800', '2a00', '2c00'].map((part) => `${part}:66::77`);
const FEW = 2;

/** A believed sender chooses the address under which limits count them. */
export const SOME_PROXIES: Ask = {
  name: 'some proxies',
  refuses: 'blocks so wide that anybody would be believed',
  isMet: (given) => {
    const isTrusted = readProxies(given);
    return [FAR_APART, FAR_APART_6].every((addresses) => addresses.filter((address) => isTrusted(address, 0)).length < FEW);
  },
};

export function createOriginOf(isTrusted: ReturnType<typeof readProxies>): OriginOf {
  const known = new WeakMap<IncomingMessage, Origin>();
  return (request) => {
    const origin = known.get(request) ?? {
      traceparent: traceparentOf(request.headers.traceparent),
      address: householdOf(proxyAddr(request, isTrusted)),
      language: languageOf(request.headers['accept-language']),
    };
    known.set(request, origin);
    return origin;
  };
}

const WELL_FORMED = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const traceparentOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && WELL_FORMED.test(given) ? given : newTraceparent();

function newTraceparent(): string {
  const id = randomBytes(24).toString('hex');
  return `00-${id.slice(0, 32)}-${id.slice(32)}-01`;
}

/** The holder of one IPv6 address has 2⁶⁴ of them. */
export function householdOf(address: string): string {
  // Most addresses are IPv4, and parsing all forms takes long.
  if (isIPv4(address)) return address;
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0])}/64` : parsed.toString();
}
