/**
 * Asks a running system through its gateway as one of the test persons, for the seed, the demo, the measurements and
 * the tests of the whole system.
 */
import { getToken } from './get-token.ts';
import type { PersonaKey } from './personas.ts';

export type GraphQLFault = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
};
export type Reply = {
  // Callers know what they asked for, and fail at once when it is missing.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors?: readonly GraphQLFault[];
};

export type Client = {
  readonly url: string;
  token(persona: PersonaKey): Promise<string>;
  /** The whole reply, errors included. */
  send(persona: PersonaKey, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** Returns the data, and throws when there are errors. */
  ask(persona: PersonaKey, query: string, variables?: Record<string, unknown>): Promise<Reply['data']>;
  /** Forgets all tokens, because a token holds the rights that its user had when they signed in. */
  signOut(): void;
};

const TOKEN_LIFE_MS = 8 * 60_000;

/** Pass `systemSecret` to use system accounts when the state folder is not this checkout's own. */
export function openClient(url: string, systemSecret?: string): Client {
  const tokens = new Map<PersonaKey, { token: Promise<string>; since: number }>();
  const token = (persona: PersonaKey) => {
    const kept = tokens.get(persona);
    if (kept && performance.now() - kept.since < TOKEN_LIFE_MS) return kept.token;
    const fresh = getToken(url, persona, systemSecret);
    tokens.set(persona, { token: fresh, since: performance.now() });
    fresh.catch(() => tokens.delete(persona));
    return fresh;
  };
  const send: Client['send'] = async (persona, query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(persona)}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Reply;
  };
  return {
    url,
    token,
    send,
    async ask(persona, query, variables) {
      const { data, errors } = await send(persona, query, variables);
      if (errors) throw new Error(`${persona} was answered: ${JSON.stringify(errors)}`);
      return data;
    },
    signOut: () => tokens.clear(),
  };
}

/**
 * Repeats work that is refused only because one service has not yet heard from another, until `limitMs` have passed.
 */
export async function onceKnown<T extends { refusal: { code: string } | null }>(work: () => Promise<T>, limitMs = 15_000): Promise<T> {
  for (const deadline = performance.now() + limitMs; ;) {
    const result = await work();
    const code = result.refusal?.code ?? '';
    if (!['NOT_YET_KNOWN', 'BEHIND'].includes(code) || performance.now() > deadline) return result;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
