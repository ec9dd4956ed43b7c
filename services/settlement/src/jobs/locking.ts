/**
 * The job of a lock. It names the month's entries, freezes them with statements and a hash, and tells bookings which
 * visits the run pays. From the command on, nobody posts to the month, so each piece finds the same entries.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { planForMuch, type Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { startJob, type Job, type Piece, type Work } from '@seteli/kit/jobs';
import { publish } from '@seteli/kit/outbox';
import { unitBillers } from '../domain/billing.ts';
import { extendFeed, type FeedHead } from '../domain/feed.ts';
import { payBy } from '../domain/payment.ts';
import { sumShares } from '../domain/posting.ts';
import { freeze, type Run } from '../domain/run.ts';
import { issueStatements, linesToState, type Statement } from '../domain/statement.ts';
import { termsOf } from '../domain/terms.ts';
import { feedExtended, runChanged, visitsSettled } from '../events.ts';
import { lockLedgers, saveFeed } from '../store/ledger.ts';
import { addUp } from '../store/adding-up.ts';
import * as party from '../store/party.ts';
import * as payments from '../store/payment.ts';
import * as store from '../store/run.ts';
import * as statements from '../store/statement.ts';
import { listBilling, listTerms } from '../store/terms.ts';
import { openLocked, tellStated } from './telling.ts';

export const LOCK_RUN = 'LOCK_RUN';

/** `after` is the last entry that the job has named, or told bookings about. */
type LockStep = { readonly at: 'NAME' | 'TELL'; readonly after: Id | null } | { readonly at: 'FREEZE' };

/** The job names each entry and tells bookings about it; freezing takes about as long as either. */
const ROUNDS = 3;
const ENTRIES_AT_ONCE = 50_000;

export const startLock = (tx: Tx, actor: Actor, { id, entries }: Run, now: Instant): Promise<Id> =>
  startJob(tx, actor, {
    kind: LOCK_RUN,
    subjectId: id,
    step: { at: 'NAME', after: null } satisfies LockStep,
    total: ROUNDS * entries,
    now,
  });

export const lockWork = (entriesAtOnce = ENTRIES_AT_ONCE): Work<LockStep> => ({
  kind: LOCK_RUN,
  async piece(tx, job, now) {
    await planForMuch(tx);
    const run = await store.getRun(tx, job.subjectId);
    if (job.step.at === 'NAME') return await name(tx, run, job, job.step.after, entriesAtOnce);
    if (job.step.at === 'TELL') return await tell(tx, run, job, job.step.after, entriesAtOnce, now);
    // Somebody locks each run.
    await freezeAll(tx, run, job.startedBy!, now);
    return { done: job.done + run.entries, step: { at: 'TELL', after: null } };
  },
});

async function name(tx: Tx, run: Run, { done }: Job, after: Id | null, most: number): Promise<Piece<LockStep>> {
  const { count, last } = await store.nameEntries(tx, run, after, most);
  return { done: done + count, step: count < most ? { at: 'FREEZE' } : { at: 'NAME', after: last } };
}

/** In one transaction, so a reader sees either a month that is being locked or a locked one with its statements. */
async function freezeAll(tx: Tx, run: Run, by: Id, now: Instant): Promise<void> {
  const { organiserId } = run;
  await store.addUpInMemory(tx);
  await store.tellPlanner(tx, 'run_entry');
  const issued = await issue(tx, run);
  const locked = freeze(run, await store.computeRunHash(tx, run.id));
  // As late as possible: this lock makes everybody wait who posts to the organiser's ledger or sends it an invoice.
  const head = (await lockLedgers(tx, [organiserId])).get(organiserId)!;
  const unpaid = await payments.listUnpaid(tx, organiserId);
  const creditors = await party.findCreditors(tx, new Set(unpaid.map(({ providerId }) => providerId)));
  await payments.savePayments(tx, payBy(run.id, unpaid, creditors));
  await store.saveRun(tx, locked);
  await tellAboutRun(tx, head, locked, by, now);
  await openLocked(tx, locked, { now, actor: by });
  tellStated(tx, issued, { now, actor: by });
}

/** Writes the statements of the run to providers and to clients. */
async function issue(tx: Tx, run: Run): Promise<readonly Statement[]> {
  const { organiserId, month } = run;
  const sums = await addUp(tx, run, unitBillers(month, await listBilling(tx)));
  if (sumShares(sums).organiserCents !== run.organiserCents) throw new Error(`the lines of run ${run.id} do not make its sum`);
  const lines = linesToState(sums);
  const debts = await statements.findDebts(tx, organiserId, month);
  const billed = new Set([...lines.map(({ providerId }) => providerId), ...debts.keys()]);
  const facts = {
    run,
    series: await statements.seriesOf(tx, organiserId),
    lines,
    debts,
    creditors: await party.findCreditors(tx, billed),
    terms: termsOf(month, await listTerms(tx, organiserId)),
    endedApprovals: await party.findEndedApprovals(tx, organiserId, billed, month),
  };
  const issued = issueStatements(facts, newId);
  await statements.saveStatements(tx, issued, lines);
  await store.tellPlanner(tx, 'statement');
  await statements.saveStatementVisits(tx, run.id);
  return issued;
}

async function tell(tx: Tx, run: Run, { done, startedBy }: Job, after: Id | null, most: number, now: Instant): Promise<Piece<LockStep>> {
  const { count, last, visits } = await store.listSettledVisits(tx, run, after, most);
  publish(tx, run.organiserId, visitsSettled(run, visits), { now, actor: startedBy! });
  return { done: done + count, step: count < most ? null : { at: 'TELL', after: last } };
}

export async function tellAboutRun(tx: Tx, head: FeedHead, run: Run, by: Id, now: Instant): Promise<void> {
  const items = extendFeed(head, [runChanged(run)], { now, newId });
  await saveFeed(tx, items);
  publish(tx, run.organiserId, items.map(feedExtended), { now, actor: by });
}
