/** Which selections of an operation are asked for, where `@skip` and `@include` let variables decide. */
import { Kind, visit, type DirectiveNode, type DocumentNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import type { Fields } from './plan.ts';

const wordOf = ({ arguments: given }: DirectiveNode) => given?.find(({ name }) => name.value === 'if')?.value;

/** The variables that decide; `undefined` when there is a directive that we do not know. */
export function decidingVariables(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): readonly string[] | undefined {
  const named = new Set<string>();
  let areKnown = true;
  visit(document, {
    Directive(node) {
      if (node.name.value !== 'skip' && node.name.value !== 'include') areKnown = false;
      const word = wordOf(node);
      if (word?.kind === Kind.VARIABLE) named.add(word.name.value);
    },
  });
  // Another operation of the document may have other deciding variables.
  const own = variableDefinitions.map(({ variable }) => variable.name.value);
  return areKnown ? own.filter((name) => named.has(name)) : undefined;
}

export const isAskedFor = ({ directives = [] }: SelectionNode, variables: Fields): boolean =>
  directives.every((directive) => {
    const word = wordOf(directive);
    const decided = word?.kind === Kind.VARIABLE ? variables[word.name.value] : word?.kind === Kind.BOOLEAN && word.value;
    return decided === (directive.name.value === 'include');
  });
