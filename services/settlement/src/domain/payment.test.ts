import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPayments } from '../../test/payment-check.ts';
import {
  heldFor,
  obstacleOf,
  payBy,
  payInvoiced,
  stateOf,
  writePaymentFile,
  type Creditor,
  type Due,
  type Invoiced,
  type PaymentState,
  type Transfer,
} from './payment.ts';

const now = Temporal.Instant.from('2026-07-05T21:30:00Z');
const debtor = { companyName: 'Pirkanmaan hyvinvointialue', iban: 'FI4950009420028730' };
const iban = 'FI2112345600000785';
const runId = '01981d44-0000-7000-8000-000000000001';

const transfer = (change: Partial<Transfer> = {}): Transfer => ({
  statementNumber: '2026060001',
  reference: 'RF7920260600013',
  payableCents: 8000n,
  creditorName: 'Hoiva Äyräs & Pojat Oy',
  creditorIban: iban,
  ...change,
});

const write = (...transfers: Transfer[]) => writePaymentFile(runId, debtor, transfers, now);

const due = (change: Partial<Due> = {}): Due => ({
  id: 's',
  providerId: 'p',
  payableCents: 8000n,
  mode: 'SELF_BILLED',
  isInvoiced: false,
  ...change,
});
const creditorsWith = (account: string | null): ReadonlyMap<string, Creditor> =>
  new Map([['p', { companyName: 'Hoiva Oy', iban: account }]]);

describe('69f, 42a: which statements a run’s file pays', () => {
  const invoiced = { mode: 'PROVIDER_INVOICED' } as const;
  test.each<[string, Partial<Due>, string | null, boolean]>([
    ['an account', {}, iban, true],
    ['no account', {}, null, false],
    ['an account that is not valid', {}, 'FI2112345600000786', false],
    ['another provider’s account', { providerId: 'q' }, iban, false],
    ['nothing to pay', { payableCents: 0n }, iban, false],
    ['one cent to pay', { payableCents: 1n }, iban, true],
    ['no invoice, where the provider bills', invoiced, iban, false],
    ['an invoice', { ...invoiced, isInvoiced: true }, iban, true],
    ['an invoice, but no account', { ...invoiced, isInvoiced: true }, null, false],
  ])('with %s', (_, change, account, isPaid) =>
    expect(payBy(runId, [due(change)], creditorsWith(account))).toEqual(
      isPaid ? [{ statementId: 's', runId, creditorName: 'Hoiva Oy', creditorIban: iban }] : [],
    ),
  );

  test.each<[string, Partial<Invoiced>, number]>([
    ['is paid by its own run while nobody has approved that', {}, 1],
    ['waits for the next run once its own is approved', { runState: 'APPROVED' }, 0],
    ['waits for the next run when the account was unknown at the lock', { creditorIban: null }, 0],
    ['waits for the next run when the provider itself was unknown at the lock', { creditorName: null, creditorIban: null }, 0],
    ['is not paid again when another invoice comes', { isPaid: true }, 0],
    ['is not paid when there is nothing to pay', { payableCents: 0n }, 0],
  ])('a statement that was just invoiced %s', (_, change, payments) => {
    const statement = { ...due(invoiced), runId, runState: 'LOCKED', creditorName: 'Hoiva Oy', creditorIban: iban, isPaid: false } as const;
    expect(payInvoiced({ ...statement, ...change })).toHaveLength(payments);
  });

  test.each<[string, Partial<Due>, string | null, PaymentState]>([
    ['nothing to pay', { payableCents: 0n }, null, 'ISSUED'],
    ['nothing to pay, where the provider bills', { payableCents: 0n, ...invoiced }, null, 'ISSUED'],
    ['paid by its own run', {}, runId, 'ISSUED'],
    ['paid by a later run', {}, 'later', 'RELEASED'],
    ['paid by no run', {}, null, 'HELD'],
    ['not invoiced', invoiced, null, 'AWAITING_INVOICE'],
    ['invoiced, but paid by no run', { ...invoiced, isInvoiced: true }, null, 'HELD'],
  ])('the state of a statement: %s', (_, change, paidBy, state) =>
    expect(stateOf({ ...due(change), runId }, paidBy === null ? null : { runId: paidBy })).toBe(state),
  );
});

describe('what a provider lacks to be paid', () => {
  test.each<[string, Creditor | undefined, string | null]>([
    ['nothing', { companyName: 'Łódź Oy', iban }, null],
    ['an account', { companyName: 'Hoiva Oy', iban: null }, 'NO_ACCOUNT'],
    ['a valid account', { companyName: 'Hoiva Oy', iban: 'FI2112345600000786' }, 'NO_ACCOUNT'],
    ['a name that a bank can write', { companyName: '护理', iban }, 'NAME_UNFIT_FOR_PAYMENT'],
    ['to be known at all', undefined, 'NO_ACCOUNT'],
  ])('%s', (_, creditor, expected) => {
    expect(obstacleOf(creditor)).toBe(expected);
    expect(heldFor('HELD', creditor)).toBe(expected ?? 'NEXT_LOCK');
    expect(heldFor('ISSUED', creditor)).toBeNull();
    // The statement waits, and the others are paid.
    const creditors = new Map([['q', { companyName: 'Toinen Oy', iban }], ...(creditor ? [['p', creditor] as const] : [])]);
    const paid = payBy(runId, [due(), due({ id: 't', providerId: 'q' })], creditors).map(({ statementId }) => statementId);
    expect(paid).toEqual(expected === null ? ['s', 't'] : ['t']);
  });
});

