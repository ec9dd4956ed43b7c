/** Sends operations to the measured gateway over kept connections, as the test persons. Counts nothing. */
import { Pool } from 'undici';
import { getToken } from '@seteli/local/get-token';
import type { PersonaKey } from '@seteli/local/personas';
import type { System } from '@seteli/local/system';

export type Gateway = {
  readonly url: string;
  token(persona: PersonaKey): Promise<string>;
  /** Returns the data of the answer, and throws when there are errors. */
  ask<Data>(persona: PersonaKey, query: string, variables?: Record<string, unknown>): Promise<Data>;
  close(): Promise<void>;
};

const CONNECTIONS = 32;
/** People's tokens live ten minutes. */
const TOKEN_LIFE_MS = 8 * 60_000;
const TIMEOUT_MS = 120_000;

export function openGateway({ url, secrets }: System): Gateway {
  const pool = new Pool(url, { connections: CONNECTIONS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const tokens = new Map<PersonaKey, { token: Promise<string>; since: number }>();
  const token = (persona: PersonaKey) => {
    const kept = tokens.get(persona);
    if (kept && performance.now() - kept.since < TOKEN_LIFE_MS) return kept.token;
    const fresh = getToken(url, persona, secrets.system);
    tokens.set(persona, { token: fresh, since: performance.now() });
    fresh.catch(() => tokens.delete(persona));
    return fresh;
  };
  return {
    url,
    token,
    async ask<Data>(persona: PersonaKey, query: string, variables: Record<string, unknown> = {}) {
      const { body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(persona)}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await body.json()) as { data: Data; errors?: unknown };
      if (errors) throw new Error(`${persona} was answered: ${JSON.stringify(errors)}`);
      return data;
    },
    close: () => pool.destroy(),
  };
}
