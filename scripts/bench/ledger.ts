/** What settlement tells about a month: sums of the ledger, and the feed. All through the gateway, as a municipality's system. */
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

/** Waits until the month has that many entries. */
export async function untilPosted(gateway: Gateway, month: Temporal.PlainYearMonth, entries: number): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const found = (await readTotals(gateway, month)).entries;
    if (found >= entries) return;
    if (performance.now() > deadline) throw new Error(`${month} has ${found} entries, not ${entries}, after ${PATIENCE_MS / 1000} s.`);
    await sleep(LOOK_MS);
  }
}

type Page = { settlementFeed: { items: { organiserShare: string | null }[]; endCursor: string | null } };

const PAGE = 200;

/** The rest of the feed after a cursor: where it ends, and the organiser's shares of its items added up. */
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
