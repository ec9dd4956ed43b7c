/** Starts the steward, which makes and mends the broker's streams and consumers. Wiring only. */
import { brokerOf } from '@seteli/kit/broker';
import { readBrokerUrl } from '@seteli/kit/broker-url';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { openSteward } from '@seteli/kit/steward';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import { settings, type Settings } from './config.ts';

export async function start(config: Settings): Promise<Running> {
  const log = openLog('steward', config.LOG_LEVEL);
  const steward = await openSteward({ broker: brokerOf(config), listensTo: LISTENS_TO, replicas: config.STREAM_REPLICAS, log });
  // It listens nowhere; this only says which broker it looks after.
  return { url: readBrokerUrl(config.NATS_URL).servers.join(','), stop: () => steward.stop() };
}

if (import.meta.main) await runProcess(openLog('steward'), () => start(readConfig(settings)));
