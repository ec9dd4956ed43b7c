/**
 * Decides which operations graphql-jit may compile. The compiler writes the values of an operation's text into the code
 * that it makes. A text that looks like its own markers becomes code there, and a day or an amount reaches the resolver
 * as text. Values in variables are safe. It also forgets a variable within a row (`rows.ts`), and the default of a
 * variable that may not be null.
 */
import { BREAK, Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { hasVariableInRow, type RowTypes } from './rows.ts';

const known = new WeakMap<DocumentNode, boolean>();

/**
 * Whether the operation holds no text, no row with a variable and no such default. The answer is kept as long as the
 * parsed operation is.
 */
export function mayBeCompiled(document: DocumentNode, schema: GraphQLSchema, rows: RowTypes): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  let isUnsafe = false;
  const stop = (): typeof BREAK => {
    isUnsafe = true;
    return BREAK;
  };
  visit(document, {
    StringValue: stop,
    VariableDefinition: ({ type, defaultValue }) => (type.kind === Kind.NON_NULL_TYPE && defaultValue ? stop() : undefined),
  });
  const may = !isUnsafe && !hasVariableInRow(document, schema, rows);
  known.set(document, may);
  return may;
}
