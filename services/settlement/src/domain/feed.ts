/**
 * The feed of an organiser. Each item is numbered, is one exact CloudEvent, and is hashed over the item before, so
 * nobody can remove or insert one. The hashed text also names the item of the same kind before it, so readers of one
 * kind can check that, too.
 */
import { createHash } from 'node:crypto';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import type { FEED_KINDS } from '@seteli/schema/events/feed';
import type { Shares } from './posting.ts';

export type FeedKind = (typeof FEED_KINDS)[number];

/** An item by its number and hash. */
export type FeedLink = { readonly seq: number; readonly hash: string };

/** The newest item, and the newest of each kind. */
export type FeedHead = FeedLink & { readonly organiserId: Id; readonly newestOf: ReadonlyMap<FeedKind, FeedLink> };

/** A message that has no place in the feed yet. */
export type FeedMessage = {
  readonly kind: FeedKind;
  /** The CloudEvents type. */
  readonly type: string;
  readonly subject: Id;
  readonly visitId: Id | null;
  readonly runId: Id | null;
  readonly shares: Shares | null;
  /** JSON with whole cents, and ids instead of people. */
  readonly data: Readonly<Record<string, unknown>>;
};

export type FeedItem = Pick<FeedMessage, 'kind' | 'visitId' | 'runId'> & {
  readonly organiserId: Id;
  readonly seq: number;
  readonly id: Id;
  readonly totalCents: bigint | null;
  readonly organiserCents: bigint | null;
  readonly clientCents: bigint | null;
  readonly payload: string;
  readonly hash: string;
  readonly previousHash: string;
  /** Null for items older than these fields. */
  readonly previousOfKindSeq: number | null;
  readonly previousOfKindHash: string | null;
};

export const FIRST_HASH = '0'.repeat(64);

/** What the first item, and the first of a kind, names as the item before. */
export const NONE: FeedLink = { seq: 0, hash: FIRST_HASH };

export const chainHash = (previousHash: string, payload: string): string =>
  createHash('sha256').update(previousHash).update(payload).digest('hex');

export function extendFeed(
  head: FeedHead,
  messages: readonly FeedMessage[],
  { now, newId }: { now: Instant; newId: () => Id },
): readonly FeedItem[] {
  const { organiserId } = head;
  const time = now.toString({ smallestUnit: 'millisecond' });
  let { seq, hash } = head;
  const newestOf = new Map(head.newestOf);
  return messages.map(({ kind, type, subject, visitId, runId, shares, data }) => {
    const id = newId();
    const previousHash = hash;
    const ofKind = newestOf.get(kind) ?? NONE;
    seq++;
    // Extensions of CloudEvents. `sequence` is the standard one, a string, and the place in the feed; the others are
    // ours.
    const payload = JSON.stringify({
      specversion: '1.0',
      id,
      source: '/seteli/settlement',
      type,
      subject,
      time,
      datacontenttype: 'application/json',
      sequence: String(seq),
      previousofkind: String(ofKind.seq),
      previousofkindhash: ofKind.hash,
      data,
    });
    hash = chainHash(previousHash, payload);
    newestOf.set(kind, { seq, hash });
    return {
      organiserId,
      seq,
      id,
      kind,
      visitId,
      runId,
      totalCents: shares?.totalCents ?? null,
      organiserCents: shares?.organiserCents ?? null,
      clientCents: shares?.clientCents ?? null,
      payload,
      hash,
      previousHash,
      previousOfKindSeq: ofKind.seq,
      previousOfKindHash: ofKind.hash,
    };
  });
}

export const cursorOf = (epoch: number, seq: number): string => `${epoch}.${seq}`;

const CURSOR = /^([1-9]\d{0,8})\.([1-9]\d{0,8})$/;

/**
 * The number after which a reader goes on. It refuses a cursor that this feed never gave, or gave before the database
 * was restored.
 */
export function readCursor(cursor: string | null | undefined, epoch: number, head: number): Decision<number, 'CURSOR_EXPIRED'> {
  if (cursor == null) return accept(0);
  const parts = CURSOR.exec(cursor);
  const seq = Number(parts?.[2]);
  return parts && Number(parts[1]) === epoch && seq <= head ? accept(seq) : refuseWhole('CURSOR_EXPIRED');
}

type Read = { readonly after: number; readonly first: number; readonly head: FeedLink };

/**
 * How far a page has read, and the newest known item. The head is read before the items. So a page that is not full has
 * seen everything up to the head, other kinds included. Newer items may have come in between.
 */
export function endOf(items: readonly FeedLink[], { after, first, head }: Read): { readonly end: number; readonly newest: FeedLink } {
  const last = items.at(-1);
  const newest = last && last.seq > head.seq ? last : head;
  const end = items.length < first ? Math.max(after, newest.seq) : last!.seq;
  return { end, newest };
}
