/**
 * What an event is: a contract that producer and consumers share, and the envelope (CloudEvents 1.0) that carries it.
 * In code, money is bigint and days are Temporal; on the wire they are JSON. Only the codecs here convert between the
 * two.
 */
import { z } from 'zod';

export const wireCents = z.codec(z.int(), z.bigint(), { decode: BigInt, encode: Number }).describe('Euro cents, a whole number.');
export const wireDay = z
  .codec(z.iso.date(), z.instanceof(Temporal.PlainDate), { decode: (text) => Temporal.PlainDate.from(text), encode: String })
  .describe('A Finnish calendar day, YYYY-MM-DD.');
export const wireMonth = z
  .codec(z.string().regex(/^\d{4}-\d{2}$/), z.instanceof(Temporal.PlainYearMonth), {
    decode: (text) => Temporal.PlainYearMonth.from(text),
    encode: String,
  })
  .describe('A calendar month, YYYY-MM.');
export const wireInstant = z
  .codec(z.iso.datetime({ precision: 3 }), z.instanceof(Temporal.Instant), {
    decode: (text) => Temporal.Instant.from(text),
    encode: (instant) => instant.toString({ smallestUnit: 'millisecond' }),
  })
  .describe('An instant in UTC with milliseconds.');

export type EventContract<Data extends z.ZodType = z.ZodType> = {
  /** Service and name: `<service>.thing-changed`. */
  readonly name: string;
  /** The CloudEvents type. A breaking change raises its version. */
  readonly type: string;
  readonly meaning: string;
  readonly data: Data;
};

/** Defines an event of a service. `name` is `<service>.<noun-past-tense>`. */
export const defineEvent = <Data extends z.ZodType>(name: string, version: number, meaning: string, data: Data): EventContract<Data> => ({
  name,
  type: `fi.seteli.${name}.v${version}`,
  meaning,
  data,
});

export type DataOf<Contract> = Contract extends EventContract<infer Data> ? z.output<Data> : never;

/** The event on the wire and in the outbox. `seq` has no gaps within a partition of one source and epoch. */
export type Envelope = {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  partition: string;
  seq: number;
  epoch: number;
  actor?: string;
  traceparent?: string;
  data: unknown;
};

/** The partition of everything that belongs to no single organisation: persons, users, teams, for example. */
export const NATIONAL = 'national';

export const sourceUri = (service: string): string => `/seteli/${service}`;

/** `fi.seteli.<service>.thing-changed.v1` → `thing-changed`. */
export const eventName = (type: string): string => type.split('.')[3]!;

/**
 * The subject that the relay publishes to. It leaves out the version, so that a new version changes nobody's filter.
 */
export const natsSubject = (service: string, partition: string, type: string): string =>
  `seteli.${service}.${partition}.${eventName(type)}`;
