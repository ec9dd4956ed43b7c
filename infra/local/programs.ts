/** The programs of a system: where each stands, which settings it reads, and what it gets of the environment around it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ABSENT } from '@seteli/kit/production';
import { rulesOf, type AnySettings, type Env } from '@seteli/kit/config';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { build, type Built } from './building.ts';
import { REPOSITORY } from './places.ts';

/** Those that run in production. */
export const PROGRAMS = [...SERVICES, 'gateway', 'steward'] as const;
export type ProgramName = (typeof PROGRAMS)[number] | 'sign-in';

const isService = (program: ProgramName): program is ServiceName => SERVICES.some((service) => service === program);
const folderOf = (program: ProgramName): string => (isService(program) ? `services/${program}` : program);

export const mainOf = (program: ProgramName): string =>
  path.join(REPOSITORY, program === 'sign-in' ? 'infra/local/sign-in.ts' : `${folderOf(program)}/src/main.ts`);

/** Fills a system with its demonstration data. */
export const SEED = path.join(REPOSITORY, 'scripts/seed.ts');

/** All that a local system runs on Node, built together, so that they share what they have in common. */
export const buildPrograms = (): Promise<Built> => build([...PROGRAMS, 'sign-in' as const].map(mainOf).concat(SEED).filter(existsSync));

/** What Node is given to run one of them. */
export const builtMain = async (program: ProgramName): Promise<string> => (await buildPrograms())(mainOf(program));

export async function settingsOf(program: ProgramName): Promise<AnySettings> {
  const file = program === 'sign-in' ? 'infra/local/sign-in-config.ts' : `${folderOf(program)}/src/config.ts`;
  return ((await import(path.join(REPOSITORY, file))) as { settings: AnySettings }).settings;
}

/** What every Node process may need of the machine. */
const OF_THE_MACHINE = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_COMPILE_CACHE',
  'NO_COLOR',
];

/** Of our own environment a program gets the machine's part and its own settings, so that no other secret comes to it. */
export async function inherited(program: ProgramName, env: Env): Promise<Record<string, string>> {
  const rules = rulesOf(await settingsOf(program));
  const own = [...rules].flatMap(([name, { production }]) => (production.includes(ABSENT) ? [] : [name]));
  return Object.fromEntries([...OF_THE_MACHINE, ...own].flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
