/**
 * Decides which operations graphql-jit may compile. The compiler writes the values of an operation's text into the code
 * that it makes. A text that looks like its own markers becomes code there, and a day or an amount reaches the resolver
 * as text. Values in variables are safe. The compiler also leaves out a variable within a row (`rows.ts`).
 */
import { BREAK, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { hasVariableInRow, type RowTypes } from './rows.ts';

const known = new WeakMap<DocumentNode, boolean>();

/**
 * Whether the operation holds no text, and no row with a variable. The answer is kept as long as the parsed operation
 * is.
 */
export function mayBeCompiled(document: DocumentNode, schema: GraphQLSchema, rows: RowTypes): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  let hasText = false;
  visit(document, {
    StringValue() {
      hasText = true;
      return BREAK;
    },
  });
  const may = !hasText && !hasVariableInRow(document, schema, rows);
  known.set(document, may);
  return may;
}
