/**
 * The list of services, and which service listens to which. Databases, secrets, ports, NATS permissions, consumers, the
 * health check of the whole and the picture in `docs/architecture.md` all follow these tables.
 */
export const SERVICES = ['identity', 'registry', 'vouchers', 'bookings', 'settlement'] as const;
export type ServiceName = (typeof SERVICES)[number];

/**
 * Where each service listens on a development machine. A new service takes a free port from 4011 on, so that no other
 * process moves.
 */
export const DEVELOPMENT_PORTS: Readonly<Record<ServiceName, number>> = {
  identity: 4001,
  registry: 4002,
  vouchers: 4003,
  bookings: 4004,
  settlement: 4005,
};

export const LISTENS_TO: Record<ServiceName, readonly ServiceName[]> = {
  identity: ['registry', 'vouchers', 'bookings', 'settlement'],
  registry: ['vouchers'],
  vouchers: ['identity', 'registry', 'bookings'],
  bookings: ['identity', 'registry', 'vouchers', 'settlement'],
  settlement: ['identity', 'registry', 'bookings'],
};

/** Every listener asks these questions of those it listens to, so that it misses nothing. */
export const ASKED_OF_ALL = ['heads', 'page'] as const;

/**
 * The other questions that a service asks, and whom it asks: what a step would do. The broker lets no other question
 * through.
 */
export const ASKS: Partial<Record<ServiceName, Partial<Record<ServiceName, readonly string[]>>>> = {
  /** What another service keeps of a person. */
  identity: {
    vouchers: ['person-data', 'person-retention'],
    bookings: ['person-data', 'person-retention'],
    settlement: ['person-data', 'person-retention'],
  },
  registry: { vouchers: ['price-list-preview'], bookings: ['correction-preview'] },
  bookings: { vouchers: ['visit-trial'] },
};
