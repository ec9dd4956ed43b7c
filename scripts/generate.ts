/** Makes anew what is generated: from the contracts supergraph, types of subgraphs and JSON Schemas of events; from the settings and from the rules their tables. */
import { writeAll } from '../schema/scripts/generate.ts';
import { writeRulesTable } from './rules.ts';
import { writeSettingsPage } from './settings-table.ts';

await writeAll();
await writeSettingsPage();
writeRulesTable();
