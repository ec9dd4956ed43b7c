/** A process that starts slowly, stops slowly or breaks, as HOW says. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess } from '@seteli/kit/process';

const how = process.env.HOW;
const log = openLog('test', 'info');

await runProcess(log, async () => {
  if (how === 'wrong settings') throw new ConfigError('Settings to mend: all');
  if (how === 'broken') throw new Error('cannot start');
  // Something that keeps the process running, as a server would.
  const timer = setInterval(() => undefined, 1_000);
  if (how === 'slow to start') {
    process.send?.({ starting: true });
    await sleep(20_000);
  }
  if (how === 'breaks later') setTimeout(() => void Promise.reject(new Error('nobody handles me')), 50);
  return {
    url: 'http://here',
    async stop() {
      clearInterval(timer);
      if (how === 'hangs') await sleep(20_000);
      if (how === 'cannot stop') throw new Error('cannot stop');
      console.log('stopped in order');
    },
  };
});
