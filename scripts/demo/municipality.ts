/**
 * The checks that a municipality can make for itself: the feed has no gap, its chain is unbroken, the sums agree, and
 * other organisers see nothing.
 */
import { createHash } from 'node:crypto';
import { formatEuro, parseEuro, sumCents } from '@seteli/kit/money';
import { PIRKANMAA } from '@seteli/local/personas';
import { Difference, expectToBe, say } from './account.ts';
import type { DemoMonth } from './calendar.ts';
import type { FeedItem } from './feed.ts';
import * as ask from './queries.ts';
import type { Run } from './settlement.ts';
import { amounts, client } from './stage.ts';

export const entriesOf = (items: readonly FeedItem[]) => items.filter(({ kind }) => kind === 'LEDGER_ENTRY');

export function checkFeed(before: FeedItem | null, streamed: readonly FeedItem[], queried: readonly FeedItem[]): void {
  if (streamed.map(({ hash }) => hash).join() !== queried.map(({ hash }) => hash).join())
    throw new Difference('query and stream answered different items');
  say(`✓ by query and by stream the same ${streamed.length} items`);
  let previous = before;
  for (const item of streamed) {
    const hash = createHash('sha256')
      .update(item.previousHash + item.payload)
      .digest('hex');
    if (item.hash !== hash || item.previousHash !== (previous?.hash ?? '0'.repeat(64)) || item.seq !== (previous?.seq ?? 0) + 1)
      throw new Difference(`the chain is broken at item ${item.seq}`);
    previous = item;
  }
  say('✓ numbers without a gap, hash chain unbroken');
}

export async function compareSums({ month }: DemoMonth, items: readonly FeedItem[], run: Run): Promise<void> {
  const { ledgerTotals } = await client.ask('system', ask.TOTALS, { month: String(month) });
  const sum = (field: 'total' | 'organiserShare' | 'clientShare') =>
    formatEuro(sumCents(entriesOf(items).map((item) => parseEuro(item[field]!)!)));
  expectToBe(
    'feed, ledger and run agree: total, organiser, client',
    [amounts({ total: sum('total'), organiserShare: sum('organiserShare'), clientShare: sum('clientShare') }), amounts(ledgerTotals)],
    [amounts(run), amounts(run)],
  );
}

export async function othersSeeNothing(): Promise<void> {
  const { errors } = await client.send('other-system', 'query ($id: ID!) { settlementFeed(organiserId: $id) { items { id } } }', {
    id: PIRKANMAA.id,
  });
  expectToBe('another county’s system asks for the feed', errors?.[0]?.extensions?.code, 'FORBIDDEN');
}
