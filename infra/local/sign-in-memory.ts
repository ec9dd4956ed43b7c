/** The embedded sign-in provider's memory: it holds the newest few thousand things and ends with the process. */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { systemClock } from '@seteli/kit/clock';

const MOST = 5_000;

/** The provider checks when things expire; this memory only limits how many there are. */
export function createMemory(): (model: string) => Adapter {
  const things = new Map<string, AdapterPayload>();
  const keep = (key: string, payload: AdapterPayload) => {
    things.delete(key);
    things.set(key, payload);
    const [oldest] = things.keys();
    if (things.size > MOST && oldest) things.delete(oldest);
  };
  return (model) => {
    const keyOf = (id: string) => `${model} ${id}`;
    const findBy = (field: 'uid' | 'userCode', value: string) =>
      things.entries().find(([key, payload]) => key.startsWith(`${model} `) && payload[field] === value)?.[1];
    return {
      upsert: async (id, payload) => keep(keyOf(id), payload),
      find: async (id) => things.get(keyOf(id)),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('userCode', userCode),
      destroy: async (id) => void things.delete(keyOf(id)),
      async consume(id) {
        const payload = things.get(keyOf(id));
        if (payload) payload.consumed = Math.floor(systemClock.now().epochMilliseconds / 1000);
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of things) if (payload.grantId === grantId) things.delete(key);
      },
    };
  };
}
