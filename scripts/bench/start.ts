/**
 * How long a system takes to be ready: from an empty state folder with its demonstration data, and again with its data.
 * The packages are already installed.
 */
import { atMost, type Measurement } from './figure.ts';
import { makeHome, startSeeded } from './system.ts';

export async function measureStart(quick: boolean, signal: AbortSignal): Promise<Measurement> {
  const empty: number[] = [];
  const withData: number[] = [];
  for (let repetition = 0; repetition < (quick ? 1 : 3); repetition++) {
    const home = makeHome();
    try {
      empty.push(await timeStart(home.folder, signal));
      withData.push(await timeStart(home.folder, signal));
    } finally {
      home.remove();
    }
  }
  const target = atMost(15);
  return {
    figures: [
      { name: 'start: empty state folder, seeded', unit: 's', target, values: empty },
      { name: 'start: with data', unit: 's', target, values: withData },
    ],
    checks: [],
  };
}

async function timeStart(folder: string, signal: AbortSignal): Promise<number> {
  const from = performance.now();
  const system = await startSeeded(folder, signal);
  const seconds = (performance.now() - from) / 1000;
  await system.stop();
  return seconds;
}
