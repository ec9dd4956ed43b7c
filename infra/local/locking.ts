/**
 * Locks a month as an approver's program does: asks for the lock, follows the job, and reads the run when the job has
 * ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PersonaKey } from './personas.ts';

// Callers know what they asked for.
// oxlint-disable-next-line typescript/no-explicit-any
type Asking = { ask(persona: PersonaKey, query: string, variables?: Record<string, unknown>): Promise<any> };
type Job = { readonly id: string; readonly state: 'WAITING' | 'RUNNING' | 'DONE' | 'REFUSED' };

const JOB = 'id state';
const LOCK = `mutation ($input: LockRunInput!) { lockRun(input: $input) { run { id } job { ${JOB} } refusal { code message details { month } } } }`;
const FOLLOW = `query ($id: ID!) { settlementJob(id: $id) { ${JOB} } }`;
const LOOK_MS = 50;

type Refusal = { readonly code: string; readonly details: { readonly month: string | null } | null };
export type Locked<Run> = { readonly run: Run | null; readonly refusal: Refusal | null };

/**
 * `selection` names the fields of the run to read. `answered` is called when the gateway answers the lock, before its
 * job has ended.
 */
export async function lockMonth<Run>(
  client: Asking,
  selection: string,
  input: { readonly month: string; readonly idempotencyKey: string },
  answered: () => void = () => undefined,
): Promise<Locked<Run>> {
  const { run, job: started, refusal } = (await client.ask('approver', LOCK, { input })).lockRun;
  answered();
  if (refusal) return { run, refusal };
  for (let job: Job = started; job.state === 'WAITING' || job.state === 'RUNNING'; await sleep(LOOK_MS))
    job = (await client.ask('approver', FOLLOW, { id: job.id })).settlementJob;
  const { settlementRun } = await client.ask('approver', `query ($id: ID!) { settlementRun(id: $id) { ${selection} } }`, { id: run.id });
  return { run: settlementRun, refusal: null };
}
