/**
 * What is ready to run of earlier queries: their steps, the shape of their answers, and the texts of those that came
 * over HTTP. The gateway package runs all others.
 */
import { OperationTypeNode, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Planned } from './plan.ts';
import { compilePlan, type Step } from './plan-steps.ts';
import { compileShapes, type Shapes } from './response-shape.ts';

export type Ready = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly step: Step;
  readonly shapes: Shapes;
};

export type ReadyQueries = {
  /** The gateway package calls it with the plan of each operation that it runs. */
  remember(planned: Planned): void;
  ofDocument(document: DocumentNode, operationName: string | undefined): Ready | undefined;
  ofText(text: string, operationName: string | undefined): Ready | undefined;
  /** Leaves the query to the package from now on. */
  giveUp(ready: Ready): void;
};

/** The documents of the texts stay too, and are a hundred times as large. */
const TEXT_LENGTH_MAX = 10_000;
const TEXTS_LENGTH_MAX = 200_000;

/** Null: the package runs it. */
type ByName = Map<string, Ready | null>;

export function createReadyQueries(): ReadyQueries {
  /** An entry lives as long as Apollo Server or a text of ours remembers the document. */
  const byDocument = new WeakMap<DocumentNode, ByName>();
  /** The most recent texts stand last. */
  const byText = new Map<string, DocumentNode>();
  let length = 0;

  function keepText(text: string, document: DocumentNode): void {
    if (text.length > TEXT_LENGTH_MAX) return;
    if (!byText.delete(text)) length += text.length;
    byText.set(text, document);
    for (const oldest of byText.keys()) {
      if (length <= TEXTS_LENGTH_MAX) return;
      byText.delete(oldest);
      length -= oldest.length;
    }
  }

  const ofDocument: ReadyQueries['ofDocument'] = (document, operationName = '') =>
    byDocument.get(document)?.get(operationName) ?? undefined;

  return {
    remember(planned) {
      const { document, request, source } = planned.requestContext;
      const known = byDocument.get(document) ?? new Map<string, Ready | null>();
      byDocument.set(document, known);
      const name = request.operationName ?? '';
      if (!known.has(name)) known.set(name, readyOf(planned));
      if (known.get(name) && request.http) keepText(source, document);
    },
    ofDocument,
    ofText(text, operationName) {
      const document = byText.get(text);
      if (!document) return undefined;
      byText.delete(text);
      byText.set(text, document);
      return ofDocument(document, operationName);
    },
    giveUp({ document, operation }) {
      const known = byDocument.get(document);
      for (const [name, ready] of known ?? []) if (ready?.operation === operation) known!.set(name, null);
    },
  };
}

/** The gateway package runs everything. */
export const NO_READY_QUERIES: ReadyQueries = {
  remember: () => undefined,
  ofDocument: () => undefined,
  ofText: () => undefined,
  giveUp: () => undefined,
};

function readyOf({ queryPlan, requestContext: { document, request }, operationContext: { operation, schema } }: Planned): Ready | null {
  if (operation.operation !== OperationTypeNode.QUERY) return null;
  const step = compilePlan(queryPlan, schema);
  const shapes = step && compileShapes(schema, document, operation);
  return shapes?.(request.variables ?? {}) ? { document, operation, schema, step: step!, shapes } : null;
}