describe('the payment file', () => {
  test('is accepted by banks: one transfer for each paid statement', async () => {
    const second = transfer({
      statementNumber: '2026060002',
      reference: 'RF1920260600026',
      payableCents: 30001n,
      creditorName: 'x'.repeat(120),
    });
    const file = write(transfer(), second);
    const checked = await checkPayments(file.content);
    expect(checked).toEqual({
      faults: [],
      controlSumCents: 38001n,
      messageId: runId.replaceAll('-', ''),
      transfers: [
        { amount: '80.00', iban, reference: 'RF7920260600013', name: 'Hoiva Ayras + Pojat Oy' },
        { amount: '300.01', iban, reference: 'RF1920260600026', name: 'x'.repeat(70) },
      ],
    });
    expect([file.transactions, file.controlSumCents]).toEqual([2, 38001n]);
    // The day in Finland, where it is past midnight.
    expect(file.content).toContain('<Dt>2026-07-06</Dt>');
  });

  test('splits an amount beyond the limit of a transfer into several, each with its own identifier', async () => {
    const file = write(transfer({ payableCents: 250_000_000_000n }));
    const { faults, controlSumCents, transfers } = await checkPayments(file.content);
    expect([faults, controlSumCents, file.controlSumCents, file.transactions]).toEqual([[], 250_000_000_000n, 250_000_000_000n, 3]);
    expect(transfers.map(({ amount }) => amount)).toEqual(['999999999.99', '999999999.99', '500000000.02']);
    expect(file.content.match(/(?<=<EndToEndId>)[^<]+/g)).toEqual(['2026060001', '2026060001-2', '2026060001-3']);
    expect(write(transfer({ payableCents: 99_999_999_999n })).transactions).toBe(1);
  });

  test.each([
    ['Ørsted Hoiva Oy', 'Orsted Hoiva Oy'],
    ['Łódź Weiß', 'Lodz Weis'],
    ['Заботa', 'Zabota'],
    // Only payments older than the check of names have such a name: the others are paid, and the bank asks.
    ['护理', 'NOTPROVIDED'],
  ])('writes both names in letters that banks accept: %s', async (companyName, name) => {
    const { content } = writePaymentFile(runId, { ...debtor, companyName }, [transfer({ creditorName: companyName })], now);
    const { faults, transfers } = await checkPayments(content);
    expect([faults, transfers.map((one) => one.name)]).toEqual([[], [name]]);
    expect(content.match(/(?<=<Nm>)[^<]*/g)).toEqual([name, name, name]);
  });

  test('holds only characters that banks accept, for any names', () => {
    const names = fc
      .array(
        fc.nat({ max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
        { maxLength: 20 },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(names, names, (payer, payee) => {
        const { content } = writePaymentFile(runId, { ...debtor, companyName: payer }, [transfer({ creditorName: payee })], now);
        const texts = [...content.matchAll(/>([^<>\n]*)<\//g)].map(([, text]) => text!);
        expect(texts.filter((text) => !/^[A-Za-z0-9/?:().,'+ -]+$/.test(text))).toEqual([]);
        expect(texts.length).toBeGreaterThan(20);
      }),
      { numRuns: 50 },
    );
  });

  test('is the same, byte for byte, for the same run and time', () => {
    expect(write(transfer()).content).toBe(write(transfer()).content);
  });
});

describe('the check itself', () => {
  test.each([
    ['another sum', '<CtrlSum>80.00<', '<CtrlSum>80.01<'],
    ['another count', '<NbOfTxs>1<', '<NbOfTxs>2<'],
    ['a malformed account', 'FI4950009420028730', 'FI49 5000 9420 0287 30'],
    ['a foreign debtor', 'FI4950009420028730', 'SE4550000000058398257466'],
    ['no currency', ' Ccy="EUR"', ''],
    ['an amount with one decimal', '>80.00</InstdAmt>', '>80.0</InstdAmt>'],
    ['a name with letters that banks refuse', 'Ayras', 'Äyräs'],
    ['elements in another order', '<PmtMtd>TRF</PmtMtd>', ''],
    ['no reference', 'RF7920260600013', '20260600013'],
  ])('finds %s', async (_, from, to) => {
    const { content } = write(transfer());
    expect(content).toContain(from);
    expect((await checkPayments(content.replace(from, to))).faults).not.toEqual([]);
  });
});
