/**
 * Networks behind addresses. The gateway gives an IPv6 address as its /64. A customer of an ordinary provider gets a
 * /48 on request, and so 65,536 of these. So limits also count a /48, with room for the neighbours that may share it.
 */

/** The /48 of an IPv6 address or network, or undefined for IPv4. */
export function siteOf(address: string): string | undefined {
  if (!address.includes(':')) return undefined;
  const [head = ''] = address.split('::');
  const [first, second = '0', third = '0'] = head.split(':');
  return `${[first || '0', second, third].join(':')}::/48`;
}
