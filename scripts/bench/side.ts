/**
 * A process whose processor time is measured: it reports where it listens and, whenever its parent asks, its use so
 * far. It ends with its parent.
 */
export function standBy(url: string): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', () => process.send!({ cpu: process.cpuUsage() }));
  process.send?.({ url });
}
