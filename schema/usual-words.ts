/**
 * The descriptions of names that mean the same wherever they stand: pages, keys and versions. The SDL of a subgraph
 * leaves them out; a description that it has there holds instead.
 */
import { visit, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode, type StringValueNode } from 'graphql';

type Words = Readonly<Record<string, string>>;

const ARGUMENTS: Words = {
  id: 'The id of what the caller wants.',
  input: 'What the caller wants, in full.',
  filter: 'Which items to list. Absent: all that the caller may see.',
  order: 'The order of the items.',
  first: 'The most items to answer.',
  after: 'The cursor of the last item that the caller has. Absent: from the beginning.',
  skip: 'How many items to pass over first.',
  language: "The language of the sentence. Absent: that of the request's `Accept-Language`, else Finnish.",
};

const INPUT_FIELDS: Words = {
  idempotencyKey: 'A text of the caller for this call. The same key with the same input acts once and gets the same answer.',
  expectedVersion:
    'The version that the caller saw. If there is another one now, the answer is STALE. Absent: the version does not matter.',
  previewId: 'The preview that the caller saw. If anything has changed since, the answer is STALE_PREVIEW. Absent: whatever holds now.',
};

const FIELDS: Words = {
  id: 'A UUID that never changes.',
  refusal: 'Why it was refused. Null when it was not.',
  edges: 'The items of the page, each with its place.',
  node: 'The item.',
  cursor: 'The place of the item; pass it as `after`.',
  pageInfo: 'Where the page ends.',
  totalCount: 'How many items there are in all; 1,000 means so many or more.',
};

type Described = FieldDefinitionNode | InputValueDefinitionNode;

function withUsual<Node extends Described>(node: Node, words: Words): Node {
  const value = words[node.name.value];
  if (node.description || value === undefined) return node;
  const description: StringValueNode = { kind: 'StringValue' as StringValueNode['kind'], value };
  return { ...node, description };
}

/** Adds the usual descriptions to an SDL. */
export const describeUsual = (document: DocumentNode): DocumentNode =>
  visit(document, {
    FieldDefinition: (node) => {
      const given = node.arguments?.map((argument) => withUsual(argument, ARGUMENTS));
      return withUsual(given ? { ...node, arguments: given } : node, FIELDS);
    },
    InputObjectTypeDefinition: ({ fields, ...node }) => ({ ...node, fields: fields?.map((field) => withUsual(field, INPUT_FIELDS)) }),
  });
