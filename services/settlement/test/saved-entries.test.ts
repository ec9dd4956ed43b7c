/** Settlement gives back its ledger, and what a run says of it to clients: every field of them. */
import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { ExtraService } from '../src/domain/extra-service.ts';
import type { Entry, Line } from '../src/domain/posting.ts';
import { addUp } from '../src/store/adding-up.ts';
import { findLedgerFacts, saveEntries, saveExtraService } from '../src/store/ledger.ts';
import { findClientShares, findEntries, listClientShareVat, type ClientShare, type ClientShareVat } from '../src/store/reading.ts';
import { findRunsOfMonths, nameEntries } from '../src/store/run.ts';
import { saveVoucherServices } from '../src/store/sight.ts';
import { clientShareStatement } from '../src/tables/client-share.ts';

const { inTransaction, givesBack } = storesOf('settlement');

const beyondTeams = (id: string) => ({ organisation: { kind: 'ORGANISER', id }, teamIds: [], beyondTeams: true }) as const;

/** What the provider earns is what organiser and client owe, and so is the tax. */
function lines(): Required<Line>[] {
  const about = { contentId: some.id(), unit: 'MONTH', steps: some.number(), stepsPerUnit: 28, vatPermille: 255 } as const;
  const [organiserCents, clientCents] = [some.cents(), some.cents()];
  return [
    { ...about, account: 'PROVIDER', amountCents: -organiserCents - clientCents, vatCents: -7n },
    { ...about, account: 'ORGANISER', amountCents: organiserCents, vatCents: 4n },
    { ...about, account: 'CLIENT', amountCents: clientCents, vatCents: 3n },
  ];
}

const entry = (): Required<Entry> => ({
  id: some.id(),
  organiserId: some.id(),
  visitId: some.id(),
  voucherId: some.id(),
  personId: some.id(),
  serviceId: some.id(),
  providerId: some.id(),
  unitId: some.id(),
  kind: 'REVERSAL',
  visitVersion: some.number(),
  serviceMonth: some.month(),
  accountingMonth: some.month(),
  reverses: some.id(),
  cause: 'RECALCULATED',
  postedAt: some.instant(),
  lines: lines(),
});
const original = (change: Partial<Entry> = {}): Entry => ({ ...entry(), kind: 'ORIGINAL', reverses: null, cause: null, ...change });

givesBack<Entry>('an entry', {
  full: entry,
  sparse: () => ({ kind: 'ORIGINAL', reverses: null, cause: null, lines: [] }),
  save: (tx, one) => saveEntries(tx, [...(one.reverses ? [original({ id: one.reverses })] : []), one]),
  read: async (tx, { id, visitId, organiserId }) => {
    const { lines: posted } = (await findLedgerFacts(tx, [], [visitId])).posted.get(visitId)![0]!;
    return { ...(await findEntries(tx, beyondTeams(organiserId), [id]))[0], lines: posted };
  },
});

const extraService = (): Required<ExtraService> => ({
  visitId: some.id(),
  visitVersion: some.number(),
  organiserId: some.id(),
  providerId: some.id(),
  personId: some.id(),
  voucherId: some.id(),
  serviceMonth: some.month(),
  accountingMonth: some.month(),
  amountCents: some.cents(),
});

givesBack<ExtraService>('an amount beyond a voucher', {
  full: extraService,
  sparse: () => ({}),
  save: (tx, one) => saveExtraService(tx, [one]),
  read: async (tx, { visitId }) => (await findLedgerFacts(tx, [], [visitId])).kept.get(visitId)![0],
});

test.each([true, false])('a run states each field of a client share, whose service it knows: %s', async (isServiceKnown) => {
  const [posted, extra] = [original(), extraService()];
  const { organiserId, providerId, personId, voucherId, serviceId, accountingMonth: month } = posted;
  const [, organiserLine, clientLine] = posted.lines as [Line, Line, Line];
  await inTransaction(async (tx) => {
    await saveEntries(tx, [posted]);
    await saveExtraService(tx, [{ ...extra, organiserId, providerId, personId, voucherId, accountingMonth: month }]);
    if (isServiceKnown) await saveVoucherServices(tx, [{ voucherId, serviceId }]);
  });
  const [run] = await inTransaction((tx) => findRunsOfMonths(tx, [{ organiserId, month }]));
  const [stated] = await inTransaction(async (tx) => {
    await nameEntries(tx, run!, null, 10);
    await addUp(tx, run!, new Set());
    return await tx.select().from(clientShareStatement).where(eq(clientShareStatement.runId, run!.id));
  });
  const id = stated!.id;
  const organiserCents = organiserLine.amountCents;
  const clientCents = clientLine.amountCents;
  expect(shown(await inTransaction((tx) => findClientShares(tx, beyondTeams(organiserId), [id])))).toEqual(
    shown([
      {
        id,
        runId: run!.id,
        organiserId,
        providerId,
        personId,
        voucherId,
        serviceId: isServiceKnown ? serviceId : null,
        month,
        visits: 1,
        totalCents: organiserCents + clientCents,
        organiserCents,
        clientCents,
        extraServiceCents: extra.amountCents,
      } satisfies ClientShare,
    ]),
  );
  const vat: ClientShareVat = { statementId: id, vatPermille: 255, grossCents: clientCents, vatCents: clientLine.vatCents };
  expect(shown((await inTransaction((tx) => listClientShareVat(tx, [id]))).get(id))).toEqual(shown([vat]));
});
