/**
 * Reads what settlement tells about a month: sums of the ledger, and the feed. It asks through the gateway, as a
 * municipality's system does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEuro } from '@seteli/kit/money';
import { PIRKANMAA } from '@seteli/local/personas';
import type { Gateway } from './gateway.ts';

export type Totals = { readonly entries: number; readonly organiserShare: string };

export async function readTotals(gateway: Gateway, month: Temporal.PlainYearMonth): Promise<Totals> {
  const query = 'query ($month: Month!) { ledgerTotals(month: $month) { entries organiserShare } }';
  return (await gateway.ask<{ ledgerTotals: Totals }>('system', query, { month: String(month) })).ledgerTotals;
}

const LOOK_MS = 25;
const PATIENCE_MS = 120_000;

type Runs = { settlementRuns: { edges: { node: { month: string; organiserShare: string } }[] } };

/**
 * The organiser's debt for the month so far. Settlement keeps this sum with the run, so frequent questions cost
 * nothing.
 */
export async function readOwedCents(gateway: Gateway, month: Temporal.PlainYearMonth): Promise<bigint> {
  const query = '{ settlementRuns(first: 5) { edges { node { month organiserShare } } } }';
  const { settlementRuns } = await gateway.ask<Runs>('approver', query);
  const run = settlementRuns.edges.find(({ node }) => node.month === String(month));
  return parseEuro(run?.node.organiserShare ?? '0.00')!;
}

/** Waits until the organiser owes that much for the month, that is, until the ledger holds the last visit. */
export async function untilOwed(gateway: Gateway, month: Temporal.PlainYearMonth, cents: bigint): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const found = await readOwedCents(gateway, month);
    if (found === cents) return;
    if (performance.now() > deadline)
      throw new Error(`The ledger of ${month} owes ${found} cents, not ${cents}, after ${PATIENCE_MS / 1000} s.`);
    await sleep(LOOK_MS);
  }
}

type Page = { settlementFeed: { items: { organiserShare: string | null }[]; endCursor: string | null } };

const PAGE = 200;

/** The rest of the feed after a cursor: its end cursor, and the sum of the organiser's shares. */
export async function readFeed(gateway: Gateway, after: string | null): Promise<{ end: string | null; organiserCents: bigint }> {
  const query = `query ($id: ID!, $after: String, $first: Int!) {
    settlementFeed(organiserId: $id, after: $after, first: $first) { items { organiserShare } endCursor } }`;
  let organiserCents = 0n;
  for (let end = after; ;) {
    const { settlementFeed } = await gateway.ask<Page>('system', query, { id: PIRKANMAA.id, after: end, first: PAGE });
    for (const { organiserShare } of settlementFeed.items) organiserCents += organiserShare === null ? 0n : parseEuro(organiserShare)!;
    end = settlementFeed.endCursor;
    if (settlementFeed.items.length < PAGE) return { end, organiserCents };
  }
}
