import { describe, expect, test } from 'vitest';
import { checkPayments } from '../../test/payment-check.ts';
import { payableOf, writePaymentFile } from './payment.ts';
import type { Statement } from './statement.ts';

const now = Temporal.Instant.from('2026-07-05T21:30:00Z');
const debtor = { companyName: 'Pirkanmaan hyvinvointialue', iban: 'FI4950009420028730' };
const runId = '01981d44-0000-7000-8000-000000000001';

const statement = (change: Partial<Statement> = {}): Statement => ({
  id: 's',
  runId,
  organiserId: 'o',
  providerId: 'p',
  month: Temporal.PlainYearMonth.from('2026-06'),
  statementNumber: '2026060001',
  reference: 'RF7920260600013',
  state: 'ISSUED',
  totalCents: 9625n,
  organiserCents: 8000n,
  clientCents: 1625n,
  broughtForwardCents: 0n,
  payableCents: 8000n,
  carriedForwardCents: 0n,
  receivableCents: 0n,
  carriedRuns: 0,
  creditorName: 'Hoiva Äyräs & Pojat Oy',
  creditorIban: 'FI2112345600000785',
  ...change,
});

const write = (...statements: Statement[]) => writePaymentFile(runId, debtor, payableOf(statements), now);

describe('the payment file', () => {
  test('is what a bank takes: one transfer for each payable statement', async () => {
    const second = statement({
      statementNumber: '2026060002',
      reference: 'RF1920260600026',
      payableCents: 30001n,
      creditorName: 'x'.repeat(120),
    });
    const file = write(statement(), second);
    const checked = await checkPayments(file.content);
    expect(checked).toEqual({
      faults: [],
      controlSumCents: 38001n,
      messageId: runId.replaceAll('-', ''),
      transfers: [
        { amount: '80.00', iban: 'FI2112345600000785', reference: 'RF7920260600013', name: 'Hoiva Ayras + Pojat Oy' },
        { amount: '300.01', iban: 'FI2112345600000785', reference: 'RF1920260600026', name: 'x'.repeat(70) },
      ],
    });
    expect([file.transactions, file.controlSumCents]).toEqual([2, 38001n]);
    // The day in Finland, where it is past midnight.
    expect(file.content).toContain('<Dt>2026-07-06</Dt>');
  });

  test('is the same, byte for byte, whenever it is written for the same run and time', () => {
    expect(write(statement()).content).toBe(write(statement()).content);
  });

  test('leaves out what is held and what has nothing to pay', () => {
    const held = statement({ state: 'HELD', creditorIban: null });
    expect(payableOf([held, statement({ payableCents: 0n }), statement()])).toHaveLength(1);
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
    ['a name that a bank does not take', 'Ayras', 'Äyräs'],
    ['elements in another order', '<PmtMtd>TRF</PmtMtd>', ''],
    ['no reference', 'RF7920260600013', '20260600013'],
  ])('finds %s', async (_, from, to) => {
    const { content } = write(statement());
    expect(content).toContain(from);
    expect((await checkPayments(content.replace(from, to))).faults).not.toEqual([]);
  });
});
