/**
 * As much of a browser as signing in needs, for scripts and tests: cookies and redirections. It keeps cookies by host
 * and port and ignores their paths.
 */

const STEPS_MAX = 10;

export type Visit = { readonly url: URL; readonly response: Response };

export type Browser = {
  /** Sends one request, and returns a redirection as it is. */
  send(url: URL | string, init?: RequestInit): Promise<Response>;
  /**
   * Follows redirections to the first other answer, or until the next address begins with `stopBefore`. Returns that
   * address and the last answer.
   */
  follow(url: URL | string, init?: RequestInit, stopBefore?: string): Promise<Visit>;
  /** The cookies of an address, by name. */
  cookiesOf(url: string): Map<string, string>;
};

const isRedirection = ({ status }: Response): boolean => status >= 300 && status < 400;
const targetOf = ({ url, response }: Visit): URL => new URL(response.headers.get('location') ?? '', url);

export function openBrowser(): Browser {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (url: string) => {
    const { host } = new URL(url);
    return jar.get(host) ?? jar.set(host, new Map()).get(host)!;
  };
  const send = async (url: URL | string, init: RequestInit = {}) => {
    const cookies = cookiesOf(String(url));
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value) cookies.set(name, value);
      else if (name) cookies.delete(name);
    }
    return response;
  };
  return {
    send,
    cookiesOf,
    async follow(from, init, stopBefore) {
      let visit: Visit = { url: new URL(from), response: await send(from, init) };
      for (let step = 0; isRedirection(visit.response); step++) {
        const url = targetOf(visit);
        if (stopBefore && url.href.startsWith(stopBefore)) return { url, response: visit.response };
        if (step === STEPS_MAX) throw new Error(`${from} redirects without end.`);
        visit = { url, response: await send(url) };
      }
      return visit;
    },
  };
}

export const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
