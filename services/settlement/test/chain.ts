/**
 * Does what a municipality does that reads one kind of the feed only: it computes each hash, and compares what the
 * payload names with the item that it has.
 */
import { createHash } from 'node:crypto';

type Item = { readonly seq: number; readonly payload: string; readonly hash: string; readonly previousHash: string };

/**
 * The numbers of the items where the chain of their kind breaks. `last` is the reader's newest earlier item; absent,
 * the reader has none.
 */
export function brokenLinks(items: readonly Item[], last?: Pick<Item, 'seq' | 'hash'>): number[] {
  let before = last ?? { seq: 0, hash: '0'.repeat(64) };
  return items.flatMap((item) => {
    const { sequence, previousofkind, previousofkindhash } = JSON.parse(item.payload);
    const hash = createHash('sha256')
      .update(item.previousHash + item.payload)
      .digest('hex');
    const holds =
      hash === item.hash && sequence === String(item.seq) && previousofkind === String(before.seq) && previousofkindhash === before.hash;
    before = item;
    return holds ? [] : [item.seq];
  });
}
