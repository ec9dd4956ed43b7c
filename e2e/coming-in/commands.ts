/** The commands that an operator runs on the machine of a system, with what they say and how they end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { MadeUpPerson } from '@seteli/local/made-up-person';
import { REPOSITORY } from '@seteli/local/places';
import { SERVICES } from '@seteli/schema/events/listeners';
import type { World } from '../world.ts';

type Outcome = { readonly code: number; readonly said: string };

async function run({ system: { home, ports } }: World, args: readonly string[], input = ''): Promise<Outcome> {
  const [script, ...others] = args;
  const env = { ...process.env, NODE_ENV: 'development', SETELI_HOME: home, SETELI_PORT: String(ports.gateway) };
  const child = spawn(process.execPath, [path.join(REPOSITORY, script!), ...others], { env });
  child.stdin.end(input);
  const ended = once(child, 'close');
  const [out, faults] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number];
  return { code, said: out + faults };
}

export const runFirstOperator = (world: World, { identityCode, givenNames, familyName }: MadeUpPerson): Promise<Outcome> =>
  run(world, ['scripts/first-operator.ts', 'first'], `${identityCode}\n${givenNames}\n${familyName}\n`);

/** Checks the access logs of all services against the hashes that they have logged. */
export const verifyAccess = (world: World): Promise<Outcome> => {
  const logs = SERVICES.flatMap((service) => ['--log', path.join(world.system.home, 'logs', `${service}.log`)]);
  return run(world, ['scripts/verify-access.ts', ...logs]);
};
