/** The SDL of the whole graph, and of each subgraph. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, print, type DocumentNode } from 'graphql';
import { describeBounds } from '@seteli/kit/bounds';
import type { ServiceName } from './events/listeners.ts';
import { describeUsual } from './usual-words.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');

/** The shared part, then the subgraph's own, with all that people say about it. */
export const describedSdl = (service: ServiceName): DocumentNode =>
  describeUsual(parse(`${read('subgraphs/shared.graphql')}\n${read(`subgraphs/${service}.graphql`)}`));

/** The SDL that we compose and serve, with the bounds of inputs in the descriptions. */
export const subgraphSdl = (service: ServiceName): string => print(describeBounds(describedSdl(service)));

/** All subgraphs composed, as the gateway serves them. */
export const supergraphSdl = (): string => read('supergraph.graphql');
