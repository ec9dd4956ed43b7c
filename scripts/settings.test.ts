/**
 * Checks the settings of production one by one. Each program starts with a good environment; then the tests remove and
 * weaken each setting in turn. They make the cases from the settings themselves, so they cover a new setting from its
 * first day.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, readConfig, rulesOf } from '@seteli/kit/config';
import { newExchangeKey, newKeyPair, productionExample } from '@seteli/testing/production-example';
import {
  gatewayProgram,
  registersProgram,
  servicePrograms,
  signInProgram,
  stewardProgram,
  type Surroundings,
} from '@seteli/local/processes';
import { portsFrom } from '@seteli/local/ports';
import { inherited, PROGRAMS, settingsOf, type ProgramName } from '@seteli/local/programs';
import { openSecrets } from '@seteli/local/secrets';
import type { DatabaseUrls } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { describe, expect, it, test } from 'vitest';
import { operatorSettings } from './operator.ts';
import { SETTINGS_PAGE, settingsPage } from './settings-table.ts';
import { withPassword, WEAKENED, keyFrom } from './weak-settings.ts';

const home = mkdtempSync(path.join(tmpdir(), 'seteli-settings-'));
const databases = Object.fromEntries(
  SERVICES.map((name) => [name, { url: `postgres://${name}:one@127.0.0.1/${name}`, ownerUrl: `postgres://owner:two@127.0.0.1/${name}` }]),
) as Record<ServiceName, DatabaseUrls>;
const surroundings: Surroundings = {
  ports: portsFrom(4000),
  secrets: await openSecrets(home),
  databases,
  natsUrl: (user) => `nats://${user}:three@127.0.0.1:4007`,
  clockFile: '/clock',
  filesFolder: '/files',
  webFolder: '/web',
};
rmSync(home, { recursive: true });
const local = [
  signInProgram(surroundings),
  registersProgram(surroundings),
  ...servicePrograms(surroundings),
  gatewayProgram(surroundings),
  stewardProgram(surroundings),
];
const localEnv = (name: ProgramName) => local.find((program) => program.name === name)!.env;

const programs = await Promise.all(
  PROGRAMS.map(async (name) => ({ name, settings: await settingsOf(name), good: productionExample(name) })),
);
const each = programs.flatMap((program) =>
  [...rulesOf(program.settings)].map(([name, rule]) => ({ ...program, program: program.name, name, rule })),
);
type Case = (typeof each)[number];

const faultsOf = (settings: Case['settings'], env: Record<string, string | undefined>): string[] => {
  try {
    readConfig(settings, env);
    return [];
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    return fault.message.split('\n  ').slice(1);
  }
};

describe.each(programs)('$name in production', ({ name, settings, good }) => {
  it('starts with a full environment, whatever word of its own for production an operator has', () => {
    for (const NODE_ENV of ['production', 'Production', 'staging', undefined])
      expect(faultsOf(settings, { ...good, NODE_ENV })).toEqual([]);
  });

  it('does not start with nothing', () => {
    const missing = [...rulesOf(settings).keys()].filter((each) => each in good);
    expect(faultsOf(settings, {}).map((fault) => fault.split(':')[0])).toEqual(missing);
    expect(missing).not.toEqual([]);
  });

  it('refuses the database of any service as its owner, and says which setting it is', () => {
    const names = [
      'DATABASE_OWNER_URL',
      ...SERVICES.map((service) => `DATABASE_OWNER_URL_${service.toUpperCase()}`),
      'DATABASE_OWNER_URL_OLD',
    ];
    const owners = Object.fromEntries(names.map((setting) => [setting, 'postgres://owner:vR7nQ2xLw9Tz4KpYb6Jm@database/it']));
    const told = faultsOf(settings, { ...good, ...owners });
    expect(told.map((fault) => fault.split(':')[0]).toSorted()).toEqual(names.toSorted());
    expect(told.join()).not.toContain('vR7nQ2xLw9Tz4KpYb6Jm');
    expect(faultsOf(settings, { ...good, ...owners, NODE_ENV: 'development' })).toEqual([]);
  });

  it('tells all at once what the local system would hand it', () => {
    const told = faultsOf(settings, { ...localEnv(name), NODE_ENV: 'Production' }).join('\n');
    for (const setting of ['PUBLIC_URL', 'SIGN_IN_URL', 'IDENTITY_CODES', 'CLOCK_FILE'].filter((each) => each in localEnv(name)))
      expect(told).toContain(`${setting}: production refuses`);
  });
});

test.each(each.filter(({ good, name }) => name in good))(
  '$program does not start without $name in production, and says what it is',
  (one) => {
    for (const absent of [undefined, '']) {
      const faults = faultsOf(one.settings, { ...one.good, [one.name]: absent });
      expect(faults).toEqual([expect.stringMatching(new RegExp(`^${one.name}: must be set`))]);
      expect(faults[0]).toContain(one.rule.meaning);
    }
  },
);

const weakenings = each.flatMap((one) =>
  one.rule.production.flatMap((ask) =>
    (WEAKENED[ask.name]?.(one.good[one.name] ?? '') ?? []).map((weak, number) => ({ ...one, ask, weak, number })),
  ),
);
test.each(weakenings)('$program refuses $name in production: $ask.name, $number', ({ settings, good, name, rule, ask, weak }) => {
  const faults = faultsOf(settings, { ...good, [name]: weak });
  expect(faults).toContain(`${name}: production refuses ${ask.refuses}. ${rule.meaning}`);
  expect(ask.secretsIn ? faults.join('\n') : '').not.toContain(weak);
  // The value is weak and not malformed: a development machine accepts it.
  expect(faultsOf(settings, { ...good, [name]: weak, NODE_ENV: 'development' })).toEqual([]);
});

test('each requirement of production has a value that fails it', () => {
  expect(each.flatMap(({ rule }) => rule.production.map(({ name }) => name)).filter((name) => !WEAKENED[name])).toEqual([]);
});

const developmentValues = each.filter(({ rule }) => rule.development !== undefined && rule.production.length > 0);
test.each(developmentValues)('$program refuses the development value of $name, also written out', ({ settings, good, name, rule }) => {
  expect(faultsOf(settings, { ...good, [name]: rule.development })).not.toEqual([]);
});

const secretsOf = ({ good, name, rule }: Case) =>
  rule.production.flatMap(({ secretsIn }) => (good[name] ? (secretsIn?.(good[name]) ?? []) : []));
const pairs = each.flatMap((one) =>
  each
    .filter((other) => other.program === one.program && other.name > one.name && secretsOf(one).length > 0 && secretsOf(other).length > 0)
    .map((other) => ({ ...one, other })),
);
test.each(pairs)('$program accepts no secret for $name and $other.name at once', ({ settings, good, name, other }) => {
  const ofExchange = [good[name]!, good[other.name]!].some((value) => formOf(value) === 'exchange key');
  const privateKey = ofExchange ? newExchangeKey() : newKeyPair().privateKey;
  const { x, d } = JSON.parse(privateKey) as { x: string; d: string };
  const isPublic = [good[name]!, good[other.name]!].some((value) => formOf(value) === 'public key');
  for (const shared of isPublic ? [x] : [x, d, Buffer.from(d, 'base64url').toString('base64')]) {
    const env = { ...good, [name]: written(good[name]!, privateKey, shared), [other.name]: written(good[other.name]!, privateKey, shared) };
    expect(faultsOf(settings, env)).toEqual([expect.stringMatching(/^\w+: production refuses the secret of \w+ a second time/)]);
    expect(faultsOf(settings, { ...env, NODE_ENV: 'development' })).toEqual([]);
  }
});

const formOf = (value: string) => (value.startsWith('{') ? formOfKey(value) : value.includes('://') ? 'address' : 'text');
const formOfKey = (value: string) => (value.includes('"EC"') ? 'exchange key' : value.includes('"d"') ? 'private key' : 'public key');

/** The secret in the form of a setting: as a key pair of which it is a part, as a password, or as it is. */
const written = (like: string, privateKey: string, secret: string): string => {
  const { x, d } = JSON.parse(privateKey) as { x: string; d: string };
  const forms = {
    'exchange key': privateKey,
    // An exchange key's secret, taken for a secret of Ed25519, has another public part.
    'private key': formOf(privateKey) === 'private key' ? privateKey : keyFrom(Buffer.from(d, 'base64url')).privateKey,
    'public key': JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x }),
    address: like.includes('://') ? withPassword(like, encodeURIComponent(secret)) : '',
    text: secret,
  };
  return forms[formOf(like)];
};

