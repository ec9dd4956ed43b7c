import { describe, expect, test } from 'vitest';
import { brokenLinks } from '../../test/chain.ts';
import { chainHash, endOf, extendFeed, FIRST_HASH, NONE, readCursor, type FeedMessage } from './feed.ts';

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

test('items are numbered from the head on and hashed over the item before, in one go or in two', () => {
  const counter = () => {
    let last = 0;
    return () => `item-${++last}`;
  };
  const head = { organiserId: 'o', seq: 0, hash: FIRST_HASH, newestOf: new Map() };
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
  const onward = { ...first[0]!, newestOf: new Map([['RUN', first[0]!]] as const) };
  expect([...first, ...extendFeed(onward, messages.slice(1), { now, newId })]).toEqual(items);
});

test('the payload is one exact CloudEvent', () => {
  const [item] = extendFeed({ organiserId: 'o', seq: 6, hash: FIRST_HASH, newestOf: new Map() }, [message('x')], {
    now,
    newId: () => 'id',
  });
  expect(item!.payload).toBe(
    `{"specversion":"1.0","id":"id","source":"/seteli/settlement","type":"fi.seteli.settlement.run-changed.v1","subject":"x","time":"2026-07-10T09:00:00.000Z","datacontenttype":"application/json","sequence":"7","previousofkind":"0","previousofkindhash":"${FIRST_HASH}","data":{"runId":"x"}}`,
  );
});

describe('one kind of the feed', () => {
  let number = 0;
  const head = { organiserId: 'o', seq: 0, hash: FIRST_HASH, newestOf: new Map() };
  const kinds = ['RUN', 'LEDGER_ENTRY', 'LEDGER_ENTRY', 'RUN', 'LEDGER_ENTRY', 'RUN', 'LEDGER_ENTRY'] as const;
  const feed = extendFeed(
    head,
    kinds.map((kind) => ({ ...message('x'), kind })),
    { now, newId: () => `id ${++number}` },
  );

  test.each([
    ['LEDGER_ENTRY', [2, 3, 5, 7]],
    ['RUN', [1, 4, 6]],
  ] as const)('%s forms its own chain', (kind, numbers) => {
    const items = feed.filter((item) => item.kind === kind);
    expect(items.map(({ seq }) => seq)).toEqual(numbers);
    expect(brokenLinks(items)).toEqual([]);
    expect(brokenLinks(items.slice(1), items[0])).toEqual([]);
  });

  test.each(['LEDGER_ENTRY', 'RUN'] as const)(
    'a reader of %s alone finds items that someone removed, changed, inserted, moved or exchanged',
    (kind) => {
      const items = feed.filter((item) => item.kind === kind);
      for (const [index, item] of items.entries()) {
        const isLast = index === items.length - 1;
        // Only the next item reveals an item withheld at the end.
        expect(brokenLinks(items.toSpliced(index, 1))).toEqual(isLast ? [] : [items[index + 1]!.seq]);
        const payload = item.payload.replace('"x"', '"y"');
        expect(brokenLinks(items.with(index, { ...item, payload }))).toEqual([item.seq]);
        const hash = chainHash(item.previousHash, payload);
        expect(brokenLinks(items.with(index, { ...item, payload, hash }))).toEqual(isLast ? [] : [items[index + 1]!.seq]);
        expect(brokenLinks(items.toSpliced(index, 0, item))).not.toEqual([]);
        const like = feed.find((other) => other.kind !== kind)!;
        expect(brokenLinks(items.with(index, { ...like, kind }))).not.toEqual([]);
      }
      expect(brokenLinks(items.toReversed())).not.toEqual([]);
    },
  );

  test('goes on over older items that name none of their kind', () => {
    const [old] = feed;
    const next = extendFeed({ ...feed[2]!, newestOf: new Map([['RUN', old!]] as const) }, [message('z')], { now, newId: () => 'id' });
    expect(next[0]).toMatchObject({ seq: 4, previousHash: feed[2]!.hash, previousOfKindSeq: 1, previousOfKindHash: old!.hash });
    expect(brokenLinks(next, old)).toEqual([]);
  });
});

describe('how far a page has read', () => {
  const head = { seq: 9, hash: 'h9' };
  const items = (...numbers: number[]) => numbers.map((seq) => ({ seq, hash: `h${seq}` }));
  test.each([
    ['a full page: to its last item', items(5, 7), 2, 7, 9],
    ['a page that is not full: to the newest item, which is of another kind', items(5), 2, 9, 9],
    ['an empty page', items(), 2, 9, 9],
    ['a page that saw more than the head', items(9, 10), 3, 10, 10],
    ['a full page that saw more than the head', items(10), 1, 10, 10],
  ])('%s', (_, found, first, end, newest) =>
    expect(endOf(found, { after: 4, first, head })).toEqual({ end, newest: { seq: newest, hash: `h${newest}` } }),
  );

  test('an empty feed ends nowhere', () => expect(endOf([], { after: 0, first: 5, head: NONE })).toEqual({ end: 0, newest: NONE }));
});

describe('a cursor', () => {
  test.each([
    ['none', null, 0],
    ['one of this feed', '2.7', 7],
    ['the newest item', '2.9', 9],
    ['beyond the newest item', '2.10', 'CURSOR_EXPIRED'],
    ['of an earlier epoch', '1.7', 'CURSOR_EXPIRED'],
    ['of a later epoch', '3.7', 'CURSOR_EXPIRED'],
    ['of something else', 'MjAyNg', 'CURSOR_EXPIRED'],
    ['with a zero', '2.0', 'CURSOR_EXPIRED'],
    ['with more', '2.7 or true', 'CURSOR_EXPIRED'],
    ['empty', '', 'CURSOR_EXPIRED'],
  ])('%s', (_, cursor, expected) => {
    const from = readCursor(cursor, 2, 9);
    expect(from.accepted ? from.value : from.refusal.code).toBe(expected);
  });
});
