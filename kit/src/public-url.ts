/**
 * The one address that the world knows. Every program that builds links, cookies or tokens with it takes it from here.
 */
import { z } from 'zod';
import { setting } from './config.ts';
import { HTTPS } from './production.ts';

const origin = z.url().refine((url) => new URL(url).origin === url, 'has more than scheme, host and port, or not in their shortest form');

export const publicUrl = setting(origin, {
  meaning: 'The address that people and systems know, and the issuer of our tokens: scheme, host and port.',
  development: 'http://127.0.0.1:4000',
  production: [HTTPS],
});
