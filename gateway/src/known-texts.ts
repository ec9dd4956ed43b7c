/**
 * Answers a query whose text is known to be ready past Apollo Server, as that would: the text has been parsed and validated before, and what
 * depends on the request is checked here. Whatever is unusual about a request is left to Apollo Server, nothing of it having been done.
 */
import { GraphQLError } from 'graphql';
import type { Admit, Settle } from './admission.ts';
import { withDefaults } from './admission.ts';
import { formatted, type Formatted } from './formatted.ts';
import type { ErrorMask } from './errors.ts';
import type { RunReady } from './executor.ts';
import type { Ready, ReadyQueries } from './ready-queries.ts';
import { faultsOf } from './rows.ts';
import type { Caller } from './sign-in-check.ts';
import type { Context } from './subgraph.ts';

export type HttpAnswer = Formatted & { readonly contentType: string };

/** An operation that has been let in. Answers nothing when it has to be run again; it is paid for by then, and says so in its context. */
export type Admitted = (context: Context) => Promise<HttpAnswer | undefined>;
/** A body as it was sent, by POST and as JSON. Nothing: it is Apollo Server's. */
export type KnownTexts = (body: unknown, accept: string | undefined, caller: Caller) => Admitted | undefined;

const JSON_TYPE = 'application/json; charset=utf-8';
/** What a client may say to accept, and what it gets; of anything else Apollo Server finds the best. */
const TYPES: ReadonlyMap<string | undefined, string> = new Map([undefined, '*/*', 'application/json'].map((accept) => [accept, JSON_TYPE]));

type Options = { queries: ReadyQueries; admit: Admit; runReady: RunReady; mask: ErrorMask };

export function createKnownTexts({ queries, admit, runReady, mask }: Options): KnownTexts {
  return (body, accept, caller) => {
    const contentType = TYPES.get(accept);
    const asked = contentType === undefined ? undefined : plain(body);
    const ready = asked && queries.ofText(asked.query, asked.operationName);
    if (!ready) return undefined;
    const variables = withDefaults(ready.operation, asked.variables);
    const settle = letIn(ready, variables, caller);
    if (!settle) return undefined;
    return async (context) => {
      const result = await runReady(ready, variables, context).catch((fault: unknown) => {
        settle(context.meter.objects);
        throw fault;
      });
      if (!result) {
        Object.assign(context, { settle } satisfies Partial<Context>);
        return undefined;
      }
      settle(context.meter.objects);
      return { ...formatted(result, mask), contentType: contentType! };
    };
  };

  /** Nothing where Apollo Server has to say what is wrong. */
  function letIn(ready: Ready, variables: Record<string, unknown>, caller: Caller): Settle | undefined {
    if (faultsOf(ready.schema, ready.operation, variables)) return undefined;
    try {
      return admit({ ...ready, variables }, caller);
    } catch (fault) {
      if (fault instanceof GraphQLError) return undefined;
      throw fault;
    }
  }
}

type Plain = { query: string; operationName: string | undefined; variables: Record<string, unknown> | undefined };

/** An operation with nothing in it that Apollo Server would refuse, or treat in another way. */
function plain(body: unknown): Plain | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || extensions != null) return undefined;
  // The empty name is that of no operation; here it stands for none given.
  if (operationName != null && (typeof operationName !== 'string' || operationName === '')) return undefined;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  return { query, operationName: operationName ?? undefined, variables: (variables ?? undefined) as Plain['variables'] };
}
