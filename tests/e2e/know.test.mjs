// The other country, the data, who writes, and the app without its server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cut, keeper, overflow, shot, start, stop, violations, visit } from './setting.mjs';

const password = 'correct horse battery';

before(async () => {
  await start();
  for (const [name, role] of [['bolat', 'contributor'], ['amina', 'reviewer'], ['keeper', 'admin']]) keeper(['user', 'add', name, '--role', role, '--stdin'], `${password}\n`);
});
after(async () => assert.equal(await stop(), 0));

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim().replace(/\s+/g, ' ')));

async function signIn(page, name) {
  await page.fill('#l-name', name);
  await page.fill('#l-password', password);
  await page.click('form button.main');
}

describe('the other country', () => {
  it('is told with the statements of each number, and both ways', () =>
    visit('/know?country=pk', async (page) => {
      await page.waitForSelector('#people dd strong');
      await page.waitForSelector('#goods li');
      await page.waitForSelector('#entry ol li');
      assert.match((await texts(page, '#people'))[0], /people 2\d\d,\d{3},\d{3}/);
      await page.click('#people dd strong button');
      await page.waitForSelector('dialog[open] article .source');
      await page.keyboard.press('Escape');
      assert.match((await texts(page, '#bodies'))[0], /^Whom to call.*Embassy of Kazakhstan in Pakistan.*Ambassador/);
      assert.match((await texts(page, '#missing'))[0], /went wrong for travellers/);
      assert.equal(await page.$('#safety'), null, 'what is not known is not padded');
      await page.click('.choose .chip:has-text("Kazakhstan")');
      await page.waitForSelector('#safety li');
      assert.match((await texts(page, '#safety li'))[0], /\d+ \w+ 20\d\d.*[a-z]/, 'a case has its date and who says so');
      assert.match((await texts(page, '#study')).join(), /scholarship/);
      await page.click('#entry .chip:has-text("study")');
      await page.waitForFunction(() => document.querySelector('#entry')?.textContent.includes('Study visa C9'));
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['header', '.choose', 'footer']) assert.equal(await page.isVisible(gone), false, gone);
    }));
});

describe('the data', () => {
  it('are counted by table, grade and age, and what is blank is said', () =>
    visit('/data', async (page) => {
      await page.waitForSelector('tbody tr');
      assert.ok((await page.$$('tbody tr')).length > 30);
      assert.match((await texts(page, 'main')).join(), /assumed.*undated.*Not read by a native speaker.*of \d+ names.*Asked for and unknown/);
      await page.click('tbody details summary');
      assert.match((await texts(page, 'tbody details[open]'))[0], /\d+%/);
      await page.fill('#x-known', '2020-01-01');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 0);
      assert.equal(new URL(page.url()).searchParams.get('known_at'), '2020-01-01');
    }));
});

