import { describe, expect, test } from 'vitest';
import { INVOICES_MAX } from './limits.ts';
import {
  matchOf,
  rateInvoice,
  submitInvoice,
  type Claim,
  type Invoice,
  type InvoiceFacts,
  type InvoiceWish,
  type Match,
} from './invoice.ts';

const claim = (visitId: string, ledgerCents: bigint | null, invoicedCents: bigint | null = null): Claim => ({
  visitId,
  ledgerCents,
  invoicedCents,
});
const day = Temporal.PlainDate.from('2026-07-08');
const wish = (lines: Record<string, bigint>, change: Partial<InvoiceWish> = {}): InvoiceWish => ({
  invoiceNumber: '1001',
  invoiceDay: day,
  lines: Object.entries(lines).map(([visitId, amountCents]) => ({ visitId, amountCents })),
  ...change,
});
const facts = (change: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  statement: { id: 's', mode: 'PROVIDER_INVOICED' },
  known: null,
  invoices: 0,
  claims: [claim('a', 8000n), claim('b', 4800n)],
  ...change,
});
const known = (change: Partial<Invoice> = {}): Invoice => ({
  ...wish({ a: 8000n, b: 4800n }),
  statementId: 's',
  totalCents: 12800n,
  completesStatement: true,
  ...change,
});

describe('42a: a visit on the ledger and on invoices', () => {
  test.each<[string, bigint | null, bigint | null, Match]>([
    ['80.00 and 80.00', 8000n, 8000n, 'MATCHED'],
    ['80.00 and 82.00', 8000n, 8200n, 'DIFFERS'],
    ['80.00 and 79.99', 8000n, 7999n, 'DIFFERS'],
    ['a correction of −16.00 and its credit', -1600n, -1600n, 'MATCHED'],
    ['a correction of −16.00 and a debit', -1600n, 1600n, 'DIFFERS'],
    ['the organiser pays nothing, and nothing is asked', 0n, 0n, 'MATCHED'],
    ['the organiser pays nothing, but is asked to', 0n, 1n, 'DIFFERS'],
    ['invoiced only', null, 8000n, 'NOT_ON_LEDGER'],
    ['on the ledger only', 8000n, null, 'NOT_INVOICED'],
  ])('%s', (_, ledgerCents, invoicedCents, match) => expect(matchOf({ visitId: 'a', ledgerCents, invoicedCents })).toBe(match));
});

describe('submitting an invoice', () => {
  const code = (given: InvoiceFacts, wished: InvoiceWish) => {
    const decision = submitInvoice(given, wished);
    return decision.accepted || decision.refusal.code;
  };

  test.each<[string, InvoiceFacts, InvoiceWish, string | true]>([
    ['for another’s statement', facts({ statement: null }), wish({ a: 8000n }), 'NOT_FOUND'],
    ['where the organiser bills', facts({ statement: { id: 's', mode: 'SELF_BILLED' } }), wish({ a: 8000n }), 'WRONG_STATE'],
    ['the last that a statement may have', facts({ invoices: INVOICES_MAX - 1 }), wish({ a: 8000n }), true],
    ['one more', facts({ invoices: INVOICES_MAX }), wish({ a: 8000n }), 'LIMIT_REACHED'],
    ['under a used number, with another amount', facts({ known: known() }), wish({ a: 8000n, b: 4801n }), 'NUMBER_TAKEN'],
    ['under a used number, without one visit', facts({ known: known() }), wish({ a: 8000n }), 'NUMBER_TAKEN'],
    ['under a used number, with another visit', facts({ known: known() }), wish({ a: 8000n, c: 4800n }), 'NUMBER_TAKEN'],
    [
      'under a used number, of another day',
      facts({ known: known() }),
      wish({ a: 8000n, b: 4800n }, { invoiceDay: day.add({ days: 1 }) }),
      'NUMBER_TAKEN',
    ],
    [
      'under a number used for another statement',
      facts({ known: known({ statementId: 't' }) }),
      wish({ a: 8000n, b: 4800n }),
      'NUMBER_TAKEN',
    ],
    ['anew', facts(), wish({ a: 8000n, b: 4800n }), true],
  ])('%s: %#', (_, given, wished, expected) => expect(code(given, wished)).toBe(expected));

  test('the same invoice again keeps nothing, in whatever order its lines come', () => {
    expect(submitInvoice(facts({ known: known() }), wish({ b: 4800n, a: 8000n }))).toEqual({ accepted: true, value: null });
  });

  test('several lines of a visit count as one', () => {
    const lines = [
      { visitId: 'b', amountCents: 4800n },
      { visitId: 'a', amountCents: 5000n },
      { visitId: 'a', amountCents: 3000n },
    ];
    expect(submitInvoice(facts(), wish({}, { lines }))).toMatchObject({
      value: {
        totalCents: 12800n,
        lines: [
          { visitId: 'a', amountCents: 8000n },
          { visitId: 'b', amountCents: 4800n },
        ],
      },
    });
  });

  test.each<[string, readonly Claim[], Record<string, bigint>, boolean]>([
    ['all visits', [claim('a', 8000n), claim('b', 4800n)], { a: 8000n, b: 4800n }, true],
    ['all visits, at other amounts: the ledger’s amount is paid', [claim('a', 8000n), claim('b', 4800n)], { a: 8200n, b: 1n }, true],
    ['all visits and one more', [claim('a', 8000n)], { a: 8000n, x: 100n }, true],
    ['one of two', [claim('a', 8000n), claim('b', 4800n)], { a: 12800n }, false],
    ['one of two, the other invoiced before', [claim('a', 8000n), claim('b', 4800n, 4800n)], { a: 8000n }, true],
    ['none of them', [claim('a', 8000n)], { x: 8000n }, false],
    ['a visit, but not its correction', [claim('a', 8000n), claim('c', -1600n)], { a: 8000n }, false],
  ])('completes the statement or not: %s', (_, claims, lines, completesStatement) =>
    expect(submitInvoice(facts({ claims }), wish(lines))).toMatchObject({ value: { completesStatement } }),
  );
});

describe('60: the rates of an invoice', () => {
  const rated = (visitId: string, vatPermille: number, organiserCents: bigint) => ({ visitId, vatPermille, organiserCents });
  const ledger = [rated('a', 255, 8000n), rated('b', 255, 3000n), rated('b', 0, 1000n), rated('c', 140, 0n), rated('c', 0, 500n)];
  test.each<[string, Record<string, bigint>, [number, bigint][] | null]>([
    ['the ledger’s amount', { a: 8000n }, [[255, 8000n]]],
    ['another amount at one rate', { a: 8200n }, [[255, 8200n]]],
    ['a credit at one rate', { a: -8000n }, [[255, -8000n]]],
    [
      'several rates, as the ledger has them',
      { b: 4000n },
      [
        [255, 3000n],
        [0, 1000n],
      ],
    ],
    ['several rates, another amount', { b: 4001n }, null],
    ['a rate with an amount of zero does not count', { c: 500n }, [[0, 500n]]],
    ['a visit that is not on the statement', { a: 8000n, x: 1n }, null],
    ['an amount of zero for a visit that is not on the statement', { a: 8000n, x: 0n }, [[255, 8000n]]],
    ['nothing', {}, []],
  ])('%s', (_, lines, expected) => {
    const parts = rateInvoice(wish(lines).lines, ledger);
    expect(parts && parts.map(({ vatPermille, grossCents }) => [vatPermille, grossCents])).toEqual(expected);
  });
});
