/** A client's paper, an officer who records it, and the HTTP by which files come and go at identity. */
import { newId } from '@seteli/kit/ids';
import type { Actor } from '@seteli/kit/actor';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import { announce } from '@seteli/kit/outbox';
import { OTHER_ORGANISER, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { actorOf, openWorld, saveTeam, SERVICE_ID, type World } from './world.ts';
import type { Settings } from '../src/config.ts';

export const [aku, bea] = [PERSONAS.aku.person, PERSONAS['other-client'].person];

export const PDF = Buffer.from(`%PDF-1.7\n${'1 0 obj << /Type /Page >> endobj\n'.repeat(5_000)}startxref\n0\n%%EOF\n`);

/** They work in the team that covers Aku's service. */
const MEMBERS = [PERSONAS.granter, PERSONAS['case-handler'], PERSONAS['other-granter']];

export type PaperWorld = World & {
  /** In a team of the organisation that covers Aku's service, or in one that does not. */
  officer(persona: PersonaKey, isInTeam?: boolean): Actor;
  sendFile(actor: Actor, content: Buffer, personId?: string): Promise<Sent>;
  fetchFile(actor: Actor, id: string): Promise<Response>;
  /** The id of a scan that is ready. */
  scan(actor?: Actor): Promise<string>;
};
export type Sent = { status: number; body: { fileId: string | null; refusal: { code: string; message: string } | null } };

export async function openPaperWorld(own: Partial<Settings> = {}): Promise<PaperWorld> {
  const [world, vouchers] = await Promise.all([openWorld(own), openPeer('vouchers')]);
  const teams = new Map<string, readonly string[]>();
  for (const organiser of [PIRKANMAA, OTHER_ORGANISER]) {
    const made: string[] = [];
    for (const [serviceId, members] of [
      [SERVICE_ID, MEMBERS],
      [newId(), []],
    ] as const) {
      const memberIds = members.filter(({ organisation }) => organisation.id === organiser.id).map(({ userId }) => userId);
      made.push(await saveTeam(world, organiser, { name: 'Tiimi', serviceIds: [serviceId], memberIds }));
    }
    teams.set(organiser.id, made);
  }
  await serve(world, vouchers);
  const officer: PaperWorld['officer'] = (persona, isInTeam = true) =>
    actorOf(persona, [teams.get(PERSONAS[persona].organisation.id)![isInTeam ? 0 : 1]!]);
  const sendFile: PaperWorld['sendFile'] = async (actor, content, personId = aku.id) => {
    const headers = { authorization: `Bearer ${await world.identity.tokenFor(actor)}` };
    const answer = await fetch(world.url(`/files?person=${personId}`), { method: 'PUT', headers, body: new Uint8Array(content) });
    return { status: answer.status, body: (await answer.json()) as Sent['body'] };
  };
  return {
    ...world,
    officer,
    sendFile,
    async fetchFile(actor, id) {
      return await fetch(world.url(`/files/${id}`), { headers: { authorization: `Bearer ${await world.identity.tokenFor(actor)}` } });
    },
    async scan(actor = officer('granter')) {
      const { body } = await sendFile(actor, PDF);
      return body.fileId!;
    },
    async stop() {
      await vouchers.stop();
      await world.stop();
    },
  };
}

/** Both counties have granted Aku a voucher. */
async function serve(world: World, vouchers: Peer): Promise<void> {
  const day = Temporal.PlainDate.from('2026-06-01');
  for (const organiserId of [PIRKANMAA.id, OTHER_ORGANISER.id]) {
    const voucherId = newId();
    const voucher = { voucherId, voucherNumber: 'H1', organiserId, serviceId: SERVICE_ID, personId: aku.id, contentIds: [newId()] };
    const more = { firstDay: day, lastDay: day, state: 'ACTIVE' as const, suspensions: [], predecessorId: null, contractPrices: [] };
    await vouchers.say(organiserId, announce(voucherGranted, voucherId, { ...voucher, ...more, version: 1 }));
  }
  await untilApplied(world.identity.database, [vouchers]);
}

export const himself = (): Actor => ({ ...actorOf('aku'), assurance: 'STRONG' });
