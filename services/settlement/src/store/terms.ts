/** All SQL of how organisers settle and how providers bill. Decides nothing. */
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PublishedBilling } from '../domain/billing.ts';
import type { PublishedTerms } from '../domain/terms.ts';
import { providerBilling, settlementTerms } from '../tables/terms.ts';

export const listTerms = (reader: Reader, organiserId: Id): Promise<PublishedTerms[]> =>
  reader.select().from(settlementTerms).where(eq(settlementTerms.organiserId, organiserId));

export const insertTerms = (tx: Tx, terms: PublishedTerms) => tx.insert(settlementTerms).values(terms);

/** Reads the billing of all providers: few publish any, and a run has lines of many. */
export const listBilling = (reader: Reader): Promise<PublishedBilling[]> => reader.select().from(providerBilling);

export const listBillingOf = (reader: Reader, providerId: Id): Promise<PublishedBilling[]> =>
  reader.select().from(providerBilling).where(eq(providerBilling.providerId, providerId));

export const insertBilling = (tx: Tx, billing: PublishedBilling) => tx.insert(providerBilling).values(billing);
