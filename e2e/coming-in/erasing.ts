/** A client whom the county made known by mistake, and erases. Registers the test. */
import { expect, it } from 'vitest';
import { LIMIT_MS, type Scene } from './scene.ts';
import type { Town } from './visitors.ts';

const PREVIEW = 'query ($id: ID!) { erasurePreview(personId: $id) { previewId parts { service retentionClass records } } }';
const SEARCH = 'query ($code: String!, $reason: String!) { findPersons(filter: { identityCode: $code }, reason: $reason) { id } }';

export function whoIsErased(town: Town, scene: Scene): void {
  it(
    'an administrator erases whom no law keeps: nobody finds them, and whoever has the code is somebody new',
    { timeout: LIMIT_MS },
    async () => {
      const mistaken = await town.invent('Erkki', 'Erehdys');
      const { identityCode } = mistaken.who;
      const granter = await scene.granter.as(scene.countyId);
      const { person } = await granter.change('registerClient', 'person { id }', { identityCode, reason: 'Väärä henkilö' });
      const search = { code: identityCode, reason: 'Tarkistus' };
      expect(await granter.ask(SEARCH, search)).toEqual({ findPersons: [{ id: person.id }] });

      const administrator = await scene.administrator.as(scene.countyId);
      const { erasurePreview } = await administrator.ask(PREVIEW, { id: person.id });
      expect(erasurePreview.previewId).not.toBeNull();
      const erasure = { personId: person.id, previewId: erasurePreview.previewId, reason: 'Kirjattu vahingossa' };
      expect(await administrator.change('erasePerson', 'personId', erasure)).toMatchObject({ personId: person.id });

      expect(await granter.ask(SEARCH, search)).toEqual({ findPersons: [] });
      expect(await administrator.ask(PREVIEW, { id: person.id })).toEqual({ erasurePreview: null });
      await mistaken.signIn();
      const { me } = await (await mistaken.as()).ask('{ me { person { id familyName } } }');
      expect(me.person).toEqual({ id: expect.not.stringContaining(person.id), familyName: 'Erehdys' });
    },
  );

  it('the client whom a law keeps stays, and the preview says for how long', { timeout: LIMIT_MS }, async () => {
    const administrator = await scene.administrator.as(scene.countyId);
    const { erasurePreview } = await administrator.ask(PREVIEW, { id: scene.citizenId });
    const services = new Set(erasurePreview.parts.map(({ service }: { service: string }) => service));
    expect([...services].toSorted()).toEqual(['BOOKINGS', 'IDENTITY', 'SETTLEMENT', 'VOUCHERS']);
    const wish = { personId: scene.citizenId, previewId: erasurePreview.previewId, reason: 'Pyyntö' };
    const { refusal } = await administrator.tryTo('erasePerson', 'personId refusal { code }', wish);
    expect(refusal).toMatchObject({ code: 'WRONG_STATE' });
  });
}
