/**
 * Limits count neighbours in one IPv6 network of 48 bits together, however their addresses are written. The access log
 * keeps networks, not addresses.
 */
import { expect, test } from 'vitest';
import { networkOf, siteOf } from './network.ts';

test.each([
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8:1:ffff::/64', '2001:db8:1::/48'],
  ['2001:db8:1::/64', '2001:db8:1::/48'],
  ['2001:db8::/64', '2001:db8:0::/48'],
  ['2001:db8:0:7::/64', '2001:db8:0::/48'],
  ['2001::/64', '2001:0:0::/48'],
  ['2001:db8:2:3:4:5:6:7', '2001:db8:2::/48'],
  ['::1', '0:0:0::/48'],
  ['192.0.2.1', undefined],
  ['unknown', undefined],
])('%s belongs to %s', (address, site) => {
  expect(siteOf(address)).toBe(site);
});

test.each([
  ['192.0.2.17', '192.0.2.0/24'],
  ['2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8:2:3:4:5:6:7', '2001:db8:2::/48'],
  ['192.0.2.17, 198.51.100.1', undefined],
  ['unknown', undefined],
  [undefined, undefined],
])('the access log knows %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
