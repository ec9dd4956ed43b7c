/** Keeps development tools out of production: test persons, made-up data, the movable clock. */
import { ConfigError, environmentOf } from '@seteli/kit/config';

export function requireDevelopment(what: string, env: Parameters<typeof environmentOf>[0] = process.env): void {
  if (environmentOf(env) === 'production')
    throw new ConfigError(`${what}: never in production, and everything is production but NODE_ENV=development and NODE_ENV=test.`);
}
