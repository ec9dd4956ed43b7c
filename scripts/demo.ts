/**
 * Plays one voucher's life against the running system, through the gateway only, and tells it with the amounts. The
 * first difference ends it with a non-zero exit code. Each run plays the next month, so anybody can run it again and
 * again.
 */
import { requireDevelopment } from '@seteli/local/development';
import { moveDevelopmentClock } from '@seteli/local/development-clock';
import { chapter, Difference, say, within } from './demo/account.ts';
import { listRuns, planMonth } from './demo/calendar.ts';
import { readFeed, subscribe } from './demo/feed.ts';
import { checkFeed, compareSums, entriesOf, othersSeeNothing } from './demo/municipality.ts';
import { settle } from './demo/settlement.ts';
import { client, clockFile } from './demo/stage.ts';
import { recordAssistance, recordCleaning } from './demo/visits.ts';
import { book, grantVouchers, openVoucher } from './demo/voucher.ts';

async function main(): Promise<void> {
  requireDevelopment('The demonstration');
  const month = planMonth(await listRuns(client), clockFile);
  say(`Seteli at ${client.url}; this run lives through ${month.month}.`);
  await moveDevelopmentClock(clockFile, month.recordingTime);
  const before = (await readFeed(client, null, 200)).at(-1) ?? null;
  const municipality = await subscribe(client, { after: before?.cursor ?? null });

  const vouchers = await grantVouchers();
  await openVoucher(vouchers.assistance);
  const assistance = await book('assistance', vouchers.assistance);
  const cleaning = await book('cleaning', vouchers.cleaning);
  await recordAssistance(month, assistance);
  const approved = await recordCleaning(month, cleaning);

  chapter('5. Ledger and feed');
  await within(1_000, 'all approved visits are in the municipality’s feed', async () =>
    entriesOf(municipality.items).length >= approved ? true : undefined,
  );
  municipality.cut();
  const resumedAfter = municipality.items[1]!.cursor;
  const resumed = await subscribe(client, { lastEventId: resumedAfter });

  const run = await settle(month, [assistance, cleaning]);

  chapter('7. The municipality');
  const tail = await within(5_000, 'the stream that was cut off has come back without a gap, to the exported run', async () => {
    const items = [...municipality.items.slice(0, 2), ...resumed.items];
    return items.at(-1)?.payload.includes('EXPORTED') ? items : undefined;
  });
  resumed.cut();
  checkFeed(before, tail, await readFeed(client, before?.cursor ?? null, 3));
  await compareSums(month, tail, run);
  await othersSeeNothing();
  console.log('\nThe voucher’s month has been lived, to the cent.');
}

try {
  await main();
  process.exit(0);
} catch (fault) {
  console.error(fault instanceof Difference ? `\n✗ ${fault.message}` : fault);
  process.exit(1);
}
