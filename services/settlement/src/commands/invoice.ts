/**
 * Providers send invoices for statements where they bill (rules 42a). An invoice may release the payment of its
 * statement.
 */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import type { SubmitInvoiceInput } from '@seteli/schema/generated/settlement';
import * as rule from '../domain/invoice.ts';
import { payInvoiced } from '../domain/payment.ts';
import { stateTax } from '../domain/vat.ts';
import * as store from '../store/invoice.ts';
import { lockLedgers } from '../store/ledger.ts';
import { savePayments } from '../store/payment.ts';
import type { Desk } from './desk.ts';

export async function submitInvoice({ database, clock }: Desk, actor: Actor, input: SubmitInvoiceInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const { idempotencyKey, statementId, invoiceNumber, invoiceDay } = input;
  const lines = input.lines.map(({ visitId, amount }) => ({ visitId, amountCents: amount }));
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: idempotencyKey, command: 'submitInvoice', input, now },
    async (tx) => {
      // A provider uses an invoice number once, over all organisers.
      await lock(tx, `invoices ${providerId}`);
      const statement = (await store.findInvoiced(tx, actor, statementId)) ?? null;
      const claims = statement ? await store.listClaims(tx, statement.id) : [];
      const known = await store.findInvoice(tx, providerId, invoiceNumber);
      const invoices = statement ? await store.countInvoices(tx, statement.id) : 0;
      const decision = rule.submitInvoice({ statement, known, invoices, claims }, { invoiceNumber, invoiceDay, lines });
      if (!decision.accepted) return decision;
      const invoice = decision.value;
      if (invoice) {
        const id = newId();
        await store.insertInvoice(tx, invoice, { id, providerId, submittedBy: actor.userId, submittedAt: now });
        const rates = await store.listRates(
          tx,
          statementId,
          invoice.lines.map(({ visitId }) => visitId),
        );
        const rated = rule.rateInvoice(invoice.lines, rates);
        if (rated) await store.insertInvoiceVat(tx, id, stateTax(rated));
        if (invoice.completesStatement) await pay(tx, actor, statement!);
      }
      return accept(statementId);
    },
  );
}

/**
 * The matched visits have stood still since the lock. The organiser's ledger is locked only here, so that nobody locks
 * or approves a run meanwhile.
 */
async function pay(tx: Tx, actor: Actor, { id, organiserId }: { id: Id; organiserId: Id }): Promise<void> {
  await lockLedgers(tx, [organiserId]);
  await savePayments(tx, payInvoiced((await store.findInvoiced(tx, actor, id))!));
}
