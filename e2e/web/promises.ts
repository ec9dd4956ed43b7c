/** What people get who open the system in a browser. Registers the tests. */
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '@seteli/local/chromium-binary';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { World } from '../world.ts';
import { setScene, type Scene } from './scene.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const SOON = { timeout: 15_000 };
const SIGN_IN_FIRST = 'Kirjaudu, niin pääset jatkamaan';

export function whatBrowsersGet(world: World): void {
  let browser: Browser;
  let scene: Scene;
  beforeAll(async () => {
    const [executablePath, set] = await Promise.all([findChromium(), setScene(world)]);
    scene = set;
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** A visitor of their own for each story; afterwards nothing may have gone wrong in the page. */
  async function visit(story: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await openVisitor(browser, world.system.url);
    try {
      await story(visitor);
      expect(visitor.faults).toEqual([]);
    } finally {
      await visitor.close();
    }
  }
  const titleOf = ({ page }: Visitor) => page.getByRole('heading', { level: 1 }).textContent();

  it('a stranger reads what this is, in three languages, and no link leads nowhere', async () => {
    await visit(async (visitor) => {
      const { page, speak } = visitor;
      await page.goto('/');
      expect(await titleOf(visitor)).toBe('Palvelusetelit ja ostopalvelut');
      await speak('sv');
      expect(await titleOf(visitor)).toBe('Servicesedlar och köptjänster');
      await page.reload();
      expect(await titleOf(visitor), 'the language is kept').toBe('Servicesedlar och köptjänster');
      await visitor.inspect('landing');
      const links = await page.locator('a').evaluateAll('(all) => all.map((link) => link.href)');
      for (const link of new Set(links as string[])) {
        const { status } = await fetch(link, { headers: { accept: 'text/html' }, redirect: 'manual' });
        expect([200, 302, 303], link).toContain(status);
      }
      await page.getByRole('link', { name: 'Saavutettavuusseloste' }).click();
      await expect.poll(() => titleOf(visitor), SOON).toBe('Saavutettavuusseloste');
      await visitor.inspect('accessibility');
      await page.goto('/me');
      await expect.poll(() => titleOf(visitor), SOON).toBe(SIGN_IN_FIRST);
      await visitor.inspect('sign-in-first');
    });
  });

  it('clients see their voucher, what is left of it, what waits for them, and who looked at their data', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('aku');
      await expect.poll(() => new URL(page.url()).pathname, SOON).toBe('/me');
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Kotisiivous' }) });
      await card.waitFor();
      const text = (await card.innerText()).replaceAll('\u00a0', ' ');
      expect(text.replaceAll(' ', '')).toContain(scene.voucherNumber);
      expect(text).toContain('Yritys, TOIMIPAIKKA: Henkilökohtainen apu');
      expect(text).toContain('voimassa 31.12.2036 asti');
      expect(text).toContain(scene.isVisitOfThisMonth ? '13 t 30 min jäljellä tässä kuussa' : '16 t jäljellä tässä kuussa');
      // Two and a half hours at 38.50, of which the voucher pays 32.00 an hour.
      expect(text).toContain(scene.isVisitOfThisMonth ? '16,25 €' : 'Ei käyntejä tässä kuussa');
      await page.getByText('Palveluseteli on myönnetty').first().waitFor();
      await visitor.inspect('client-front');

      await page.setViewportSize({ width: 390, height: 800 });
      const tabs = page.getByRole('button', { name: 'Etusivu' });
      await tabs.click();
      expect(await tabs.getAttribute('aria-expanded')).toBe('true');
      await visitor.inspect('client-tabs');
      await page.getByRole('link', { name: 'Katso viestit' }).click();
      await page.getByRole('button', { name: 'Merkitse kaikki luetuiksi' }).click();
      await page.getByText('Merkitty luetuiksi.').waitFor();
      await expect.poll(() => page.locator('main').getByText('Uusi', { exact: true }).count(), SOON).toBe(0);
      await visitor.inspect('client-inbox');

      await page.getByRole('link', { name: 'Kuka on katsonut tietojani' }).click();
      await page.getByText('Pirkanmaan hyvinvointialue, myöntäjä').first().waitFor();
      await visitor.inspect('access-log');
      await page.reload();
      await page.getByText('Pirkanmaan hyvinvointialue, myöntäjä').first().waitFor();

      await page.goto('/organiser');
      await expect.poll(() => titleOf(visitor), SOON).toBe('Sivua ei löytynyt tai se ei ole sinun');
      await visitor.inspect('not-yours');
      await page.getByRole('button', { name: 'Kirjaudu ulos' }).click();
      await expect.poll(() => titleOf(visitor), SOON).toBe('Palvelusetelit ja ostopalvelut');
      await page.goto('/me');
      await expect.poll(() => titleOf(visitor), SOON).toBe(SIGN_IN_FIRST);
    });
  });

  it('a token that ends is renewed unseen, and the page keeps none', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await page.clock.install();
      await visitor.signIn('aku');
      await page.getByRole('heading', { name: 'Kotisiivous' }).waitFor();
      await page.clock.fastForward('11:00');
      const renewed = page.waitForResponse((response) => response.url().endsWith('/sign-in/token') && response.ok());
      await page.getByRole('link', { name: 'Viestit', exact: true }).click();
      await renewed;
      await page.getByText('Palveluseteli on myönnetty').first().waitFor();
      const kept = (await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')) as string;
      expect(kept).not.toMatch(/eyJ/);
    });
  });

  it('a service that is away costs its own part of a page, and comes back at a press', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      const bookings = world.system.process('bookings');
      await bookings.down();
      try {
        await visitor.signIn('aku');
        await page.getByRole('heading', { name: 'Kotisiivous' }).waitFor();
        await page.getByText('Osa tiedoista puuttuu juuri nyt.').waitFor();
        await visitor.inspect('service-away');
      } finally {
        await bookings.up();
      }
      await page.getByRole('button', { name: 'Yritä uudelleen' }).click();
      await page.getByText('Tuottaja: Yritys').waitFor();
      expect(await page.getByText('Osa tiedoista puuttuu juuri nyt.').count()).toBe(0);
    });
  });

  it('a relative acts for a client under a banner, and switches back to themselves', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('other-client');
      await expect.poll(() => new URL(page.url()).pathname, SOON).toBe('/me');
      await page.getByRole('link', { name: 'Vaihda' }).click();
      await page.getByRole('link', { name: 'Hae valtuus asioida toisen henkilön puolesta' }).click();
      await page.getByRole('button', { name: 'Asiakas Aku' }).click();
      await expect.poll(() => titleOf(visitor), SOON).toBe('Kenen puolesta asioit?');
      await visitor.inspect('choose');
      await page.getByRole('button', { name: 'Aku Asiakas' }).click();
      const banner = page.getByRole('region', { name: 'Kenen puolesta asioit' });
      await banner.getByText('Asioit henkilön Aku Asiakas puolesta.').waitFor();
      await page.getByRole('heading', { name: 'Kotisiivous' }).waitFor();
      await visitor.inspect('acting-for-another');
      await banner.getByRole('link', { name: 'Vaihda' }).click();
      await page.getByRole('button', { name: 'Bea Asiakas' }).click();
      await page.getByText('Ei vielä mitään.').waitFor();
      expect(await banner.count()).toBe(0);
    });
  });

  it('an organiser’s person takes a task, and gives it back', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('granter');
      await page.getByRole('button', { name: 'Pirkanmaan hyvinvointialue' }).click();
      await expect.poll(() => titleOf(visitor), SOON).toBe('Työjono');
      const task = page.getByRole('listitem').filter({ hasText: 'Asiakas ei ottanut palveluseteliä vastaan' }).first();
      await task.getByRole('button', { name: 'Ota hoidettavaksi' }).click();
      await task.getByText('Sinä hoidat tätä.').waitFor();
      await visitor.inspect('organiser');
      await task.getByRole('button', { name: 'Luovuta takaisin' }).click();
      await task.getByRole('button', { name: 'Ota hoidettavaksi' }).waitFor();
    });
  });

  it('the platform’s operator learns where their work is done', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('operator');
      await page.getByRole('button', { name: 'Alustan' }).click();
      await expect.poll(() => titleOf(visitor), SOON).toBe('Alustan ylläpito');
      await visitor.inspect('platform');
    });
  });

  it('a provider’s person finds the way by keyboard alone', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('recorder');
      const choice = page.getByRole('button', { name: 'Yritys' });
      await choice.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => titleOf(visitor), SOON).toBe('Etusivu');
      expect(await page.evaluate('document.activeElement.tagName'), 'the new screen has the focus').toBe('H1');
      await page.keyboard.press('Shift+Tab');
      await visitor.inspect('provider');
    });
  });

  it('who loses their session signs in again, and is back where they were', async () => {
    await visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('aku');
      await expect.poll(() => new URL(page.url()).pathname, SOON).toBe('/me');
      await page.context().request.post('/sign-in/end', { data: {} });
      const tabs = ['Viestit', 'Kuka on katsonut tietojani'];
      const titleAfterNext = async () => {
        const before = await titleOf(visitor);
        if (before === SIGN_IN_FIRST) return before;
        const tab = page.getByRole('link', { name: tabs.find((name) => name !== before)!, exact: true });
        await tab.click({ timeout: 1_000 });
        return await titleOf(visitor);
      };
      // The gateway hears of the end within seconds.
      await expect.poll(titleAfterNext, SOON).toBe(SIGN_IN_FIRST);
      const { pathname } = new URL(page.url());
      await page.locator('main').getByRole('link', { name: 'Kirjaudu' }).click();
      await page.locator('button[value="aku"]').click();
      const there = pathname === '/me/inbox' ? 'Viestit' : 'Kuka on katsonut tietojani';
      await expect.poll(() => titleOf(visitor), SOON).toBe(there);
      expect(new URL(page.url()).pathname).toBe(pathname);
    });
  });
}
