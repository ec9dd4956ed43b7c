/** How tests and stories change the counterparts of registers, and read what was sent: the test door as functions. */
import type { Company, Mandate, Person, SentMessage } from './book.ts';
import type { Mood } from './moods.ts';

export type RegistersClient = {
  /** Changes a person, or makes one. The register notes the change in its list. */
  person(change: Partial<Person> & Pick<Person, 'identityCode'>): Promise<Person>;
  /** Gives the person another identity code. */
  replaceCode(from: string, to: string): Promise<Person>;
  forget(identityCode: string): Promise<void>;
  mandate(mandate: Omit<Mandate, 'until'> & Partial<Mandate>): Promise<Mandate>;
  revoke(pair: Pick<Mandate, 'delegate' | 'principal'>): Promise<void>;
  company(change: Partial<Company> & Pick<Company, 'businessId'>): Promise<Company>;
  mood(mood: Pick<Mood, 'register' | 'mood'> & Partial<Mood>): Promise<void>;
  bounce(address: string, bounces: boolean): Promise<void>;
  expireTokens(): Promise<void>;
  /** What was sent, the newest first. */
  messages(to?: string): Promise<SentMessage[]>;
};

export function openRegistersClient(url: string): RegistersClient {
  async function send<T>(method: string, path: string, body?: object): Promise<T> {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/test${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`The registers answered ${method} ${path} with ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  return {
    person: (change) => send('PUT', '/persons', change),
    replaceCode: (from, to) => send('POST', '/persons/replace-code', { from, to }),
    forget: (identityCode) => send('POST', '/persons/remove', { identityCode }),
    mandate: (mandate) => send('PUT', '/mandates', mandate),
    revoke: (pair) => send('POST', '/mandates/revoke', pair),
    company: (change) => send('PUT', '/companies', change),
    mood: (mood) => send('PUT', '/mood', mood),
    bounce: (address, bounces) => send('PUT', '/bounces', { address, bounces }),
    expireTokens: () => send('POST', '/expire-tokens', {}),
    messages: (to) => send('GET', `/messages${to === undefined ? '' : `?${new URLSearchParams({ to })}`}`),
  };
}
