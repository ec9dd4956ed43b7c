/**
 * Lets one system at a time use a state folder: the lock file names the process that holds it. A lock does not count
 * once its process is gone.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openFolder } from './places.ts';

export function lockHome(home: string): () => void {
  const file = path.join(openFolder(home), 'lock');
  const own = `${process.pid} ${startOf(process.pid)}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, own, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
    const holder = readHolder(file);
    if (holder)
      throw new Error(
        `Seteli is already running here (process ${holder}, state in ${home}). Stop it first, or start a second one beside it: SETELI_PORT=5000 npm start`,
      );
    rmSync(file, { force: true });
  }
  throw new Error(`The lock ${file} could not be taken: another start is under way.`);
}

function readHolder(file: string): number | undefined {
  try {
    const [pid, ...start] = readFileSync(file, 'utf8').split(' ');
    // The machine gives a pid again after a while, so the start time must match as well.
    return startOf(Number(pid)) === start.join(' ') && start.length > 0 ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** When the process started, in the form that this machine prints. Empty when there is no such process. */
function startOf(pid: number): string {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    // The program's name may hold spaces and brackets, so only the fields after it are split.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}
