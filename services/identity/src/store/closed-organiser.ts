/** The SQL of which organisers are closed. Decides nothing. */
import { and, eq } from 'drizzle-orm';
import { saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Organisation } from '../domain/user.ts';
import { organiserStanding } from '../tables/closed-organiser.ts';
import { voidTokensOfOrganisation } from './user.ts';

/** Also voids the tokens of whoever acts for a closed one. A command that gives a token holds its user first. */
export async function saveStandings(tx: Tx, rows: readonly (typeof organiserStanding.$inferInsert)[]): Promise<void> {
  await saveNewest(tx, organiserStanding, rows);
  for (const { id, closed } of rows) if (closed) await voidTokensOfOrganisation(tx, { kind: 'ORGANISER', id });
}

export async function isClosed(reader: Reader, { id }: Organisation): Promise<boolean> {
  const found = await reader
    .select({ id: organiserStanding.id })
    .from(organiserStanding)
    .where(and(eq(organiserStanding.id, id), eq(organiserStanding.closed, true)));
  return found.length > 0;
}
