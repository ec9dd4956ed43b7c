/**
 * Makes typed documents from the operations in the screens. The output is committed; a test makes it again and
 * compares.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { buildASTSchema, Kind, parse, printSchema, visit, type ASTNode } from 'graphql';

const OUTPUT = 'src/generated/';

/** What clients may ask for: the supergraph without federation's own directives and types. */
function apiSchema(): string {
  const supergraph = parse(readFileSync(path.join(import.meta.dirname, '../schema/supergraph.graphql'), 'utf8'));
  const isFederations = (name: string) => /^(join__|link__)/.test(name);
  const isHidden = (node: ASTNode): boolean =>
    node.kind === Kind.DIRECTIVE ||
    node.kind === Kind.DIRECTIVE_DEFINITION ||
    ('name' in node && node.kind.endsWith('TypeDefinition') && isFederations(node.name?.value ?? '')) ||
    ('directives' in node && (node.directives ?? []).some(({ name }) => name.value === 'inaccessible'));
  return printSchema(buildASTSchema(visit(supergraph, { enter: (node) => (isHidden(node) ? null : undefined) })));
}

export async function generateDocuments(): Promise<Map<string, string>> {
  const files = await generate(
    {
      cwd: import.meta.dirname,
      silent: true,
      schema: apiSchema(),
      documents: ['src/**/*.tsx', 'src/**/*.ts', `!${OUTPUT}**`],
      generates: {
        [OUTPUT]: {
          preset: 'client',
          presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
          config: {
            scalars: { Euro: 'string', Date: 'string', DateTime: 'string', Month: 'string', ID: 'string' },
            strictScalars: true,
            enumsAsTypes: true,
            importExtension: '.ts',
            emitLegacyCommonJSImports: false,
            useTypeImports: true,
            immutableTypes: true,
            skipTypename: true,
          },
        },
      },
    },
    false,
  );
  return new Map(
    files.map(({ filename, content }: { filename: string; content: string }) => [path.resolve(import.meta.dirname, filename), content]),
  );
}

export async function writeDocuments(): Promise<void> {
  for (const [file, content] of await generateDocuments()) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
