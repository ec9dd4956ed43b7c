/**
 * Opens subscriptions over any transport. It reads and checks the client's operation, counts each user's subscriptions,
 * and ends them all when the gateway stops.
 */
import type { ApolloServer } from '@apollo/server';
import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { asFeedQuery } from './feed-query.ts';
import { followFeed, type FeedEvent } from './feed.ts';
import { asJobQuery, followJob, JOB_FIELDS } from './job-progress.ts';
import { badRequest, rateLimited, type ErrorMask } from './errors.ts';
import { MAX_TOKENS, shapeLimits } from './limits.ts';
import type { Nudges } from './nudges.ts';
import type { Origin } from './origin.ts';
import { scalarLiterals } from './rows.ts';
import type { Meter } from './meter.ts';
import { createSeats } from './seats.ts';
import type { Caller, SignInCheck } from './sign-in-check.ts';
import type { Context } from './context.ts';
import { fillIn, say } from '@seteli/kit/language';

/** What a client sends, unchecked. */
export type UncheckedRequest = { query?: unknown; operationName?: unknown; variables?: unknown };

export type Opening = {
  asked: UncheckedRequest;
  authorization: string | undefined;
  /** Overrides the argument `after`: the client's connection broke there. */
  lastEventId?: string | undefined;
  origin: Origin;
  /** Ends when the client is gone. */
  gone: AbortSignal;
};

export type Subscriptions = {
  /** Throws when the subscription cannot be opened; `asErrors` reads the fault. */
  open(opening: Opening): Promise<AsyncGenerator<FeedEvent, void, undefined>>;
  /** Ends with the gateway. */
  readonly stopping: AbortSignal;
  stop(): void;
};

export type SubscriptionOptions = {
  server: ApolloServer<Context>;
  meterFor: (caller: Caller) => Meter;
  schema: GraphQLSchema;
  signInCheck: SignInCheck;
  nudges: Nudges;
  mask: ErrorMask;
  pollMs: number;
  patienceMs: number;
};

export const MAX_SUBSCRIPTIONS_PER_USER = 50;

const TOO_MANY = say(
  'Enintään {most} tilausta kerralla.',
  'Högst {most} prenumerationer på en gång.',
  'Not more than {most} subscriptions at a time.',
);

export function createSubscriptions(options: SubscriptionOptions): Subscriptions {
  const { schema, signInCheck, nudges, ...rest } = options;
  const stopping = new AbortController();
  const seats = createSeats({ each: MAX_SUBSCRIPTIONS_PER_USER });
  return {
    stopping: stopping.signal,
    stop: () => stopping.abort(),
    async open({ asked, authorization, lastEventId, origin, gone }) {
      const caller = () => signInCheck(authorization);
      const { actor, whenEnded } = await caller();
      const { userId } = actor;
      const wanted = readSubscription(asked, schema);
      const leave = seats.take(userId);
      if (!leave) throw rateLimited(fillIn(TOO_MANY, { most: MAX_SUBSCRIPTIONS_PER_USER }));
      const signal = AbortSignal.any([gone, stopping.signal]);
      // A generator that never started does not end either.
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      return (async function* () {
        const continued = { ...rest, ...wanted, caller, origin, signal };
        if (wanted.of === 'JOB') {
          try {
            return yield* followJob({ ...continued, isArriving: wanted.isArriving });
          } finally {
            leave();
          }
        }
        const bell = nudges.bell(wanted.organiserId);
        // The ring makes the feed read the next batch at once, which finds that the caller may no longer ask.
        const stopWatching = whenEnded(bell.ring);
        try {
          yield* followFeed({ ...continued, after: lastEventId ?? wanted.after, bell });
        } finally {
          leave();
          stopWatching();
          bell.release();
        }
      })();
    },
  };
}

/** A subscription has no rows. */
const RULES = [...specifiedRules, shapeLimits, scalarLiterals(new Set())];

type WantedSubscription = { readonly query: string; readonly key: string; readonly variables: Readonly<Record<string, unknown>> } & (
  | { readonly of: 'FEED'; readonly organiserId: string; readonly after: string | null }
  | { readonly of: 'JOB'; readonly isArriving: boolean }
);

function readSubscription({ query, operationName, variables }: UncheckedRequest, schema: GraphQLSchema): WantedSubscription {
  if (typeof query !== 'string' || query === '') throw badRequest('Give the subscription as text in `query`.');
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) throw badRequest('`variables` must be an object.');
  const document = parsed(query);
  const faults = validate(schema, document, RULES);
  if (faults.length > 0) throw faults.map((fault) => coded(fault, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, typeof operationName === 'string' ? operationName : undefined);
  if (!operation) throw badRequest('Name the operation to run: the document has several, or none of that name.');
  if (operation.operation !== 'subscription') throw badRequest('Only subscriptions are served here; queries and mutations go to /graphql.');
  const given = (variables ?? {}) as Record<string, unknown>;
  const [root] = operation.selectionSet.selections;
  const isOfJob = root?.kind === Kind.FIELD && JOB_FIELDS.includes(root.name.value);
  const feedQuery = isOfJob ? undefined : asFeedQuery(document, operation);
  const options = { maxErrors: 5, hideSuggestions: true };
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, options);
  if (!coerced) throw errors.map((fault) => coded(fault, 'BAD_USER_INPUT'));
  const fields = schema.getSubscriptionType()!.getFields();
  if (!feedQuery) {
    const field = root as FieldNode;
    const { id } = getArgumentValues(fields[field.name.value]!, field, coerced);
    return { of: 'JOB', ...asJobQuery(document, operation, field, String(id)), variables: given };
  }
  const definition = fields.settlementFeed!;
  const { organiserId, after } = getArgumentValues(definition, feedQuery.field, coerced);
  return {
    of: 'FEED',
    query: feedQuery.query,
    key: feedQuery.key,
    variables: given,
    organiserId: String(organiserId),
    after: (after ?? null) as string | null,
  };
}

function parsed(query: string) {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (fault) {
    throw fault instanceof GraphQLError ? coded(fault, 'GRAPHQL_PARSE_FAILED') : fault;
  }
}

/** Drops graphql-js's suggestions, which tell the names of a schema one by one. */
function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const where = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message.replace(/ ?Did you mean(.+?)\?$/, ''), { ...where, extensions: { code, http: { status: 400 } } });
}

/** The errors in what `open` threw. */
export const asErrors = (thrown: unknown): readonly GraphQLError[] =>
  (Array.isArray(thrown) ? thrown : [thrown]).map((fault: unknown) =>
    fault instanceof GraphQLError ? fault : new GraphQLError('A subscription could not be opened.', { originalError: fault as Error }),
  );
