/**
 * Networks behind addresses. The gateway says an IPv6 address as its /64, and whoever asks for a /48 at an ordinary provider is given one:
 * they have 65,536 of those. So a /48 is counted as well, with room for the neighbours that may share it.
 */

/** The /48 of an IPv6 address or network, or undefined for IPv4. */
export function siteOf(address: string): string | undefined {
  if (!address.includes(':')) return undefined;
  const [head = ''] = address.split('::');
  const [first, second = '0', third = '0'] = head.split(':');
  return `${[first || '0', second, third].join(':')}::/48`;
}
