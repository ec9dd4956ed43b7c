/**
 * The services carry every accepted extreme input through to the payment file, and nothing of it waits for an operator.
 * Registers the tests.
 */
import { randomUUID } from 'node:crypto';
import { parseEuro } from '@seteli/kit/money';
import { lockMonth } from '@seteli/local/locking';
import { expect, it } from 'vitest';
import { query, readBooks, unlikeTheLedger } from '../books.ts';
import { moveToSettlement } from '../diary.ts';
import type { Payload } from '../rules/reading.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import { openPlayer, play, type Player } from './playing.ts';
import { EUROS, extremes } from './wishes.ts';

const LIMIT_MS = 300_000;
// A larger number or another seed may find more, and takes longer.
const OTHERS = 4;
const SEED = 8;

const STATEMENT = `id total organiserShare clientShare payable carriedForward receivable setOff invoices { total } vat { gross vat }
  lines { visits quantity { amount minutes } total organiserShare clientShare }`;
const MATCHES = `invoiceMatches(first: 50) { edges { node { visitId ledger invoiced state } } }`;

export function whatIsExtreme(world: World, month: Temporal.PlainYearMonth): void {
  const next = month.add({ months: 1 });
  let player: Player;

  /** A chore follows a change that reaches back, part by part. This looks at the books until the chore has ended. */
  async function booksAgree(): Promise<void> {
    await untilWell(world.system);
    let differences: string[] = [];
    await until('the ledger holds what the visits say', async () => {
      const books = await readBooks(world.system, world.client);
      differences = [...unlikeTheLedger(books), ...(books.parked > 0 ? [`${books.parked} parked events`] : [])];
      return differences.length === 0;
    }).catch((fault: unknown) => {
      throw new Error(differences.join('\n'), { cause: fault });
    });
  }

  it('each succeeds or gets a refusal by name or BAD_USER_INPUT, and nothing parks', { timeout: LIMIT_MS }, async () => {
    player = openPlayer(world);
    await play(player, world, extremes(SEED, OTHERS), month.year);
    const { wrong, visits, refused } = player.played;
    expect(wrong).toEqual([]);
    await booksAgree();
    expect(visits.length).toBeGreaterThan(30);
    expect([...refused.keys()]).toEqual(expect.arrayContaining(['BAD_USER_INPUT', 'AMOUNT_TOO_LARGE', 'VISIT_TOO_LONG']));
  });

  const lock = async (wanted: Temporal.PlainYearMonth): Promise<Payload> =>
    await until(`${wanted} is locked`, async () => {
      const input = { idempotencyKey: randomUUID(), month: String(wanted) };
      const selection = `id hash statements(first: 50) { edges { node { ${STATEMENT} } } }`;
      const { run, refusal } = await lockMonth<Payload>(world.client, selection, input);
      if (refusal && refusal.code !== 'BEHIND') throw new Error(`${wanted} was refused: ${refusal.code}`);
      return run ?? undefined;
    });
  const approve = async ({ id: runId, hash }: { id: string; hash: string }): Promise<Payload> =>
    (
      await world.client.ask(
        'second-approver',
        'mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { state total paymentTotal paymentFile } refusal { code } } }',
        { input: { idempotencyKey: randomUUID(), runId, hash } },
      )
    ).approveRun;
  const lockAll = async (through: Temporal.PlainYearMonth): Promise<Payload> => {
    const [open] = await query<{ month: string }>(
      world.system,
      'settlement',
      `select min(month) as month from settlement_run where state in ('PLANNED', 'COLLECTING')`,
    );
    let run: Payload;
    for (
      let at = open?.month ? Temporal.PlainYearMonth.from(open.month.slice(0, 7)) : through;
      Temporal.PlainYearMonth.compare(at, through) <= 0;
      at = at.add({ months: 1 })
    ) {
      run = await lock(at);
      if (at.year === through.year) expect(await approve(run)).toMatchObject({ refusal: null });
    }
    return run;
  };

  it('an approver locks and approves their months, and readers can read everything', { timeout: LIMIT_MS }, async () => {
    await player.change('organiser-admin', 'publishSettlementTerms', 'terms { mode }', {
      // January pays by itself.
      firstMonth: `${month.year}-02`,
      mode: 'PROVIDER_INVOICED',
      carriedRunsMax: 2,
    });
    await moveToSettlement(world.system.clockFile, month);
    await untilWell(world.system);
    await lockAll(month);
    for (const [persona, fields] of [
      ['service-manager', `settlementStatements(first: 50) { edges { node { ${STATEMENT} } } }`],
      ['approver', 'clientShareStatements(first: 50) { edges { node { total clientShare extraService visits vat { gross vat } } } }'],
      ['approver', `ledgerTotals(month: "${month}") { total organiserShare clientShare }`],
      ['organiser-admin', `commitments(year: ${month.year}) { granted used outsideQuota held released }`],
      [
        'granter',
        `vouchers(first: 50) { edges { node { entitlements { quantity { amount minutes } remaining(day: "${month}-01") { amount minutes } } } } }`,
      ],
      [
        'recorder',
        'bookings(first: 50) { edges { node { visits(first: 20) { edges { node { total clientShare lines { quantity { amount minutes } total } } } } } } }',
      ],
    ] as const)
      await player.send(persona, `{ ${fields} }`, {});
    const explain = 'query ($id: ID!) { explainVisit(visitId: $id) { pieces { quantity { amount minutes } unitPrice } shares { total } } }';
    await Promise.all(player.played.visits.slice(0, 40).map((id) => player.send('recorder', explain, { id })));
    expect(player.played.wrong).toEqual([]);
  });

  it('invoices with two thousand of the largest lines block no statement', { timeout: LIMIT_MS }, async () => {
    const { send, change, played } = player;
    const asked = `{ settlementStatements(first: 10) { edges { node { id month mode state payable ${MATCHES} } } } }`;
    const statements = async (): Promise<Payload[]> =>
      (await send('service-manager', asked, {})).settlementStatements.edges.map(({ node }: Payload) => node);
    const statement = (await statements()).find(({ mode, payable }) => mode === 'PROVIDER_INVOICED' && payable !== '0.00');
    const [first] = statement.invoiceMatches.edges.map(({ node }: Payload) => node);
    const submit = (amount: string) =>
      change('service-manager', 'submitInvoice', 'statement { id invoices { total } }', {
        idempotencyKey: '',
        statementId: statement.id,
        invoiceNumber: randomUUID().slice(0, 35),
        invoiceDay: `${next}-05`,
        lines: Array.from({ length: 1_999 }, () => ({ visitId: first.visitId, amount })),
      });
    // Five of the first would be more than the database can add up.
    for (let time = 0; time < 5; time++) for (const amount of EUROS.slice(0, 3)) await submit(amount);
    await submit('-1000000.00');
    const after = (await statements()).find(({ id }) => id === statement.id);
    expect(played.wrong).toEqual([]);
    expect(after.invoiceMatches.edges.find(({ node }: Payload) => node.visitId === first.visitId).node.state).toBe('DIFFERS');
  });

  it(
    'corrections and values that reach back are as extreme, and the next month is locked and approved too',
    { timeout: LIMIT_MS },
    async () => {
      const { change, played } = player;
      await untilWell(world.system);
      for (const [index, visitId] of played.visits.entries()) {
        if (index % 3 === 0) await change('checker', 'creditVisit', 'visit { id }', { idempotencyKey: '', visitId, reason: 'Virhe' });
      }
      await moveToSettlement(world.system.clockFile, next);
      await untilWell(world.system);
      await lockAll(next);
      await booksAgree();
      expect(played.wrong).toEqual([]);
      const [sums] = await query<{ ledger: string }>(
        world.system,
        'settlement',
        `select coalesce(sum(amount_cents), 0)::text as ledger from ledger_line`,
      );
      expect(parseEuro(`${sums!.ledger}.00`)).toBe(0n);
    },
  );
}
