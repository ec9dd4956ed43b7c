/**
 * Processor time of a gateway for one request, without that of its services. Compares ours, the stock one and the same
 * work written by hand, in turns, so that all meet the same machine. Compare the ratios only; the milliseconds depend
 * on the machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { Pool } from 'undici';
import { newId } from '@seteli/kit/ids';
import { BOOKINGS, serveCanned, type Canned } from './canned.ts';
import { atLeast, check, type Measurement } from './figure.ts';

const LIST = `query { bookings(first: ${BOOKINGS}) { edges { node { id wish firstDay
  voucher { voucherNumber clientCard { name municipality phone email } } contents { code names { fi sv en } } unit { name }
} } pageInfo { hasNextPage endCursor } } }`;

const SIDES = { ours: 'our-gateway.ts', stock: 'stock-gateway.ts', 'by hand': 'by-hand.ts' };
type Side = keyof typeof SIDES;
const NAMES = Object.keys(SIDES) as Side[];

const ROUNDS = 20;
const REQUESTS = 200;
/** V8 compiles frequent code after a while; the measurement starts only then. */
const WARM_UP = 3_000;
const AT_ONCE = 8;
const ISSUER = 'http://127.0.0.1';
const ACTOR = {
  userId: 'user',
  organisation: { kind: 'ORGANISER', id: newId() },
  roles: ['SYSTEM_READ', 'SYSTEM_FEED'],
  teamIds: ['team'],
};

type Running = { readonly process: ChildProcess; readonly pool: Pool; readonly token: string };

export async function measureGatewayAlone(quick: boolean): Promise<Measurement> {
  const [access, actor] = [await keyPair(), await keyPair()];
  const canned = await serveCanned([access.publicJwk]);
  const token = await accessToken(access.privateKey);
  const running = new Map<Side, Running>();
  try {
    for (const side of NAMES) running.set(side, await startSide(side, canned, actor.privateJwk, token));
    return await compare((side) => running.get(side)!, quick ? 2 : ROUNDS);
  } finally {
    for (const { process, pool } of running.values()) {
      await pool.destroy();
      process.disconnect();
    }
    canned.close();
  }
}

async function compare(of: (side: Side) => Running, rounds: number): Promise<Measurement> {
  const expected = new Map<Side, string>();
  for (const side of NAMES) expected.set(side, await ask(of(side)));
  let others = 0;
  const load = async (side: Side, count: number) => {
    let left = count;
    const askOn = async () => {
      while (left-- > 0) if ((await ask(of(side))) !== expected.get(side)) others++;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  };
  const spent: Record<Side, number[]> = { ours: [], stock: [], 'by hand': [] };
  for (const side of NAMES) await load(side, WARM_UP);
  for (let round = 0; round < rounds; round++)
    for (const side of NAMES) {
      const before = await cpuMs(of(side));
      await load(side, REQUESTS);
      spent[side].push(((await cpuMs(of(side))) - before) / REQUESTS);
    }
  const ratio = (over: Side, under: Side) => spent[over].map((ms, round) => ms / spent[under][round]!);
  return {
    figures: [
      ...NAMES.map((side) => ({ name: `gateway alone: ${side}`, unit: 'ms of CPU a request', values: spent[side] })),
      { name: 'gateway alone: stock / ours', unit: 'times', target: atLeast(6), values: ratio('stock', 'ours') },
      { name: 'gateway alone: by hand / ours', unit: 'times', target: atLeast(0.6), values: ratio('by hand', 'ours') },
    ],
    checks: [
      check('ours and stock answer the same bytes', expected.get('ours') === expected.get('stock'), true),
      check('ours and what was written by hand answer the same bytes', expected.get('ours') === expected.get('by hand'), true),
      check('bookings in the answer', expected.get('ours')!.split('"voucherNumber":"H7KM').length - 1, BOOKINGS),
      check('answers under load that were another', others, 0),
    ],
  };
}

async function ask({ pool, token }: Running): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const { body } = await pool.request({ path: '/graphql', method: 'POST', headers, body: JSON.stringify({ query: LIST }) });
  return (await body.text()).trimEnd();
}

async function cpuMs({ process }: Running): Promise<number> {
  const answer = once(process, 'message') as Promise<[{ cpu: NodeJS.CpuUsage }]>;
  process.send('cpu');
  const [{ cpu }] = await answer;
  return (cpu.user + cpu.system) / 1_000;
}

async function startSide(side: Side, { urls }: Canned, actorKey: JWK, token: string): Promise<Running> {
  const settings = {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: ISSUER,
    NATS_URL: 'unencrypted://gateway:Kx92mQpLw7TzVb4Y@127.0.0.1:1',
    ACTOR_KEY: JSON.stringify(actorKey),
    LOG_LEVEL: 'silent',
    COST_PER_MINUTE: '1000000000',
    ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name.toUpperCase()}_URL`, url])),
  };
  const env = {
    ...process.env,
    // The libraries read these; the values are those of production.
    NODE_ENV: 'production',
    APOLLO_TELEMETRY_DISABLED: '1',
    SETTINGS: JSON.stringify(settings),
    SUBGRAPH_URLS: JSON.stringify(urls),
    ACTOR: JSON.stringify(ACTOR),
    ACTOR_KEY: JSON.stringify(actorKey),
    ACTOR_TOKEN: `Bearer ${token}`,
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, SIDES[side])], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [{ url: string } | number | null];
  if (!message || typeof message !== 'object') throw new Error(`It did not start: ${side}.`);
  return { process: child, pool: new Pool(new URL(message.url).origin, { connections: AT_ONCE }), token };
}

async function keyPair(): Promise<{ privateKey: CryptoKey; publicJwk: JWK; privateJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { privateKey, publicJwk: await exportJWK(publicKey), privateJwk: await exportJWK(privateKey) };
}

const accessToken = (key: CryptoKey): Promise<string> =>
  new SignJWT({ org: ACTOR.organisation, roles: ACTOR.roles, teams: ACTOR.teamIds })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience('seteli')
    .setSubject(ACTOR.userId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
