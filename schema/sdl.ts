/** The SDL of a subgraph as it is composed and served: what all share, then its own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ServiceName } from './events/listeners.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, 'subgraphs', file), 'utf8');

export const subgraphSdl = (service: ServiceName): string => `${read('shared.graphql')}\n${read(`${service}.graphql`)}`;
