/**
 * A subscription to a job. The gateway repeats the query that the subscription continues, and sends each answer that
 * differs from the last, until the job has ended.
 */
import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { isId, isYoung } from '@seteli/kit/ids';
import { pause } from '@seteli/kit/waiting';
import { readPatiently, withPath, type Continued } from './continued.ts';
import { badInput } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import { asQuery, FIELD_FIRST, keyOf, name, named, under } from './feed-query.ts';

/** The names that the rewritten query uses for itself. */
const JOB = { field: 'seteliJob', endedAt: 'seteliEndedAt' } as const;

/** The root fields of subscriptions to jobs. Each has a query of the same name. */
export const JOB_FIELDS: readonly string[] = ['settlementJob', 'bookingsJob', 'identityJob'];

/** The root fields whose jobs another service may ask for, so that a job may arrive after the answer that names it. */
const ARRIVING: readonly string[] = ['bookingsJob'];

/** Often enough for a person who watches a progress bar. */
const LOOK_MS = 500;

/** How long the gateway waits for a job that has not arrived. */
const ARRIVAL_MS = 10_000;

/** `isArriving`: the job may not have arrived yet. */
export type JobQuery = { readonly query: string; readonly key: string; readonly isArriving: boolean };

/** Expects a valid document and its subscription to a job with an id. */
export function asJobQuery(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode, id: string): JobQuery {
  if (field.directives?.length) throw badInput(FIELD_FIRST);
  const selection = [...field.selectionSet!.selections, { ...named('endedAt'), alias: name(JOB.endedAt) }];
  const root: FieldNode = { ...field, kind: Kind.FIELD, alias: name(JOB.field), selectionSet: under(selection) };
  const isArriving = ARRIVING.includes(field.name.value) && isId(id) && isYoung(id);
  return { query: asQuery(document, operation, root), key: keyOf(field), isArriving };
}

type Root = Record<string, unknown> & { readonly [JOB.endedAt]: string | null };

type Followed = Continued & Pick<JobQuery, 'key' | 'isArriving'>;

export async function* followJob(job: Followed): AsyncGenerator<FeedEvent, void, undefined> {
  const { key, isArriving, signal } = job;
  const arrival = performance.now() + (isArriving ? ARRIVAL_MS : 0);
  let told: string | undefined;
  while (!signal.aborted) {
    const { root, errors } = await readPatiently<Root>(job, JOB.field, {});
    if (signal.aborted) return;
    if (root === null && errors.length === 0 && told === undefined && performance.now() < arrival) {
      await pause(LOOK_MS, signal);
      continue;
    }
    const own = errors.map((error) => withPath(error, [key, ...(error.path ?? []).slice(1)]));
    if (root === undefined) return yield { result: { errors: own } };
    const { [JOB.endedAt]: endedAt, ...seen } = root ?? { [JOB.endedAt]: null };
    const result = { data: { [key]: root && seen }, ...(own.length > 0 && { errors: own }) };
    const text = JSON.stringify(result);
    if (text !== told) yield { result };
    told = text;
    // No news can follow about a job that is not there or has ended.
    if (root === null || endedAt !== null) return;
    await pause(LOOK_MS, signal);
  }
}
