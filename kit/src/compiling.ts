/**
 * Which operations may be compiled. The compiler (graphql-jit) writes the values that stand in an operation's text into the
 * code that it makes: text made like its own markers becomes code there, and a day or an amount reaches the resolver as
 * text. Values in variables never go that way.
 */
import { BREAK, visit, type DocumentNode } from 'graphql';

const known = new WeakMap<DocumentNode, boolean>();

/** Whether no text stands in the operation itself. Remembered for as long as the parsed operation is. */
export function mayBeCompiled(document: DocumentNode): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  let hasText = false;
  visit(document, {
    StringValue() {
      hasText = true;
      return BREAK;
    },
  });
  known.set(document, !hasText);
  return !hasText;
}
