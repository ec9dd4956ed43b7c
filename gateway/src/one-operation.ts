/** Joins `_entities` of several operations for one subgraph in one operation, each with representations of its own. */
import { Kind, OperationTypeNode, parse, print, stripIgnoredCharacters, visit, type OperationDefinitionNode } from 'graphql';

/** `undefined` for operations that have fragments. */
export function oneOperation(operations: readonly string[]): string | undefined {
  const parsed = operations.map(renamed).filter((each) => each !== undefined);
  if (parsed.length < operations.length) return undefined;
  const variables = new Map(
    parsed.flatMap(({ variableDefinitions = [] }) => variableDefinitions.map((each) => [each.variable.name.value, each])),
  );
  const together: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...variables.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections: parsed.flatMap(({ selectionSet }) => selectionSet.selections) },
  };
  return stripIgnoredCharacters(print(together));
}

function renamed(operation: string, index: number): OperationDefinitionNode | undefined {
  const [definition, ...others] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return undefined;
  return visit(definition, {
    Variable: (node) =>
      node.name.value === 'representations' ? { ...node, name: { ...node.name, value: `representations${index}` } } : undefined,
    Field: {
      enter: (node, _, __, path) =>
        // definition → selectionSet → selections → index
        path.length === 3 && node.name.value === '_entities'
          ? { ...node, alias: { kind: Kind.NAME as const, value: `entities${index}` } }
          : undefined,
    },
  });
}