describe('who writes', () => {
  it('signs in, reports in three fields, and is shown no more than they may do', () =>
    visit('/report', async (page) => {
      await page.click('.note a');
      await page.waitForURL(/\/login\?next/);
      await signIn(page, 'bolat');
      await page.waitForSelector('#r-what');
      assert.equal(new URL(page.url()).pathname, '/report');
      assert.deepEqual((await texts(page, 'nav a')).slice(-2), ['Report', 'Documents']);
      for (const [place, day] of [['Torkham', '2026-02-20'], ['Khunjerab', '2026-02-21'], ['Sost', '2026-02-22']]) {
        await page.fill('#r-what', place);
        await page.waitForSelector('#r-what-offers li');
        await page.press('#r-what', 'ArrowDown');
        await page.press('#r-what', 'Enter');
        await page.fill('#r-from', day);
        await page.fill('#r-source', `https://example.org/${place}`);
        await page.click('form button.main');
        await page.waitForFunction((p) => document.querySelector('.done')?.textContent.includes(p), place);
      }
      await page.check('input[value=value]');
      await page.fill('#r-what', 'Torkham');
      await page.click('#r-what-offers li:has-text("crossing")');
      await page.waitForSelector('#r-property option[value=dwell_h]', { state: 'attached' });
      await page.selectOption('#r-property', 'dwell_h');
      assert.match((await texts(page, 'label[for=r-value]'))[0], /, h$/);
      await page.fill('#r-value', '31');
      await page.fill('#r-from', '2026-02-23');
      await page.fill('#r-source', 'https://example.org/dwell');
      await page.click('form button.main');
      await page.waitForFunction(() => /Torkham: dwell 31 h, 23 Feb 2026/.test(document.querySelector('.done')?.textContent ?? ''));
      assert.doesNotMatch(page.url(), /horse|example/, 'nothing of it is in the address');
      await page.goto(`${new URL(page.url()).origin}/review`);
      await page.waitForSelector('article dl');
      assert.doesNotMatch((await texts(page, 'article')).join(), /bolat/);
      assert.equal(await page.$('article .main'), null);
    }));
  it('reviews by keyboard alone: accept, edit, reject', () =>
    visit('/login?next=/review', async (page) => {
      await signIn(page, 'amina');
      await page.waitForSelector('article:focus dl');
      assert.match((await texts(page, 'article'))[0], /^Torkham.*bolat.*example\.org/);
      await page.keyboard.press('a');
      await page.waitForFunction(() => document.querySelector('article:focus h2')?.textContent.includes('hunjerab'));
      await page.keyboard.press('e');
      await page.fill('#e-traffic', 'trade');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('article:focus h2')?.textContent.includes('ost'));
      await page.keyboard.press('r');
      await page.keyboard.type('not seen');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => /31/.test(document.querySelector('article:focus dl')?.textContent ?? ''));
      await page.keyboard.press('a');
      await page.waitForFunction(() => document.querySelector('main')?.textContent.includes('Nothing waits'));
      await page.click('footer button');
      await page.waitForSelector('footer a[href="/login"], footer a[href^="/login?"]');
    }));
  it('shows an admin the log of acts, and nobody else', () =>
    visit('/login?next=/audit', async (page) => {
      await signIn(page, 'keeper');
      await page.waitForSelector('tbody tr');
      assert.match((await texts(page, 'tbody')).join(), /keeper.*sign in.*amina.*accept a proposal.*bolat.*report.*on the machine/);
      await page.click('tbody a:has-text("bolat")');
      await page.waitForFunction(() => ![...document.querySelectorAll('tbody tr')].some((r) => /amina/.test(r.textContent)));
      assert.equal(new URL(page.url()).searchParams.get('by'), 'bolat');
      for (const language of ['ru', 'ur']) {
        await page.goto(`${new URL(page.url()).origin}/audit?lang=${language}`);
        await page.waitForSelector('tbody tr');
        assert.equal(await overflow(page), 0);
        await shot(page, `audit-${language}`);
        assert.deepEqual(await violations(page, {}), []);
      }
      await page.click('footer button');
      await page.waitForSelector('.note a');
      assert.equal(await page.$('tbody'), null);
    }));
  it('is told what is wrong, and sent to no other host', () =>
    visit('/login?next=//evil.example/', async (page, faults) => {
      await page.fill('#l-name', 'amina');
      await page.fill('#l-password', 'wrong');
      await page.click('form button.main');
      await page.waitForSelector('[role=alert]');
      assert.equal(await page.inputValue('#l-password'), '');
      assert.ok(faults.every((f) => f.includes('401')), faults.join('\n'));
      faults.length = 0;
      await signIn(page, 'amina');
      await page.waitForURL(/\/review/);
    }));
});

// Last: the server is gone afterwards.
describe('without the server', () => {
  it('opens with what was seen, and says of when', () =>
    visit(
      '/commitments',
      async (page, faults) => {
        await page.waitForSelector('.board li');
        await page.evaluate(() => navigator.serviceWorker.ready);
        await page.waitForFunction(() => navigator.serviceWorker.controller);
        await page.reload(); // from here on the worker sees what is asked
        await page.waitForSelector('.board li');
        assert.equal(await page.$('.offline'), null);
        const before = await texts(page, '.board li');
        assert.equal(await cut(), 0);
        await page.reload();
        await page.waitForSelector('.board li');
        assert.deepEqual(await texts(page, '.board li'), before);
        assert.match((await texts(page, '.offline'))[0], /Offline: answers as of \d+ \w+ \d{4}, \d\d:\d\d/);
        await page.click('nav a:has-text("Trade")');
        await page.waitForSelector('[role=alert]');
        assert.match((await texts(page, '[role=alert]'))[0], /does not answer|karwan serve/, 'what was not seen is not made up');
        await page.goto(`${new URL(page.url()).origin}/know?lang=ur`);
        await page.waitForFunction(() => document.documentElement.lang === 'ur'); // a language not shown before
        await page.waitForLoadState('networkidle'); // what is asked last fails too
        faults.splice(0, faults.length, ...faults.filter((f) => !/net::ERR_|Failed to load resource/.test(f)));
      },
      { serviceWorkers: 'allow' },
    ));
});
