/**
 * The broker's address as a setting: one server or several, with or without TLS, and the user. A fault is one sentence.
 */
import { isIP } from 'node:net';
import { z } from 'zod';

export type BrokerUrl = {
  readonly servers: readonly string[];
  readonly user: string;
  readonly password: string;
  /** `tls://`: the client refuses a server that cannot prove its name. */
  readonly encrypted: boolean;
};

/**
 * Reads `tls://user:password@a.example:4222,b.example:4222`. The user may stand at one server or at each. `nats://` and
 * `unencrypted://` mean the same, but production takes only the second, which nobody writes by mistake. A fault is
 * thrown as a sentence.
 */
export function readBrokerUrl(text: string): BrokerUrl {
  const given = text.split(',').map((part) => part.trim());
  const scheme = /^(nats|tls|unencrypted):\/\//.exec(given[0]!)?.[0];
  if (!scheme) throw new Error('must begin with tls://, nats:// or unencrypted://');
  const urls = given.map((part) => readServer(part.includes('://') ? part : scheme + part));
  // The client library would compare the certificate with the name "localhost".
  if (scheme === 'tls://' && urls.some(({ hostname }) => isIP(hostname.replace(/^\[|\]$/g, ''))))
    throw new Error('names a server by number; with TLS it needs the name that stands in its certificate');
  if (urls.some(({ protocol }) => `${protocol}//` !== scheme)) throw new Error('names servers with TLS and without; take one');
  const users = new Set(urls.filter(({ username }) => username).map(({ username, password }) => `${username}:${password}`));
  if (users.size > 1) throw new Error('names more than one user');
  const { username = '', password = '' } = urls.find(({ username }) => username) ?? {};
  return {
    servers: urls.map(({ host }) => host),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    encrypted: scheme === 'tls://',
  };
}

function readServer(text: string): URL {
  // The parser's own message would quote the password.
  if (!URL.canParse(text)) throw new Error('is not an address; a special character of a password is written as %XX');
  const url = new URL(text);
  if (!url.hostname) throw new Error('names no server');
  if (!/^\/?$/.test(url.pathname) || url.search || url.hash) throw new Error('holds more than servers and a user');
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    throw new Error('holds a % that is not the beginning of %XX');
  }
  return url;
}

export const brokerUrl = z.string().superRefine((text, context) => {
  try {
    readBrokerUrl(text);
  } catch (fault) {
    context.addIssue({ code: 'custom', message: (fault as Error).message });
  }
});

/** Whether TLS protects the connection, or the operator says (`unencrypted://`) that something else does. */
export const isProtected = (url: string): boolean => !url.startsWith('nats://');
