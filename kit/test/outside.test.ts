/** Asking systems of others: whatever they do, the asker gets one of three answers, in time, and no secret leaks. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { openLog } from '@seteli/kit/log';
import { openOutside, type Question } from '@seteli/kit/outside';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

/** For tests in which time matters; the others must not fail on a busy machine. */
const SHORT_MS = 300;
const LONG_MS = 20_000;
const BYTES_MAX = 10_000;

let listener: RequestListener;
let asked = 0;
const server = createServer((request, response) => {
  asked++;
  listener(request, response);
});
let url: string;
const lines: string[] = [];
const log = openLog('test', 'info', { write: (line) => void lines.push(line) });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const question: Question<{ name: string }> = { path: '/thing', answer: z.object({ name: z.string() }), repeatable: false };
const asking = (change: Partial<Question<{ name: string }>>, play: RequestListener, timeoutMs = LONG_MS) => {
  listener = play;
  asked = 0;
  return openOutside({ system: 'test', url, log, timeoutMs, bytesMax: BYTES_MAX }).ask({ ...question, ...change });
};
const saying =
  (status: number, body = '{"name":"it"}'): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(body);

test('an answer of the right form is the value, and is asked once', async () => {
  const seen: (string | undefined)[] = [];
  const reply = await asking({ method: 'POST', body: { a: 1 }, headers: { authorization: 'Basic x' } }, (request, response) => {
    seen.push(request.method, request.url, request.headers['content-type'], request.headers.authorization);
    response.end('{"name":"it"}');
  });
  expect(reply).toEqual({ outcome: 'ANSWERED', value: { name: 'it' }, status: 200 });
  expect(seen).toEqual(['POST', '/base/thing', 'application/json', 'Basic x']);
  expect(asked).toBe(1);
});

test.each([
  [404, 'NOT_FOUND', undefined],
  [301, 'UNAVAILABLE', 'UNREADABLE'],
  [400, 'UNAVAILABLE', 'REFUSED'],
  [401, 'UNAVAILABLE', 'REFUSED'],
  [429, 'UNAVAILABLE', 'REFUSED'],
  [500, 'UNAVAILABLE', 'FAILED'],
  [503, 'UNAVAILABLE', 'FAILED'],
])('status %i is %s %s', async (status, outcome, why) => {
  const reply = await asking({}, saying(status));
  expect(reply).toMatchObject({ outcome, status, ...(why && { why }) });
});

test('a status that the asker can read is an answer', async () => {
  expect(await asking({ read: [409] }, saying(409))).toMatchObject({ outcome: 'ANSWERED', status: 409 });
  expect(await asking({ read: [409] }, saying(410))).toMatchObject({ outcome: 'UNAVAILABLE' });
});

test.each([
  ['no JSON', '<html>'],
  ['nothing', ''],
  ['another form', '{"name":1}'],
  ['half an answer', '{"name":"i'],
])('%s is unreadable', async (_, body) => {
  expect(await asking({}, saying(200, body))).toMatchObject({ outcome: 'UNAVAILABLE', why: 'UNREADABLE' });
});

test('an answer may be as large as the bound and no larger, and nobody unpacks it', async () => {
  const sized = (bytes: number) => `{"name":"${'x'.repeat(bytes - 11)}"}`;
  expect(await asking({}, saying(200, sized(BYTES_MAX)))).toMatchObject({ outcome: 'ANSWERED' });
  expect(await asking({}, saying(200, sized(BYTES_MAX + 1)))).toMatchObject({ why: 'TOO_LARGE' });
  const packed = gzipSync(' '.repeat(50_000_000));
  const bomb = await asking({}, (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
  expect(bomb).toMatchObject({ why: 'TOO_LARGE' });
  const small = await asking(
    {},
    (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"name":"it"}')),
  );
  expect(small).toMatchObject({ why: 'UNREADABLE' });
});

test.each<[string, RequestListener]>([
  ['says nothing', () => undefined],
  ['begins and stops', (_, response) => void response.write('{"name":')],
  [
    'drips for ever',
    async (_, response) => {
      for (response.writeHead(200); !response.destroyed; await sleep(20)) response.write(' ');
    },
  ],
])('a system that %s costs the asker its time limit, once', async (_, play) => {
  const begunAt = performance.now();
  expect(await asking({ repeatable: true }, play, SHORT_MS)).toEqual({ outcome: 'UNAVAILABLE', why: 'SLOW' });
  expect(performance.now() - begunAt).toBeLessThan(LONG_MS / 2);
  expect(asked).toBe(1);
});

test('a line that breaks is unreached, and so is a port without a listener', async () => {
  expect(await asking({}, (_, response) => void response.destroy())).toEqual({ outcome: 'UNAVAILABLE', why: 'UNREACHED' });
  const nobody = openOutside({ system: 'test', url: 'http://127.0.0.1:1', log, timeoutMs: LONG_MS });
  expect(await nobody.ask(question)).toEqual({ outcome: 'UNAVAILABLE', why: 'UNREACHED' });
});

test('a question that may be repeated is asked a second time after a fault, and never a third', async () => {
  const wellAfter =
    (faults: number): RequestListener =>
    (request, response) =>
      asked > faults ? saying(200)(request, response) : saying(503)(request, response);
  expect(await asking({ repeatable: true }, wellAfter(1))).toMatchObject({ outcome: 'ANSWERED' });
  expect(asked).toBe(2);
  expect(await asking({ repeatable: true }, wellAfter(2))).toMatchObject({ why: 'FAILED' });
  expect(asked).toBe(2);
  expect(await asking({ repeatable: false }, wellAfter(1))).toMatchObject({ why: 'FAILED' });
  expect(asked).toBe(1);
  expect(await asking({ repeatable: true }, saying(401))).toMatchObject({ why: 'REFUSED' });
  expect(asked).toBe(1);
});

test('a redirection takes our secret nowhere', async () => {
  const reached: (string | undefined)[] = [];
  await asking({ headers: { authorization: 'Bearer ours' } }, (request, response) => {
    reached.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(reached).toEqual(['/base/thing']);
});

test('the log says who gave no answer and why, and nothing of question or answer', async () => {
  lines.length = 0;
  await asking({ path: '/of/150385-9013?x=Aku', body: { code: '150385-9013' }, method: 'POST' }, saying(500, 'Aku Asiakas'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ system: 'test', why: 'FAILED', status: 500 });
  expect(lines.join()).not.toMatch(/9013|Aku|of\//);
});