describe('programs refuse a key of another kind or purpose, in development too', () => {
  const { privateKey, publicKey } = newKeyPair();
  const changed = (key: string, change: object) => JSON.stringify({ ...JSON.parse(key), ...change });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey.export({ format: 'jwk' });
  const x25519 = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const common = (key: string) => [
    JSON.stringify(rsa),
    JSON.stringify(x25519),
    changed(key, { use: 'enc' }),
    changed(key, { alg: 'HS256' }),
    changed(key, { x: 'AAAA' }),
    changed(key, { kty: 'oct', k: 'AAAA' }),
    '{}',
    'null',
    '"text"',
  ];
  const jwks = each.filter(({ rule }) => rule.production.some(({ name }) => name === 'key pair'));
  it.each(jwks)('$program: $name', ({ settings, good, name }) => {
    const isPublic = formOf(good[name]!) === 'public key';
    const strange = JSON.parse(newKeyPair().publicKey) as object;
    const wrong = isPublic ? [privateKey, ...common(publicKey)] : [publicKey, changed(privateKey, strange), ...common(privateKey)];
    for (const key of wrong)
      for (const NODE_ENV of ['development', 'production'])
        expect(faultsOf(settings, { ...good, [name]: key, NODE_ENV }), key).toEqual([
          expect.stringMatching(new RegExp(`^${name}: is not a`)),
        ]);
    expect(
      faultsOf(settings, { ...good, [name]: changed(isPublic ? publicKey : privateKey, { use: 'sig', alg: 'EdDSA', kid: 'one' }) }),
    ).toEqual([]);
  });
});

