/**
 * Records and changes visits: it reads the input, carries it out, and answers with the shares if vouchers is quick
 * enough.
 */
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Actor } from '@seteli/kit/actor';
import { inputReader } from '@seteli/kit/bounds';
import { UnreadRow } from '@seteli/kit/rows';
import type { Id } from '@seteli/kit/ids';
import type { Job } from '@seteli/kit/jobs';
import type { OnceAnswer } from '@seteli/kit/idempotency';
import type { Decision, Refusal } from '@seteli/kit/result';
import { badInput, sentencesOf } from '@seteli/kit/errors';
import type { Sentences } from '@seteli/kit/language';
import { wantedLanguage } from '@seteli/kit/request';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/bookings';
import { fieldOfVouchersRefusal } from '@seteli/schema/visit-fields';
import type { WantedVisit } from '../commands/changing.ts';
import type { Desk } from '../commands/desk.ts';
import { startImport } from '../commands/importing.ts';
import { LINES_AT_ONCE_MAX } from '../domain/limits.ts';
import { TABLE_FAULTS } from '../domain/table-faults.ts';
import { readTableFile } from '../domain/table-text.ts';
import { readVisitTable, type TableLine, type VisitTable } from '../domain/visit-table.ts';
import type { VisitToRecord } from '../domain/recorded.ts';
import type { RefusedAllocation, Visit } from '../domain/visit.ts';
import { requireRight } from '../policy.ts';
import { listLines } from '../store/import.ts';
import type { Context } from './context.ts';
import { fieldOf, readChange, readRow, type Noting } from './recorded.ts';

export const toldRefusal = ({ code, remaining, details }: RefusedAllocation): Refusal => ({
  code,
  ...(remaining && { remaining }),
  ...(details && { details }),
});

/** Vouchers names no fields, since it never saw the recorder's input. */
export function storedRefusal(visit: Visit): Refusal | null {
  if (!visit.refusal) return null;
  const path = fieldOfVouchersRefusal(toldRefusal(visit.refusal), { ...visit, overlapReasonGiven: visit.overlapReason !== null });
  return { ...toldRefusal(visit.refusal), ...(path && { path }) };
}

type RecordingResult = { readonly visit: Visit | null; readonly refusal: Refusal | null };

/** A recorder gets a refusal when vouchers refused the visit: for them nothing was recorded. */
const resultOf = (visit: Visit | null): RecordingResult =>
  visit?.allocation === 'REFUSED' ? { visit: null, refusal: storedRefusal(visit) } : { visit, refusal: null };

/** A refused change is a refusal, too: the visit is as it was. */
const resultOfChange = (visit: Visit | null): RecordingResult =>
  visit?.refusal ? { visit: null, refusal: storedRefusal(visit) } : { visit, refusal: null };

const EXTERNAL_ID_MAX = 255;

/** Names where in the whole input the obstacle lies. A mismatch of the key belongs to no row. */
export const inRow = (row: readonly string[], { path = [], ...refusal }: Refusal): Refusal => ({
  ...refusal,
  path: refusal.code === 'IDEMPOTENCY_MISMATCH' ? path : [...row, ...path],
});

/** Records the readable rows, and waits a moment for the shares. */
async function recordRows(
  { shared, load, actor }: Context,
  input: api.RecordVisitsInput,
  read: readonly VisitToRecord[],
): Promise<RecordingResult[]> {
  if (read.length === 0) return [];
  const { rows, isNew } = await shared.record({ actor, input, rows: read });
  if ('accepted' in rows) return read.map(() => ({ visit: null, refusal: rows.refusal }));
  const ids = rows.flatMap((row) => (row.accepted ? [row.value] : []));
  const answered = await shared.answered(ids);
  const visitOf = async (id: Id) => (isNew && answered.get(id)) || (await load.visit.load(id));
  return await Promise.all(
    rows.map(async (row) => (row.accepted ? resultOf(await visitOf(row.value)) : { visit: null, refusal: row.refusal })),
  );
}

type OfRow = RecordingResult & { readonly index: number; readonly externalId: string | null };
type ReadRow<Given, Read> = { readonly visit: Given; readonly row: Read } | Refusal;

