/**
 * Keeps files in an object store that speaks S3. A library signs each request; the bytes are sealed before they come
 * here, so the store's own checksums add nothing.
 */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { Content } from './file-cipher.ts';
import type { FileStore } from './file-store.ts';
import { isId, type Id } from './ids.ts';

const TIMEOUT_MS = 30_000;

type S3Settings = Readonly<Record<'FILES_URL' | 'FILES_REGION' | 'FILES_KEY_ID' | 'FILES_KEY', string>>;
type Body = { readonly sealed: Content; readonly size: number };

export function openS3(settings: S3Settings, timeoutMs = TIMEOUT_MS): FileStore {
  const base = settings.FILES_URL.replace(/\/$/, '');
  const keys = { accessKeyId: settings.FILES_KEY_ID, secretAccessKey: settings.FILES_KEY, region: settings.FILES_REGION };

  /** One limit bounds the whole exchange, the answer's bytes too. Node's own client follows no redirection. */
  async function send(method: 'PUT' | 'GET' | 'DELETE', id: Id, body?: Body): Promise<IncomingMessage> {
    if (!isId(id)) throw new TypeError('A file has an id of ours for its name.');
    const signal = AbortSignal.timeout(timeoutMs);
    const { url, headers } = await new AwsV4Signer({ ...keys, service: 's3', method, url: `${base}/${id}` }).sign();
    const open = url.protocol === 'https:' ? requestOverTls : request;
    const own = body && { 'content-length': String(body.size), 'content-type': 'application/octet-stream' };
    const asked = open(url, { method, headers: { ...Object.fromEntries(headers), ...own }, signal });
    // The line may also break when nobody waits any more, and an error without a listener ends the process.
    asked.on('error', () => undefined);
    const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
    const sent = body ? pipeline(body.sealed, asked) : asked.end();
    const [[answer]] = await Promise.all([answered, sent]);
    return answer;
  }

  /** Without the store's words, which quote the address of the file. */
  function refuse(answer: IncomingMessage): never {
    answer.destroy();
    throw new Error(`The store of files answered ${answer.statusCode}.`);
  }
  const isGood = ({ statusCode = 500 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;

  return {
    async put(id, sealed, size) {
      const answer = await send('PUT', id, { sealed, size });
      if (!isGood(answer)) refuse(answer);
      answer.resume();
    },
    async get(id) {
      const answer = await send('GET', id);
      if (isGood(answer)) return answer;
      if (answer.statusCode !== 404) refuse(answer);
      answer.destroy();
      return undefined;
    },
    async remove(id) {
      const answer = await send('DELETE', id);
      if (!isGood(answer) && answer.statusCode !== 404) refuse(answer);
      answer.resume();
    },
  };
}
