/** Packets that no client of ours sends: requests cut at every stage, garbage, other protocols, and broken frames. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListeningName } from '@seteli/local/ports';

/** A route that a port answers, with the request that it expects. */
export type Door = {
  readonly process: ListeningName;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string;
};

/**
 * How the sender leaves: it resets the line, ends it in order, or vanishes at once. `waits` stays until the other side
 * has had time to answer.
 */
export type Leaving = 'resets' | 'ends' | 'vanishes' | 'waits';
export type Packet = { readonly name: string; readonly parts: (door: Door) => readonly (string | Buffer)[]; readonly leaving: Leaving };

const headOf = ({ method, path, headers }: Door, more: readonly string[] = [], line = `${method} ${path} HTTP/1.1`): string =>
  [line, 'host: seteli.test', ...headers, ...more, '', ''].join('\r\n');
const whole = (door: Door): string => headOf(door, [`content-length: ${Buffer.byteLength(door.body)}`]) + door.body;

const packet = (name: string, leaving: Leaving, parts: Packet['parts']): Packet => ({ name, leaving, parts });

/** The same bytes in every run. */
const noise = (bytes: number): Buffer => createHash('shake256', { outputLength: bytes }).update('noise').digest();

/** Each stage of a request, with each way to leave. */
const cut: Packet[] = (['resets', 'ends', 'vanishes'] as const).flatMap((leaving) => [
  packet(`says nothing and ${leaving}`, leaving, () => []),
  packet(`${leaving} in the first line`, leaving, ({ method }) => [`${method} /he`]),
  packet(`${leaving} in the headers`, leaving, (door) => [headOf(door).slice(0, -6)]),
  packet(`${leaving} before the body`, leaving, (door) => [headOf(door, ['content-length: 400'])]),
  packet(`${leaving} in the body`, leaving, (door) => [headOf(door, ['content-length: 400']), door.body.slice(0, 20)]),
  packet(`${leaving} in a chunk`, leaving, (door) => [headOf(door, ['transfer-encoding: chunked']), '40\r\nabc']),
  packet(`${leaving} before the answer`, leaving, (door) => [whole(door)]),
  packet(`${leaving} while twenty answers come`, leaving, (door) => [whole(door).repeat(20)]),
  packet(
    `says it slowly and ${leaving}`,
    leaving,
    (door) =>
      whole(door)
        .slice(0, 60)
        .match(/.{1,12}/gs) ?? [],
  ),
]);

const malformed: Packet[] = (
  [
    ['noise', () => [noise(4_000)]],
    ['the hello of TLS', () => [Buffer.from('16030100c8010000c40303', 'hex'), noise(190)]],
    ['the preface of HTTP/2', () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', Buffer.alloc(18)]],
    ['a request of 1991', () => ['GET /\r\n']],
    ['a version that is none', (door) => [headOf(door, [], 'GET / HTTP/9.9')]],
    ['a method that is none', (door) => [headOf(door, [], 'BREW / HTTP/1.1')]],
    ['CONNECT', (door) => [headOf(door, [], 'CONNECT 127.0.0.1:22 HTTP/1.1')]],
    ['TRACE', (door) => [headOf(door, [], 'TRACE / HTTP/1.1')]],
    ['an address of stars', (door) => [headOf(door, [], 'OPTIONS * HTTP/1.1')]],
    ['an address that cannot be decoded', (door) => [headOf(door, [], 'GET /%E0%A4%A%00 HTTP/1.1')]],
    ['an address of slashes', (door) => [headOf(door, [], 'GET //..//\\..// HTTP/1.1')]],
    ['an address that is another server', (door) => [headOf(door, [], 'GET http://[::1:80/ HTTP/1.1')]],
    ['an interaction that cannot be', (door) => [headOf(door, [], 'POST /interaction//?lang=%00 HTTP/1.1')]],
    ['an address of 60,000 signs', (door) => [headOf(door, [], `GET /${'a'.repeat(60_000)} HTTP/1.1`)]],
    ['a header of 60,000 signs', (door) => [headOf(door, [`x: ${'a'.repeat(60_000)}`])]],
    [
      '5,000 headers',
      (door) => [
        headOf(
          door,
          Array.from({ length: 5_000 }, (_, index) => `x${index}: 1`),
        ),
      ],
    ],
    ['a header with a NUL', (door) => [headOf(door, ['x: a\0b'])]],
    ['no host', ({ path }) => [`GET ${path} HTTP/1.1\r\n\r\n`]],
    ['an expectation', (door) => [headOf(door, ['expect: 100-continue', 'content-length: 9']), '{}']],
    ['an expectation that is none', (door) => [headOf(door, ['expect: a miracle'])]],
    ['a length below zero', (door) => [headOf(door, ['content-length: -1']) + door.body]],
    ['two lengths', (door) => [headOf(door, ['content-length: 2', 'content-length: 7']) + door.body]],
    ['a length beyond all', (door) => [headOf(door, ['content-length: 99999999999999999999']) + door.body]],
    ['a length too short', (door) => [headOf(door, ['content-length: 5']) + door.body]],
    [
      'a length and chunks',
      (door) => [`${headOf(door, ['content-length: 5', 'transfer-encoding: chunked'])}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`],
    ],
    ['a chunk whose size is no number', (door) => [`${headOf(door, ['transfer-encoding: chunked'])}zz\r\nabc\r\n0\r\n\r\n`]],
    ['a chunk with a long remark', (door) => [`${headOf(door, ['transfer-encoding: chunked'])}1;${'a'.repeat(40_000)}\r\na\r\n0\r\n\r\n`]],
    ['a body that is not compressed as it says', (door) => [headOf(door, ['content-encoding: gzip', 'content-length: 4']), 'abcd']],
    ['a body of bytes that are no text', (door) => [headOf(door, ['content-length: 400']), noise(400)]],
  ] satisfies [string, Packet['parts']][]
).flatMap(([name, parts]) => [packet(`${name}, and waits`, 'waits', parts), packet(`${name}, and resets`, 'resets', parts)]);

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const upgrade = ({ headers }: Door, path: string, change: Record<string, string> = {}): string => {
  const asked = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': KEY,
    'sec-websocket-protocol': 'graphql-transport-ws',
    ...change,
  };
  const lines = Object.entries(asked).map(([name, value]) => `${name}: ${value}`);
  return headOf({ headers: headers.filter((line) => line.startsWith('authorization')) } as unknown as Door, lines, `GET ${path} HTTP/1.1`);
};

