/**
 * A visit at the moment when somebody records it. It waits for vouchers' answer, and lacks all that the answer brings.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Recorded } from './recorded.ts';
import { NOT_HELD, type Visit } from './visit.ts';

type OwnBooking = Pick<Visit, 'organiserId' | 'providerId' | 'voucherId' | 'serviceId' | 'unitId'> & { readonly id: Id };

export type NewVisit = Pick<Visit, 'externalId' | 'flags' | 'recordedBy'> & {
  readonly booking: OwnBooking;
  readonly recorded: Recorded;
  readonly now: Instant;
};

export const newVisit = (id: Id, { booking, recorded, externalId, flags, recordedBy, now }: NewVisit): Visit => ({
  id,
  placingId: id,
  bookingId: booking.id,
  organiserId: booking.organiserId,
  providerId: booking.providerId,
  voucherId: booking.voucherId,
  serviceId: booking.serviceId,
  unitId: booking.unitId,
  ...recorded,
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  lines: [],
  allocatedVersion: null,
  totalCents: null,
  organiserCents: null,
  clientCents: null,
  unbilledCents: 0n,
  flags,
  approvedBy: null,
  ...NOT_HELD,
  approverId: null,
  approvedAt: null,
  returnReason: null,
  returnedAt: null,
  handleBy: null,
  remindedAt: null,
  correctionReason: null,
  externalId,
  before: null,
  recordedAt: now,
  recordedBy,
  version: 1,
});
