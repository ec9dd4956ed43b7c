/** The SDL of the whole graph, and of each subgraph. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, print } from 'graphql';
import { describeBounds } from '@seteli/kit/bounds';
import type { ServiceName } from './events/listeners.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');

/**
 * The SDL that we compose and serve: the shared part, then the subgraph's own, with the bounds of inputs in the
 * descriptions.
 */
export const subgraphSdl = (service: ServiceName): string =>
  print(describeBounds(parse(`${read('subgraphs/shared.graphql')}\n${read(`subgraphs/${service}.graphql`)}`)));

/** All subgraphs composed, as the gateway serves them. */
export const supergraphSdl = (): string => read('supergraph.graphql');
