/**
 * An operator runs this after they restored a service's database to an earlier time, before the service starts again.
 * It raises the epoch, so that listeners stop instead of taking new events for old ones. It prints what reconcile.ts
 * needs:
 *
 *   node scripts/run.mjs restore vouchers > restored.json
 */
import { raiseEpoch } from '@seteli/kit/outbox';
import { inDatabaseOf, serviceNamed } from './operator.ts';

const service = serviceNamed(process.argv[2], 'Which service was restored? restore.ts <service>');
console.log(JSON.stringify({ service, ...(await inDatabaseOf(service, raiseEpoch)) }));
