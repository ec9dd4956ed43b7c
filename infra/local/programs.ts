/** The programs of a system: where each stands, which settings it reads, and what it inherits from the environment. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ABSENT } from '@seteli/kit/production';
import { rulesOf, type AnySettings, type Env } from '@seteli/kit/config';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { build, type Built } from './building.ts';
import { REPOSITORY } from './places.ts';

/** The programs that run in production. */
export const PROGRAMS = [...SERVICES, 'gateway', 'steward'] as const;
/** The counterparts of what stands outside, on a development machine only. */
const LOCAL = {
  'sign-in': ['infra/local/sign-in.ts', 'infra/local/sign-in-config.ts'],
  registers: ['infra/local/registers/main.ts', 'infra/local/registers/config.ts'],
} as const;
type LocalName = keyof typeof LOCAL;
export type ProgramName = (typeof PROGRAMS)[number] | LocalName;

const isService = (program: ProgramName): program is ServiceName => SERVICES.some((service) => service === program);
const isLocal = (program: ProgramName): program is LocalName => Object.hasOwn(LOCAL, program);
const folderOf = (program: ProgramName): string => (isService(program) ? `services/${program}` : program);

export const mainOf = (program: ProgramName): string =>
  path.join(REPOSITORY, isLocal(program) ? LOCAL[program][0] : `${folderOf(program)}/src/main.ts`);

/** The script that fills a system with its demonstration data. */
export const SEED = path.join(REPOSITORY, 'scripts/seed.ts');

/** Builds all Node programs of a local system together, so that they share their common code. */
export const buildPrograms = (): Promise<Built> =>
  build([...PROGRAMS, ...(Object.keys(LOCAL) as LocalName[])].map(mainOf).concat(SEED).filter(existsSync));

/** The file that Node runs for a program. */
export const builtMain = async (program: ProgramName): Promise<string> => (await buildPrograms())(mainOf(program));

export async function settingsOf(program: ProgramName): Promise<AnySettings> {
  const file = isLocal(program) ? LOCAL[program][1] : `${folderOf(program)}/src/config.ts`;
  return ((await import(path.join(REPOSITORY, file))) as { settings: AnySettings }).settings;
}

/** The variables of the machine that every Node process may need. */
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

/** A program inherits the machine's variables and its own settings only, so that it never sees another's secret. */
export async function inherited(program: ProgramName, env: Env): Promise<Record<string, string>> {
  const rules = rulesOf(await settingsOf(program));
  const own = [...rules].flatMap(([name, { production }]) => (production.includes(ABSENT) ? [] : [name]));
  return Object.fromEntries([...OF_THE_MACHINE, ...own].flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
