/** What the set-up and the tests agree on about the throw-away servers. */
import type { ServiceName } from '@seteli/schema/events/listeners';

declare module 'vitest' {
  interface ProvidedContext {
    seteliServers: { adminUrl: string; natsPort: number };
  }
}

/** The servers listen on loopback, hold nothing and live for seconds. */
export const TEST_PASSWORD = 'test';
export const TEST_PASSWORDS = { owner: TEST_PASSWORD, run: TEST_PASSWORD };

/** More than workers that ever run side by side. */
export const ACCOUNTS = 8;

export const accountPrefix = (account: number): string => `w${account}_`;
export const templateName = (service: ServiceName): string => `tmpl_${service}`;
