/** The SDL of a subgraph as it is composed and served: what all share, then its own, with the bounds of inputs in their descriptions. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, print } from 'graphql';
import { describeBounds } from '@seteli/kit/bounds';
import type { ServiceName } from './events/listeners.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, 'subgraphs', file), 'utf8');

export const subgraphSdl = (service: ServiceName): string =>
  print(describeBounds(parse(`${read('shared.graphql')}\n${read(`${service}.graphql`)}`)));
