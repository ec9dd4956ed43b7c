/**
 * Who imports whom in the repository, for `tidy.test.ts`: where an import leads, which room a file belongs to, what no
 * file of a room may contain, and where imports run in a circle.
 */
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

export type Imports = ReadonlyMap<string, readonly string[]>;

/** The files of ours that a file imports, as Node finds them. An import that leads nowhere throws. */
export function importedBy(file: string, targets: readonly string[]): string[] {
  const { resolve } = createRequire(path.join(root, file));
  return targets.filter((target) => /^\.|^@seteli\//.test(target)).map((target) => path.relative(root, resolve(target)));
}

/** From the bottom up: a room imports rooms further down only, and no other room beside it. */
const FLOORS: readonly (readonly RegExp[])[] = [
  [/^kit\//],
  [/^schema\//],
  [/^services\/\w+\//, /^gateway\//, /^steward\//, /^web\//],
  [/^infra\/local\//],
  [/^testing\//],
  [/\.test\.ts$|^(kit|schema|gateway|services\/\w+)\/test\//],
  [/^scripts\//, /^e2e\//, /^[^/]+$/],
];

type Room = { readonly floor: number; readonly name: string };

/** The highest floor that fits, since a test stands above the room that it tests. */
function roomOf(file: string): Room | undefined {
  const floor = FLOORS.findLastIndex((rooms) => rooms.some((room) => room.test(file)));
  const name = FLOORS[floor]?.map((room) => room.exec(file)?.[0]).find((start) => start !== undefined);
  return name === undefined ? undefined : { floor, name };
}

/** Imports upwards or sideways, and files without a room. */
export const againstTheFloors = (imports: Imports): string[] =>
  [...imports].flatMap(([file, targets]) => {
    const from = roomOf(file);
    if (!from) return [`${file} has no room`];
    return targets.filter((target) => !mayImport(from, roomOf(target))).map((target) => `${file} imports ${target}`);
  });

const mayImport = (from: Room, to: Room | undefined): boolean =>
  to !== undefined && (to.floor < from.floor || (to.floor === from.floor && (to.name === from.name || from.floor === TESTS)));

const TESTS = FLOORS.length - 2;

/** Rooms within a service, each with the text that none of its files may contain. */
export const FORBIDDEN: readonly (readonly [rule: string, room: RegExp, wrong: RegExp])[] = [
  [
    'resolvers, commands, jobs, loads and reactions hold no SQL',
    /^services\/\w+\/src\/(resolvers|commands|jobs|loads|reactions|policy)/,
    /from '(?:drizzle-orm[^']*|pg)'/g,
  ],
  [
    'nothing below the resolvers knows GraphQL',
    /^services\/\w+\/src\/(commands|jobs|loads|reactions|store|domain|events)/,
    /from '(?:graphql|mercurius[^']*)'/g,
  ],
  ['only resolvers make faults of GraphQL', /^services\/\w+\/src\/(?!resolvers)/, /from '@seteli\/kit\/errors'/g],
  [
    // Browsers run what door-script.ts holds.
    'only ports ask systems outside',
    /^services\/\w+\/src\/(?!ports|main|config|resolvers\/door-script)/,
    /\bfetch\(|from '(?:@seteli\/kit\/outside|nodemailer|undici|node:https?)'/g,
  ],
  [
    'ports hold no SQL, know no GraphQL, and nothing of their service but its domain',
    /^services\/\w+\/src\/ports/,
    /from '(?:drizzle-orm[^']*|pg|graphql|mercurius[^']*|@seteli\/kit\/(?:db|database|outbox|idempotency|jobs)|\.\.\/(?!domain\/)[^']*)'/g,
  ],
  [
    'nobody asks a system outside within a transaction: below resolvers and jobs, ports are types of answers',
    /^services\/\w+\/src\/(commands|loads|reactions|store|tables|events|policy)/,
    /^import (?!type)[^;]*from '[./]+\/ports\/[^']*'/gm,
  ],
  ['only the parts of the screens know the component library', /^web\/src\/(?!ui\/)/, /from 'suomifi-ui-components'/g],
  [
    'one file of the browser client asks the clock',
    /^web\/src\/(?!time)/,
    /\bDate\.now\(|new Date\(\)|performance\.now\(|Temporal\.Now\b/g,
  ],
  ['chores and works are jobs', /^services\/\w+\/src\/(?!jobs|main)/, /from '@seteli\/kit\/chores'|\bWork</g],
  ['loads write nothing', /^services\/\w+\/src\/loads/, /\b(?:publish|once|keepActors|(?:insert|update|save)[A-Z]\w*)\(/g],
  [
    'loads, store and tables know no command, job or reaction',
    /^services\/\w+\/src\/(loads|store|tables)/,
    /from '[./]+\/(?:commands|jobs|reactions)\/[^']*'/g,
  ],
];

/** The circles in which things lead to each other, as the things along them. */
export function circlesIn(imports: Imports): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const follow = (thing: string, way: readonly string[]): void => {
    if (way.includes(thing)) return void circles.push(way.slice(way.indexOf(thing)));
    if (done.has(thing)) return;
    for (const next of imports.get(thing) ?? []) follow(next, [...way, thing]);
    done.add(thing);
  };
  for (const thing of imports.keys()) follow(thing, []);
  return circles;
}
