/**
 * Who listens to whom. NATS permissions, the services' consumers, the health check of the whole and the picture in
 * `docs/architecture.md` are all made from this table.
 */
export const SERVICES = ['identity', 'registry', 'vouchers', 'bookings', 'settlement'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const LISTENS_TO: Record<ServiceName, readonly ServiceName[]> = {
  identity: ['registry', 'vouchers', 'bookings'],
  registry: ['vouchers'],
  vouchers: ['identity', 'registry', 'bookings'],
  bookings: ['identity', 'registry', 'vouchers', 'settlement'],
  settlement: ['identity', 'registry', 'bookings'],
};

/** Which service each asks that does not listen to it: what a correction would do to visits is asked before it is confirmed. */
export const ASKS: Partial<Record<ServiceName, readonly ServiceName[]>> = { registry: ['bookings'] };
