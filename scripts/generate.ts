/**
 * Makes all generated files: supergraph, types and JSON Schemas from the contracts, the browser client's documents,
 * tables from the settings and from the rules.
 */
import { writeAll } from '../schema/scripts/generate.ts';
import { writeDocuments } from '../web/codegen.ts';
import { writeRulesTable } from './rules.ts';
import { writeSettingsPage } from './settings-table.ts';

await writeAll();
await writeDocuments();
await writeSettingsPage();
writeRulesTable();
