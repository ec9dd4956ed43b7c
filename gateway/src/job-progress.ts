/** A subscription to a job: the query that it continues is read again and again, and told on when it says something else, until the job has ended. */
import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { pause } from '@seteli/kit/waiting';
import { readPatiently, withPath, type Continued } from './continued.ts';
import { badInput } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import { asQuery, FIELD_FIRST, keyOf, name, named, under } from './feed-query.ts';

/** The names that the rewritten query uses for itself. */
const JOB = { field: 'seteliJob', endedAt: 'seteliEndedAt' } as const;

/** The root fields of subscriptions to jobs; each has a query of its name. */
export const JOB_FIELDS: readonly string[] = ['settlementJob', 'bookingsJob'];

/** As often as somebody who watches a bar grow wants to know. */
const LOOK_MS = 500;

export type JobQuery = { readonly query: string; readonly key: string };

/** Expects a valid document and its subscription to a job. */
export function asJobQuery(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode): JobQuery {
  if (field.directives?.length) throw badInput(FIELD_FIRST);
  const selection = [...field.selectionSet!.selections, { ...named('endedAt'), alias: name(JOB.endedAt) }];
  const root: FieldNode = { ...field, kind: Kind.FIELD, alias: name(JOB.field), selectionSet: under(selection) };
  return { query: asQuery(document, operation, root), key: keyOf(field) };
}

type Root = Record<string, unknown> & { readonly [JOB.endedAt]: string | null };

export async function* followJob(job: Continued & { readonly key: string }): AsyncGenerator<FeedEvent, void, undefined> {
  const { key, signal } = job;
  let told: string | undefined;
  while (!signal.aborted) {
    const { root, errors } = await readPatiently<Root>(job, JOB.field, {});
    if (signal.aborted) return;
    const own = errors.map((error) => withPath(error, [key, ...(error.path ?? []).slice(1)]));
    if (root === undefined) return yield { result: { errors: own } };
    const { [JOB.endedAt]: endedAt, ...seen } = root ?? { [JOB.endedAt]: null };
    const result = { data: { [key]: root && seen }, ...(own.length > 0 && { errors: own }) };
    const text = JSON.stringify(result);
    if (text !== told) yield { result };
    told = text;
    // Of what is not there, or has ended, nothing more is to be told.
    if (root === null || endedAt !== null) return;
    await pause(LOOK_MS, signal);
  }
}
