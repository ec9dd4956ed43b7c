/** Tests billing by providers (rules 42a): no payment before the invoice or beyond the ledger; both see differences. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import { expectFoundByState, expectNoCentLost, matchesOf, openOffice, type Statement } from './office.ts';
import * as w from './world.ts';

let world: w.World;
let office: ReturnType<typeof openOffice>;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
  office = openOffice(world);
});
afterAll(() => world.stop());

/** An organiser whose providers bill from June on, and one of them. */
async function billing(iban: string | null = w.ACCOUNT) {
  const organiser = await world.registered();
  await office.publishTerms(organiser.staff.admin, { mode: 'PROVIDER_INVOICED' });
  return { organiser, provider: await office.newProvider(iban) };
}

const visitOf = (providerId: Id, cents: bigint, serviceMonth = '2026-06') =>
  w.visit({ providerId, recordedAt: `${serviceMonth}-20T09:00:00Z`, lines: [{ serviceMonth, totalCents: cents, organiserCents: cents }] });

const statementOf = async (actor: Actor, month = '2026-06'): Promise<Statement> =>
  (await office.statementsOf(actor)).find((statement) => statement.month === month)!;

const sorted = (...rows: (string | null)[][]) => rows.toSorted();

it('five invoices of two thousand lines at the largest amounts keep no statement from being read or paid', async () => {
  const { organiser, provider } = await billing();
  const visit = visitOf(provider.id, 8000n);
  await world.say(organiser, w.approved(organiser, visit));
  const run = await office.lock(organiser, '2026-06');
  const { id } = await statementOf(provider.biller);
  const submit = `mutation ($input: SubmitInvoiceInput!) { submitInvoice(input: $input) { refusal { code } } }`;
  for (const amount of ['9999999999999.99', '1000000.01', '1000000.00', '-1000000.00'])
    for (let time = 0; time < 5; time++) {
      const lines = Array.from({ length: 1_999 }, () => ({ visitId: visit.id, amount }));
      const input = { idempotencyKey: newId(), statementId: id, invoiceNumber: `${amount} ${time}`, invoiceDay: '2026-07-08', lines };
      const { data, errors } = await world.settlement.ask(provider.biller, submit, { input });
      const isTooMuch = amount.startsWith('9') || amount.endsWith('1');
      expect([amount, data?.submitInvoice.refusal, errors?.[0]?.extensions.code]).toEqual(
        isTooMuch ? [amount, undefined, 'BAD_USER_INPUT'] : [amount, null, undefined],
      );
    }
  expect(matchesOf(await statementOf(provider.biller))).toEqual([[visit.id, 'DIFFERS', '80.00', '0.00']]);
  expect((await office.approve(organiser, run.id)).transfers.map(({ amount }) => amount)).toEqual(['80.00']);
});

it('60: an invoice states the tax of its sum at the ledger’s rates, and none where a rate is unknown', async () => {
  const { organiser, provider } = await billing();
  const line = { totalCents: 1067n, organiserCents: 1067n, steps: 20, vatPermille: 255, totalVatCents: 217n, organiserVatCents: 217n };
  const cleaning = Array.from({ length: 21 }, () => w.visit({ providerId: provider.id, lines: [line] }));
  const mixed = w.visit({ providerId: provider.id, lines: [line, { totalCents: 1000n, organiserCents: 1000n }] });
  const elsewhere = visitOf(w.otherProviderId, 500n);
  await world.say(organiser, ...[...cleaning, mixed, elsewhere].map((visit) => w.approved(organiser, visit)));
  await office.lock(organiser, '2026-06');
  const { id } = await statementOf(provider.biller);
  const asked = (visits: w.Visit[], amount = '10.67') => visits.map((visit) => [visit.id, amount] as const);
  const taxed = async (amounts: (readonly [Id, string])[], invoiceNumber: string) => {
    expect((await office.submitInvoice(provider.biller, id, amounts, { invoiceNumber })).refusal).toBeNull();
    const query = '{ settlementStatements { edges { node { invoices { invoiceNumber vat { vatPercent gross vat rounding } } } } } }';
    const { data } = await world.settlement.ask(provider.biller, query, {});
    const [{ node }] = data.settlementStatements.edges;
    return node.invoices.find((invoice: { invoiceNumber: string }) => invoice.invoiceNumber === invoiceNumber).vat;
  };
  const rate = (vatPercent: string, gross: string, vat: string) => ({ vatPercent, gross, vat, rounding: null });
  expect(await taxed(asked(cleaning), 'a month')).toEqual([rate('25.5', '224.07', '45.53')]);
  expect(await taxed(asked(cleaning, '-10.67'), 'its credit')).toEqual([rate('25.5', '-224.07', '-45.53')]);
  expect(await taxed([[mixed.id, '20.67']], 'two rates')).toEqual([rate('0', '10.00', '0.00'), rate('25.5', '10.67', '2.17')]);
  expect(await taxed([...asked(cleaning), [elsewhere.id, '5.00']], 'somebody else’s visit')).toBeNull();
});

