// axe-core on every page, in a language of each direction, in light and dark.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { desktop, follow, keeper, overflow, pages, phone, shot, start, stop, violations, visit } from './setting.mjs';

before(async () => {
  await start();
  keeper(['report', 'torkham', 'closed', '--from', '2026-02-20', '--source', 'https://example.org/notice', '--propose']);
});
after(async () => assert.equal(await stop(), 0));

describe('every page is for everybody', () => {
  // Colours are the same in every language, and what else there is is the same in light and dark.
  const contrast = { runOnly: ['color-contrast'] };
  const all_else = { rules: { 'color-contrast': { enabled: false } } };
  for (const [language, viewport, checks] of [['en', desktop, { light: {}, dark: contrast }], ['ur', phone, { light: all_else }]]) {
    it(`in ${language}`, () =>
      visit(
        `/?lang=${language}`,
        async (page) => {
          await page.waitForSelector('nav a');
          const found = [];
          for (const [name, [path, ready]] of Object.entries(pages)) {
            await follow(page, path);
            await page.waitForSelector(ready);
            assert.deepEqual(await page.$eval('html', (e) => [e.lang, e.dir]), [language, language === 'ur' ? 'rtl' : 'ltr'], name);
            assert.equal(await overflow(page), 0, `no sideways scroll: ${name} in ${language}`);
            await shot(page, `${name}-${language}`, { fullPage: true });
            for (const [colorScheme, options] of Object.entries(checks)) {
              if (Object.keys(checks).length > 1) await page.emulateMedia({ colorScheme });
              found.push(...(await violations(page, options)).map((v) => `${name}, ${colorScheme}: ${v}`));
            }
          }
          assert.deepEqual(found, []);
        },
        { viewport },
      ));
  }
});
