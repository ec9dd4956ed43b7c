/** Makes anew what is generated from the contracts: supergraph, types of subgraphs, JSON Schemas of events. */
import { writeAll } from '../schema/scripts/generate.ts';

await writeAll();
