/** Settings of bookings: where its database, its broker and its callers' key are. */
import { jwk } from '@seteli/kit/actor';
import { forDevelopment } from '@seteli/kit/config';
import { logLevel } from '@seteli/kit/log';
import { z } from 'zod';

const database = z.string().startsWith('postgres');

export const settings = z.object({
  PORT: forDevelopment(z.coerce.number().int(), '4004', 'The port of the HTTP server, on the loopback address.'),
  HOST: z.string().default('127.0.0.1').describe('The address that the HTTP server listens on.'),
  DATABASE_URL: forDevelopment(database, 'postgres://bookings:bookings@127.0.0.1:4008/bookings', 'The database, as the role that runs.'),
  DATABASE_OWNER_URL: forDevelopment(
    database,
    'postgres://bookings_owner:bookings_owner@127.0.0.1:4008/bookings',
    'The database, as the role that migrates.',
  ),
  NATS_URL: forDevelopment(
    z.string().startsWith('nats://'),
    'nats://bookings:bookings@127.0.0.1:4007',
    'The broker, with user and password.',
  ),
  ACTOR_PUBLIC_KEY: jwk.describe("The gateway's public key: who may say who acts."),
  CLOCK_FILE: z.string().optional().describe('Development only: a file that moves the clock.'),
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;
