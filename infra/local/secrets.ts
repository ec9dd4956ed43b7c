/**
 * The secrets of a development system, made once and kept in the state folder, where only its owner reads them. The
 * repository holds no secret, and production uses none of these.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { openFolder } from './places.ts';

const publicKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string(), alg: z.literal('EdDSA') });
const privateKey = publicKey.extend({ d: z.string() });
export type PrivateKey = z.infer<typeof privateKey>;
export type PublicKey = z.infer<typeof publicKey>;

const exchangeKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  d: z.string(),
});
export type ExchangeKey = z.infer<typeof exchangeKey>;

const perService = z.record(z.enum(SERVICES), z.object({ owner: z.string(), run: z.string(), broker: z.string() }));

const registers = z.object({
  population: z.string(),
  mandatesApi: z.string(),
  mandatesOauth: z.string(),
  mail: z.string(),
  sms: z.string(),
  suomiFiMessages: z.string(),
});

const secrets = z.object({
  postgres: z.string().describe('Password of the database administrator.'),
  services: perService.describe('Database passwords of the two roles, and the password at the broker.'),
  gatewayBroker: z.string().describe("The gateway's password at the broker."),
  stewardBroker: z.string().describe("The steward's password at the broker."),
  actorKey: privateKey.describe('The gateway signs actor tokens with it.'),
  tokenKey: privateKey.describe('Identity signs access tokens with it.'),
  signInKey: privateKey.describe('The embedded sign-in provider signs with it.'),
  signInSigningKey: exchangeKey.describe('Identity signs with it for the sign-in provider.'),
  signInDecryptionKey: exchangeKey.describe('The sign-in provider encrypts for it, and identity reads.'),
  person: z.string().describe('Encrypts identity codes; 32 bytes.'),
  personIndex: z.string().describe('Keys the index over identity codes; 32 bytes.'),
  sampling: z.string().describe('Keys the lots that decide which visits are looked at; 32 bytes.'),
  registers: registers.describe('What the counterparts of registers and deliverers ask of identity.'),
  operator: z.string().describe('Shows the detail of /health/system.'),
  system: z.string().describe("Client secret of the municipalities' own systems."),
});
export type Secrets = z.infer<typeof secrets>;

const secretsFile = (home: string): string => path.join(home, 'secrets.json');

/** The secrets of a state folder that has been started before. */
export function readSecrets(home: string): Secrets {
  return secrets.parse(JSON.parse(readFileSync(secretsFile(home), 'utf8')));
}

/**
 * The secrets of a state folder, made at the first call. A later version adds the secrets that it needs and keeps the
 * others.
 */
export async function openSecrets(home: string): Promise<Secrets> {
  const kept = readKept(home);
  const read = secrets.safeParse(kept);
  if (read.success) return read.data;
  const fresh = await newSecrets();
  // A service that is newer than the folder gets its own; those of the others stay.
  const added = secrets.safeParse({ ...fresh, ...kept, services: { ...fresh.services, ...kept?.services } });
  if (!added.success) throw new Error(`${secretsFile(home)} cannot be read. Start over with: npm start -- --fresh`, { cause: added.error });
  const made = added.data;
  const file = secretsFile(openFolder(home));
  // The file is renamed when complete: nobody may take a half-written file for the secrets.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function readKept(home: string): Partial<Secrets> | undefined {
  try {
    return JSON.parse(readFileSync(secretsFile(home), 'utf8')) as Partial<Secrets>;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${secretsFile(home)} cannot be read. Start over with: npm start -- --fresh`, { cause: fault });
  }
}

/** The key without its private part, for those who only verify. */
export const publicPart = <Key extends { readonly d: string }>({ d: _, ...rest }: Key): Omit<Key, 'd'> => rest;

/** The keys of identity that its sign-in provider has to know. */
export const clientKeys = (signing: ExchangeKey, decryption: ExchangeKey) => ({
  keys: [
    { ...publicPart(signing), use: 'sig' as const, alg: 'ES256' as const },
    { ...publicPart(decryption), use: 'enc' as const, alg: 'ECDH-ES' as const },
  ],
});

const text = (bytes: number): string => randomBytes(bytes).toString('base64url');

async function newSecrets(): Promise<Secrets> {
  const services = SERVICES.map((service) => [service, { owner: text(18), run: text(18), broker: text(18) }]);
  return {
    postgres: text(18),
    services: Object.fromEntries(services) as Record<ServiceName, { owner: string; run: string; broker: string }>,
    gatewayBroker: text(18),
    stewardBroker: text(18),
    actorKey: await newKey(),
    tokenKey: await newKey(),
    signInKey: await newKey(),
    signInSigningKey: await newExchangeKey(),
    signInDecryptionKey: await newExchangeKey(),
    person: randomBytes(32).toString('base64'),
    personIndex: randomBytes(32).toString('base64'),
    sampling: randomBytes(32).toString('base64'),
    registers: {
      population: text(32),
      mandatesApi: text(32),
      mandatesOauth: text(32),
      mail: text(32),
      sms: text(32),
      suomiFiMessages: text(32),
    },
    operator: text(32),
    system: text(32),
  };
}

async function newKey(): Promise<PrivateKey> {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const key = { kty: 'OKP', crv: 'Ed25519', x: String(x) } as const;
  return { ...key, d: String(d), kid: await calculateJwkThumbprint(key), alg: 'EdDSA' };
}

export async function newExchangeKey(): Promise<ExchangeKey> {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const key = { kty: 'EC', crv: 'P-256', x: String(x), y: String(y) } as const;
  return { ...key, d: String(d), kid: await calculateJwkThumbprint(key) };
}
