/** The feed of an organiser: each item is numbered, is one exact CloudEvent, and is hashed over the item before, so that nobody can take one out or put one in. */
import { createHash } from 'node:crypto';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Shares } from './posting.ts';

export type FeedHead = { readonly organiserId: Id; readonly seq: number; readonly hash: string };

/** Something to tell, before it has a place in the feed. */
export type FeedMessage = {
  readonly kind: 'LEDGER_ENTRY' | 'RUN';
  /** The CloudEvents type. */
  readonly type: string;
  readonly subject: Id;
  readonly visitId: Id | null;
  readonly runId: Id | null;
  readonly shares: Shares | null;
  /** JSON as it stands: whole cents, and ids instead of people. */
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
};

export const FIRST_HASH = '0'.repeat(64);

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
  return messages.map(({ kind, type, subject, visitId, runId, shares, data }) => {
    const id = newId();
    const previousHash = hash;
    seq++;
    // `sequence` is the CloudEvents extension of that name: a string, and the place in the feed.
    const payload = JSON.stringify({
      specversion: '1.0',
      id,
      source: '/seteli/settlement',
      type,
      subject,
      time,
      datacontenttype: 'application/json',
      sequence: String(seq),
      data,
    });
    hash = chainHash(previousHash, payload);
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
    };
  });
}

export const cursorOf = (epoch: number, seq: number): string => `${epoch}.${seq}`;

const CURSOR = /^([1-9]\d{0,8})\.([1-9]\d{0,8})$/;

/** After which number a reader goes on. A cursor that this feed never gave, or gave in another life of the database, is refused by its name. */
export function readCursor(cursor: string | null | undefined, epoch: number, head: number): Decision<number, 'CURSOR_EXPIRED'> {
  if (cursor == null) return accept(0);
  const parts = CURSOR.exec(cursor);
  const seq = Number(parts?.[2]);
  return parts && Number(parts[1]) === epoch && seq <= head ? accept(seq) : refuse('CURSOR_EXPIRED');
}
