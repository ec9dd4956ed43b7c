/**
 * Rewrites a subscription to the feed as the query that it continues. The client's selection stands under `items`, with
 * the cursor of each item beside it. Aliases, fragments, variables and directives below the root stay as they are.
 */
import {
  Kind,
  parseValue,
  print,
  separateOperations,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { badInput } from './errors.ts';
import { say } from '@seteli/kit/language';

/** The names that the rewritten query uses for itself. */
export const FEED = { field: 'seteliFeed', cursor: 'seteliCursor', after: 'seteliAfter' } as const;
export const BATCH = 200;

export type FeedQuery = {
  readonly query: string;
  /** The client's name for the field. */
  readonly key: string;
  /** The client's field, whose arguments say which feed and from where. */
  readonly field: FieldNode;
};

export const FIELD_FIRST = say(
  'Kirjoita tilattava kenttä suoraan tilaukseen, ilman direktiivejä.',
  'Skriv fältet direkt i prenumerationen, utan direktiv.',
  'Write the field directly in the subscription, without directives.',
);

/** Expects a valid document and its subscription. */
export function asFeedQuery(document: DocumentNode, operation: OperationDefinitionNode): FeedQuery {
  const [field] = operation.selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== 'settlementFeed' || field.directives?.length) throw badInput(FIELD_FIRST);
  return { query: asQuery(document, operation, continued(field), [afterDefinition]), key: keyOf(field), field };
}

/** The client's name for a field. */
export const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value;

/** The subscription as a query with another root, without variables that its root no longer uses. */
export function asQuery(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  root: FieldNode,
  more: readonly VariableDefinitionNode[] = [],
): string {
  const separated = separateOperations(document)[operation.name?.value ?? '']!;
  const others = separated.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const used = variablesIn({
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, variableDefinitions: [], selectionSet: under([root]) }, ...others],
  });
  const kept = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value));
  const query: OperationDefinitionNode = {
    ...operation,
    operation: 'query' as OperationDefinitionNode['operation'],
    variableDefinitions: [...kept, ...more],
    selectionSet: under([root]),
  };
  return print({ kind: Kind.DOCUMENT, definitions: [query, ...others] });
}

/**
 * `settlementFeed(organiserId, after) { … }` → `seteliFeed: settlementFeed(organiserId, after: $seteliAfter, first:
 * 200) { items { … seteliCursor: cursor } }`
 */
function continued(field: FieldNode): FieldNode {
  const selection = [...field.selectionSet!.selections, { ...named('cursor'), alias: name(FEED.cursor) }];
  return {
    ...field,
    alias: name(FEED.field),
    arguments: [...(field.arguments ?? []).filter((argument) => argument.name.value !== 'after'), ...pageArguments],
    selectionSet: under([{ ...named('items'), selectionSet: under(selection) }]),
  };
}

export const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
export const named = (value: string): FieldNode => ({ kind: Kind.FIELD, name: name(value) });
export const under = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

const afterVariable = { kind: Kind.VARIABLE, name: name(FEED.after) } as const;
const afterDefinition: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: afterVariable,
  type: { kind: Kind.NAMED_TYPE, name: name('String') },
};
const pageArguments: readonly ArgumentNode[] = [
  { kind: Kind.ARGUMENT, name: name('after'), value: afterVariable },
  { kind: Kind.ARGUMENT, name: name('first'), value: parseValue(String(BATCH)) },
];

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Variable: (node) => void names.add(node.name.value) });
  return names;
}
