/** Somebody at a browser: signs in as a test person, reads pages as people do, and has them checked and pictured. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { PersonaKey } from '@seteli/local/personas';
import { expect } from 'vitest';

export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
const [PHONE, LARGE] = [390, 1280];
/** A large screen at 400 %, too (WCAG 1.4.10). */
const NARROWEST = 320;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Where pictures go, if somebody wants some. */
const PICTURES = process.env.SETELI_SCREENSHOTS;

type Finding = { id: string; nodes: { html: string; failureSummary: string }[] };

export type Visitor = {
  readonly page: Page;
  /** What went wrong in the page so far: faults of scripts, and what its policy turned away. */
  readonly faults: readonly string[];
  signIn(persona: PersonaKey): Promise<void>;
  speak(language: Language): Promise<void>;
  /**
   * Nothing is wider than the screen in any language, and axe finds nothing: on a phone in each language, on a large
   * screen in Finnish.
   */
  inspect(name: string): Promise<void>;
  close(): Promise<void>;
};

export async function openVisitor(browser: Browser, url: string): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: url, locale: 'fi-FI', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const faults: string[] = [];
  const { host } = new URL(url);
  page.on('pageerror', (fault) => faults.push(String(fault)));
  page.on('console', (line) => {
    // A browser notes each answer that is no success; whether that is right, the story says.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) faults.push(line.text());
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.hostname !== new URL(url).hostname) faults.push(`${host} asked ${asked.host}`);
  });
  const speak = async (language: Language) => {
    await page.locator(`button[lang=${language}]`).click();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(language);
  };
  return {
    page,
    faults,
    speak,
    async signIn(persona) {
      await page.goto('/');
      await page.locator('main').getByRole('link', { name: 'Tunnistaudu tai kirjaudu' }).click();
      await page.locator(`button[value="${persona}"]`).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    async inspect(name) {
      for (const language of LANGUAGES) {
        await speak(language);
        for (const width of [NARROWEST, PHONE, LARGE]) {
          await page.setViewportSize({ width, height: 800 });
          const place = `${name}, ${language}, ${width}`;
          expect(await page.evaluate('document.documentElement.scrollWidth'), place).toBeLessThanOrEqual(width);
          if (width === PHONE || (width === LARGE && language === 'fi')) expect(await findingsIn(page), place).toEqual([]);
          if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}-${language}-${width}.png`), fullPage: true });
        }
      }
      await speak('fi');
    },
    close: () => context.close(),
  };
}

async function findingsIn(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  const options = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] });
  const { violations } = (await page.evaluate(`axe.run(document, ${options})`)) as { violations: Finding[] };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
