/** As much of autocannon's types as the measurements use; the package has none. */
declare module 'autocannon' {
  type Options = {
    url: string;
    method: string;
    headers: Record<string, string>;
    body: string;
    connections: number;
    /** In seconds. */
    duration: number;
    timeout: number;
    verifyBody: (body: Buffer | string) => boolean;
  };
  type Result = {
    duration: number;
    errors: number;
    timeouts: number;
    mismatches: number;
    non2xx: number;
    '2xx': number;
    latency: { p50: number; p99: number };
  };
  export default function autocannon(options: Options): Promise<Result>;
}
