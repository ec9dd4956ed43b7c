/**
 * The tests kill every process in turn while visits are recorded, and settlement and bookings while a month is settled.
 * Every cent remains right. Registers the tests.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatEuro, parseEuro } from '@seteli/kit/money';
import type { PersonaKey } from '@seteli/local/personas';
import { PROCESSES, type ProcessName } from '@seteli/local/ports';
import { expect, it } from 'vitest';
import { makeBookings } from '../bookings.ts';
import { differencesIn, query, readBooks, withTransaction } from '../books.ts';
import { MONTH, moveToSettlement, openDiary, type Slot } from '../diary.ts';
import { openRecorder } from '../recording.ts';
import { until, untilWell } from '../waiting.ts';
import { deathsIn, type World } from '../world.ts';
import { expectNothingLost, type Told } from './promises.ts';

const LIMIT_MS = 600_000;
const VISITS_BETWEEN = 40;

/** These play what stands outside: Suomi.fi and the registers. */
const VICTIMS = PROCESSES.filter((name) => name !== 'sign-in' && name !== 'registers');

const RUN = 'id state hash total organiserShare clientShare paymentFile statements { edges { node { id payable } } }';
const LOCK = `mutation ($input: LockRunInput!) { lockRun(input: $input) { run { ${RUN} } refusal { code } } }`;
const FIND = `query ($id: ID!) { settlementRun(id: $id) { ${RUN} } }`;
const APPROVE = `mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { ${RUN} } refusal { code } } }`;

type Run = {
  id: string;
  state: string;
  hash: string;
  total: string;
  organiserShare: string;
  clientShare: string;
  paymentFile: string | null;
  statements: { edges: { node: { id: string; payable: string } }[] };
};
type Payload = { run: Run | null; refusal: { code: string } | null };

type LogLine = { readonly service: string; readonly msg: string; readonly traceparent?: string; readonly errorId?: string };

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

/** The organiser's debt to each provider that has visits. */
function owedIn({ accepted, ofSecondProvider }: Told): bigint[] {
  const byProvider = Map.groupBy(accepted.values(), ({ bookingId }) => ofSecondProvider.has(bookingId));
  return [...byProvider.values()].map((slots: readonly Slot[]) => sum(slots.map(({ shares }) => shares.organiser)));
}

