/**
 * Loads one address with one request for a while, from a process of its own. Reads its task from stdin and prints the
 * result.
 */
import { text } from 'node:stream/consumers';
import autocannon from 'autocannon';

export type Load = {
  readonly url: string;
  readonly token: string;
  readonly body: string;
  readonly expected: string;
  readonly seconds: number;
  readonly connections: number;
};
export type Outcome = {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bad: number;
};

const { url, token, body, expected, seconds, connections } = JSON.parse(await text(process.stdin)) as Load;
const result = await autocannon({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body,
  connections,
  duration: seconds,
  timeout: 10,
  verifyBody: (given) => given.toString() === expected,
});
const outcome: Outcome = {
  requests: result['2xx'],
  seconds: result.duration,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  bad: result.errors + result.timeouts + result.non2xx + result.mismatches,
};
console.log(JSON.stringify(outcome));
