/** What counts as sent when only some events of a batch were taken. */
import { expect, test } from 'vitest';
import type { Outgoing } from './outbox.ts';
import { confirmedPrefix } from './relay.ts';

const event = (partition: string, seq: number): Outgoing => ({ partition, seq: BigInt(seq), id: '', type: '', wire: '' });
const taken = { status: 'fulfilled', value: undefined } as const;
const refused = { status: 'rejected', reason: 'timeout' } as const;

test.each([
  ['all were taken', [taken, taken, taken, taken], { a: 3n, b: 1n }],
  ['one in the middle was refused', [taken, refused, taken, taken], { a: 1n, b: 1n }],
  ['the first was refused', [refused, taken, taken, taken], { b: 1n }],
  ['the last was refused', [taken, taken, refused, refused], { a: 2n }],
  ['none was taken', [refused, refused, refused, refused], {}],
])('when %s, each partition counts up to its first failure', (_, results, confirmed) => {
  const events = [event('a', 1), event('a', 2), event('a', 3), event('b', 1)];
  expect(Object.fromEntries(confirmedPrefix(events, results))).toEqual(confirmed);
});
