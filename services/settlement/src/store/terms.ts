/** All SQL of how organisers settle. Decides nothing. */
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PublishedTerms } from '../domain/terms.ts';
import { settlementTerms } from '../tables/terms.ts';

export const listTerms = (reader: Reader, organiserId: Id): Promise<PublishedTerms[]> =>
  reader.select().from(settlementTerms).where(eq(settlementTerms.organiserId, organiserId));

export const insertTerms = (tx: Tx, terms: PublishedTerms) => tx.insert(settlementTerms).values(terms);
