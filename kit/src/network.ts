/**
 * Networks behind addresses. The gateway gives an IPv6 address as its /64. A customer of an ordinary operator gets a
 * /48 on request, and so 65,536 of these. So limits also count a /48, with room for the neighbours that may share it.
 */
import { isIP } from 'node:net';

/** The /48 of an IPv6 address or network, or undefined for IPv4. */
export function siteOf(address: string): string | undefined {
  if (!address.includes(':')) return undefined;
  const [head = ''] = address.split('::');
  const [first, second = '0', third = '0'] = head.split(':');
  return `${[first || '0', second, third].join(':')}::/48`;
}

/**
 * The /24 or /48 of an address. It tells an auditor whether a look came from the usual office, and names nobody's home.
 */
export function networkOf(address: string | undefined): string | undefined {
  const bare = address?.replace(/\/64$/, '') ?? '';
  const version = isIP(bare);
  if (version === 4) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  return version === 6 ? siteOf(bare) : undefined;
}
