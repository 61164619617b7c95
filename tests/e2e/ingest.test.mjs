// A document in, its claims decided by keyboard beside its text.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { desktop, follow, keeper, overflow, phone, shot, start, stop, violations, visit } from './setting.mjs';

const password = 'correct horse battery';
const talk = `Trade talk in Astana

Astana, 30 September 2025: Kazakhstan and Pakistan signed two memorandums on transport.

Last year bilateral trade reached $103 million, said Ambassador Yerzhan Kistafin.

Both sides hope to launch direct flights by March 2026. Pakistan will open a trade house in Almaty in 2027. Nothing was not said.

${'The weather was fine, and everybody spoke about it at length.\n\n'.repeat(40)}Kazakhstan will build a logistics terminal in Karachi by the end of 2028.
`;
const urdu = `آستانہ میں گفتگو

قازقستان اور پاکستان کے درمیان تجارت 2024 میں 103 ملین ڈالر تھی۔ وزیر نے کہا کہ دونوں ممالک تعاون بڑھائیں گے۔
`;

before(async () => {
  await start();
  for (const [name, role] of [['bolat', 'contributor'], ['amina', 'reviewer']]) keeper(['user', 'add', name, '--role', role, '--stdin'], `${password}\n`);
});
after(async () => assert.equal(await stop(), 0));

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim().replace(/\s+/g, ' ')));

async function signIn(page, name) {
  await page.fill('#l-name', name);
  await page.fill('#l-password', password);
  await page.click('form button.main');
}

/** Is the claim that is looked at within the box of the text? */
const inSight = (page) =>
  page.waitForFunction(() => {
    const box = document.querySelector('.text')?.getBoundingClientRect();
    const mark = document.querySelector('.text .now')?.getBoundingClientRect();
    return box && mark && mark.top >= box.top - 1 && mark.top < box.bottom;
  });

const sizes = [['360', phone], ['768', { width: 768, height: 1024 }], ['1440', desktop]];

