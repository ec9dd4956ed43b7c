/** Registers and closes other people's apps as the platform's operator does. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@seteli/local/client';

const SAVE = 'mutation ($input: SaveAppInput!) { saveApp(input: $input) { app { id } refusal { code path } } }';
const CLOSE = 'mutation ($input: CloseAppInput!) { closeApp(input: $input) { app { closedAt } refusal { code } } }';
const names = { fi: 'Kalenteri', sv: 'Kalender', en: 'Calendar' };

export type AppWish = {
  readonly kind: 'NATIVE' | 'BROWSER';
  readonly redirectUris: readonly string[];
  readonly origins: readonly string[];
};

export async function registerApp(client: Client, wish: AppWish): Promise<string> {
  const { saveApp } = await client.ask('operator', SAVE, { input: { idempotencyKey: randomUUID(), names, ...wish } });
  if (saveApp.refusal) throw new Error(`The app was refused: ${JSON.stringify(saveApp.refusal)}`);
  return saveApp.app.id;
}

export async function closeApp(client: Client, appId: string): Promise<void> {
  await client.ask('operator', CLOSE, { input: { idempotencyKey: randomUUID(), appId } });
}
