/**
 * An environment with which each program starts in production. Each call makes new secrets. Tests weaken it setting by
 * setting, and start programs with it. Nothing of it is for use: operators make their own secrets.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { SERVICES } from '@seteli/schema/events/listeners';
import type { PROGRAMS } from '@seteli/local/programs';

const secret = (): string => randomBytes(24).toString('base64url');
const key32 = (): string => randomBytes(32).toString('base64');

type KeyPair = { readonly privateKey: string; readonly publicKey: string };
export function newKeyPair(): KeyPair {
  const { kty, crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { privateKey: JSON.stringify({ kty, crv, x, d }), publicKey: JSON.stringify({ kty, crv, x }) };
}

/** A private key for what we exchange with a partner. */
export function newExchangeKey(): string {
  const { kty, crv, x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return JSON.stringify({ kty, crv, x, y, d });
}

export function productionExample(program: (typeof PROGRAMS)[number]): Record<string, string> {
  const actor = newKeyPair();
  const broker = { NATS_URL: `tls://${program}:${secret()}@broker.internal:4222` };
  if (program === 'steward') return broker;
  const common = { PORT: '4000', ...broker };
  if (program === 'gateway')
    return {
      ...common,
      PUBLIC_URL: 'https://seteli.example',
      ACTOR_KEY: actor.privateKey,
      OPERATOR_TOKEN: secret(),
      TRUSTED_PROXIES: '10.0.0.0/8',
      ...Object.fromEntries(SERVICES.map((service) => [`${service.toUpperCase()}_URL`, `http://${service}.internal:4000`])),
    };
  const service = {
    ...common,
    DATABASE_URL: `postgres://${program}:${secret()}@database.internal:5432/${program}`,
    ACTOR_PUBLIC_KEY: actor.publicKey,
  };
  const identity = {
    PUBLIC_URL: 'https://seteli.example',
    SIGN_IN_URL: 'https://identification.example',
    SIGN_IN_SIGNING_KEY: newExchangeKey(),
    SIGN_IN_DECRYPTION_KEY: newExchangeKey(),
    SIGN_IN_ALGORITHM: 'RS256',
    TOKEN_KEY: newKeyPair().privateKey,
    PERSON_KEY: key32(),
    PERSON_INDEX_KEY: key32(),
    IDENTITY_CODES: 'REAL',
    FILES_URL: 'https://objects.example/seteli',
    FILES_KEY_ID: secret(),
    FILES_KEY: secret(),
    POPULATION_REGISTER_URL: 'https://bus.example/vtj',
    POPULATION_REGISTER_PASSWORD: secret(),
    MANDATES_URL: 'https://mandates.example',
    MANDATES_API_KEY: secret(),
    MANDATES_OAUTH_SECRET: secret(),
    MAIL_URL: `smtps://seteli:${secret()}@mail.example:465`,
    MAIL_FROM: 'palveluseteli@county.example',
    SMS_URL: 'https://sms.example',
    SMS_KEY: secret(),
    SUOMI_FI_MESSAGES_URL: 'https://messages.example',
    SUOMI_FI_MESSAGES_PASSWORD: secret(),
  };
  if (program === 'identity') return { ...service, ...identity };
  if (program === 'registry') return { ...service, COMPANY_REGISTER_URL: 'https://companies.example/v3' };
  return program === 'bookings' ? { ...service, SAMPLING_KEY: key32() } : service;
}
