/**
 * Makes all generated files: supergraph, types and JSON Schemas from the contracts, tables from the settings and from
 * the rules.
 */
import { writeAll } from '../schema/scripts/generate.ts';
import { writeRulesTable } from './rules.ts';
import { writeSettingsPage } from './settings-table.ts';

await writeAll();
await writeSettingsPage();
writeRulesTable();
