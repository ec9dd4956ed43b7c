/**
 * Promises of the settings: the program reports all faults at once without values, and nothing meant for development
 * runs in production.
 */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ANYTHING, environmentOf, readConfig, setting, type ConfigError } from './config.ts';
import { ABSENT, SECRET } from './production.ts';

const GOOD = 'vR7nQ2xLw9Tz4KpYb6JmHc3D';
const settings = z.object({
  PORT: setting(z.coerce.number().int().positive(), { meaning: 'Where we listen.', development: '4000', production: ANYTHING }),
  SECRET: setting(z.string().min(8), { meaning: 'Signs things.', development: 'development', production: [SECRET] }),
  OTHER: setting(z.string().optional(), { meaning: 'Seals things.', production: [SECRET] }),
  LEVEL: setting(z.enum(['low', 'high']), { meaning: 'How high.', default: 'low', production: ANYTHING }),
  CLOCK: setting(z.string().optional(), { meaning: 'A clock.', production: [ABSENT] }),
});

const faultOf = (env: Record<string, string>): string => {
  try {
    readConfig(settings, env);
    return '';
  } catch (fault) {
    return (fault as ConfigError).message;
  }
};
const development = { NODE_ENV: 'development' };

test('a fresh checkout needs no settings', () => {
  expect(readConfig(settings, development)).toMatchObject({ PORT: 4000, SECRET: 'development', LEVEL: 'low' });
});

test('a set value holds, and an empty one counts as not set', () => {
  const given = { PORT: '5000', SECRET: '', LEVEL: 'high', CLOCK: '/clock' };
  expect(readConfig(settings, { ...development, ...given })).toEqual({ PORT: 5000, SECRET: 'development', LEVEL: 'high', CLOCK: '/clock' });
});

test.each([
  undefined,
  '',
  'Production',
  'PRODUCTION',
  'prod',
  'Development',
  'dev',
  ' development',
  'development ',
  'testing',
  'staging',
  'true',
])('NODE_ENV=%j is production', (NODE_ENV) => {
  expect(environmentOf({ NODE_ENV })).toBe('production');
  expect(faultOf(NODE_ENV === undefined ? {} : { NODE_ENV })).toContain('SECRET: must be set in production. Signs things.');
});

test('the program reports all faults at once, each with its name and meaning', () => {
  const fault = faultOf({ ...development, PORT: 'x', SECRET: 'short', LEVEL: 'middle' });
  for (const words of [/PORT: .*Where we listen\./, /SECRET: .*Signs things\./, /LEVEL: .*How high\./]) expect(fault).toMatch(words);
});

test('production reports missing, malformed, weak, forbidden and repeated settings together', () => {
  const fault = faultOf({ LEVEL: 'middle', SECRET: 'changemechangemechangeme', OTHER: 'changemechangemechangeme', CLOCK: '/clock' });
  expect(fault.split('\n  ')).toEqual([
    'Settings to mend:',
    'PORT: must be set in production. Where we listen.',
    `SECRET: production refuses ${SECRET.refuses}. Signs things.`,
    `OTHER: production refuses ${SECRET.refuses}. Seals things.`,
    expect.stringMatching(/^LEVEL: Invalid.* How high\.$/),
    'CLOCK: production refuses it altogether. A clock.',
    'OTHER: production refuses the secret of SECRET a second time. Seals things.',
  ]);
});

test.each([development, {}])('no fault repeats the value, which may be a secret: %j', (env) => {
  expect(faultOf({ ...env, PORT: 's3cret', SECRET: 's3cret', OTHER: 's3cret', LEVEL: 's3cret' })).not.toContain('s3cret');
});

test('production runs with settings of its own', () => {
  expect(readConfig(settings, { PORT: '80', SECRET: GOOD })).toMatchObject({ PORT: 80, SECRET: GOOD });
  expect(faultOf({ PORT: '-1', SECRET: GOOD })).toContain('PORT: ');
});

test('the program refuses to read a setting about which nobody has decided', () => {
  expect(() => readConfig(z.object({ NEW: z.string().optional() }), development)).toThrow('NEW is not declared by setting()');
});
