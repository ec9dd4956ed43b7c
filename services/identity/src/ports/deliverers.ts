/** The three ways to people, by name. */
import type { Log } from '@seteli/kit/log';
import type { Settings } from '../config.ts';
import type { Way } from '../domain/message.ts';
import type { Deliverer } from './deliveries.ts';
import { openEmail } from './email.ts';
import { openSms } from './sms.ts';
import { openSuomiFiMessages } from './suomi-fi-messages.ts';

export type Deliverers = { readonly by: Readonly<Record<Way, Deliverer>>; close(): void };

export function openDeliverers(settings: Settings, log: Log): Deliverers {
  const by = { EMAIL: openEmail(settings, log), SMS: openSms(settings, log), SUOMI_FI: openSuomiFiMessages(settings, log) };
  return {
    by,
    close() {
      for (const deliverer of Object.values(by)) deliverer.close();
    },
  };
}
