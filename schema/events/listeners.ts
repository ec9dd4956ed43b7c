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

/** What everybody asks of those whom they listen to, so that nothing is missed. */
export const ASKED_OF_ALL = ['heads', 'page'] as const;

/** What else one asks, and whom: before something is done, what it would do; and what was said before one listened. No other question is let through. */
export const ASKS: Partial<Record<ServiceName, Partial<Record<ServiceName, readonly string[]>>>> = {
  registry: { vouchers: ['price-list-preview'], bookings: ['correction-preview'] },
  vouchers: { registry: ['accepted-price-lists'] },
  bookings: { vouchers: ['visit-trial', 'arrangement-kinds', 'deaths'] },
};