/** Refuses only the row that says what no visit could be. */
export function judged<Given, Read>(given: Given | UnreadRow, read: (given: Given) => Read): ReadRow<Given, Read> {
  if (given instanceof UnreadRow) return unread(given.path, given.sentences);
  try {
    return { visit: given, row: read(given) };
  } catch (fault) {
    if (fault instanceof GraphQLError) return unread(fieldOf(fault), sentencesOf(fault));
    throw fault;
  }
}

const unread = (path: readonly string[], sentences: Sentences): Refusal => ({ code: 'BAD_USER_INPUT', path, sentences });

/** The sender's name for the row, as far as bookings can read it. */
function nameOf(given: api.VisitInput | UnreadRow): string | null {
  const named = given instanceof UnreadRow ? (given.given as Partial<api.VisitInput> | null)?.externalId : given.externalId;
  return typeof named === 'string' && named.length <= EXTERNAL_ID_MAX ? named : null;
}

export async function recordVisits(_: unknown, { input }: api.MutationRecordVisitsArgs, context: Context): Promise<{ results: OfRow[] }> {
  requireRight(context.actor, 'recordVisits');
  const noting = { actor: context.actor, now: context.clock.now() };
  const given: readonly (api.VisitInput | UnreadRow)[] = input.visits;
  const rows = given.map((visit) => judged(visit, (row) => readRow(row, noting)));
  const readable = rows.flatMap((row) => ('row' in row ? [row] : []));
  // The key does not stand for unreadable rows: the sender mends them and sends them under another key.
  const sent = readable.length === rows.length ? input : { ...input, visits: readable.map(({ visit }) => visit) };
  const recordings = (
    await recordRows(
      context,
      sent,
      readable.map(({ row }) => row),
    )
  ).values();
  const results = rows.map((row, index): OfRow => {
    const { visit, refusal } = 'row' in row ? recordings.next().value! : { visit: null, refusal: row };
    return { index, externalId: nameOf(given[index]!), visit, refusal: refusal && inRow(['visits', String(index)], refusal) };
  });
  return { results };
}

type Imported = { readonly line: number; readonly visit: Visit | null; readonly refusal: Refusal | null; readonly fault: string | null };
type JudgedLine = { readonly line: number } & (
  | { readonly visit: api.VisitInput; readonly row: VisitToRecord }
  | { readonly fault: Sentences }
);

/** A line that says what no visit could be is a fault of that line alone. */
function readLine(given: TableLine, bounded: (visit: api.VisitInput) => api.VisitInput, noting: Noting): JudgedLine {
  if ('fault' in given) return given;
  try {
    const visit = bounded(given.visit);
    return { line: given.line, visit, row: readRow(visit, noting) };
  } catch (fault) {
    if (fault instanceof GraphQLError) return { line: given.line, fault: sentencesOf(fault) };
    throw fault;
  }
}

function readTable({ csv, file }: api.ImportVisitsInput): VisitTable {
  if ((csv == null) === (file == null)) return { fault: TABLE_FAULTS.CSV_OR_FILE };
  const read = file == null ? { text: csv! } : readTableFile(file);
  return 'fault' in read ? read : readVisitTable(read.text);
}

/** Records from a table, and answers each line by its number. A job records a long table and answers later. */
export async function importVisits(
  _: unknown,
  { input }: api.MutationImportVisitsArgs,
  context: Context,
  { schema }: Pick<GraphQLResolveInfo, 'schema'>,
): Promise<{ results: readonly Imported[]; job: Job | null; refusal: Refusal | null }> {
  requireRight(context.actor, 'recordVisits');
  const read = readTable(input);
  if ('fault' in read) throw badInput(read.fault);
  const noting = { actor: context.actor, now: context.clock.now() };
  const bounded = inputReader<api.VisitInput>(schema, 'VisitInput');
  const lines = read.lines.map((line) => readLine(line, bounded, noting));
  if (lines.length > LINES_AT_ONCE_MAX) return await importLong(context, input, lines);
  const readable = lines.flatMap((line) => ('row' in line ? [line] : []));
  const visits = readable.map(({ visit }) => visit);
  const results = await recordRows(
    context,
    { idempotencyKey: input.idempotencyKey, visits },
    readable.map(({ row }) => row),
  );
  const byLine = new Map(readable.map(({ line }, index) => [line, results[index]!]));
  const table = input.file == null ? 'csv' : 'file';
  return {
    results: lines.map((given) => {
      const { visit = null, refusal = null } = byLine.get(given.line) ?? {};
      const fault = 'fault' in given ? inWords(given.fault) : null;
      return { line: given.line, visit, refusal: refusal && inRow([table, String(given.line)], refusal), fault };
    }),
    job: null,
    refusal: null,
  };
}

