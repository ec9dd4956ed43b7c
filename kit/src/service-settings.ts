/** The settings that every service has. Development values are those of a local system on its usual ports. */
import { z } from 'zod';
import { publicJwk } from './actor.ts';
import { brokerSettings } from './broker.ts';
import { ANYTHING, environment, setting } from './config.ts';
import { doorSettings } from './door.ts';
import { logLevel } from './log.ts';
import { ABSENT, KEY_PAIR, PASSWORD } from './production.ts';

export const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'is not the address of a PostgreSQL database');

/** The settings of every program that listens. */
export const serverSettings = (port: number) => ({
  PORT: setting(z.coerce.number().int().min(0).max(65_535), {
    meaning: 'The port of the HTTP server; 0 takes any free one.',
    development: String(port),
    production: ANYTHING,
  }),
  HOST: setting(z.string(), { meaning: 'The address that the HTTP server listens on.', default: '127.0.0.1', production: ANYTHING }),
});

export const serviceSettings = (service: string, port: number) =>
  z.object({
    NODE_ENV: environment,
    ...serverSettings(port),
    DATABASE_URL: setting(postgresUrl, {
      meaning: 'The database, as the role that runs.',
      development: `postgres://${service}:${service}@127.0.0.1:4008/${service}`,
      production: [PASSWORD],
    }),
    ...brokerSettings(service),
    ACTOR_PUBLIC_KEY: setting(publicJwk, {
      meaning: "The gateway's public key (Ed25519, a JSON Web Key): who may say who acts.",
      production: [KEY_PAIR],
    }),
    CLOCK_FILE: setting(z.string().optional(), { meaning: 'A file that moves the clock of a development system.', production: [ABSENT] }),
    DATABASE_OWNER_URL: setting(z.string().optional(), {
      meaning: 'A database as its owner, of whichever service: only an operator’s scripts hold it, never a program that runs.',
      production: [ABSENT],
    }),
    LOG_LEVEL: logLevel,
    ...doorSettings,
  });

export type ServiceConfig = z.infer<ReturnType<typeof serviceSettings>>;
