/**
 * A price list lowers the prices of a settled month. Measures how long its preview takes, and how long until the ledger
 * holds all corrections.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { onceKnown } from '@seteli/local/client';
import { COMPANY, PIRKANMAA } from '@seteli/local/personas';
import { MONTHS } from './calendar.ts';
import { withCpu } from './cpu.ts';
import { atMost, check, type Measurement } from './figure.ts';
import type { Gateway } from './gateway.ts';
import { readTotals } from './ledger.ts';
import { measureRun } from './run.ts';
import type { Stage } from './stage.ts';

const [, CHANGED, NEXT, OPEN] = MONTHS as [unknown, ...Temporal.PlainYearMonth[]];
const UNIT = COMPANY.units[0]!.id;
const PREVIEW_S = 3;
const POSTED_S = 20;
const PATIENCE_MS = 180_000;

const SERVICES = 'query ($id: ID!) { services(organiserId: $id) { id code contents { id code } } }';
const SUBMIT = 'mutation ($input: SubmitPriceListInput!) { submitPriceList(input: $input) { priceList { id } refusal { code } } }';
const ACCEPT = 'mutation ($input: AcceptPriceListInput!) { acceptPriceList(input: $input) { priceList { state } refusal { code } } }';
const EFFECT = `query ($id: ID!) { provider(id: $id) { units { priceLists { id effect { previewId visits clientShareChange } } } } }`;

type Effect = { previewId: string; visits: number; clientShareChange: string };
type Lists = { provider: { units: { priceLists: { id: string; effect: Effect }[] }[] } };
type Service = { id: string; code: string; contents: { id: string; code: string }[] };

/**
 * The price falls by half a euro an hour. Visits last half an hour, so each costs the client a quarter of a euro less.
 */
const PRICES = { before: { a: '38.50', b: '44.00' }, after: { a: '38.00', b: '43.50' } };

export async function measureBackwards(stage: Stage): Promise<Measurement> {
  const { gateway, system } = stage;
  if ((await readTotals(gateway, CHANGED!)).entries === 0) await measureRun(stage);
  const { entries: visits } = await readTotals(gateway, CHANGED!);
  const { entries: posted } = await readTotals(gateway, OPEN!);
  // The month after keeps its prices.
  await accept(gateway, await submit(gateway, NEXT!, PRICES.before));
  const list = await submit(gateway, CHANGED!, PRICES.after);
  const from = performance.now();
  const effect = await effectOf(gateway, list);
  const previewS = (performance.now() - from) / 1000;
  const { result: postedS, cpuSeconds } = await withCpu(system, async () => {
    const accepting = performance.now();
    await accept(gateway, list, effect.previewId);
    await untilEntries(gateway, posted + 2 * visits);
    return (performance.now() - accepting) / 1000;
  });
  const name = `a price list backwards over ${visits} settled visits`;
  return {
    figures: [
      { name: `${name}: preview`, unit: 's', target: atMost(PREVIEW_S), values: [previewS] },
      { name: `${name}: accepted → on the ledger`, unit: 's', target: atMost(POSTED_S), values: [postedS] },
    ],
    checks: [
      check(`${name}: visits of the preview`, effect.visits, visits),
      check(`${name}: what clients pay less`, effect.clientShareChange, `-${((visits * 25) / 100).toFixed(2)}`),
      check(`${name}: entries of the settled month`, (await readTotals(gateway, CHANGED!)).entries, visits),
    ],
    ...(cpuSeconds && { cpuSeconds }),
  };
}

async function submit(gateway: Gateway, month: Temporal.PlainYearMonth, asked: Readonly<Record<string, string>>): Promise<string> {
  const { services } = await gateway.ask<{ services: Service[] }>('granter', SERVICES, { id: PIRKANMAA.id });
  const { id: serviceId, contents } = services.find(({ code }) => code === HOME_CLEANING.code)!;
  const prices = contents.map(({ id, code }) => ({ contentId: id, price: asked[code]! }));
  const input = { idempotencyKey: randomUUID(), unitId: UNIT, serviceId, firstDay: month.toPlainDate({ day: 1 }).toString(), prices };
  const { submitPriceList } = await gateway.ask<{ submitPriceList: { priceList: { id: string } | null } }>('service-manager', SUBMIT, {
    input,
  });
  return submitPriceList.priceList!.id;
}

async function effectOf(gateway: Gateway, list: string): Promise<Effect> {
  const { provider } = await gateway.ask<Lists>('organiser-admin', EFFECT, { id: COMPANY.id });
  return provider.units.flatMap(({ priceLists }) => priceLists).find(({ id }) => id === list)!.effect;
}

async function accept(gateway: Gateway, priceListId: string, previewId?: string): Promise<void> {
  const input = { idempotencyKey: randomUUID(), priceListId, ...(previewId && { previewId }) };
  type Answer = { acceptPriceList: { refusal: { code: string } | null } };
  const { refusal } = await onceKnown(async () => (await gateway.ask<Answer>('organiser-admin', ACCEPT, { input })).acceptPriceList);
  if (refusal) throw new Error(`The price list was refused: ${refusal.code}`);
}

async function untilEntries(gateway: Gateway, wanted: number): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(50)) {
    const { entries } = await readTotals(gateway, OPEN!);
    if (entries === wanted) return;
    if (performance.now() > deadline) throw new Error(`The ledger has ${entries} entries, not ${wanted}, after ${PATIENCE_MS / 1000} s.`);
  }
}
