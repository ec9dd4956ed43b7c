/**
 * Answers a query with a known text past Apollo Server, with the same bytes. The text was parsed and validated before;
 * this module checks what depends on the request. It leaves anything unusual to Apollo Server before it has done
 * anything.
 */
import { GraphQLError } from 'graphql';
import { type Admit, type Settle, withDefaults } from './admission.ts';
import { formatted, type Formatted } from './formatted.ts';
import type { ErrorMask } from './errors.ts';
import type { RunReady } from './executor.ts';
import type { Ready, ReadyQueries } from './ready-queries.ts';
import { faultsOf } from './rows.ts';
import type { Caller } from './sign-in-check.ts';
import type { Context } from './context.ts';

export type HttpAnswer = Formatted & { readonly contentType: string };

/**
 * An admitted operation. It answers `undefined` when the operation has to run again; it is already paid for, and its
 * context says so.
 */
export type Admitted = (context: Context) => Promise<HttpAnswer | undefined>;
/** A body that came by POST as JSON. `undefined` leaves the request to Apollo Server. */
export type KnownTexts = (body: unknown, accept: string | undefined, caller: Caller) => Admitted | undefined;

const JSON_TYPE = 'application/json; charset=utf-8';
/** Values of `accept` with the content type of the answer. Apollo Server chooses for any other value. */
const TYPES: ReadonlyMap<string | undefined, string> = new Map([undefined, '*/*', 'application/json'].map((accept) => [accept, JSON_TYPE]));

type KnownTextsParts = { queries: ReadyQueries; admit: Admit; runReady: RunReady; mask: ErrorMask };

export function createKnownTexts({ queries, admit, runReady, mask }: KnownTextsParts): KnownTexts {
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

  /** Answers `undefined` where Apollo Server has to report a fault. */
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

/** The operation, unless Apollo Server would refuse a part of the body or treat it otherwise. */
function plain(body: unknown): Plain | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || extensions != null) return undefined;
  // No operation has the empty name; Apollo Server decides what it means.
  if (operationName != null && (typeof operationName !== 'string' || operationName === '')) return undefined;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  return { query, operationName: operationName ?? undefined, variables: (variables ?? undefined) as Plain['variables'] };
}
