/**
 * Reads once a query that a subscription continues, with the caller's rights of the moment. It reads again what a fault
 * of ours spoiled, while patience lasts: the nulls of the fault would pass for data.
 */
import type { ApolloServer } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { systemClock } from '@seteli/kit/clock';
import { serving } from '@seteli/kit/request';
import { pause } from '@seteli/kit/waiting';
import type { ErrorMask } from './errors.ts';
import type { Meter } from './meter.ts';
import type { Origin } from './origin.ts';
import type { Caller } from './sign-in-check.ts';
import type { Context } from './context.ts';

export type Continued = {
  server: ApolloServer<Context>;
  meterFor: (caller: Caller) => Meter;
  query: string;
  variables: Readonly<Record<string, unknown>>;
  /** Verifies the access token anew, so that each batch is read with the caller's rights of the moment. */
  caller: () => Promise<Caller>;
  origin: Origin;
  mask: ErrorMask;
  patienceMs: number;
  signal: AbortSignal;
};

/** `root`: the value at the query's root; undefined when it could not be read, and the caller does not try again. */
export type Reading<Root> = { root?: Root | null | undefined; errors: readonly GraphQLFormattedError[]; tokenLeftMs: number };

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** `field` names the root; `more` are variables of this reading. */
export async function readPatiently<Root>(
  continued: Continued,
  field: string,
  more: Readonly<Record<string, unknown>>,
): Promise<Reading<Root>> {
  const { origin, signal } = continued;
  const giveUpAt = performance.now() + continued.patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const reading = await serving(origin, () => read<Root>(continued, field, more));
    if (!reading.root && reading.errors.some(isRateLimited)) {
      // A subscription waits for its caller's next minute: if we ended it, its client would only come back with the
      // same query.
      await pause(pauseMs, signal);
      if (!signal.aborted) continue;
    }
    if (!reading.errors.some(({ extensions }) => extensions?.code === 'INTERNAL')) return reading;
    if (signal.aborted || performance.now() + pauseMs > giveUpAt) return { ...reading, root: undefined };
    await pause(pauseMs, signal);
  }
}

const isRateLimited = ({ extensions }: GraphQLFormattedError): boolean => extensions?.code === 'RATE_LIMITED';

async function read<Root>(
  { server, meterFor, query, variables, caller, origin, mask }: Continued,
  field: string,
  more: Readonly<Record<string, unknown>>,
): Promise<Reading<Root>> {
  let meter: Meter | undefined;
  try {
    const asking = await caller();
    meter = meterFor(asking);
    const tokenLeftMs = asking.expiresAt.since(systemClock.now()).total('milliseconds');
    const contextValue = { caller: asking, meter, ...origin };
    const { body } = await server.executeOperation({ query, variables: { ...variables, ...more } }, { contextValue });
    const { data, errors = [] } = body.kind === 'single' ? body.singleResult : {};
    return { root: data?.[field] as Root | null | undefined, errors, tokenLeftMs };
  } catch (fault) {
    const error = fault instanceof GraphQLError ? fault : new GraphQLError('A batch could not be read.', { originalError: fault as Error });
    return { errors: [mask(error.toJSON(), error)], tokenLeftMs: 0 };
  } finally {
    meter?.close();
  }
}

/** Leaves locations out: they point into our query, not the client's. */
export const withPath = ({ message, extensions }: GraphQLFormattedError, path: readonly (string | number)[]): GraphQLFormattedError => ({
  message,
  path,
  ...(extensions && { extensions }),
});
