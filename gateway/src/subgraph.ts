/**
 * One subgraph behind HTTP. It sends the executor's queries with an actor token over kept connections, and gives up on
 * a subgraph that is away or frozen. It repeats only requests that certainly never ran.
 */
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { Pool } from 'undici';
import type { Context } from './context.ts';
import { openDeadline, type Deadline } from './deadline.ts';
import { badInput } from './errors.ts';
import { exchange } from './exchange.ts';
import { REPRESENTATIONS_MAX } from '@seteli/kit/bounds';
import { fillIn, say } from '@seteli/kit/language';
import type { Log } from '@seteli/kit/log';
import { withoutRepeats, withRepeats } from './representations.ts';
import { asSent } from './rows.ts';
import type { GatewayGraphQLResponse } from './subgraph-answer.ts';
import { noteUnfollowed } from './unfollowed.ts';
import { poolOptions, sendUntilRun, unanswered, type Upstream } from './upstream.ts';

/** The request body, and the length of its longest list of entities. */
export type SubgraphRequest = { readonly body: string; readonly most: number };

export type Subgraph = GraphQLDataSource<Context> & {
  /** Like `process`, for callers who made the request themselves and without repeated entities. */
  ask(asked: SubgraphRequest, context: Context): Promise<GatewayGraphQLResponse>;
  close(): Promise<void>;
};

export type SubgraphAccess = Upstream & { name: string; url: string; log: Log };

export function openSubgraph({ name, url, timeoutMs, keepAliveMs, log }: SubgraphAccess): Subgraph {
  const pool = new Pool(new URL(url).origin, { connections: 32, ...poolOptions({ timeoutMs, keepAliveMs }) });
  const reporting = reportOnce(name, log);

  async function send(body: string, context: Context, deadline: Deadline): Promise<GatewayGraphQLResponse> {
    const { caller, meter, traceparent, address, language } = context;
    const sent = {
      service: name,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await caller.actorToken(name)}`,
        traceparent,
        'x-forwarded-for': address,
        ...(language && { 'accept-language': language.toLowerCase() }),
      },
      body,
    };
    const { status, headers, text } = await exchange(pool, sent, meter, deadline);
    if (status === 200) return withNumbersInPaths(JSON.parse(text) as GatewayGraphQLResponse);
    throw unanswered(name, status, headers);
  }

  async function ask({ body, most }: SubgraphRequest, context: Context): Promise<GatewayGraphQLResponse> {
    if (most > REPRESENTATIONS_MAX) throw badInput(TOO_MANY);
    // The pool's own limits leave out the time in its queue, where requests to a frozen subgraph pile up.
    const deadline = openDeadline(timeoutMs);
    try {
      const answer = await sendUntilRun(() => send(body, context, deadline), deadline);
      reporting.back();
      return answer;
    } catch (fault) {
      // The operation asks for too much; the subgraph is well.
      if (fault instanceof GraphQLError) throw fault;
      reporting.away(fault);
      throw new GraphQLError('unavailable', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    } finally {
      deadline.close();
    }
  }

  return {
    ask,
    async process(options: GraphQLDataSourceProcessOptions<Context>) {
      const { request, context } = options as typeof options & { context: Context };
      const at = ('pathInIncomingRequest' in options && options.pathInIncomingRequest) || [];
      const { query, operationName, variables: planned } = request;
      const variables = asSent(planned, context.given);
      const wanted = variables?.['representations'] as unknown[] | undefined;
      const { sent, indexes } = withoutRepeats(wanted ?? []);
      const repeats = wanted !== undefined && sent.length < wanted.length;
      const body = JSON.stringify({ query, operationName, variables: repeats ? { ...variables, representations: sent } : variables });
      const answer = await ask({ body, most: sent.length }, context);
      const whole = repeats ? withRepeats(answer, indexes, context.meter) : answer;
      noteUnfollowed(context, at, wanted ?? [], whole);
      return whole;
    },
    close: () => pool.destroy(),
  };
}

const TOO_MANY = fillIn(
  say(
    'Kysely tarvitsee yhdeltä palvelulta kerralla yli {most} kohdetta. Kysy pienempiä sivuja.',
    'Frågan behöver fler än {most} objekt av en tjänst på en gång. Fråga mindre sidor.',
    'The operation needs more than {most} things of one service at once. Ask for smaller pages.',
  ),
  { most: REPRESENTATIONS_MAX },
);

const INDEX = /^\d+$/;

/**
 * Mercurius sends list indexes in error paths as text, and the executor knows entities only by numbers. No field has a
 * number for a name.
 */
function withNumbersInPaths(answer: GatewayGraphQLResponse): GatewayGraphQLResponse {
  if (!answer.errors) return answer;
  const errors = answer.errors.map((error) =>
    error.path ? { ...error, path: error.path.map((step) => (typeof step === 'string' && INDEX.test(step) ? Number(step) : step)) } : error,
  );
  return { ...answer, errors };
}

/** Logs one line when the subgraph goes and one when it is back, however many requests are in between. */
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
