/**
 * Settings from the environment. A program declares each one in its own `config.ts`: its form, its meaning, and what
 * production asks of it. This module reads them and reports all faults together. It never quotes a value, which may be
 * a secret.
 */
import { z } from 'zod';
import { ABSENT, type Ask } from './production.ts';

export type Env = Readonly<Record<string, string | undefined>>;
export type Environment = 'development' | 'test' | 'production';

/**
 * Only these two exact words mean something else than production, so that no slip opens what is meant for development.
 */
export const environmentOf = ({ NODE_ENV }: { NODE_ENV?: string | undefined } = process.env): Environment =>
  NODE_ENV === 'development' || NODE_ENV === 'test' ? NODE_ENV : 'production';

/** For a setting that can do no harm. */
export const ANYTHING: readonly Ask[] = [];

export type Rule = {
  /** What the setting is, in one sentence. */
  readonly meaning: string;
  /** The value when the environment gives none, in production too. */
  readonly default?: string;
  /** The value with which a fresh checkout runs. Production has to give its own. */
  readonly development?: string;
  readonly production: readonly Ask[];
};

const rules = z.registry<Rule>();

export function setting<T extends z.ZodType>(schema: T, rule: Rule): T {
  const declared = schema.describe(rule.meaning);
  rules.add(declared, rule);
  return declared;
}

/** A number of things or milliseconds that an operator may tune. */
export const tunable = (meaning: string, usual: number) =>
  setting(z.coerce.number().int().min(1).max(1_000_000_000), { meaning, default: String(usual), production: ANYTHING });

export type AnySettings = z.ZodObject<z.ZodRawShape>;

export const rulesOf = (settings: AnySettings): ReadonlyMap<string, Rule> =>
  new Map(
    Object.entries(settings.shape).map(([name, schema]) => {
      const rule = rules.get(schema as z.ZodType);
      if (!rule) throw new Error(`${name} is not declared by setting(): nobody has decided what production asks of it.`);
      return [name, rule];
    }),
  );

/** The environment itself, for programs that do something else in production. */
export const environment = setting(
  z
    .string()
    .optional()
    .transform((NODE_ENV) => environmentOf({ NODE_ENV })),
  { meaning: 'Exactly `development` or `test`; everything else, nothing included, is production.', production: ANYTHING },
);

export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function readConfig<Shape extends z.ZodRawShape>(settings: z.ZodObject<Shape>, env: Env = process.env): z.infer<z.ZodObject<Shape>> {
  const production = environmentOf(env) === 'production';
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  const wellFormed: Given[] = [];
  for (const [name, rule] of rulesOf(settings)) {
    const given = env[name] || undefined;
    const schema = settings.shape[name] as unknown as z.ZodType;
    const read = schema.safeParse(given ?? rule.default ?? (production ? undefined : rule.development));
    const blame = (what: string) => faults.push(`${name}: ${what}. ${rule.meaning}`);
    if (read.success) values[name] = read.data;
    else if (given !== undefined) for (const { message } of read.error.issues) blame(message);
    else blame(rule.development === undefined ? 'must be set' : 'must be set in production');
    if (!production || !read.success || given === undefined) continue;
    for (const { isMet, refuses } of rule.production) if (!isMet(given)) blame(`production refuses ${refuses}`);
    wellFormed.push({ name, rule, given });
  }
  if (production) faults.push(...ownersIn(settings, env));
  faults.push(...secretsUsedTwice(wellFormed));
  if (faults.length > 0) throw new ConfigError(['Settings to mend:', ...faults].join('\n  '));
  return values as z.infer<z.ZodObject<Shape>>;
}

type Given = { name: string; rule: Rule; given: string };

const OWNER = /^DATABASE_OWNER_URL(_|$)/;

/**
 * Finds the owner's address of any database under a name that the program did not declare. Only an operator's scripts
 * declare such a setting.
 */
function ownersIn(settings: AnySettings, env: Env): string[] {
  const rules = rulesOf(settings);
  if ([...rules].some(([name, { production }]) => OWNER.test(name) && !production.includes(ABSENT))) return [];
  const found = Object.keys(env).filter((name) => OWNER.test(name) && env[name] && !rules.has(name));
  return found.map(
    (name) => `${name}: production refuses ${ABSENT.refuses}. A database as its owner, which no program that runs may hold.`,
  );
}

/** A key has one purpose: a finder of it in one place must not hold it for another. */
function secretsUsedTwice(settings: readonly Given[]): string[] {
  const holders = new Map<string, string>();
  return settings.flatMap(({ name, rule, given }) => {
    const secrets = new Set(rule.production.flatMap(({ secretsIn }) => secretsIn?.(given) ?? []).map(inOneSpelling));
    const other = [...secrets].map((secret) => holders.get(secret)).find(Boolean);
    for (const secret of secrets) holders.set(secret, name);
    return other ? [`${name}: production refuses the secret of ${other} a second time. ${rule.meaning}`] : [];
  });
}

/** The same bytes may be written in either alphabet of base64, padded or not. */
const inOneSpelling = (secret: string): string => secret.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
