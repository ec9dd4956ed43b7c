/** Runs a program in a process of its own that a test may kill. The process ends with the test in any case. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export type Program = {
  readonly child: ChildProcess;
  /** Ends it as a fault would, and waits until it is gone. */
  kill(): Promise<void>;
};

/** Starts it and waits until it says over its ipc channel that it is ready. */
export async function startProgram(file: string, env: Record<string, string>): Promise<Program> {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ended with ${code} before it was ready`);
    }),
  ]);
  return {
    child,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
