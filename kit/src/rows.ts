/**
 * Rows: inputs in a list that are read one by one (`@tag(name: "rows")`). A row that cannot be read is refused alone
 * and does not fail the call. So the executable schema takes a row as it comes, and its type from the SDL reads it
 * before the resolver.
 */
import {
  getNamedType,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { Sentences } from './language.ts';

export type RowTypes = ReadonlyMap<string, GraphQLInputObjectType>;

const isTagged =
  (tag: string) =>
  ({ directives }: Pick<InputValueDefinitionNode, 'directives'>): boolean =>
    (directives ?? []).some(
      ({ name, arguments: given }) => name.value === 'tag' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === tag),
    );

/** Whether the payload has one of its `results` for each item of this list. */
export const hasResultForEach = isTagged('one-result-each');
export const holdsRows = isTagged('rows');

export function rowNamesIn(document: DocumentNode): ReadonlySet<string> {
  const inputs = new Set(
    document.definitions.flatMap((node) => (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [node.name.value] : [])),
  );
  const names = new Set<string>();
  visit(document, {
    InputValueDefinition(node) {
      const name = itemOf(node.type);
      if (name !== undefined && inputs.has(name) && holdsRows(node)) names.add(name);
    },
  });
  return names;
}

function itemOf(type: TypeNode): string | undefined {
  if (type.kind === Kind.NON_NULL_TYPE) return itemOf(type.type);
  if (type.kind === Kind.NAMED_TYPE) return undefined;
  const item = type.type.kind === Kind.NON_NULL_TYPE ? type.type.type : type.type;
  return item.kind === Kind.NAMED_TYPE ? item.name.value : undefined;
}

/** The document whose rows are scalars, which take any value. */
export const withLooseRows = (document: DocumentNode, names: ReadonlySet<string>): DocumentNode =>
  visit(document, {
    InputObjectTypeDefinition: ({ name, description }) =>
      names.has(name.value) ? { kind: Kind.SCALAR_TYPE_DEFINITION, name, ...(description && { description }) } : undefined,
  });

/** The rows of a schema with their types from the SDL. */
export const rowTypesOf = (strict: GraphQLSchema, names: ReadonlySet<string>): RowTypes =>
  new Map(
    [...names].flatMap((name) => {
      const type = strict.getType(name);
      return isInputObjectType(type) ? [[name, type] as const] : [];
    }),
  );

/** Whether the operation itself holds a row with a variable, which graphql-jit would leave out. */
export function hasVariableInRow(document: DocumentNode, schema: GraphQLSchema, rows: RowTypes): boolean {
  if (rows.size === 0) return false;
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      ObjectValue(node) {
        const type = types.getInputType();
        if (type && rows.has(getNamedType(type).name)) visit(node, { Variable: () => void (found = true) });
      },
    }),
  );
  return found;
}

/** A row that cannot be read: where in it, why, and what the caller gave. */
export class UnreadRow {
  readonly path: readonly string[];
  readonly sentences: Sentences;
  readonly given: unknown;

  constructor(path: readonly string[], sentences: Sentences, given: unknown) {
    this.path = path;
    this.sentences = sentences;
    this.given = given;
  }
}
