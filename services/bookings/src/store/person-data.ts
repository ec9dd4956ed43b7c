/**
 * What bookings keeps of a person, for the person's own copy of their data. Reads only. It names no worker and no
 * officer: those are other people.
 */
import { and, asc, eq, gt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isOneOf, type Reader } from '@seteli/kit/db';
import { recordOf, type PersonDataQuestion, type PersonList } from '@seteli/schema/person-data';
import { booking, consent } from '../tables/booking.ts';
import { correctionRequest } from '../tables/correction-request.ts';
import { visit, type StoredLine } from '../tables/visit.ts';

type Of = Pick<PersonDataQuestion, 'personId' | 'organiserId'>;

const from = (column: PgColumn, after: string | null): SQL | undefined => (after === null ? undefined : gt(column, after));

export function listsOfPerson(reader: Reader, { personId, organiserId }: Of): PersonList[] {
  const own = and(eq(booking.personId, personId), organiserId === null ? undefined : eq(booking.organiserId, organiserId));
  return [
    {
      kind: 'BOOKING',
      async list(after, most) {
        const { id, voucherId, serviceId, providerId, unitId, contentIds, wish, firstDay, lastDay, madeAt } = booking;
        const columns = { id, organiserId: booking.organiserId, voucherId, serviceId, providerId, unitId, contentIds, wish };
        const rows = await reader
          .select({ ...columns, firstDay, lastDay, madeAt })
          .from(booking)
          .where(and(own, from(booking.id, after)))
          .orderBy(asc(booking.id))
          .limit(most);
        const { kind, givenAt, channel, termsVersion, bookingId } = consent;
        const consents = await reader
          .select({ kind, givenAt, channel, termsVersion, bookingId })
          .from(consent)
          .where(
            isOneOf(
              bookingId,
              rows.map((row) => row.id),
            ),
          );
        const ofBooking = Map.groupBy(consents, (each) => each.bookingId);
        return rows.map((row) => recordOf({ ...row, consents: (ofBooking.get(row.id) ?? []).map(({ bookingId: _, ...given }) => given) }));
      },
    },
    {
      kind: 'VISIT',
      async list(after, most) {
        const { id, voucherId, serviceId, providerId, unitId, bookingId, startsAt, endsAt, timed, kind, contentId, amount } = visit;
        const { workers, noticeAt, accessories, extraService, state, allocation, lines, flags, recordedAt, approvedBy, approvedAt } = visit;
        const { overlapReason, holdReason, returnReason, returnedAt, correctionReason, totalCents, organiserCents, clientCents } = visit;
        const rows = await reader
          .select({
            id,
            organiserId: visit.organiserId,
            voucherId,
            serviceId,
            providerId,
            unitId,
            bookingId,
            startsAt,
            endsAt,
            timed,
            visitKind: kind,
            contentId,
            amount,
            workers,
            noticeAt,
            accessories,
            extraService,
            state,
            allocation,
            lines,
            flags,
            recordedAt,
            approvedBy,
            approvedAt,
            overlapReason,
            holdReason,
            returnReason,
            returnedAt,
            correctionReason,
            total: totalCents,
            organiserShare: organiserCents,
            ownShare: clientCents,
            beyondVoucher: visit.unbilledCents,
          })
          .from(visit)
          .innerJoin(booking, eq(booking.id, visit.bookingId))
          .where(and(own, from(visit.id, after)))
          .orderBy(asc(visit.id))
          .limit(most);
        return rows.map((row) => recordOf({ ...row, lines: row.lines.map(lineOf) }));
      },
    },
    {
      kind: 'CORRECTION_REQUEST',
      async list(after, most) {
        const { id, visitId, bookingId, providerId, reason, state, requestedAt, decidedAt, declineReason } = correctionRequest;
        const columns = { id, organiserId: correctionRequest.organiserId, visitId, bookingId, providerId };
        const rows = await reader
          .select({ ...columns, reason, state, requestedAt, decidedAt, declineReason })
          .from(correctionRequest)
          .innerJoin(booking, eq(booking.id, correctionRequest.bookingId))
          .where(and(own, from(correctionRequest.id, after)))
          .orderBy(asc(correctionRequest.id))
          .limit(most);
        return rows.map(recordOf);
      },
    },
  ];
}

const lineOf = ({ contentId, serviceMonth, unit, steps, totalCents, organiserCents, clientCents }: StoredLine) => ({
  contentId,
  serviceMonth,
  unit,
  steps,
  total: BigInt(totalCents),
  organiserShare: BigInt(organiserCents),
  ownShare: BigInt(clientCents),
});
