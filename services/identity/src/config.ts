/** Settings of identity: its database, broker and callers, the provider that identifies people, and its own keys. */
import { jwk } from '@seteli/kit/actor';
import { forDevelopment } from '@seteli/kit/config';
import { logLevel } from '@seteli/kit/log';
import { key32 } from '@seteli/kit/secrets';
import { z } from 'zod';
import { CODE_RANGES } from './domain/identity-code.ts';

const database = z.string().startsWith('postgres');
const range = z.enum(CODE_RANGES);

export const settings = z.object({
  PORT: forDevelopment(z.coerce.number().int(), '4001', 'The port of the HTTP server, on the loopback address.'),
  HOST: z.string().default('127.0.0.1').describe('The address that the HTTP server listens on.'),
  DATABASE_URL: forDevelopment(database, 'postgres://identity:identity@127.0.0.1:4008/identity', 'The database, as the role that runs.'),
  DATABASE_OWNER_URL: forDevelopment(
    database,
    'postgres://identity_owner:identity_owner@127.0.0.1:4008/identity',
    'The database, as the role that migrates.',
  ),
  NATS_URL: forDevelopment(
    z.string().startsWith('nats://'),
    'nats://identity:identity@127.0.0.1:4007',
    'The broker, with user and password.',
  ),
  ACTOR_PUBLIC_KEY: jwk.describe("The gateway's public key: who may say who acts."),
  PUBLIC_URL: forDevelopment(z.url(), 'http://127.0.0.1:4000', 'The address that people and systems know, and the issuer of our tokens.'),
  SIGN_IN_URL: forDevelopment(z.url(), 'http://127.0.0.1:4006', 'The OpenID provider that identifies people: Suomi.fi.'),
  SIGN_IN_CLIENT_SECRET: z.string().min(16).describe('Our secret at that provider.'),
  TOKEN_KEY: jwk.describe('The private key that signs access tokens.'),
  PERSON_KEY: key32.describe('The key that seals identity codes.'),
  PERSON_INDEX_KEY: key32.describe('Another key, of the index over identity codes.'),
  IDENTITY_CODES: forDevelopment(range, 'ARTIFICIAL', 'REAL where real people sign in; elsewhere made-up identity codes only.'),
  CLOCK_FILE: z.string().optional().describe('Development only: a file that moves the clock. Tokens and sessions keep real time.'),
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;
