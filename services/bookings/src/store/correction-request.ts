/** The SQL of correction requests. Every look-up for an actor is limited to the bookings that they see. */
import { and, count, desc, eq, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { CorrectionRequest, RequestState } from '../domain/correction-request.ts';
import { booking } from '../tables/booking.ts';
import { correctionRequest } from '../tables/correction-request.ts';
import { sightOf } from './booking.ts';
import { fromChanged, toChanged } from './visit-row.ts';
import type { ActorSight } from '@seteli/kit/policy';
import type { Sight } from '@seteli/schema/sight';

type RequestRow = typeof correctionRequest.$inferSelect;

const toRequest = ({ wish, ...row }: RequestRow): CorrectionRequest => ({ ...row, wish: toChanged(wish) });

/** OFFSET 0 keeps the planner from joining, so that it asks about each request that it has found. */
const within = (who: Sight): SQL =>
  sql`exists (select from ${booking} where ${booking.id} = ${correctionRequest.bookingId} and ${sightOf(who)} offset 0)`;

export const insertRequest = (tx: Tx, { wish, ...request }: CorrectionRequest) =>
  tx.insert(correctionRequest).values({ ...request, wish: fromChanged(wish) });

export const saveDecided = (tx: Tx, { id, state, decidedBy, decidedAt, declineReason, correctedVersion }: CorrectionRequest) =>
  tx.update(correctionRequest).set({ state, decidedBy, decidedAt, declineReason, correctedVersion }).where(eq(correctionRequest.id, id));

/** The requests for a visit until now. The caller has locked the visit. */
export async function countRequests(tx: Tx, visitId: Id): Promise<{ readonly total: number; readonly isOpen: boolean }> {
  const rows = await tx
    .select({ state: correctionRequest.state, number: count() })
    .from(correctionRequest)
    .where(eq(correctionRequest.visitId, visitId))
    .groupBy(correctionRequest.state);
  return { total: rows.reduce((sum, { number }) => sum + Number(number), 0), isOpen: rows.some(({ state }) => state === 'OPEN') };
}

export async function findRequest(reader: Reader, who: Sight, id: Id): Promise<CorrectionRequest | undefined> {
  const [row] = await reader
    .select()
    .from(correctionRequest)
    .where(and(eq(correctionRequest.id, id), within(who)));
  return row && toRequest(row);
}

export async function lockRequest(tx: Tx, who: Sight, id: Id): Promise<CorrectionRequest | undefined> {
  const [row] = await tx
    .select()
    .from(correctionRequest)
    .where(and(eq(correctionRequest.id, id), within(who)))
    .for('update');
  return row && toRequest(row);
}

/** For any provider: a correction of the visit ends the request. The caller has locked the visit. */
export async function lockOpenRequestOf(tx: Tx, visitId: Id): Promise<CorrectionRequest | undefined> {
  const [row] = await tx
    .select()
    .from(correctionRequest)
    .where(and(eq(correctionRequest.visitId, visitId), eq(correctionRequest.state, 'OPEN')))
    .for('update');
  return row && toRequest(row);
}

/** Opens requests again whose correction the voucher has refused. `versions`: of the visits, at the refusal. */
export async function reopenRequests(tx: Tx, versions: ReadonlyMap<Id, number>): Promise<CorrectionRequest[]> {
  if (versions.size === 0) return [];
  const found = await tx
    .select()
    .from(correctionRequest)
    .where(and(isOneOf(correctionRequest.visitId, versions.keys()), inArray(correctionRequest.state, ['ACCEPTED', 'CLOSED'])))
    .for('update');
  const refused = found.filter(({ visitId, correctedVersion }) => versions.get(visitId) === correctedVersion);
  const undecided = { state: 'OPEN', decidedBy: null, decidedAt: null, correctedVersion: null } as const;
  if (refused.length > 0)
    await tx
      .update(correctionRequest)
      .set(undecided)
      .where(
        isOneOf(
          correctionRequest.id,
          refused.map(({ id }) => id),
        ),
      );
  return refused.map((row) => ({ ...toRequest(row), ...undecided }));
}

/** Newest first. */
export async function listRequests(
  reader: Reader,
  who: ActorSight,
  state: RequestState | null,
  { first, before }: Page,
): Promise<CorrectionRequest[]> {
  const { organiserId, providerId, id } = correctionRequest;
  const own = who.organisation.kind === 'ORGANISER' ? organiserId : providerId;
  const rows = await reader
    .select()
    .from(correctionRequest)
    .where(
      and(
        eq(own, who.organisation.id),
        state ? eq(correctionRequest.state, state) : undefined,
        within(who),
        before ? lt(id, before) : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(first);
  return rows.map(toRequest);
}
