/** The largest visit that the limits allow is announced whole, and so are the answers to it. */
import { EVENT_BYTES } from '@seteli/kit/outbox';
import type { DataOf } from '@seteli/kit/events';
import { newId } from '@seteli/kit/ids';
import { visitApproved, visitRecorded } from '@seteli/schema/events/bookings';
import { allocationMade } from '@seteli/schema/events/vouchers';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { day } from './example-service.ts';
import { PIECES_MAX } from './limits.ts';

const MOST = 100_000_000n;
const many = <T>(length: number, one: T): T[] => Array.from({ length }, () => one);
const sizeOf = (event: unknown) => Buffer.byteLength(JSON.stringify(event));
const at = Temporal.Instant.from('2026-06-30T20:59:00Z');
const [visitId, voucherId] = [newId(), newId()];
const parties = {
  bookingId: newId(),
  voucherId,
  organiserId: newId(),
  serviceId: newId(),
  providerId: newId(),
  unitId: newId(),
  personId: newId(),
};
const steps = { unit: 'PROCEDURE', steps: 1_000_000_000, stepsPerUnit: 1_000 } as const;

/** Of a visit that the voucher covers in part: a covered and an uncovered line of each piece. */
const lines: DataOf<typeof allocationMade>['lines'] = many(2 * PIECES_MAX, {
  contentId: newId(),
  serviceMonth: Temporal.PlainYearMonth.from('2026-06'),
  ...steps,
  unitPriceCents: MOST,
  // A base of one's own times the largest coefficient.
  unitValueCents: MOST * 1_000n,
  totalCents: MOST,
  organiserCents: MOST,
  clientCents: MOST,
  unbilledCents: MOST,
  isExtraService: false,
  vatPermille: 255,
  totalVatCents: MOST,
  organiserVatCents: MOST,
});

test.each([
  [
    visitRecorded,
    {
      visitId,
      version: 2_147_483_647,
      ...parties,
      start: at,
      end: at,
      overlapReasonGiven: false,
      decidedAnew: false,
      kind: 'CANCELLATION',
      timed: false,
      workers: 99,
      extraServiceAccepted: false,
      cancellation: { payer: 'ORGANISER', consumesQuota: false },
      serviceVersion: 2_147_483_647,
      pieces: many(PIECES_MAX, { contentId: newId(), day: day('2026-06-30'), ...steps, unitPriceCents: MOST }),
    },
  ],
  [allocationMade, { visitId, visitVersion: 2_147_483_647, voucherId, overlap: false, lines }],
  [
    visitApproved,
    { visitId, version: 2_147_483_647, ...parties, recordedAt: at, approvedAt: at, approvedBy: 'CHECKER', cause: 'RECALCULATED', lines },
  ],
])('$type fits one event', ({ data }, largest) => {
  expect(sizeOf(z.encode(data, largest as never))).toBeLessThan(EVENT_BYTES);
});
