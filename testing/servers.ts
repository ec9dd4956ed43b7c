/** What the set-up and the tests agree on about the throw-away servers. */
import { createHash } from 'node:crypto';
import type { ServiceName } from '@seteli/schema/events/listeners';

declare module 'vitest' {
  interface ProvidedContext {
    seteliServers: { adminUrl: string; natsPort: number };
  }
}

/**
 * Passwords that production would take. They guard nothing: the servers listen on loopback, hold nothing and live for
 * seconds.
 */
const passwordFor = (what: string): string => createHash('sha256').update(`seteli test ${what}`).digest('base64url');
export const TEST_PASSWORD = passwordFor('server');
export const TEST_PASSWORDS = { owner: passwordFor('owner'), run: passwordFor('run') };

/** More than workers that ever run side by side. */
export const ACCOUNTS = 8;

export const accountPrefix = (account: number): string => `w${account}_`;
export const templateName = (service: ServiceName): string => `tmpl_${service}`;
