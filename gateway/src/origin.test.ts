/** Whom the gateway believes about an address, and which addresses count as one. */
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createOriginOf, householdOf, readProxies } from './origin.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address of a request', () => {
  it.each([
    ['nobody in front', '', '203.0.113.7', undefined, '203.0.113.7'],
    ['nobody in front, as an operator says it', 'none', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['a stranger who names another', '', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['a trusted proxy', '10.0.0.0/8', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a client who lies to a trusted proxy', '10.0.0.0/8', '10.1.2.3', '192.0.2.1, 198.51.100.1', '198.51.100.1'],
    ['two trusted proxies', '10.0.0.0/8, 192.168.1.1', '10.1.2.3', '198.51.100.1, 192.168.1.1', '198.51.100.1'],
    ['a proxy that says nonsense', '10.0.0.0/8', '10.1.2.3', 'x'.repeat(10_000), 'unknown'],
  ])('%s', (_, trusted, remote, forwarded, address) => {
    expect(createOriginOf(readProxies(trusted))(request(remote, forwarded)).address).toBe(address);
  });

  it('counts the addresses of one IPv6 network as one', () => {
    expect(householdOf('2001:db8:1:2:aaaa::1')).toBe(householdOf('2001:db8:1:2:bbbb::2'));
    expect(householdOf('2001:db8:1:2:aaaa::1')).not.toBe(householdOf('2001:db8:1:3:aaaa::1'));
    expect(householdOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it('refuses a setting that is no list of networks', () => {
    expect(() => readProxies('everybody')).toThrow('everybody');
    for (const blocks of [' ', ',', '10.0.0.0/8,', 'none,10.0.0.0/8', 'None'])
      expect(() => readProxies(blocks), blocks).toThrow('invalid IP');
  });
});

describe('the language of a request', () => {
  const read = (language: string) => {
    const asked = { ...request('203.0.113.7'), headers: { 'accept-language': language } } as unknown as IncomingMessage;
    return createOriginOf(readProxies(''))(asked).language;
  };

  it.each([
    ['fi', 'FI'],
    ['de, sv-FI;q=0.5', 'SV'],
    ['de', undefined],
    ['fi, '.padEnd(256, 'x'), 'FI'],
    ['longer than anybody writes it, so that nobody reads it', undefined],
  ])('%s', (given, language) => expect(read(given.startsWith('longer') ? 'fi, '.padEnd(257, 'x') : given)).toBe(language));

  it('costs no more for a sender of thousands', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `x${index}`).join(',');
    const started = performance.now();
    for (let time = 0; time < 100; time++) read(many);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
