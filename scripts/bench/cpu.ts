/**
 * Processor time of the processes of a system, so that a figure says who did the work. Works on Linux only; elsewhere
 * it returns nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { System } from '@seteli/local/system';
import type { CpuSeconds } from './figure.ts';

/** Linux counts in these ticks on every machine that we know. */
const TICKS_A_SECOND = 100;

type Stat = { readonly parent: number; readonly ticks: number };

function statOf(pid: number | string): Stat | undefined {
  try {
    // The program's name may hold spaces and brackets, so only the fields after it are split.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) };
  } catch {
    return undefined;
  }
}

/** PostgreSQL does its work in child processes, one for each connection. */
function ticksOfFamily(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid);
  return (statOf(pid)?.ticks ?? 0) + children.reduce((sum, stat) => sum + stat!.ticks, 0);
}

/** The ticks of all processes of the machine, ours included. */
function ticksOfMachine(): number {
  const [user, nice, system, , , interrupts, softInterrupts, stolen] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]!
    .split(/ +/)
    .slice(1)
    .map(Number);
  return user! + nice! + system! + interrupts! + softInterrupts! + stolen!;
}

const OTHERS = 'others on this machine';

function readTicks(system: System): Map<string, number> {
  const pids = { ...system.pids(), 'load generator': process.pid };
  const own = Object.entries(pids).map(
    ([name, pid]) => [name, name === 'postgres' ? ticksOfFamily(pid) : (statOf(pid)?.ticks ?? 0)] as const,
  );
  return new Map([...own, [OTHERS, ticksOfMachine() - own.reduce((sum, [, ticks]) => sum + ticks, 0)]]);
}

/**
 * The processor time that the work took, by process. A large share of other processes means that the figures say
 * little.
 */
export async function withCpu<T>(system: System, work: () => Promise<T>): Promise<{ result: T; cpuSeconds: CpuSeconds | undefined }> {
  if (process.platform !== 'linux') return { result: await work(), cpuSeconds: undefined };
  const before = readTicks(system);
  const result = await work();
  const spent = [...readTicks(system)].map(([name, ticks]) => [name, (ticks - (before.get(name) ?? 0)) / TICKS_A_SECOND] as const);
  return { result, cpuSeconds: Object.fromEntries(spent.filter(([, seconds]) => seconds >= 0.1).toSorted((a, b) => b[1] - a[1])) };
}