describe('a statement that awaits its invoice', () => {
  it('is not paid at first, and is paid by its own run once everything is invoiced before the approval', async () => {
    const { organiser, provider } = await billing();
    const [one, two] = [visitOf(provider.id, 8000n), visitOf(provider.id, 4800n)];
    await world.say(organiser, ...[one, two].map((visit) => w.approved(organiser, visit)));
    const june = await office.lock(organiser, '2026-06');
    expect(june).toMatchObject({ organiserShare: '128.00', paymentTotal: '0.00' });
    expectNoCentLost(june);
    const waiting = await statementOf(provider.biller);
    expect(waiting).toMatchObject({ state: 'AWAITING_INVOICE', mode: 'PROVIDER_INVOICED', payable: '128.00', payment: null, invoices: [] });
    await expectFoundByState(office, provider.biller);
    // The provider learns here what to invoice.
    expect(matchesOf(waiting)).toEqual(sorted([one.id, 'NOT_INVOICED', '80.00', null], [two.id, 'NOT_INVOICED', '48.00', null]));

    const half = await office.submitInvoice(provider.biller, waiting.id, [[one.id, '80.00']]);
    expect(half.statement).toMatchObject({ state: 'AWAITING_INVOICE', payment: null });
    const whole = await office.submitInvoice(provider.biller, waiting.id, [[two.id, '48.00']], { invoiceNumber: '1002' });
    expect(whole.statement).toMatchObject({
      state: 'ISSUED',
      payment: { month: '2026-06', run: null, approvedAt: null },
      invoices: [
        { invoiceNumber: '1001', invoiceDay: '2026-07-08', total: '80.00' },
        { invoiceNumber: '1002', invoiceDay: '2026-07-08', total: '48.00' },
      ],
    });
    expect(matchesOf(whole.statement!)).toEqual(sorted([one.id, 'MATCHED', '80.00', '80.00'], [two.id, 'MATCHED', '48.00', '48.00']));
    const approved = await office.approve(organiser, june.id);
    expect(approved.transfers.map(({ amount, iban }) => [amount, iban])).toEqual([['128.00', w.ACCOUNT]]);
    expectNoCentLost(approved);
  });

  it('is paid by the next run only, when the invoice comes after the approval', async () => {
    const { organiser, provider } = await billing();
    const [june, july] = [visitOf(provider.id, 8000n), visitOf(provider.id, 3000n, '2026-07')];
    await world.say(organiser, w.approved(organiser, june), w.approved(organiser, july));
    const first = await office.lock(organiser, '2026-06');
    expect(await office.approve(organiser, first.id)).toMatchObject({ state: 'APPROVED', paymentFile: null });
    const { id } = await statementOf(provider.biller);
    const { statement } = await office.submitInvoice(provider.biller, id, [[june.id, '80.00']]);
    expect(statement).toMatchObject({ state: 'HELD', payment: null });
    await expectFoundByState(office, provider.biller);
    const second = await office.lock(organiser, '2026-07');
    expect(second).toMatchObject({ paymentTotal: '80.00', releasedTotal: '80.00' });
    expect((await office.approve(organiser, second.id)).transfers.map(({ amount }) => amount)).toEqual(['80.00']);
    expect(await statementOf(provider.biller)).toMatchObject({ state: 'RELEASED', payment: { month: '2026-07' } });
    expect((await office.lock(organiser, '2026-08')).paymentTotal).toBe('0.00');
  });

  it('is paid once, whichever comes first: its invoice, the approval or the next lock', async () => {
    for (let race = 0; race < 6; race++) {
      const { organiser, provider } = await billing();
      const visit = visitOf(provider.id, 8000n);
      await world.say(organiser, w.approved(organiser, visit));
      const june = await office.lock(organiser, '2026-06');
      const { id } = await statementOf(provider.biller);
      world.settlement.clock.set('2026-08-05T06:00:00Z');
      const { approver, secondApprover } = organiser.staff;
      const [, , locked] = await Promise.all([
        office.submitInvoice(provider.biller, id, [[visit.id, '80.00']]),
        world.approve(secondApprover, june.id),
        world.lock(approver, '2026-07'),
      ]);
      await world.approve(secondApprover, locked.run!.id);
      const august = await office.approve(organiser, (await office.lock(organiser, '2026-08')).id);
      const runs = [await office.read(approver, june.id), await office.read(approver, locked.run!.id), august];
      const paid = runs.filter(({ paymentFile }) => paymentFile?.includes('<CtrlSum>80.00</CtrlSum>'));
      expect(paid.map(({ paymentTotal }) => paymentTotal)).toEqual(['80.00']);
      expect(runs.filter(({ paymentFile }) => paymentFile !== null)).toHaveLength(1);
      for (const run of runs) expectNoCentLost(run);
    }
  });

  it('waits for an account, too', async () => {
    const { organiser, provider } = await billing(null);
    const visit = visitOf(provider.id, 8000n);
    await world.say(organiser, w.approved(organiser, visit));
    const june = await office.lock(organiser, '2026-06');
    const { id } = await statementOf(provider.biller);
    // Known before the invoice, but not at the lock, whose accounts the second person approves.
    await office.tellAccount(provider.id, w.ACCOUNT);
    expect((await office.submitInvoice(provider.biller, id, [[visit.id, '80.00']])).statement!.state).toBe('HELD');
    expect((await office.approve(organiser, june.id)).paymentFile).toBeNull();
    expect(await office.lock(organiser, '2026-07')).toMatchObject({ paymentTotal: '80.00', releasedTotal: '80.00' });
  });
});

