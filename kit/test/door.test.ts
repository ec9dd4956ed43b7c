/** The door of a process lets slow peers go, lets no crowd in, and loses no request when the process stops. */
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateKeyPair } from 'jose';
import type { FastifyInstance } from 'fastify';
import { mintActorToken } from '@seteli/kit/actor';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { createDoor, NOT_RUN, type Door, type DoorConfig } from '@seteli/kit/door';
import { buildSubgraph } from '@seteli/kit/subgraph';
import { newDatabase } from '@seteli/testing/database';
import { drip } from '@seteli/testing/drip';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silent } from './exchange.ts';

const SDL = 'type Query { now: String! later: String! }';
let database: Database;
let token: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
const open: { app: FastifyInstance; door: Door }[] = [];

beforeAll(async () => {
  const { url } = await newDatabase('registry');
  database = openDatabase({ url, log: silent, name: 'test', max: 2 });
  keys = await generateKeyPair('EdDSA');
  token = await mintActorToken(
    { userId: 'u', organisation: { kind: 'PERSON', id: 'p' }, roles: [], teamIds: [] },
    'things',
    keys.privateKey,
  );
});
afterAll(async () => {
  await Promise.all(open.filter(({ door }) => !door.isClosing).map(({ app, door }) => door.close(app)));
  await database.close();
});

async function listen(config: Partial<DoorConfig>) {
  const door = createDoor({ DRAIN_MS: 0, ...config });
  let finish!: () => void;
  const late = new Promise<void>((resolve) => (finish = resolve));
  let asked!: () => void;
  const begun = new Promise<void>((resolve) => (asked = resolve));
  const later = async () => {
    asked();
    await late;
    return 'late';
  };
  const resolvers = { Query: { now: () => 'now', later } };
  const app = await buildSubgraph({
    service: 'things',
    sdl: SDL,
    resolvers,
    actorKey: keys.publicKey,
    organisationKinds: ORGANISATION_KINDS,
    context: () => ({}),
    log: silent,
    database,
    door,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  open.push({ app, door });
  return { app, door, url, port: Number(new URL(url).port), finish, begun };
}

describe.concurrent('a peer that is slow', () => {
  const LIMIT_MS = 6_000;
  const slowly = { HEADERS_TIMEOUT_MS: 300, REQUEST_TIMEOUT_MS: 700 };
  const head = () => `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;

  test.each<[string, () => string[], string]>([
    ['with a first word', () => [], '408'],
    ['with the headers', () => [...head()], '408'],
    ['with the body', () => [`${head()}content-length: 500\r\n\r\n`, ...'{"query":"{ now }"'.repeat(20)], '408'],
    ['with a chunk', () => [`${head()}transfer-encoding: chunked\r\n\r\n`, ...'1\r\n{\r\n'.repeat(40)], '408'],
  ])('%s gets an answer and is let go', async (_, pieces, status) => {
    const { port } = await listen(slowly);
    const { wasClosed, text } = await drip(port, pieces(), LIMIT_MS);
    expect({ wasClosed, first: text.slice(0, 12) }).toEqual({ wasClosed: true, first: `HTTP/1.1 ${status}` });
  });

  test('but finishes in time is served', async () => {
    const { port } = await listen(slowly);
    const body = '{"query":"{ now }"}';
    const { text } = await drip(
      port,
      [`${head()}connection: close\r\ncontent-length: ${body.length}\r\n\r\n`, body.slice(0, 9), body.slice(9)],
      LIMIT_MS,
    );
    expect(text).toContain('{"data":{"now":"now"}}');
  });
});

test.concurrent('the door closes a connection above its number unread, and has room again when one leaves', async ({ expect }) => {
  const { url, port } = await listen({ CONNECTIONS_MAX: 5 });
  const lines: Socket[] = [];
  for (let count = 0; count < 5; count++) {
    lines.push(connect(port, '127.0.0.1').on('error', () => undefined));
    await once(lines.at(-1)!, 'connect');
  }
  await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
  lines[0]!.destroy();
  await expect
    .poll(() =>
      fetch(`${url}/health/live`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  for (const line of lines) line.destroy();
});

describe.concurrent('a process that stops', () => {
  const kept = () => new Agent({ connections: 1, keepAliveTimeout: 60_000 });
  const ask = async (url: string, query: string, dispatcher: Agent) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await request(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }), dispatcher });
    return { status: response.statusCode, headers: response.headers, body: (await response.body.json()) as object };
  };

  test('is not ready at once, serves on meanwhile, and keeps no connection', async () => {
    const { app, door, url } = await listen({ DRAIN_MS: 3_000 });
    const dispatcher = kept();
    expect((await ask(url, '{ now }', dispatcher)).headers.connection).not.toBe('close');
    const closing = door.close(app);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { service: 'things', stopping: true }]);
    const served = await ask(url, '{ now }', dispatcher);
    expect(served).toMatchObject({ status: 200, body: { data: { now: 'now' } }, headers: { connection: 'close' } });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await closing;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow('fetch failed');
    await dispatcher.close();
  });

  // Tests of this file run side by side, so this one polls with its own `expect`.
  test('finishes what runs, and marks later requests as not run', async ({ expect }) => {
    const { app, door, url, port, finish, begun } = await listen({});
    const running = kept();
    const late = ask(url, '{ later }', running);
    await begun;
    // The connection is not idle, since its request has begun: the door may not close it under the request.
    const accepted = once(app.server, 'connection') as Promise<[Socket]>;
    const line = connect(port, '127.0.0.1');
    const closed = once(line, 'close');
    let text = '';
    line.on('data', (bytes) => (text += String(bytes)));
    const body = '{"query":"{ now }"}';
    const pieces = `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    line.write(pieces.slice(0, 20));
    const [heard] = await accepted;
    await expect.poll(() => heard.bytesRead).toBe(20);
    const closing = door.close(app);
    await sleep(50);
    line.write(pieces.slice(20));
    await closed;
    expect(text).toMatch(/^HTTP\/1\.1 503 /);
    expect(text).toContain(`${NOT_RUN}: stopping`);
    expect(text).toContain('connection: close');
    finish();
    expect(await late).toMatchObject({ status: 200, body: { data: { later: 'late' } } });
    await closing;
    await running.close();
  });

  test('does not wait for a peer that is too slow', async () => {
    const { app, door, port } = await listen({ REQUEST_TIMEOUT_MS: 60_000 });
    const line = connect(port, '127.0.0.1').on('error', () => undefined);
    line.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{`,
    );
    await sleep(50);
    const started = performance.now();
    await door.close(app);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
