/** One side of the exchange as a process of its own, so that a test can kill it. Its settings come as JSON in SIDE. */
import { openListener, openSpeaker } from './exchange.ts';

const { side, urls, brokerUrl } = JSON.parse(process.env.SIDE!) as {
  side: 'speaker' | 'listener';
  urls: { url: string; ownerUrl: string };
  brokerUrl: string;
};
await (side === 'speaker' ? openSpeaker : openListener)({ urls, urlOf: () => brokerUrl });
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });
