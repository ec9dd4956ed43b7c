/** A process whose processor time is measured: it says where it listens, and how much it has used whenever it is asked. It ends with its parent. */
export function standBy(url: string): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
  process.send?.({ url });
}
