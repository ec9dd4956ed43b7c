/**
 * Finds nats-server on the machine, or unpacks it from its Debian package beside our state. Installs nothing and starts
 * no service.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { isExecutable, onPath } from './child.ts';
import { openFolder, toolsFolder } from './places.ts';

const run = promisify(execFile);

export async function findNatsServer(tools: string = toolsFolder()): Promise<string> {
  const found = onPath('nats-server');
  if (found) return found;
  const unpacked = path.join(tools, 'nats');
  const server = path.join(unpacked, 'usr/sbin/nats-server');
  if (isExecutable(server)) return server;
  try {
    await unpackPackage(tools, unpacked);
  } catch (fault) {
    if (!isExecutable(server))
      throw new Error(
        'nats-server was not found, and its package could not be fetched with apt-get. Install nats-server 2.9.10 or newer (https://nats.io/download), ' +
          'or point NATS_URL at a server of your own.',
        { cause: fault },
      );
  }
  return server;
}

async function unpackPackage(tools: string, target: string): Promise<void> {
  const half = mkdtempSync(path.join(openFolder(tools), 'nats-'));
  try {
    const download = () => run('apt-get', ['download', 'nats-server'], { cwd: half });
    await download().catch(async () => {
      // A bare machine has no package lists yet, and only root may fetch them.
      await run('apt-get', ['update']);
      await download();
    });
    const file = readdirSync(half).find((name) => name.endsWith('.deb'));
    if (!file) throw new Error('apt-get brought no package.');
    await run('dpkg', ['-x', file, 'unpacked'], { cwd: half });
    renameSync(path.join(half, 'unpacked'), target);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}
