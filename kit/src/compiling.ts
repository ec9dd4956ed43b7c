/**
 * Which operations may be compiled. The compiler (graphql-jit) writes the values that stand in an operation's text into the
 * code that it makes: text made like its own markers becomes code there, and a day or an amount reaches the resolver as
 * text. Values in variables never go that way. A variable within a row (`rows.ts`) it leaves out.
 */
import { BREAK, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { hasVariableInRow, type RowTypes } from './rows.ts';

const known = new WeakMap<DocumentNode, boolean>();

/** Whether no text stands in the operation itself, and no row with a variable. Remembered for as long as the parsed operation is. */
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