describe('an invoice that differs from the ledger', () => {
  it('releases what the ledger owes and no more; both sides see each difference; a corrected visit settles it', async () => {
    const { organiser, provider } = await billing();
    const [dear, cheap, same, forgotten] = [8000n, 4800n, 1000n, 500n].map((cents) => visitOf(provider.id, cents));
    const unknown = newId();
    await world.say(organiser, ...[dear!, cheap!, same!, forgotten!].map((visit) => w.approved(organiser, visit)));
    const june = await office.lock(organiser, '2026-06');
    const { id } = await statementOf(provider.biller);
    await office.submitInvoice(provider.biller, id, [
      [dear!.id, '82.00'],
      [cheap!.id, '40.00'],
      [same!.id, '10.00'],
      [unknown, '99.00'],
    ]);
    const differences = [
      [dear!.id, 'DIFFERS', '80.00', '82.00'],
      [cheap!.id, 'DIFFERS', '48.00', '40.00'],
      [same!.id, 'MATCHED', '10.00', '10.00'],
      [unknown, 'NOT_ON_LEDGER', null, '99.00'],
      [forgotten!.id, 'NOT_INVOICED', '5.00', null],
    ];
    const [forProvider, forOrganiser] = [await statementOf(provider.biller), await statementOf(organiser.staff.checker)];
    expect(forProvider).toMatchObject({ state: 'AWAITING_INVOICE', payment: null });
    for (const seen of [forProvider, forOrganiser]) expect(matchesOf(seen)).toEqual(sorted(...differences));

    await office.submitInvoice(provider.biller, id, [[forgotten!.id, '5.00']], { invoiceNumber: '1002' });
    const approved = await office.approve(organiser, june.id);
    expect(approved.transfers.map(({ amount }) => amount)).toEqual(['143.00']);
    expectNoCentLost(approved);

    // The dear visit really cost 82.00. After its correction July owes the 2.00 that the invoice of June asked already.
    await world.say(organiser, w.approved(organiser, { ...dear!, version: 2, lines: [{ totalCents: 8200n, organiserCents: 8200n }] }));
    await office.lock(organiser, '2026-07');
    const july = await statementOf(provider.biller, '2026-07');
    expect(july).toMatchObject({ payable: '2.00', state: 'AWAITING_INVOICE' });
    expect(matchesOf(july)).toEqual([[dear!.id, 'NOT_INVOICED', '2.00', null]]);
    // The provider credits its amount of June and bills it for July.
    await office.submitInvoice(provider.biller, id, [[dear!.id, '-2.00']], { invoiceNumber: '1003' });
    const billed = await office.submitInvoice(provider.biller, july.id, [[dear!.id, '2.00']], { invoiceNumber: '1004' });
    expect(billed.statement!.state).toBe('ISSUED');
    expect(matchesOf(await statementOf(provider.biller))).toContainEqual([dear!.id, 'MATCHED', '80.00', '80.00']);
  });

  it('leaves what a debt has set off unpaid', async () => {
    const { organiser, provider } = await billing();
    const visit = visitOf(provider.id, 8000n);
    await world.say(organiser, w.approved(organiser, visit));
    const june = await office.lock(organiser, '2026-06');
    await office.submitInvoice(provider.biller, (await statementOf(provider.biller)).id, [[visit.id, '80.00']]);
    await office.approve(organiser, june.id);
    await world.say(organiser, w.deleted(organiser, visit));
    const july = await office.lock(organiser, '2026-07');
    expect(july.statements).toMatchObject([{ payable: '0.00', carriedForward: '-80.00', state: 'ISSUED' }]);
    const next = visitOf(provider.id, 10_000n, '2026-08');
    await world.say(organiser, w.approved(organiser, next));
    const august = await office.lock(organiser, '2026-08');
    const { id } = await statementOf(provider.biller, '2026-08');
    await office.submitInvoice(provider.biller, id, [[next.id, '100.00']], { invoiceNumber: '1002' });
    const approved = await office.approve(organiser, august.id);
    expect(approved.transfers.map(({ amount }) => amount)).toEqual(['20.00']);
    expectNoCentLost(approved);
  });
});