const inWords = (fault: Sentences): string => fault[wantedLanguage() ?? 'EN'];

async function importLong(context: Context, input: api.ImportVisitsInput, lines: readonly JudgedLine[]) {
  const decision = await startImport(context, context.actor, input, lines);
  return decision.accepted
    ? { results: [], job: await context.load.job.load(decision.value), refusal: null }
    : { results: [], job: null, refusal: decision.refusal };
}

/** Lines may tell of clients whom colleagues of other teams do not know, so only their sender reads them. */
export async function importedVisits(
  _: unknown,
  args: api.QueryImportedVisitsArgs,
  { actor, database, load }: Context,
): Promise<Imported[] | null> {
  const job = await load.job.load(args.jobId);
  if (job?.startedBy !== actor.userId) return null;
  const lines = await listLines(database.reader, job.id, args);
  return await Promise.all(
    lines.map(async ({ line, visitId, refusal, fault }) => ({
      line,
      ...(visitId === null ? { visit: null, refusal } : resultOf(await load.visit.load(visitId))),
      fault: fault && inWords(fault),
    })),
  );
}

/** Answers a change like a recording: with the shares, if vouchers is quick enough. */
export const aboutChange =
  <Input extends api.EditVisitInput>(
    action: Parameters<typeof requireRight>[1],
    command: (desk: Desk, actor: Actor, input: Input, to: WantedVisit) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context): Promise<RecordingResult> => {
    const { actor, clock, shared, load } = context;
    requireRight(actor, action);
    requireIds(input.visitId);
    const decision = await command(context, actor, input, readChange(input, { actor, now: clock.now() }));
    if (!decision.accepted) return { visit: null, refusal: decision.refusal };
    await shared.answered([decision.value]);
    return resultOfChange(await load.visit.load(decision.value));
  };

type OneVisit = { readonly idempotencyKey: string; readonly visitId: Id };

export const aboutVisit =
  <Input extends OneVisit>(
    action: Parameters<typeof requireRight>[1],
    command: (desk: Desk, actor: Actor, input: Input) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context): Promise<RecordingResult> => {
    requireRight(context.actor, action);
    requireIds(input.visitId);
    const decision = await command(context, context.actor, input);
    return decision.accepted
      ? { visit: await context.load.visit.load(decision.value), refusal: null }
      : { visit: null, refusal: decision.refusal };
  };

type SeveralVisits = { readonly visits: readonly { readonly visitId: Id }[] };

/** Answers each in the order of the input. */
export const aboutVisits =
  <Input extends SeveralVisits>(
    action: Parameters<typeof requireRight>[1],
    command: (desk: Desk, actor: Actor, input: Input) => Promise<OnceAnswer<Decision<Id>[]>>,
  ) =>
  async (
    _: unknown,
    { input }: { input: Input },
    context: Context,
  ): Promise<{ results: (RecordingResult & { readonly index: number })[] }> => {
    requireRight(context.actor, action);
    requireIds(...input.visits.map(({ visitId }) => visitId));
    const answer = await command(context, context.actor, input);
    const decisions = 'accepted' in answer ? input.visits.map(() => answer) : answer;
    const results = decisions.map(async (decision, index) =>
      decision.accepted
        ? { index, visit: await context.load.visit.load(decision.value), refusal: null }
        : { index, visit: null, refusal: decision.refusal },
    );
    return { results: await Promise.all(results) };
  };
