/**
 * Brings databases up to date before their services start. It may be repeated, run twice at once, and killed. A
 * deployment runs it as a job of its own; only this job gets the owner's address:
 *
 *   DATABASE_OWNER_URL_VOUCHERS=postgres://… node scripts/migrate.ts vouchers
 */
import { migrateService } from '@seteli/local/migrating';
import { ownerUrls, serviceNamed } from './operator.ts';

const usage = 'Which services’ databases? migrate.ts <service> [<service> …]';

const names = process.argv.slice(2);
const services = (names.length > 0 ? names : [undefined]).map((name) => serviceNamed(name, usage));
const urls = ownerUrls(services);
await Promise.all(services.map((service, index) => migrateService(service, urls[index]!)));
console.log(`Migrated: ${services.join(', ')}.`);
