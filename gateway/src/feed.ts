/**
 * A running subscription. It reads the feed from a cursor, batch after batch, and waits for a nudge at the end. It
 * keeps nothing: the next query from a subscriber's cursor finds what they missed. Others send the events on.
 */
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Nudge } from '@seteli/kit/waiting';
import { readPatiently, withPath, type Continued } from './continued.ts';
import { BATCH, FEED } from './feed-query.ts';

export type FeedEvent = { readonly id?: string; readonly result: FormattedExecutionResult };

export type Feed = Continued & {
  key: string;
  after: string | null;
  bell: Nudge;
  pollMs: number;
};

export async function* followFeed(feed: Feed): AsyncGenerator<FeedEvent, void, undefined> {
  const { key, bell, pollMs, signal } = feed;
  let after = feed.after;
  while (!signal.aborted) {
    // The bell remembers a ring from here on, so a nudge during the read is not lost.
    const batch = await readPatiently<FeedPage>(feed, FEED.field, { [FEED.after]: after });
    const items = batch.root?.items;
    if (signal.aborted) return;
    if (!items) return yield { result: { errors: batch.errors.map((error) => withPath(error, [key])) } };
    for (const [index, { [FEED.cursor]: cursor, ...item }] of items.entries()) {
      const errors = errorsOf(batch.errors, index, key);
      yield { id: cursor, result: { data: { [key]: item }, ...(errors.length > 0 && { errors }) } };
      if (signal.aborted) return;
      after = cursor;
    }
    if (items.length < BATCH) await bell.next(Math.min(pollMs, batch.tokenLeftMs), signal);
  }
}

type FeedPage = { readonly items: readonly { [FEED.cursor]: string }[] };

/**
 * The errors of one item, with the path that the client knows: `[seteliFeed, items, 3, visit]` → `[settlementFeed,
 * visit]`.
 */
const errorsOf = (errors: readonly GraphQLFormattedError[], index: number, key: string): GraphQLFormattedError[] =>
  errors.filter(({ path }) => path?.[2] === index).map((error) => withPath(error, [key, ...error.path!.slice(3)]));
