/**
 * An object store that speaks S3, for tests. It believes a request only when its signature fits (AWS Signature Version
 * 4, calculated here from the description, without the library that signs), and keeps only whole bodies.
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { HOST } from '@seteli/local/ports';

export type ObjectStoreForTest = {
  readonly settings: { FILES_URL: string; FILES_REGION: string; FILES_KEY_ID: string; FILES_KEY: string };
  readonly objects: Map<string, Buffer>;
  /** How it behaves: as it should, with a fault, by silence, or by hanging up within an answer. */
  mood: 'WELL' | 'FAULT' | 'SILENT' | 'CUT';
  stop(): Promise<void>;
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const REGION = 'eu-test-1';
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
const YOUNG_MS = 15 * 60_000;

function isSigned({ method = '', url = '', headers }: IncomingMessage, keyId: string, key: string): boolean {
  const [, id, day = '', region = '', names = '', signature] = CREDENTIAL.exec(headers.authorization ?? '') ?? [];
  const moment = String(headers['x-amz-date']);
  const signed = names.split(';');
  if (id !== keyId || region !== REGION || !moment.startsWith(day) || !['host', 'x-amz-date'].every((name) => signed.includes(name)))
    return false;
  const at = Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Temporal.Now.instant().epochMilliseconds - at) < YOUNG_MS)) return false;
  const said = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const request = [method, url, '', said, names, String(headers['x-amz-content-sha256'])].join('\n');
  const text = ['AWS4-HMAC-SHA256', moment, `${day}/${region}/s3/aws4_request`, sha256(request)].join('\n');
  const signingKey = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${key}`, day), region));
  return hmac(signingKey, text).toString('hex') === signature;
}

export async function openObjectStoreForTest(): Promise<ObjectStoreForTest> {
  const [keyId, key] = ['test-key', createHash('sha256').update(String(performance.now())).digest('base64url')];
  const objects = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: Buffer | string = '') => void response.writeHead(status).end(body);
    request.on('error', () => undefined);
    if (store.mood === 'SILENT') return;
    if (!isSigned(request, keyId, key)) return answer(403, 'SignatureDoesNotMatch');
    if (store.mood === 'FAULT') return answer(500, 'InternalError');
    const name = request.url!.replace(/^\/bucket\//, '');
    if (request.method === 'PUT') {
      const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>).catch(() => []));
      if (!request.complete || body.length !== Number(request.headers['content-length'])) return answer(400, 'IncompleteBody');
      objects.set(name, body);
      return answer(200);
    }
    if (request.method === 'DELETE') return answer((objects.delete(name), 204));
    const found = objects.get(name);
    if (!found) return answer(404, 'NoSuchKey');
    if (store.mood !== 'CUT') return answer(200, found);
    response.writeHead(200, { 'content-length': String(found.length) });
    response.write(found.subarray(0, found.length / 2), () => void response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as { port: number };
  const store: ObjectStoreForTest = {
    settings: { FILES_URL: `http://${HOST}:${port}/bucket`, FILES_REGION: REGION, FILES_KEY_ID: keyId, FILES_KEY: key },
    objects,
    mood: 'WELL',
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return store;
}
