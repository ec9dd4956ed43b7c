/**
 * Settings from the environment, checked at once. A service describes each setting in its own `config.ts`; here they
 * are read, and every fault is reported together. Values meant for development are refused in production.
 */
import { z } from 'zod';

const developmentOnly = new WeakSet<z.ZodType>();

/** A setting with a value that lets a fresh checkout run, and that production must replace. */
export function forDevelopment<T extends z.ZodType>(schema: T, value: string, meaning: string) {
  const setting = z.preprocess((given: unknown) => (given === undefined || given === '' ? value : given), schema).describe(meaning);
  developmentOnly.add(setting);
  return setting;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

export function readConfig<Shape extends z.ZodRawShape>(
  settings: z.ZodObject<Shape>,
  env: Record<string, string | undefined> = process.env,
): z.infer<z.ZodObject<Shape>> {
  const missing =
    env.NODE_ENV === 'production'
      ? Object.entries(settings.shape)
          .filter(([name, setting]) => developmentOnly.has(setting as z.ZodType) && !env[name])
          .map(([name, setting]) => `${name}: must be set in production. ${(setting as z.ZodType).description ?? ''}`)
      : [];
  const read = settings.safeParse(env);
  const wrong = read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!read.success || missing.length > 0) throw new ConfigError(['Settings to mend:', ...missing, ...wrong].join('\n  '));
  return read.data;
}
