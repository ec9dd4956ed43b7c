/** Takes the types that all subgraphs have alike out of their generated files, so that they stand once. */
import type { ServiceName } from '../events/listeners.ts';

/** Types of a generated file, each with its comment, by name. */
type Types = ReadonlyMap<string, string>;

const TYPE = /(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export type (\w+)[\s\S]*?(?=\n+(?:\/\*\*|export type )|\s*$)/g;

const typesIn = (code: string): Types => new Map([...code.matchAll(TYPE)].map(([text, name]) => [name!, text]));

/** The names that a type's text uses. Texts of people and values of enums name no type. */
const namesIn = (text: string): ReadonlySet<string> => new Set(text.replaceAll(/\/\*[\s\S]*?\*\/|'[^']*'/g, '').match(/\b\w+\b/g));

/** Types with the same text everywhere, which use no type that differs from one subgraph to the next. */
function sharedBy(all: readonly Types[]): Types {
  const [first, ...others] = all;
  const shared = new Map([...first!].filter(([name, text]) => others.every((types) => types.get(name) === text)));
  const differing = new Set(all.flatMap((types) => [...types.keys()]).filter((name) => !shared.has(name)));
  for (const name of differing)
    for (const [user, text] of shared)
      if (namesIn(text).has(name)) {
        shared.delete(user);
        // A set visits what is added while it is walked.
        differing.add(user);
      }
  return shared;
}

const HEAD = '// Made by schema/scripts/generate.ts from the SDL. Never edited by hand.';

const fileOf = (types: Types, ...head: readonly string[]): string => `${[[HEAD, ...head].join('\n'), ...types.values()].join('\n\n')}\n`;

/** The files of all subgraphs, and the one of what they share, by name. */
export function withoutCopies(codeOf: ReadonlyMap<ServiceName, string>): Map<string, string> {
  const typesOf = new Map([...codeOf].map(([service, code]) => [service, typesIn(code)]));
  const shared = sharedBy([...typesOf.values()]);
  const files = new Map([['shared', fileOf(shared)]]);
  for (const [service, types] of typesOf) {
    const own = new Map([...types].filter(([name]) => !shared.has(name)));
    const used = namesIn([...own.values()].join('\n'));
    const imported = [...shared.keys()].filter((name) => used.has(name)).toSorted();
    files.set(service, fileOf(own, `import type { ${imported.join(', ')} } from './shared.ts';`));
  }
  return files;
}
