/**
 * Checks the access logs of services while they run, and finds what somebody changed, cut, swapped or added. It
 * compares with the hashes in the services' logs, since only these show that the end of a chain is gone. A fault makes
 * the exit code 1.
 *
 *   npm run verify-access -- vouchers bookings --log vouchers.log --log bookings.log
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { anchorIn, type Anchor } from '@seteli/kit/access-chain';
import { verifyInSnapshot } from '@seteli/kit/access-verify';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { inDatabaseOf, serviceNamed } from './operator.ts';

/** So many of the newest anchors. The chain leads from them to all earlier ones. */
const ANCHORS = 10_000;

async function anchorsIn(files: readonly string[]): Promise<Map<ServiceName, Anchor[]>> {
  const anchors = new Map<ServiceName, Anchor[]>(SERVICES.map((service) => [service, []]));
  for (const file of files)
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const { service, ...anchor } = anchorIn(line) ?? {};
      const known = anchors.get(service as ServiceName);
      if (known?.push(anchor as Anchor) === 2 * ANCHORS) known.splice(0, ANCHORS);
    }
  return anchors;
}

/** It compares all rows of a service in one statement. */
const HOUR_MS = 3_600_000;

const { values, positionals } = parseArgs({ options: { log: { type: 'string', multiple: true, default: [] } }, allowPositionals: true });
const usage = 'Which services? verify-access.ts [<service> …] [--log <file> …]';
const services = positionals.length > 0 ? positionals.map((name) => serviceNamed(name, usage)) : SERVICES;
const anchors = await anchorsIn(values.log);
for (const service of services) {
  const told = anchors.get(service)!;
  const { blocks, rows, waiting, faults } = await inDatabaseOf(service, (tx) => verifyInSnapshot(tx, told), HOUR_MS);
  console.log(
    `${service}: ${blocks} blocks with ${rows} rows, ${waiting} rows wait, ${told.length} hashes from logs, ${faults.length} faults`,
  );
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