describe('programs refuse an exchange key of another kind, use or length, or of two parts that do not belong together', () => {
  const changed = (key: string, change: object) => JSON.stringify({ ...(JSON.parse(key) as object), ...change });
  const rsa = (modulusLength: number) => JSON.stringify(generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ format: 'jwk' }));
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'jwk' });
  const long = rsa(2_048);
  const keys = each.filter(({ rule }) => rule.production.some(({ name }) => name === 'exchange key'));
  it.each(keys)('$program: $name', ({ settings, good, name }) => {
    const [key, another] = [newExchangeKey(), JSON.parse(newExchangeKey()) as { x: string; y: string; d: string }];
    const isForSigning = name.includes('SIGNING');
    const { d: _, ...publicPart } = JSON.parse(key) as Record<string, string>;
    const wrong = [
      JSON.stringify(publicPart),
      newKeyPair().privateKey,
      JSON.stringify(p384),
      rsa(1_024),
      changed(key, { use: isForSigning ? 'enc' : 'sig' }),
      changed(key, { alg: isForSigning ? 'ECDH-ES' : 'ES256' }),
      changed(key, { alg: 'HS256' }),
      changed(key, { d: another.d }),
      changed(key, { x: another.x, y: another.y }),
      '{}',
      'null',
      '"text"',
    ];
    for (const each of wrong)
      for (const NODE_ENV of ['development', 'production'])
        expect(faultsOf(settings, { ...good, [name]: each, NODE_ENV }), each).toEqual([
          expect.stringMatching(new RegExp(`^${name}: is not a`)),
        ]);
    for (const right of [changed(key, { use: isForSigning ? 'sig' : 'enc', kid: 'one' }), long, changed(long, { kid: 'one' })])
      expect(faultsOf(settings, { ...good, [name]: right })).toEqual([]);
  });
});

test('an operator says that no proxy is in front: an empty setting does not say it', () => {
  const { settings, good } = programs.find(({ name }) => name === 'gateway')!;
  const withProxies = (TRUSTED_PROXIES: string) => faultsOf(settings, { ...good, TRUSTED_PROXIES });
  expect([withProxies('none'), withProxies('192.0.2.1, 2001:db8::/32')]).toEqual([[], []]);
  for (const nothing of ['', ' ', ',', '-', 'None'])
    expect(withProxies(nothing), nothing).toEqual([expect.stringMatching(/^TRUSTED_PROXIES: /)]);
});

test('an operator’s script asks at once for the owner’s address of each service that it works on', () => {
  expect(faultsOf(operatorSettings(SERVICES), {})).toHaveLength(SERVICES.length);
  expect(faultsOf(operatorSettings(['vouchers']), { DATABASE_OWNER_URL_VOUCHERS: 'postgres://o:o@database/v' })).toHaveLength(1);
  expect(faultsOf(operatorSettings(['vouchers']), { NODE_ENV: 'development' })).toEqual([]);
  const [mine, another] = ['postgres://o:vR7nQ2xLw9Tz4KpYb6Jm@database/v', 'postgres://o:Jm6bYpK4zT9wLx2Qn7Rv@database/i'];
  const both = { DATABASE_OWNER_URL_VOUCHERS: mine, DATABASE_OWNER_URL_IDENTITY: another };
  expect(faultsOf(operatorSettings(['vouchers']), both)).toEqual([]);
});

describe('a program of the local system', () => {
  it.each(local)('$name gets settings of its own and nothing else', async ({ name, env }) => {
    const own = rulesOf(await settingsOf(name));
    expect(Object.keys(env).filter((setting) => !own.has(setting))).toEqual([]);
    expect(Object.keys(env).filter((setting) => setting.includes('OWNER'))).toEqual([]);
  });

  it.each(local)(
    '$name inherits no secret of another program, and nothing else from the environment of the person who starts it',
    async ({ name }) => {
      const all = await Promise.all(local.map(async (program) => [...rulesOf(await settingsOf(program.name)).keys()]));
      const perService = SERVICES.flatMap((service) => [`DATABASE_URL_${service.toUpperCase()}`, `NATS_URL_${service.toUpperCase()}`]);
      const around = [...all.flat(), ...perService, 'AWS_SECRET_ACCESS_KEY', 'SETELI_HOME', 'PATH'];
      const got = Object.keys(await inherited(name, Object.fromEntries(around.map((setting) => [setting, 'x']))));
      const own = new Set([...rulesOf(await settingsOf(name)).keys(), 'PATH']);
      expect(got.filter((setting) => !own.has(setting) || setting.includes('OWNER') || setting === 'CLOCK_FILE')).toEqual([]);
      expect(got).toContain('LOG_LEVEL');
    },
  );
});

test('the page of settings is the one that the settings make', async () => {
  expect(readFileSync(SETTINGS_PAGE, 'utf8'), 'npm run generate makes it anew').toBe(await settingsPage());
});
