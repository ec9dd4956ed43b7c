/**
 * The broker over TLS: to which servers the client speaks, and that no server without the right name gets the password.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSteward } from '@seteli/kit/steward';
import { openOwnBroker, type OwnBroker } from '@seteli/testing/own-broker';
import { freePort, HOST } from '@seteli/local/ports';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { generate, type CertificateExtension } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBrokerUrl } from '@seteli/kit/broker-url';
import { connectToBroker, type Broker } from '@seteli/kit/broker';
import { silent } from './exchange.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'seteli-tls-'));
const fileOf = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
};

type Authority = { key: string; cert: string; file: string };

async function newAuthority(name: string): Promise<Authority> {
  const extensions: CertificateExtension[] = [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ];
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], { keyType: 'ec', algorithm: 'sha256', extensions });
  return { key, cert, file: fileOf(`${name}.pem`, cert) };
}

async function newCertificate({ key, cert }: Authority, name: string, host: string) {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key, cert },
    extensions: [
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  return { certFile: fileOf(`${name}.cert.pem`, made.cert), keyFile: fileOf(`${name}.key.pem`, made.private) };
}

let ours: Authority;
let theirs: Authority;
let server: { certFile: string; keyFile: string };
let client: { certFile: string; keyFile: string };
const brokers: OwnBroker[] = [];

async function openTlsBroker(files: { certFile: string; keyFile: string }, verify = false): Promise<OwnBroker> {
  const tls = { cert_file: files.certFile, key_file: files.keyFile, ca_file: ours.file, verify };
  const broker = await openOwnBroker({ tls, withoutSteward: true });
  brokers.push(broker);
  return broker;
}

const overTls = (broker: OwnBroker) => broker.urlOf('steward').replace('nats://', 'tls://').replace(HOST, 'localhost');

beforeAll(async () => {
  [ours, theirs] = [await newAuthority('ours'), await newAuthority('theirs')];
  server = await newCertificate(ours, 'broker', 'localhost');
  client = await newCertificate(ours, 'client', 'client');
});
afterAll(async () => {
  await Promise.all(brokers.map((broker) => broker.close()));
  rmSync(folder, { recursive: true });
});

const reach = async (broker: Broker, options = {}) => {
  const nats = await connectToBroker(broker, 'steward', options);
  try {
    await nats.flush();
    return nats.getServer();
  } finally {
    await nats.close();
  }
};

describe('a broker with a certificate of our authority', () => {
  let broker: OwnBroker;
  beforeAll(async () => {
    broker = await openTlsBroker(server);
  });

  test('is accepted, and the steward makes its streams there', async () => {
    await expect(reach({ url: overTls(broker), caFile: ours.file })).resolves.toBeDefined();
    const steward = await openSteward({ broker: { url: overTls(broker), caFile: ours.file }, listensTo: LISTENS_TO, log: silent });
    await steward.stop();
  });

  test.each<[string, () => Broker]>([
    ['without the authority', () => ({ url: overTls(broker) })],
    ['with another authority', () => ({ url: overTls(broker), caFile: theirs.file })],
    ['with an authority that is not there', () => ({ url: overTls(broker), caFile: path.join(folder, 'nowhere.pem') })],
  ])('is refused %s', async (_, settings) => {
    await expect(reach(settings())).rejects.toThrow(/certificate|doesn't exist/i);
  });

  test('is found when the first of several servers is away', async () => {
    const away = await freePort();
    const url = overTls(broker).replace('localhost', `localhost:${away},localhost`);
    expect(readBrokerUrl(url).servers).toHaveLength(2);
    await expect(reach({ url, caFile: ours.file })).resolves.toBeDefined();
  });
});

test('the client refuses a broker of our authority under another name', async () => {
  const broker = await openTlsBroker(await newCertificate(ours, 'other', 'other.example'));
  await expect(reach({ url: overTls(broker), caFile: ours.file })).rejects.toThrow(/altnames/);
});

test('a broker that asks for certificates lets in a client with one of our authority, and nobody else', async () => {
  const broker = await openTlsBroker(server, true);
  await expect(reach({ url: overTls(broker), caFile: ours.file, ...client })).resolves.toBeDefined();
  await expect(reach({ url: overTls(broker), caFile: ours.file }, { timeout: 1_000 })).rejects.toThrow(
    /timeout|certificate|closed|disconnected/i,
  );
});

test('the client leaves a broker without TLS before it sends the password', async () => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const impostor: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => heard.push(bytes.toString('latin1')));
    socket.write('INFO {"server_id":"x","version":"2.12.7","proto":1,"max_payload":1048576,"jetstream":true,"headers":true}\r\n');
  });
  const port = await freePort();
  await new Promise<void>((resolve) => impostor.listen(port, HOST, resolve));
  try {
    await expect(reach({ url: `tls://steward:test@localhost:${port}`, caFile: ours.file })).rejects.toThrow(/tls/i);
    expect(heard.join('')).not.toContain('CONNECT');
  } finally {
    for (const socket of sockets) socket.destroy();
    impostor.close();
  }
});
