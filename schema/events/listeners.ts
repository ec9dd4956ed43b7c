/**
 * Which service listens to which. NATS permissions, consumers, the health check of the whole and the picture in
 * `docs/architecture.md` all follow this table.
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

/** Every listener asks these questions of those it listens to, so that it misses nothing. */
export const ASKED_OF_ALL = ['heads', 'page'] as const;

/**
 * The other questions that a service asks, and whom it asks. Some ask what a step would do; others ask for
 * announcements from before the service listened. The broker lets no other question through.
 */
export const ASKS: Partial<Record<ServiceName, Partial<Record<ServiceName, readonly string[]>>>> = {
  registry: { vouchers: ['price-list-preview'], bookings: ['correction-preview'] },
  vouchers: { registry: ['accepted-price-lists'] },
  bookings: { vouchers: ['visit-trial', 'arrangement-kinds', 'deaths'] },
};