export function whatIsKilled(world: World, told: Told): void {
  async function kill(name: ProcessName): Promise<void> {
    const { pid } = world.system.process(name);
    await world.system.process(name).kill('SIGKILL');
    expect(pid, `${name} ran before it was killed`).toBeDefined();
  }

  /** Sends the command again and again with its key, until an answer comes without a fault. */
  async function sendSurely(persona: PersonaKey, mutation: string, input: object): Promise<Payload> {
    return await until('the command is answered', async () => {
      const reply = await world.client.send(persona, mutation, { input }).catch(() => undefined);
      return reply?.data && !reply.errors ? (Object.values(reply.data)[0] as Payload) : undefined;
    });
  }

  /** Sends a command, kills a process meanwhile, and repeats the command with the same key until an answer comes. */
  async function withKillDuring(name: ProcessName, persona: PersonaKey, mutation: string, input: object): Promise<Payload> {
    let first: Promise<unknown> | undefined;
    // A command that waits for the table of runs is in the middle of its transaction, on every machine.
    await withTransaction(world.system, 'settlement', async (client) => {
      await client.query('lock table settlement_run in exclusive mode');
      // The killed service may leave the sender with a fault. The repetition below shows what became of the command.
      first = Promise.allSettled([world.client.send(persona, mutation, { input })]);
      const waiting = `select from pg_locks where not granted and relation = 'settlement_run'::regclass`;
      await until('the command waits for the runs', async () => ((await client.query(waiting)).rowCount ?? 0) > 0);
      await kill(name);
    });
    await first;
    return await sendSurely(persona, mutation, input);
  }

  /** Everything that our processes have logged. PostgreSQL and NATS log in other formats. */
  function readLogs(): LogLine[] {
    const folder = path.join(world.system.home, 'logs');
    const lines = readdirSync(folder).flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
    return lines.flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line) as LogLine] : []));
  }

  it('records every accepted visit exactly once, whichever process dies meanwhile', { timeout: LIMIT_MS }, async () => {
    const before = deathsIn(world).length;
    const recorder = openRecorder(world.client, openDiary(await makeBookings(world.client, 20)), { accepted: told.accepted });
    recorder.start();
    for (const name of VICTIMS) {
      await recorder.progress(VISITS_BETWEEN);
      await kill(name);
      await world.system.process(name).whenReady();
    }
    await recorder.progress(VISITS_BETWEEN);
    await recorder.stop();
    await untilWell(world.system);
    expect(deathsIn(world).slice(before)).toEqual(VICTIMS.map((name) => ({ name, signal: 'SIGKILL' })));
    expect(recorder.repeats, 'somebody noticed').toBeGreaterThan(0);
    await expectNothingLost(world, told, recorder);
  });

  it('settles the month once, though settlement and bookings die meanwhile', { timeout: LIMIT_MS }, async () => {
    const { system, client } = world;
    await moveToSettlement(system.clockFile);
    const lock = { month: String(MONTH), idempotencyKey: randomUUID() };
    const approve = { runId: '', hash: '', idempotencyKey: randomUUID() };
    let begun = await withKillDuring('settlement', 'approver', LOCK, lock);
    while (begun.refusal?.code === 'BEHIND') {
      // The service keeps a refusal with its key, so the next try needs a new key.
      lock.idempotencyKey = randomUUID();
      begun = await sendSurely('approver', LOCK, lock);
    }
    expect(begun).toMatchObject({ refusal: null, run: { state: expect.stringMatching(/^LOCK(ING|ED)$/) } });
    // At whatever step the job was, it continues there.
    await kill('settlement');
    const locked = await until('the run is locked', async () => {
      // While settlement starts again, nobody answers.
      const reply = await client.send('approver', FIND, { id: begun.run!.id }).catch(() => undefined);
      return reply?.data?.settlementRun?.state === 'LOCKED' && { run: reply.data.settlementRun as Run };
    });
    Object.assign(approve, { runId: locked.run!.id, hash: locked.run!.hash });
    await kill('bookings');
    const approved = (await withKillDuring('settlement', 'second-approver', APPROVE, approve)).run!;
    expect(approved).toMatchObject({ id: locked.run!.id, hash: locked.run!.hash, state: 'APPROVED' });

    expect((await sendSurely('approver', LOCK, lock)).run, 'the same key again').toMatchObject({ id: approved.id, hash: approved.hash });
    expect((await sendSurely('second-approver', APPROVE, approve)).run, 'the same key again').toEqual(approved);
    await untilWell(system);
    const kept = await query<{ runs: number; statements: number; files: number }>(
      system,
      'settlement',
      `select (select count(*)::int from settlement_run where month = $1) runs, (select count(*)::int from statement) statements,
        (select count(*)::int from payment_file) files`,
      [String(MONTH)],
    );
    const owedToEach = owedIn(told);
    expect(kept).toEqual([{ runs: 1, statements: owedToEach.length, files: 1 }]);

    const owed = sum(owedToEach);
    expect(parseEuro(approved.organiserShare)).toBe(owed);
    expect(approved.statements.edges.map(({ node }) => node.payable).toSorted()).toEqual(owedToEach.map(formatEuro).toSorted());
    expect([...approved.paymentFile!.matchAll(/<CtrlSum>([^<]+)<\/CtrlSum>/g)].map(([, amount]) => amount)).toEqual([
      formatEuro(owed),
      formatEuro(owed),
    ]);
    await until(
      'all visits are settled',
      async () => differencesIn(await readBooks(system, client), told.accepted, { state: 'SETTLED', refused: told.refused }).length === 0,
    );
  });

  it('logs each fault of a request under its trace, in the gateway and in each service', { timeout: LIMIT_MS }, async () => {
    const { system, client } = world;
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await client.token('organiser-admin')}`,
      traceparent,
    };
    const body = JSON.stringify({ query: '{ correctionRequests { edges { cursor } } declinedVouchers { edges { cursor } } }' });
    const send = () => fetch(`${system.url}/graphql`, { method: 'POST', headers, body });
    let asked: ReturnType<typeof send> | undefined;
    // Bookings cannot answer, and vouchers dies while it answers.
    await query(system, 'bookings', 'alter table correction_request rename to mislaid');
    try {
      await withTransaction(system, 'vouchers', async (pg) => {
        await pg.query('lock table decline in access exclusive mode');
        asked = send();
        const waiting = `select from pg_locks where not granted and relation = 'decline'::regclass`;
        await until('vouchers waits for the table', async () => ((await pg.query(waiting)).rowCount ?? 0) > 0);
        await kill('vouchers');
      });
      const { errors } = (await (await asked!).json()) as { errors: { extensions: { errorId: string } }[] };
      const told = errors.map(({ extensions }) => extensions.errorId);
      expect(new Set(told).size).toBe(2);
      const logged = await until('both faults are logged', () => {
        const lines = readLogs().filter(({ errorId }) => errorId !== undefined && told.includes(errorId));
        return lines.length >= told.length && lines;
      });
      expect(logged.map(({ service, msg, traceparent: of }) => [service, msg, of]).toSorted()).toEqual([
        ['bookings', 'a resolver failed', traceparent],
        ['gateway', 'a request needed a subgraph that does not answer', traceparent],
      ]);
      expect(
        readLogs()
          .filter(({ traceparent: of }) => of === traceparent)
          .map(({ service, msg }) => `${service}: ${msg}`)
          .toSorted(),
      ).toEqual([
        'bookings: a resolver failed',
        'gateway: a request needed a subgraph that does not answer',
        'gateway: a subgraph does not answer',
      ]);
    } finally {
      await query(system, 'bookings', 'alter table mislaid rename to correction_request');
    }
    await untilWell(system);
  });
}
