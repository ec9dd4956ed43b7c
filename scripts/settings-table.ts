/** The table of all settings in `docs/settings.md`, made from the settings themselves. A test compares. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { rulesOf, type AnySettings, type Rule } from '@seteli/kit/config';
import { REPOSITORY } from '@seteli/local/places';
import { PROGRAMS, settingsOf } from '@seteli/local/programs';
import { SERVICES } from '@seteli/schema/events/listeners';
import type { z } from 'zod';
import { operatorSettings } from './operator.ts';

export const SETTINGS_PAGE = path.join(REPOSITORY, 'docs/settings.md');

const INTRODUCTION = `# Settings

\`npm run generate\` makes this page from each program's \`config.ts\`; nobody edits it by hand.

Every value of \`NODE_ENV\` but exactly \`development\` and \`test\` means production, and so does no value. A program reports all faults of its settings at once, without their values, and
ends with exit code 1. No two settings of one program may hold the same secret. The checks cannot see whether somebody keeps a secret well, or whether two programs share one.

Make keys with \`openssl rand -base64 32\`, passwords and client secrets with \`openssl rand -base64 24\`. Give each program its own settings and no other's. Gateway and services speak plain
HTTP, since services have no TLS of their own. The network between them has to encrypt it, and to keep everybody else out.

`;

type Row = { readonly name: string; readonly rule: Rule; readonly isOptional: boolean; readonly readers: string[] };

async function rows(): Promise<Row[]> {
  const found = new Map<string, Row>();
  const add = (settings: AnySettings, reader: string, others: (name: string) => readonly string[]) => {
    for (const [name, rule] of rulesOf(settings)) {
      const isOptional = (settings.shape[name] as z.ZodType).safeParse(undefined).success;
      found.set(name, { name, rule, isOptional, readers: [...others(name), reader] });
    }
  };
  for (const program of PROGRAMS) add(await settingsOf(program), program, (name) => found.get(name)?.readers ?? []);
  // The table does not repeat that every service refuses the owner's address.
  add(operatorSettings(SERVICES), '`scripts/migrate.ts`, `restore.ts`, `reconcile.ts`', () => []);
  return [...found.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function readersOf({ readers }: Row): string {
  if (readers.length === PROGRAMS.length) return 'all';
  const isService = (reader: string) => SERVICES.some((service) => service === reader);
  const all = SERVICES.every((service) => readers.includes(service));
  return (all ? ['services', ...readers.filter((reader) => !isService(reader))] : readers).join(', ');
}

function inProduction({ rule, isOptional }: Row): string {
  const refused = rule.production.map(({ refuses }) => `refuses ${refuses}`);
  const must = rule.default === undefined && !isOptional ? ['must be set'] : [];
  return [...must, ...refused].join('; ');
}

function usually({ rule }: Row): string {
  if (rule.default !== undefined) return rule.default === '' ? 'none' : `\`${rule.default}\``;
  return '';
}

export async function settingsPage(): Promise<string> {
  const cells = (await rows()).map((row) => [`\`${row.name}\``, readersOf(row), row.rule.meaning, usually(row), inProduction(row)]);
  const table = [['setting', 'read by', 'what it is', 'if not set', 'production'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const line = (texts: readonly string[]) => `| ${texts.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...body] = table;
  return `${INTRODUCTION}${[line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')}\n`;
}

export const writeSettingsPage = async (): Promise<void> => writeFileSync(SETTINGS_PAGE, await settingsPage());
