/**
 * Who listens to whom. NATS permissions, the services' consumers, the health check of the whole and the picture in
 * `docs/architecture.md` are all made from this table.
 */
export const SERVICES = ['identity', 'registry', 'vouchers', 'bookings', 'settlement'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const LISTENS_TO: Record<ServiceName, readonly ServiceName[]> = {
  identity: ['vouchers'],
  registry: ['vouchers'],
  vouchers: ['identity', 'registry', 'bookings'],
  bookings: ['identity', 'registry', 'vouchers', 'settlement'],
  settlement: ['registry', 'bookings'],
};

/** Whom one asks who does not listen to him: what a correction would do to visits is asked before it is confirmed. */
export const ASKS: Partial<Record<ServiceName, readonly ServiceName[]>> = { registry: ['bookings'] };
