/**
 * A subscription as it runs: reads the feed from a cursor, batch after batch, and waits for a nudge where it ends. It keeps
 * nothing: what a subscriber missed, the next query from its cursor has. Who sends the events on is no matter of this file.
 */
import type { ApolloServer } from '@apollo/server';
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { systemClock } from '@seteli/kit/clock';
import { serving } from '@seteli/kit/request';
import { pause, type Nudge } from '@seteli/kit/waiting';
import { BATCH, FEED } from './feed-query.ts';
import type { ErrorMask } from './errors.ts';
import type { Meter } from './meter.ts';
import type { Origin } from './origin.ts';
import type { Caller } from './sign-in-check.ts';
import type { Context } from './subgraph.ts';

export type FeedEvent = { readonly id?: string; readonly result: FormattedExecutionResult };

export type Feed = {
  server: ApolloServer<Context>;
  meterFor: (caller: Caller) => Meter;
  query: string;
  key: string;
  variables: Readonly<Record<string, unknown>>;
  after: string | null;
  /** Verifies the access token anew, so that each batch is read with the caller's rights of the moment. */
  caller: () => Promise<Caller>;
  origin: Origin;
  bell: Nudge;
  mask: ErrorMask;
  pollMs: number;
  patienceMs: number;
  signal: AbortSignal;
};

export async function* followFeed(feed: Feed): AsyncGenerator<FeedEvent, void, undefined> {
  const { key, bell, pollMs, signal } = feed;
  let after = feed.after;
  while (!signal.aborted) {
    // The bell remembers a ring from here on, so a nudge during the read is not lost.
    const batch = await readPatiently(feed, after);
    if (signal.aborted) return;
    if (!batch.items) return yield { result: { errors: batch.errors.map((error) => withPath(error, [key])) } };
    for (const [place, { [FEED.cursor]: cursor, ...item }] of batch.items.entries()) {
      const errors = errorsOf(batch.errors, place, key);
      yield { id: cursor, result: { data: { [key]: item }, ...(errors.length > 0 && { errors }) } };
      if (signal.aborted) return;
      after = cursor;
    }
    if (batch.items.length < BATCH) await bell.next(Math.min(pollMs, batch.tokenLeftMs), signal);
  }
}

type Item = { [FEED.cursor]: string };
type Batch = { items?: readonly Item[] | undefined; errors: readonly GraphQLFormattedError[]; tokenLeftMs: number };

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * A batch that a fault of ours spoiled is not for the subscriber: its nulls would pass for data while the cursor moves on.
 * It is read again from the same cursor, for as long as patience lasts.
 */
async function readPatiently(feed: Feed, after: string | null): Promise<Batch> {
  const giveUpAt = performance.now() + feed.patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const batch = await serving(feed.origin, () => read(feed, after));
    if (!batch.items && batch.errors.some(isRateLimited)) {
      // A subscription waits for its caller's next minute: if we ended it, its client would only come back and ask the same.
      await pause(pauseMs, feed.signal);
      if (!feed.signal.aborted) continue;
    }
    if (!batch.errors.some(({ extensions }) => extensions?.code === 'INTERNAL')) return batch;
    if (feed.signal.aborted || performance.now() + pauseMs > giveUpAt) return { ...batch, items: undefined };
    await pause(pauseMs, feed.signal);
  }
}

const isRateLimited = ({ extensions }: GraphQLFormattedError): boolean => extensions?.code === 'RATE_LIMITED';

async function read({ server, meterFor, query, variables, caller, origin, mask }: Feed, after: string | null): Promise<Batch> {
  let meter: Meter | undefined;
  try {
    const asking = await caller();
    meter = meterFor(asking);
    const tokenLeftMs = asking.expiresAt.since(systemClock.now()).total('milliseconds');
    const contextValue = { caller: asking, meter, ...origin };
    const { body } = await server.executeOperation({ query, variables: { ...variables, [FEED.after]: after } }, { contextValue });
    const { data, errors = [] } = body.kind === 'single' ? body.singleResult : {};
    const page = data?.[FEED.field] as { items: readonly Item[] } | null | undefined;
    return { items: page?.items, errors, tokenLeftMs };
  } catch (fault) {
    const error = fault instanceof GraphQLError ? fault : new GraphQLError('A batch could not be read.', { originalError: fault as Error });
    return { errors: [mask(error.toJSON(), error)], tokenLeftMs: 0 };
  } finally {
    meter?.close();
  }
}

/** The errors of one item, with the path that the client knows: `[seteliFeed, items, 3, visit]` → `[settlementFeed, visit]`. */
const errorsOf = (errors: readonly GraphQLFormattedError[], place: number, key: string): GraphQLFormattedError[] =>
  errors.filter(({ path }) => path?.[2] === place).map((error) => withPath(error, [key, ...error.path!.slice(3)]));

/** Without locations: they point into our query, not the client's. */
const withPath = ({ message, extensions }: GraphQLFormattedError, path: readonly (string | number)[]): GraphQLFormattedError => ({
  message,
  path,
  ...(extensions && { extensions }),
});