const upgrades: Packet[] = (
  [
    ['at another address', (door) => [upgrade(door, '/')]],
    ['at an address beside', (door) => [upgrade(door, '/graphql/stream?x=/graphql')]],
    ['at an address that cannot be', (door) => [upgrade(door, '//%00\\?')]],
    ['at its address', (door) => [upgrade(door, '/graphql')]],
    ['to another protocol', (door) => [upgrade(door, '/graphql', { 'sec-websocket-protocol': 'mqtt' })]],
    ['to no protocol that can be', (door) => [upgrade(door, '/graphql', { 'sec-websocket-protocol': ',,;' })]],
    ['to HTTP/2', (door) => [upgrade(door, '/graphql', { upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' })]],
    ['of another version', (door) => [upgrade(door, '/graphql', { 'sec-websocket-version': '99' })]],
    ['with a key that is none', (door) => [upgrade(door, '/graphql', { 'sec-websocket-key': '?' })]],
    ['with a body', (door) => [`${upgrade(door, '/graphql', { 'content-length': '9' })}123`]],
    ['with bytes behind it', (door) => [Buffer.concat([Buffer.from(upgrade(door, '/')), noise(5_000)])]],
  ] satisfies [string, Packet['parts']][]
).flatMap(([name, parts]) =>
  (['resets', 'vanishes', 'ends', 'waits'] as const).map((leaving) => packet(`an upgrade ${name}, and ${leaving}`, leaving, parts)),
);

const frame = (first: number, second: number, ...rest: (string | Buffer)[]): Buffer =>
  Buffer.concat([Buffer.from([first, second]), ...rest.map((each) => Buffer.from(each))]);
/** Masked with zeros, which change nothing. */
const message = (text: string, first = 0x81): Buffer => frame(first, 0x80 + text.length, Buffer.alloc(4), text);

const frames: Packet[] = (
  [
    ['no mask', frame(0x81, 2, 'ab')],
    ['reserved bits', frame(0xf1, 0x82, Buffer.alloc(4), 'ab')],
    ['a kind that is none', message('ab', 0x8b)],
    ['a length of 2⁶³', frame(0x81, 0xff, Buffer.alloc(12, 255))],
    ['a length above the limit', frame(0x81, 0xff, Buffer.from([0, 0, 0, 0, 0, 9, 0, 0]), Buffer.alloc(4))],
    ['a piece of nothing before', message('ab', 0x80)],
    ['text that is no text', frame(0x81, 0x82, Buffer.alloc(4), Buffer.from([0xc3, 0x28]))],
    ['a farewell of one byte', message('a', 0x88)],
    ['a farewell with a code that is none', frame(0x88, 0x82, Buffer.alloc(4), Buffer.from([0, 1]))],
    ['a ping that is too long', frame(0x89, 0xfe, Buffer.from([1, 0]), Buffer.alloc(260))],
    ['a message that is no JSON', message('{{{{')],
    ['a message of no kind', message('{"type":"?"}')],
    ['a greeting with a token that is none', message('{"type":"connection_init","payload":{"authorization":[]}}')],
    ['a subscription before the greeting', message('{"id":"1","type":"subscribe","payload":{"query":"{a}"}}')],
    ['two greetings', Buffer.concat([message('{"type":"connection_init"}'), message('{"type":"connection_init"}')])],
  ] as const
).flatMap(([name, bytes]) =>
  (['resets', 'waits'] as const).map((leaving) =>
    packet(`a frame with ${name}, and ${leaving}`, leaving, (door) => [upgrade(door, '/graphql'), bytes]),
  ),
);

export const EVERYWHERE: readonly Packet[] = [...cut, ...malformed, ...upgrades];
/** For doors that speak WebSocket. */
export const FRAMES: readonly Packet[] = frames;

/** Long enough for the other side to read the packet before it. */
export const breath = () => sleep(3);
