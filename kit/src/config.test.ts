/** Promises of the settings: every fault is told at once, and nothing meant for development runs in production. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, forDevelopment, readConfig } from './config.ts';

const settings = z.object({
  PORT: forDevelopment(z.coerce.number().int().positive(), '4000', 'Where we listen.'),
  SECRET: forDevelopment(z.string().min(8), 'development', 'Signs things.'),
  LEVEL: z.enum(['low', 'high']).default('low'),
  OPTIONAL: z.string().optional(),
});

const faultOf = (env: Record<string, string>): string => {
  try {
    readConfig(settings, env);
    return '';
  } catch (fault) {
    return (fault as ConfigError).message;
  }
};

test('a fresh checkout needs no settings', () => {
  expect(readConfig(settings, {})).toEqual({ PORT: 4000, SECRET: 'development', LEVEL: 'low' });
});

test('what is set, holds; what is set to nothing is not set', () => {
  expect(readConfig(settings, { PORT: '5000', SECRET: '', LEVEL: 'high' })).toEqual({ PORT: 5000, SECRET: 'development', LEVEL: 'high' });
});

test('all faults are told at once, each with its name', () => {
  const fault = faultOf({ PORT: 'x', SECRET: 'short', LEVEL: 'middle' });
  for (const name of ['PORT', 'SECRET', 'LEVEL']) expect(fault).toContain(`${name}: `);
});

test('no fault repeats the value: it may be a secret', () => {
  expect(faultOf({ SECRET: 's3cret' })).not.toContain('s3cret');
});

test.each([{}, { SECRET: '' }])('production refuses what is meant for development: %j', (given) => {
  const fault = faultOf({ NODE_ENV: 'production', ...given });
  expect(fault).toContain('PORT: must be set in production. Where we listen.');
  expect(fault).toContain('SECRET: must be set in production. Signs things.');
  expect(fault).not.toContain('LEVEL');
});

test('production tells what is missing and what is wrong together', () => {
  const fault = faultOf({ NODE_ENV: 'production', PORT: 'x', SECRET: '' });
  expect(fault).toMatch(/SECRET: must be set[\s\S]*PORT: Invalid/);
});

test('production runs with settings of its own', () => {
  const env = { NODE_ENV: 'production', PORT: '80', SECRET: 'a long secret' };
  expect(readConfig(settings, env)).toMatchObject({ PORT: 80, SECRET: 'a long secret' });
  expect(() => readConfig(settings, { ...env, PORT: '-1' })).toThrow(ConfigError);
});
