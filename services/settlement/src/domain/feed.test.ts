import { describe, expect, test } from 'vitest';
import { chainHash, extendFeed, FIRST_HASH, readCursor, type FeedMessage } from './feed.ts';

const now = Temporal.Instant.from('2026-07-10T09:00:00Z');
const message = (subject: string): FeedMessage => ({
  kind: 'RUN',
  type: 'fi.seteli.settlement.run-changed.v1',
  subject,
  visitId: null,
  runId: subject,
  shares: null,
  data: { runId: subject },
});

test('items are numbered from the head on and hashed over the one before, in one go or in two', () => {
  const counter = () => {
    let last = 0;
    return () => `item-${++last}`;
  };
  const head = { organiserId: 'o', seq: 0, hash: FIRST_HASH };
  const messages = ['x', 'y', 'z'].map(message);
  const items = extendFeed(head, messages, { now, newId: counter() });
  expect(items.map(({ seq, previousHash }) => [seq, previousHash])).toEqual([
    [1, FIRST_HASH],
    [2, items[0]!.hash],
    [3, items[1]!.hash],
  ]);
  expect(items[2]!.hash).toBe(chainHash(items[1]!.hash, items[2]!.payload));
  const newId = counter();
  const first = extendFeed(head, messages.slice(0, 1), { now, newId });
  expect([...first, ...extendFeed(first[0]!, messages.slice(1), { now, newId })]).toEqual(items);
});

test('the payload is one exact CloudEvent', () => {
  const [item] = extendFeed({ organiserId: 'o', seq: 6, hash: FIRST_HASH }, [message('x')], { now, newId: () => 'id' });
  expect(item!.payload).toBe(
    '{"specversion":"1.0","id":"id","source":"/seteli/settlement","type":"fi.seteli.settlement.run-changed.v1","subject":"x","time":"2026-07-10T09:00:00.000Z","datacontenttype":"application/json","sequence":"7","data":{"runId":"x"}}',
  );
});

describe('a cursor', () => {
  test.each([
    ['none', null, 0],
    ['one of this feed', '2.7', 7],
    ['that of the newest item', '2.9', 9],
    ['beyond the newest item', '2.10', 'CURSOR_EXPIRED'],
    ['of an earlier epoch', '1.7', 'CURSOR_EXPIRED'],
    ['of a later epoch', '3.7', 'CURSOR_EXPIRED'],
    ['of something else', 'MjAyNg', 'CURSOR_EXPIRED'],
    ['with a zero', '2.0', 'CURSOR_EXPIRED'],
    ['with more', '2.7 or true', 'CURSOR_EXPIRED'],
    ['empty', '', 'CURSOR_EXPIRED'],
  ])('%s', (_, cursor, expected) => {
    const place = readCursor(cursor, 2, 9);
    expect(place.accepted ? place.value : place.refusal.code).toBe(expected);
  });
});