async function clean(page, name) {
  const found = [];
  for (const [width, viewport] of sizes) {
    await page.setViewportSize(viewport);
    assert.equal(await overflow(page), 0, `no sideways scroll: ${name} at ${width}`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page, {})).map((v) => `${name} ${width} ${colorScheme}: ${v}`));
      await shot(page, `ingest-${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desktop);
  assert.deepEqual(found, []);
}

describe('a document', () => {
  it('is looked at, then proposed by who contributes, and waits', () =>
    visit('/ingest', async (page) => {
      await page.click('.note a');
      await signIn(page, 'bolat');
      await page.waitForSelector('#i-text');
      await clean(page, 'form-en');
      await page.fill('#i-text', talk);
      await page.check('input[type=checkbox]');
      await page.click('form button.main');
      await page.waitForSelector('.text .claim');
      assert.equal(await page.$('article'), null, 'nothing waits');
      assert.match((await texts(page, '.about'))[0], /counted from 30 Sept 2025/);
      const states = await texts(page, '.right li');
      assert.ok(states.some((s) => /figure · would be proposed · the record says otherwise/.test(s)), states.join('\n'));
      await page.click('.right li:has-text("otherwise") button');
      await page.waitForSelector('.right table .differs');
      await page.click('.note button');
      await page.waitForSelector('article dl');
      assert.match(page.url(), /\/ingest\?document=src-trade-talk-in-astana-[0-9a-f]{12}/);
      assert.equal(await page.$('article .main'), null, 'who contributes decides nothing');
      assert.ok((await texts(page, '.right li')).filter((s) => s.includes('waits')).length >= 5);
      // The same again is the same document.
      await page.click('.about a');
      await page.setInputFiles('#i-file', { name: 'talk.txt', mimeType: 'text/plain', buffer: Buffer.from(talk) });
      await page.click('form button.main');
      await page.waitForSelector('article dl');
      assert.match(await texts(page, 'article').then((t) => t[0]), /signed two memorandums/);
    }));
  it('is reviewed by keyboard: a key each, and its quote comes into sight', () =>
    visit('/login?next=/review', async (page) => {
      await signIn(page, 'amina');
      await page.waitForSelector('article:focus');
      await page.click('article a[href^="/ingest?document="]');
      await page.waitForSelector('article:focus dl');
      await clean(page, 'desk-en');
      const waiting = async () => Number(/1 of (\d+)/.exec((await texts(page, '.right > p.small')).join())?.[1] ?? 0);
      const all = await waiting();
      assert.ok(all >= 5);
      let keys = 0;
      const press = async (key) => {
        ++keys;
        const before = await page.textContent('#review-title');
        await page.focus('article');
        await page.keyboard.press(key);
        return before;
      };
      // The first as it is.
      await inSight(page);
      await press('a');
      await page.waitForFunction((n) => document.querySelector('.right > p.small')?.textContent.includes(`1 of ${n}`), all - 1);
      assert.match((await texts(page, '.right li'))[0], /accepted/);
      // The second contradicts: both sides stand there.
      assert.match((await texts(page, 'article'))[0], /the record says otherwise/);
      assert.ok(await page.$('article table .differs'));
      await shot(page, 'ingest-contradicting');
      await page.keyboard.press('e');
      await page.fill('#e-value', '104000000');
      await page.keyboard.press('Enter');
      await page.waitForFunction((n) => document.querySelector('.right > p.small')?.textContent.includes(`1 of ${n}`), all - 2);
      // The last is far down the text.
      for (let i = 1; i < all - 2; ++i) await press('j');
      await inSight(page);
      assert.match((await texts(page, '.text .now')).join(' '), /logistics terminal/);
      await page.keyboard.press('r');
      await page.keyboard.type('not sourced');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.right')?.textContent.includes('rejected'));
      for (let left = all - 3; left > 0; --left) {
        await press('a');
        await page.waitForFunction((n) => (n === 0 ? !document.querySelector('article') : document.querySelector('.right > p.small')?.textContent.includes(` of ${n} `)), left - 1);
      }
      assert.ok(keys <= 2 * all, `${keys} keys for ${all}`);
      await page.reload();
      await page.waitForSelector('.text .claim');
      assert.ok((await texts(page, '.right li')).filter((s) => s.includes('accepted')).length >= all - 1, 'it is as it was left');
    }));
  it('stands right to left where it is written so, on a mirrored page', () =>
    visit('/login?next=/ingest&lang=ur', async (page) => {
      await signIn(page, 'bolat');
      await page.waitForSelector('#i-text');
      await clean(page, 'form-ur');
      await page.fill('#i-text', urdu);
      await page.click('form button.main');
      await page.waitForSelector('.text .name');
      assert.equal(await page.$eval('.text', (e) => getComputedStyle(e).direction), 'rtl');
      const quote = await page.$eval('.text', (e) => e.textContent);
      assert.ok(quote.replace(/\d/g, '').includes('تجارت'));
      await page.goto(new URL(page.url()).origin + '/ingest?lang=ur');
      await page.waitForSelector('#i-text');
      await page.fill('#i-text', talk);
      await page.click('form button.main');
      await page.waitForSelector('.text .claim');
      assert.equal(await page.$eval('.text', (e) => getComputedStyle(e).direction), 'ltr');
      await clean(page, 'desk-ur');
    }));
  it('that cannot be read says why', () =>
    visit('/login?next=/ingest', async (page, faults) => {
      await signIn(page, 'bolat');
      await page.waitForSelector('#i-file');
      await page.setInputFiles('#i-file', { name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 and so on') });
      await page.click('form button.main');
      await page.waitForSelector('[role=alert]');
      assert.match((await texts(page, '[role=alert]'))[0], /damaged or encrypted/);
      assert.ok(faults.every((f) => f.includes('422')), faults.join('\n'));
      faults.length = 0;
      assert.ok(await page.$('#i-file'), 'what was typed is still there');
    }));
});
