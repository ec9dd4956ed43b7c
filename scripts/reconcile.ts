/**
 * An operator accepts that a service was restored: the listener continues from what the restored service still knows.
 * Events that the listener applied beyond that stay applied, so the operator checks them before this runs:
 *
 *   node scripts/run.mjs reconcile bookings restored.json
 */
import { readFileSync } from 'node:fs';
import { reconcile } from '@seteli/kit/inbox';
import { LISTENS_TO, SERVICES } from '@seteli/schema/events/listeners';
import { z } from 'zod';
import { inDatabaseOf, serviceNamed } from './operator.ts';

const usage = 'Which listener goes on, after which restore? reconcile.ts <listener> <file that restore.ts printed>';
const restored = z.object({ service: z.enum(SERVICES), epoch: z.int(), heads: z.record(z.string(), z.int()) });

const listener = serviceNamed(process.argv[2], usage);
const { service, epoch, heads } = restored.parse(JSON.parse(readFileSync(process.argv[3] ?? serviceNamed(undefined, usage), 'utf8')));
if (!LISTENS_TO[listener].includes(service)) throw new Error(`${listener} does not listen to ${service}.`);
await inDatabaseOf(listener, (tx) => reconcile(tx, service, epoch, heads));
console.log(`${listener} goes on with ${service} in epoch ${epoch}.`);
