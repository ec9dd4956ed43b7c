/**
 * Checks the properties of the code on which we agreed, so that nobody has to remember them: who imports whom, what is
 * pure, how long files are.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../kit/src/log.ts';
import { LISTENS_TO, SERVICES } from '../schema/events/listeners.ts';
import { againstTheFloors, circlesIn, FORBIDDEN, importedBy, type Imports } from './rooms.ts';

const root = path.join(import.meta.dirname, '..');
/** Of the repository, committed or new. */
const filesNamed = (...patterns: readonly string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && !/^(schema|web\/src)\/generated\//.test(file));
const tracked = filesNamed('*.ts', '*.tsx', '*.mjs');

/** Statements at the start of a line, and imports within code. */
const IMPORT = /^(?:(?:import|export|\})[^'\n]*from |import )'([^']+)'|\bimport\('([^']+)'\)/gm;

type Source = { file: string; text: string; imports: string[] };
const textsOf = (files: readonly string[]): { file: string; text: string }[] =>
  files.flatMap((file) => {
    try {
      return [{ file, text: readFileSync(path.join(root, file), 'utf8') }];
    } catch {
      // The working tree has lost this file, and the index has not.
      return [];
    }
  });
const sources: Source[] = textsOf(tracked).map(({ file, text }) => ({
  file,
  text,
  imports: [...text.matchAll(IMPORT)].map(([, written, later]) => (written ?? later)!),
}));
const isTest = (file: string) => /\.test\.ts$|\/test\/|(^|\/)testing\/|^e2e\/|^scripts\/|example-service\.ts$/.test(file);
const production = sources.filter(({ file }) => !isTest(file));

const imports: Imports = new Map(sources.map(({ file, imports: targets }) => [file, importedBy(file, targets)]));

const needsOfPackages: Imports = new Map(
  textsOf(filesNamed('*package.json')).map(({ text }) => {
    const { name, dependencies, devDependencies } = JSON.parse(text);
    return [name, Object.keys({ ...dependencies, ...devDependencies })];
  }),
);

/** The files that break a rule, each with its fault. */
const offenders = (among: readonly Source[], fault: (source: Source) => string[] | undefined | false) =>
  among.flatMap((source) => (fault(source) || []).map((what) => `${source.file}: ${what}`));

const importsMatching = (pattern: RegExp) => (source: Source) => source.imports.filter((target) => pattern.test(target));

/** Lines with the pattern and without a reason on the line above. */
const unexplained = (text: string, pattern: RegExp): string[] => {
  const lines = text.split('\n');
  return lines.filter((line, index) => pattern.test(line) && !/^\s*(\/\/|\*)/.test(lines[index - 1] ?? '')).map((line) => line.trim());
};

describe('who imports whom', () => {
  it('arrows lead only downwards: scripts and e2e, tests, infra/local, services and gateway, schema, kit', () => {
    expect(againstTheFloors(imports)).toEqual([]);
  });

  it('the kit has no word of the domain', () => {
    const words = /voucher|visit|procedure|organiser|provider|booking|municipal|entitlement|settlement/gi;
    const ofGraphql = /\bvisit(WithTypeInfo)?\b/g;
    expect(
      offenders(
        production.filter(({ file }) => file.startsWith('kit/src/')),
        ({ text }) => text.replaceAll(ofGraphql, '').match(words) ?? [],
      ),
    ).toEqual([]);
  });

  it('no files import each other in a circle, and no packages need each other', () => {
    expect(circlesIn(imports)).toEqual([]);
    expect(circlesIn(needsOfPackages)).toEqual([]);
  });

  it('the checks find an arrow upwards, one sideways, and a circle', () => {
    const wrong = new Map([
      ['kit/src/day.ts', ['schema/tasks.ts']],
      ['services/vouchers/src/main.ts', ['services/registry/src/events.ts', 'infra/local/ports.ts', 'kit/src/day.ts']],
      ['schema/tasks.ts', ['kit/src/money.ts', 'kit/src/day.ts']],
    ]);
    expect(againstTheFloors(wrong)).toEqual([
      'kit/src/day.ts imports schema/tasks.ts',
      'services/vouchers/src/main.ts imports services/registry/src/events.ts',
      'services/vouchers/src/main.ts imports infra/local/ports.ts',
    ]);
    expect(circlesIn(wrong)).toEqual([['kit/src/day.ts', 'schema/tasks.ts']]);
  });

  it('domain/ is pure: it imports domain/ and the pure modules of the kit only', () => {
    // Hashing, writing XML and reading tables and rules of recurrence give the same answer for the same input.
    // Contracts are constants and types.
    const allowed =
      /^\.\/|^\.\.?\/[\w-]+\.ts$|^@seteli\/kit\/(result|money|day|ids|actor|sepa|language|proposal|text|file-kind)$|^@seteli\/schema\/|^node:crypto$|^xmlbuilder2$|^csv-parse\/sync$|^rrule-temporal$/;
    expect(
      offenders(
        production.filter(({ file }) => /^services\/\w+\/src\/domain\//.test(file)),
        ({ imports }) => imports.filter((target) => !allowed.test(target)),
      ),
    ).toEqual([]);
  });

  it.each(FORBIDDEN)('%s', (_, room, wrong) => {
    const inRoom = production.filter(({ file }) => room.test(file));
    expect(inRoom.length).toBeGreaterThan(0);
    expect(offenders(inRoom, ({ text }) => text.match(wrong) ?? [])).toEqual([]);
  });

  it('nobody uses the driver that commits half a transaction', () => {
    expect(offenders(sources, importsMatching(/^postgres$|drizzle-orm\/postgres-js/))).toEqual([]);
  });
});

describe('what code may do', () => {
  it('time and randomness come from the kit', () => {
    const clock = /\bDate\.now\(|new Date\(\)|Math\.random\(|Temporal\.Now\b/g;
    const free = /^(kit\/src\/(clock|ids|log|secrets)\.ts|web\/src\/time\.ts|infra\/|scripts\/)/;
    expect(
      offenders(
        production.filter(({ file }) => !free.test(file)),
        ({ text }) => text.match(clock) ?? [],
      ),
    ).toEqual([]);
  });

  it('one file reads the environment, so that no setting escapes what production asks', () => {
    // A program may set these, because libraries read them.
    const said = /process\.env\.(NODE_ENV|APOLLO_TELEMETRY_DISABLED) = /g;
    expect(
      offenders(
        production.filter(({ file }) => /^(services|gateway|kit)\//.test(file) && file !== 'kit/src/config.ts'),
        ({ text }) => text.replaceAll(said, '').match(/process\.env\b/g) ?? [],
      ),
    ).toEqual([]);
  });

  it('money never meets a floating-point number', () => {
    const floating = /parseFloat\(|\.toFixed\(|Math\.round\(/g;
    expect(
      offenders(
        production.filter(({ file }) => /^services\/|^kit\//.test(file)),
        ({ text }) => text.match(floating) ?? [],
      ),
    ).toEqual([]);
  });

  it('code that swallows a fault gives a reason', () => {
    const swallowed = /catch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\(\)\s*=>\s*(\{\s*\}|undefined|null)\)/;
    expect(offenders(production, ({ text }) => unexplained(text, swallowed))).toEqual([]);
  });

  it('no log line has a field that the log cuts out, because the line would not say what it is about', () => {
    const lines = production.flatMap(({ file, text }) =>
      [...text.matchAll(/\blog(?:\.\w+|\[[^\]]+\])\(\s*\{([^}]*)\}/g)].map(([, fields]) => ({ file, fields: fields!.split(',') })),
    );
    expect(lines.length).toBeGreaterThan(30);
    const nameOf = (field: string) => /^\s*(\w+)\s*(?::|$)/.exec(field)?.[1] ?? '';
    expect(
      lines.flatMap(({ file, fields }) =>
        fields
          .map(nameOf)
          .filter((name) => NEVER.test(name))
          .map((name) => `${file}: ${name}`),
      ),
    ).toEqual([]);
  });

  it('no test is skipped or alone', () => {
    expect(
      offenders(
        sources.filter(({ file }) => isTest(file)),
        ({ text, file }) => (file.endsWith('tidy.test.ts') ? [] : (text.match(/\b(it|test|describe)\.(only|skip|todo)\b/g) ?? [])),
      ),
    ).toEqual([]);
  });

  it('code that a reader would question gives a reason: no `any`, no silenced checker', () => {
    const hatch = /\bas any\b|: any\b|@ts-(ignore|nocheck|expect-error)/;
    expect(
      offenders(
        sources.filter(({ file }) => !file.endsWith('tidy.test.ts')),
        ({ text }) => unexplained(text, hatch),
      ),
    ).toEqual([]);
  });
});

describe('how code reads', () => {
  it('every file opens by saying what it is', () => {
    const silent = production.filter(
      ({ file, text }) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text) && !/drizzle\.config\.ts$|\.d\.ts$/.test(file),
    );
    expect(silent.map(({ file }) => file)).toEqual([]);
  });

  it('no file is longer than 320 lines', () => {
    expect(sources.filter(({ text }) => text.split('\n').length > 321).map(({ file }) => file)).toEqual([]);
  });

  it('names say what a thing is', () => {
    expect(
      sources
        .filter(({ file }) => /(^|\/)(utils?|helpers?|common|constants|types|index)\.tsx?$|Manager|Impl/.test(file))
        .map(({ file }) => file),
    ).toEqual([]);
  });

  it('all services have the same files', () => {
    const allowed = new Set([
      'main',
      'config',
      'policy',
      'resolvers',
      'commands',
      'jobs',
      'loads',
      'ports',
      'reactions',
      'events',
      'store',
      'tables',
      'domain',
    ]);
    const named = production.flatMap(({ file }) => /^services\/\w+\/src\/([\w-]+)(\.ts|\/)/.exec(file)?.[1] ?? []);
    expect([...new Set(named)].filter((name) => !allowed.has(name))).toEqual([]);
  });

  it('the picture of who listens to whom agrees with the table', () => {
    const picture =
      /<!-- listeners -->([\s\S]*)<!-- \/listeners -->/.exec(readFileSync(path.join(root, 'docs/architecture.md'), 'utf8'))?.[1] ?? '';
    const drawn = [...picture.matchAll(/(\w+) --> (\w+)/g)].map(([, source, listener]) => `${listener} hears ${source}`);
    expect(drawn.toSorted()).toEqual(
      SERVICES.flatMap((listener) => LISTENS_TO[listener].map((source) => `${listener} hears ${source}`)).toSorted(),
    );
  });

  it('the security page names existing files', () => {
    const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');
    const named = [...page.matchAll(/`((?:kit|gateway|services|steward|schema|scripts|e2e)\/[\w/.-]+\.\w+)`/g)].map(([, file]) => file!);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((file) => !tracked.includes(file))).toEqual([]);
  });
});

/** The descriptions that integrators read. */
const descriptionsIn = (text: string): string[] => {
  const found: string[] = [];
  visit(parse(text), {
    enter: (node) => {
      if ('description' in node && node.description) found.push(node.description.value);
    },
  });
  return found;
};
/** Items of a list and paragraphs are sentences of their own, with or without a full stop. */
const sentencesIn = (text: string): string[] => text.split(/(?<=[.!?][)"”]*)\s+|\n\s*\n|\n\s*[-*]\s/).filter(Boolean);
const wordsIn = (sentence: string): number => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

describe('English that is read once', () => {
  const COMMENT_LINE = /^\s*(?:\/\/|\/?\*)/;
  const commentsOf = (text: string): string[] =>
    text
      .split('\n')
      .flatMap((line) => (COMMENT_LINE.test(line) ? [line] : [/\s\/\/ .*$/.exec(line)?.[0] ?? '']))
      .filter(Boolean);
  const sdl = textsOf(filesNamed('schema/subgraphs/*.graphql'));

  it('a line of a comment has at most 120 characters', () => {
    // A directive to the linter has to stand on one line.
    const isLong = (line: string) => COMMENT_LINE.test(line) && line.length > 120 && !line.includes('// oxlint-');
    expect(offenders(sources, ({ text }) => text.split('\n').filter(isLong))).toEqual([]);
  });

  it('a sentence of the SDL has at most 30 words', () => {
    const sentences = sdl.flatMap(({ file, text }) =>
      descriptionsIn(text)
        .flatMap(sentencesIn)
        .map((sentence) => ({ file, sentence })),
    );
    expect(sentences.length).toBeGreaterThan(500);
    const long = sentences.filter(({ sentence }) => wordsIn(sentence) > 30);
    expect(long.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
  });

  it('people are "they" in comments, pages and SDL', () => {
    const said = [
      ...sources.map(({ file, text }) => ({ file, lines: commentsOf(text) })),
      ...[...sdl, ...textsOf(filesNamed('*.md'))].map(({ file, text }) => ({ file, lines: text.split('\n') })),
    ];
    const gendered = /\b(?:he|him|his|himself|she|her|hers|herself)\b/i;
    expect(said.flatMap(({ file, lines }) => lines.filter((line) => gendered.test(line)).map((line) => `${file}: ${line.trim()}`))).toEqual(
      [],
    );
  });
});