describe('sending an invoice', () => {
  it('again by its key or number keeps nothing new; a provider uses its number for no other invoice', async () => {
    const { organiser, provider } = await billing();
    const other = await office.newProvider(w.ACCOUNT);
    const [visit, theirs] = [visitOf(provider.id, 8000n), visitOf(other.id, 100n)];
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, theirs));
    const june = await office.lock(organiser, '2026-06');
    const { id } = await statementOf(provider.biller);
    const send = (amount: string, change = {}) => office.submitInvoice(provider.biller, id, [[visit.id, amount]], change);
    const key = { idempotencyKey: newId() };
    const answers = await Promise.all([send('80.00', key), send('80.00', key), send('80.00'), send('80.00')]);
    for (const { statement, refusal } of answers) {
      expect(refusal).toBeNull();
      expect([statement!.state, statement!.invoices]).toEqual([
        'ISSUED',
        [{ invoiceNumber: '1001', invoiceDay: '2026-07-08', total: '80.00' }],
      ]);
    }
    expect((await send('81.00', key)).refusal!.code).toBe('IDEMPOTENCY_MISMATCH');
    expect(await send('81.00')).toEqual({ statement: null, refusal: { code: 'NUMBER_TAKEN', path: ['invoiceNumber'] } });
    // Another invoice for invoiced visits pays nothing a second time.
    expect((await send('0.00', { invoiceNumber: '1002' })).refusal).toBeNull();
    const mine = await statementOf(other.biller);
    expect((await office.submitInvoice(other.biller, mine.id, [[theirs.id, '1.00']])).refusal).toBeNull();
    expect((await office.approve(organiser, june.id)).transfers.map(({ amount }) => amount).toSorted()).toEqual(['1.00', '80.00']);
  });

  it('for another provider’s statement finds nothing, and naming its visits tells nothing about them', async () => {
    const { organiser, provider } = await billing();
    const other = await office.newProvider(w.ACCOUNT);
    const [visit, theirs] = [visitOf(provider.id, 8000n), visitOf(other.id, 12_345n)];
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, theirs));
    await office.lock(organiser, '2026-06');
    const { id } = await statementOf(provider.biller);
    const foreign = await office.submitInvoice(other.biller, id, [[visit.id, '80.00']]);
    expect(foreign).toEqual({ statement: null, refusal: { code: 'NOT_FOUND', path: ['statementId'] } });
    expect((await office.submitInvoice(other.biller, newId(), [[visit.id, '80.00']])).refusal).toEqual(foreign.refusal);
    const lines = [theirs.id, newId()].map((one) => [one, '123.45'] as const);
    const { statement } = await office.submitInvoice(provider.biller, id, lines);
    expect(matchesOf(statement!)).toEqual(
      sorted([visit.id, 'NOT_INVOICED', '80.00', null], ...lines.map(([one]) => [one, 'NOT_ON_LEDGER', null, '123.45'])),
    );
    // The other provider's visit is still not invoiced.
    expect(matchesOf(await statementOf(other.biller))).toEqual([[theirs.id, 'NOT_INVOICED', '123.45', null]]);
  });

  it('is refused where the organiser bills itself, and forbidden to users who do not bill', async () => {
    const organiser = await world.registered();
    const provider = await office.newProvider(w.ACCOUNT);
    const visit = visitOf(provider.id, 8000n);
    await world.say(organiser, w.approved(organiser, visit));
    await office.lock(organiser, '2026-06');
    const { id, invoiceMatches } = await statementOf(provider.biller);
    expect(invoiceMatches).toBeNull();
    expect(await office.submitInvoice(provider.biller, id, [[visit.id, '80.00']])).toEqual({
      statement: null,
      refusal: { code: 'WRONG_STATE', path: ['statementId'] },
    });
    const line = { visitId: visit.id, amount: '1.00' };
    const input = { idempotencyKey: newId(), statementId: id, invoiceNumber: '1', invoiceDay: '2026-07-08', lines: [line] };
    const mutation = 'mutation ($input: SubmitInvoiceInput!) { submitInvoice(input: $input) { refusal { code } } }';
    const codeFor = async (actor: Actor, change: object = {}) =>
      (await world.settlement.ask(actor, mutation, { input: { ...input, ...change } })).errors?.[0]!.extensions.code;
    for (const actor of [organiser.staff.admin, w.actor('PROVIDER', provider.id, ['RECORDER']), w.clientOf(newId())])
      expect(await codeFor(actor)).toBe('FORBIDDEN');
    for (const change of [{ lines: [] }, { invoiceNumber: ' ' }, { invoiceNumber: '1'.repeat(36) }, { lines: [{ ...line, visitId: 'x' }] }])
      expect(await codeFor(provider.biller, change)).toBe('BAD_USER_INPUT');
  });

  it('66: leaves out what cancels inside the run, and shows matches page by page, only differences on request', async () => {
    const { organiser, provider } = await billing();
    const visits = [1n, 2n, 3n].map((euros) => visitOf(provider.id, 100n * euros));
    const gone = visitOf(provider.id, 900n);
    await world.say(organiser, ...[...visits, gone].map((visit) => w.approved(organiser, visit)), w.deleted(organiser, gone));
    await office.lock(organiser, '2026-06');
    const { id } = await statementOf(provider.biller);
    await office.submitInvoice(provider.biller, id, [
      [visits[0]!.id, '1.00'],
      [visits[1]!.id, '2.50'],
    ]);
    const read = async (args: string): Promise<Statement['invoiceMatches']> => {
      const query = `query ($reps: [_Any!]!) { found: _entities(representations: $reps) { ... on SettlementStatement {
        invoiceMatches${args} { edges { cursor node { visitId state ledger invoiced } } pageInfo { hasNextPage endCursor } } } } }`;
      const { data } = await world.settlement.ask(provider.biller, query, { reps: [{ __typename: 'SettlementStatement', id }] });
      return data.found[0].invoiceMatches;
    };
    const newestFirst = visits.map((visit) => visit.id).toReversed();
    const first = await read('(first: 2)');
    expect([first!.edges.map(({ node }) => node.visitId), first!.pageInfo.hasNextPage]).toEqual([newestFirst.slice(0, 2), true]);
    const rest = await read(`(first: 2, after: "${first!.pageInfo.endCursor}")`);
    expect([rest!.edges.map(({ node }) => node.visitId), rest!.pageInfo.hasNextPage]).toEqual([newestFirst.slice(2), false]);
    const differences = await read('(differencesOnly: true)');
    expect(differences!.edges.map(({ node }) => node.state)).toEqual(['NOT_INVOICED', 'DIFFERS']);
  });
});
