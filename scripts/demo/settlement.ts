/** The settlement of the month: lock, a second person, statements, payment file. */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import { lockMonth } from '@seteli/local/locking';
import { chapter, expectToBe, within } from './account.ts';
import { listRuns, type DemoMonth } from './calendar.ts';
import * as ask from './queries.ts';
import { amounts, client, clockFile, type Booked, type Row } from './stage.ts';

export type Run = { id: string; hash: string; organiserShare: string; clientShare: string; total: string };

export async function settle({ month, settlementTime }: DemoMonth, booked: Booked[]): Promise<Run> {
  chapter(`6. Settlement of ${month}`);
  const lock = (of = String(month)) => onceKnown(() => lockMonth<Row & Run>(client, ask.RUN, { idempotencyKey: randomUUID(), month: of }));
  expectToBe('before the settlement day', (await lock()).refusal?.code, 'TOO_EARLY');
  await moveDevelopmentClock(clockFile, settlementTime);
  for (const run of await listRuns(client)) if (run.state === 'COLLECTING' && run.month < String(month)) await lock(run.month);
  const { run: locked, refusal } = await lock();
  const run = locked!;
  expectToBe('on the settlement day', [refusal, run.state], [null, 'LOCKED']);
  const [statement] = (
    run.statements as { edges: { node: Row & { payable: string; statementNumber: string; provider: { name: string } } }[] }
  ).edges.map(({ node }) => node);
  expectToBe(`statement ${statement!.statementNumber} of ${statement!.provider.name}: total, organiser, client`, amounts(statement!), [
    '663.80',
    '628.05',
    '35.75',
  ]);
  const shares = (run.clientShareStatements as { edges: { node: Row }[] }).edges.map(({ node }) => node.clientShare);
  expectToBe('client share statements', shares.toSorted(), ['0.00', '35.75']);
  const approve = async (persona: 'approver' | 'second-approver') =>
    (await client.ask(persona, ask.APPROVE_RUN, { input: { idempotencyKey: randomUUID(), runId: run.id, hash: run.hash } })).approveRun;
  expectToBe('approved by the same person', (await approve('approver')).refusal.code, 'SECOND_PERSON_NEEDED');
  const approved = (await approve('second-approver')).run;
  expectToBe('approved by a second person', [approved.state, approved.hash], ['APPROVED', run.hash]);
  const controlSum = /<CtrlSum>([^<]+)<\/CtrlSum>/.exec(approved.paymentFile)?.[1];
  expectToBe('pain.001: control sum and the ledger’s organiser share', controlSum, approved.organiserShare);
  const exported = (await client.ask('approver', ask.EXPORT_RUN, { input: { idempotencyKey: randomUUID(), runId: run.id } })).exportRun;
  expectToBe('sent to the bank', exported.run.state, 'EXPORTED');
  const settled = await within(5_000, 'the visits are settled', async () => settledVisits(booked));
  const edit = { idempotencyKey: randomUUID(), visitId: settled, start: `${month}-08T08:00:00Z`, end: `${month}-08T09:00:00Z` };
  expectToBe(
    'a settled visit may no longer be edited',
    (await client.ask('recorder', ask.EDIT, { input: edit })).editVisit.refusal.code,
    'SETTLED',
  );
  return approved;
}

/** The id of a settled visit, once all approved visits of this month are settled. */
async function settledVisits(booked: Booked[]): Promise<string | undefined> {
  const states = await Promise.all(
    booked.map(async ({ bookingId }) =>
      (await client.ask('recorder', ask.VISIT_STATES, { id: bookingId })).booking.visits.edges.map(({ node }: { node: Row }) => node),
    ),
  );
  const visits = states.flat() as { id: string; state: string }[];
  return visits.some(({ state }) => state === 'APPROVED') ? undefined : visits.find(({ state }) => state === 'SETTLED')?.id;
}
