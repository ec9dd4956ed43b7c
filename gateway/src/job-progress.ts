/** A subscription to a job: the query that it continues is read again and again, and told on when it says something else, until the job has ended. */
import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { isId, isYoung } from '@seteli/kit/ids';
import { pause } from '@seteli/kit/waiting';
import { readPatiently, withPath, type Continued } from './continued.ts';
import { badInput } from './errors.ts';
import type { FeedEvent } from './feed.ts';
import { asQuery, FIELD_FIRST, keyOf, name, named, under } from './feed-query.ts';

/** The names that the rewritten query uses for itself. */
const JOB = { field: 'seteliJob', endedAt: 'seteliEndedAt' } as const;

/** The root fields of subscriptions to jobs; each has a query of its name. */
export const JOB_FIELDS: readonly string[] = ['settlementJob', 'bookingsJob'];

/** Where a job may arrive later than the answer that names it: another service has asked for it. */
const ARRIVING: readonly string[] = ['bookingsJob'];

/** As often as somebody who watches a bar grow wants to know. */
const LOOK_MS = 500;

/** As long as a job that is not there may yet arrive. */
const ARRIVAL_MS = 10_000;

/** `isArriving`: it may be that it is not there yet. */
export type JobQuery = { readonly query: string; readonly key: string; readonly isArriving: boolean };

/** Expects a valid document and its subscription to a job, whose id is given. */
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
    // Of what is not there, or has ended, nothing more is to be told.
    if (root === null || endedAt !== null) return;
    await pause(LOOK_MS, signal);
  }
}
