/** Sends packets to the ports of a system, on one connection each, and ignores whatever comes back. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { breath, type Door, type Packet } from './packets.ts';

const ANSWER_MS = 250;

async function put({ parts, leaving }: Packet, door: Door): Promise<void> {
  const line = connect({ port: door.port, host: '127.0.0.1', allowHalfOpen: true });
  // The other side may do what it likes, as long as it lives.
  line.on('error', () => undefined).resume();
  await new Promise<void>((resolve) => line.once('connect', resolve).once('close', () => resolve()));
  for (const part of parts(door)) {
    if (line.destroyed) return;
    line.write(part);
    await breath();
  }
  await leave(line, leaving);
}

async function leave(line: Socket, leaving: Packet['leaving']): Promise<void> {
  if (leaving === 'resets') return void line.resetAndDestroy();
  if (leaving === 'vanishes') return void line.destroy();
  if (leaving === 'ends') line.end();
  await Promise.race([new Promise((resolve) => line.once('close', resolve)), sleep(ANSWER_MS)]);
  line.resetAndDestroy();
}

const AT_ONCE = 40;

/** Sends each packet to each door. */
export async function putAll(packets: readonly Packet[], doors: readonly Door[]): Promise<void> {
  const waiting = doors.flatMap((door) => packets.map((packet) => ({ packet, door })));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await put(next.packet, next.door);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
