/**
 * One subgraph behind HTTP: sends the executor's queries with an actor token over kept connections, and gives up on a
 * subgraph that is away or frozen. It never tries again: what is safe to repeat the caller knows.
 */
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { Pool } from 'undici';
import { readAnswer } from './answer.ts';
import type { Meter } from './meter.ts';
import type { Log } from '@seteli/kit/log';
import { withoutRepeats, withRepeats } from './representations.ts';
import type { Origin } from './origin.ts';
import type { Caller } from './sign-in-check.ts';

/** What every operation carries. */
export type Context = Origin & { readonly caller: Caller; readonly meter: Meter };

export type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

export type Subgraph = GraphQLDataSource<Context> & { close(): Promise<void> };

export type SubgraphOptions = { name: string; url: string; timeoutMs: number; log: Log };

export function openSubgraph({ name, url, timeoutMs, log }: SubgraphOptions): Subgraph {
  const pool = new Pool(new URL(url).origin, {
    connections: 32,
    connectTimeout: 1_000,
    // Shorter than the subgraphs keep theirs, so that it is never they who hang up on a request.
    keepAliveTimeout: 30_000,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const reporting = reportOnce(name, log);

  async function send(request: Wanted, { caller, meter, traceparent, address }: Context): Promise<GatewayGraphQLResponse> {
    const deadline = new AbortController();
    // The pool's own limits do not count the time in its queue, which is where requests to a frozen subgraph pile up.
    const timer = setTimeout(() => deadline.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    try {
      const { statusCode, body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await caller.actorToken(name)}`,
          traceparent,
          'x-forwarded-for': address,
        },
        body: JSON.stringify({ query: request.query, operationName: request.operationName, variables: request.variables }),
        signal: deadline.signal,
      });
      if (statusCode === 200) return withNumbersInPaths(await readAnswer(body, meter, deadline.signal));
      await body.dump();
      throw new Error(`${name} answered ${statusCode}`);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async process({ request, context }: GraphQLDataSourceProcessOptions<Context>) {
      const wanted = request.variables?.representations as unknown[] | undefined;
      const { sent, places } = withoutRepeats(wanted ?? []);
      const repeats = wanted !== undefined && sent.length < wanted.length;
      try {
        const asked = repeats ? { ...request, variables: { ...request.variables, representations: sent } } : request;
        const answer = await send(asked, context as Context);
        reporting.back();
        return repeats ? withRepeats(answer, places, (context as Context).meter) : answer;
      } catch (fault) {
        // The operation asks for too much; the subgraph is well.
        if (fault instanceof GraphQLError) throw fault;
        reporting.away(fault);
        throw new GraphQLError('unavailable', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
      }
    },
    close: () => pool.destroy(),
  };
}

type Wanted = GraphQLDataSourceProcessOptions['request'];

const INDEX = /^\d+$/;

/** Mercurius sends list indexes in error paths as text, and the executor knows entities by numbers only. No field's name is a number. */
function withNumbersInPaths(answer: GatewayGraphQLResponse): GatewayGraphQLResponse {
  if (!answer.errors) return answer;
  const errors = answer.errors.map((error) =>
    error.path ? { ...error, path: error.path.map((step) => (typeof step === 'string' && INDEX.test(step) ? Number(step) : step)) } : error,
  );
  return { ...answer, errors };
}

/** One line when it goes and one when it is back, however many requests are in between. */
function reportOnce(subgraph: string, log: Log) {
  let isAway = false;
  return {
    away(fault: unknown) {
      if (!isAway) log.warn({ subgraph, err: fault }, 'a subgraph does not answer');
      isAway = true;
    },
    back() {
      if (isAway) log.info({ subgraph }, 'the subgraph answers again');
      isAway = false;
    },
  };
}
