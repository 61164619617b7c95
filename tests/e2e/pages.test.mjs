// The pages about promises, papers, trade and effects: the main task of each, and all of them in every
// language.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { follow, overflow, pages, phone, shot, start, stop, visit } from './setting.mjs';

before(start);
after(async () => assert.equal(await stop(), 0));

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim().replace(/\s+/g, ' ')));

/** Opens what is behind a number, sees that it names statements, and closes it. */
async function opens(page, selector) {
  await page.click(selector);
  await page.waitForSelector('dialog[open] article dl');
  assert.ok((await page.$$('dialog[open] article .source')).length > 0, 'a source is named');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
}

describe('the start page', () => {
  it('tells a way asked in one line as promised, today and if kept', () =>
    visit('/', async (page) => {
      await page.fill('#ask', 'Multan to Almaty, mango');
      await page.press('#ask', 'Enter');
      await page.waitForFunction(() => /Multan → Almaty/.test(document.querySelector('.case h2')?.textContent ?? ''));
      await page.waitForSelector('.case .difference');
      assert.equal(new URL(page.url()).searchParams.get('origin'), 'Multan');
      const [promised, today, kept] = await texts(page, '.columns > section');
      assert.match(promised, /^Promised.*Trans-Afghan railway.*due.*Uzbekistan.*alone:.*Shut today.*Torkham/);
      assert.match(today, /^Today, 1 Mar 2026.*Time.*P10 to P90.*Cost.*\$.*Borders/);
      assert.match(kept, /^If kept.*The difference.*d \(.*to.*\$\/t \(.*border/);
      for (const number of ['.columns dd button >> nth=0', '.columns dd button >> nth=1', '.difference button >> nth=0', '.promised li .more button >> nth=0']) await opens(page, number);
      await page.click('.columns > section:nth-of-type(2) .more a');
      await page.waitForSelector('[role=radio]');
      assert.match((await texts(page, 'h1'))[0], /Multan to Almaty/);
    }));
  it('answers at each switch, on the map too', () =>
    visit('/?origin=multan&destination=almaty&product=product-mango', async (page) => {
      await page.waitForSelector('.case .difference');
      const ways = (before) => page.waitForFunction((least) => [...document.querySelectorAll('.case [data-map=idle]')].some((m) => Number(m.dataset.legs) > 5 && Number(m.dataset.before) > 5 === least), before, { timeout: 60_000 });
      await ways(true);
      const with_all = (await texts(page, '.difference li'))[0];
      await page.click('.promised li:has-text("Trans-Afghan railway (UAP)") input');
      await page.waitForFunction((was) => document.querySelector('.difference li')?.textContent.trim().replace(/\s+/g, ' ') !== was && !document.querySelector('.case[aria-busy=true]'), with_all);
      assert.ok(!new URL(page.url()).searchParams.getAll('id').includes('project-trans-afghan-railway'));
      await page.click('.closure:has-text("Torkham") input');
      await page.waitForFunction(() => /Torkham|Chaman/.test(document.querySelectorAll('.columns > section')[2]?.textContent ?? ''));
      assert.deepEqual(new URL(page.url()).searchParams.getAll('lifted'), ['cl-pk-af-2025']);
      await shot(page, 'case', { fullPage: true });
      await page.goto(page.url().replace(/&id=[^&]*/g, '').replace(/&lifted=[^&]*/g, '') + '&id=none');
      await page.waitForFunction(() => /switches are off/.test(document.querySelectorAll('.columns > section')[2]?.textContent ?? ''));
      await ways(false);
    }));
  it('says which end of a way it does not know', () =>
    visit('/', async (page, faults) => {
      await page.fill('#ask', 'Multan to Atlantis');
      await page.press('#ask', 'Enter');
      await page.waitForSelector('.case [role=alert]');
      assert.match((await texts(page, '.case [role=alert]'))[0], /atlantis/i);
      faults.splice(0); // the refusals that were asked for
    }));
  it('finds a promise by its words and tells how things stand', () =>
    visit('/', async (page) => {
      await page.waitForSelector('.glance .news');
      const glance = (await texts(page, '.glance')).join(' ');
      assert.match(glance, /Due next.*due.*Past their date.*overdue.*crossings are shut or restricted/);
      await page.waitForSelector('.segment');
      await shot(page, 'home', { fullPage: true });
      await page.fill('#ask', 'Transit Trade Agreement');
      await page.waitForFunction(() => document.querySelector('#ask-offers li'));
      await page.press('#ask', 'ArrowDown');
      await page.press('#ask', 'Enter');
      await page.waitForURL(/\/(commitments|entity)\//);
    }));
});

describe('an answer', () => {
  it('is cited by a link that gives it again', () =>
    visit('/trade', async (page) => {
      await page.click('button:text-is("Cite this")');
      await page.waitForSelector('dialog[open] pre');
      assert.match((await texts(page, 'dialog pre'))[0], /@misc\{karwan-series-.*http:.*today=.*record=.*SHA-256/);
      const link = await page.getAttribute('dialog a:text-is("the pinned answer")', 'href');
      const answer = await page.request.get(link.split('#')[0]);
      assert.equal(answer.status(), 200);
    }));
});

describe('promises', () => {
  it('stand on a board, are narrowed, and lead to their story', () =>
    visit('/commitments', async (page) => {
      await page.waitForSelector('.board li');
      assert.ok((await page.$$('.board section')).length >= 4);
      assert.ok((await page.$$('.slips circle.first')).length > 10);
      assert.match((await texts(page, '.stats')).join(), /kept in time.*of.*from.*to/);
      await shot(page, 'commitments', { fullPage: true });
      await page.selectOption('#c-status', 'overdue');
      await page.waitForFunction(() => [...document.querySelectorAll('.board .status')].every((e) => e.textContent.trim() === 'overdue'));
      assert.equal(new URL(page.url()).searchParams.get('status'), 'overdue');
      await page.click('.board li a');
      await page.waitForSelector('.body ol li.said');
      assert.match((await texts(page, '.standing')).join(), /overdue/);
      await opens(page, '.standing button');
      await opens(page, 'li.said .meta button');
      await shot(page, 'story', { fullPage: true });
    }));
  it('stand in the calendar, also of a calendar program', () =>
    visit('/calendar', async (page) => {
      await page.waitForSelector('main section li');
      await opens(page, 'main section li .meta button');
      const feed = await page.getAttribute('.feed a', 'href');
      const { type, body } = await page.evaluate(async (url) => {
        const r = await fetch(url);
        return { type: r.headers.get('content-type'), body: await r.text() };
      }, feed);
      assert.match(type, /text\/calendar/);
      assert.match(body, /^BEGIN:VCALENDAR/);
    }));
  it('have effects that are computed, alone and together', () =>
    visit('/impact?id=project-trans-afghan-railway', async (page) => {
      await page.waitForSelector('.headline');
      assert.match((await texts(page, '.headline'))[0], /d \(.* to .*\$\/t \(.* to .*truck/);
      assert.ok((await page.$$('tbody tr th details')).length > 5, 'ways that change are named');
      assert.match((await texts(page, 'main')).join(), /What moves it most.*trade elasticity/);
      await opens(page, 'li > button.linked');
      await page.waitForFunction(() => [...document.querySelectorAll('[data-map=idle]')].some((m) => Number(m.dataset.legs) > 5 && Number(m.dataset.before) > 5), null, { timeout: 60_000 });
      await shot(page, 'impact', { fullPage: true });
      const shown = (await texts(page, '.told h3'))[0];
      await page.click('tbody button[aria-pressed=false] >> nth=0');
      await page.waitForFunction((was) => document.querySelector('.told h3')?.textContent.trim().replace(/\s+/g, ' ') !== was, shown);
      await opens(page, '.told dd button');
      const alone = (await texts(page, '.headline'))[0];
      await page.click('details label:has-text("QTTA") input');
      await page.waitForFunction((was) => document.querySelector('.headline')?.textContent.trim().replace(/\s+/g, ' ') !== was, alone);
      assert.equal(new URL(page.url()).searchParams.getAll('id').length, 2);
      await page.click('button:text-is("Compute")');
      await page.waitForSelector('.total');
      await page.click('details label:has-text("QTTA") input');
      await page.click('details label:has-text("Trans-Afghan railway (UAP)") input');
      await page.waitForFunction(() => /switches are off/.test(document.querySelector('main').textContent));
    }));
  it('that are a duty tell the duty first', () =>
    visit('/impact?id=project-tariff-preference', async (page) => {
      await page.waitForSelector('.headline');
      assert.match((await texts(page, '.headline'))[0], /^duty 15% → 11.25%.*Only duties change/);
    }));
});

describe('who and what is needed', () => {
  it('finds who abroad fits an organisation, with reasons', () =>
    visit('/organisations?sector=tourism', async (page) => {
      await page.waitForSelector('main li .offer');
      await page.click('main li:has-text("Kazakh Tourism") a:has-text("fits")');
      await page.waitForSelector('.score');
      await page.click('.score + div summary');
      assert.equal((await page.$$('.score + div details[open] tr')).length, 6);
      await opens(page, '.offer button');
    }));
  it('leads from a journey to its papers, their order and what is unknown', () =>
    visit('/plan?from=multan&to=almaty&product=product-mango&depart=2026-04-16', async (page) => {
      await page.waitForSelector('.papers a');
      await page.click('.papers a');
      await page.waitForSelector('.plan .bar.critical');
      assert.ok(new URL(page.url()).searchParams.get('journey'));
      assert.ok((await page.$$('main ol > li')).length > 5);
      await opens(page, 'main ol > li .meta button');
      await page.click('main summary');
      assert.match((await texts(page, 'main details[open]')).join(), /no rule on record|depends|open/);
      await shot(page, 'papers', { fullPage: true });
    }));
  it('writes a brief whose sentences lead to their sources, and prints it alone', () =>
    visit('/brief?session=14', async (page) => {
      await page.waitForSelector('article .cite');
      assert.match((await texts(page, 'h1'))[0], /session 14/);
      const cited = await page.getAttribute('article .cite', 'href');
      assert.equal((await page.$$(cited)).length, 1);
      await opens(page, 'article li button');
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['header', '.fields', 'footer']) assert.equal(await page.isVisible(gone), false, gone);
      assert.ok(await page.isVisible('article h1'));
    }));
});

describe('trade', () => {
  it('shows all sources side by side, products and what would arrive', () =>
    visit('/trade', async (page) => {
      await page.waitForSelector('.segment');
      assert.ok((await page.$$('.segment.one')).length > 3 && (await page.$$('.segment.two')).length > 1);
      await page.focus('.segment');
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog[open] article dl');
      await page.keyboard.press('Escape');
      await page.waitForSelector('main h2:has-text("and would arrive") ~ table');
      await opens(page, 'td.number button');
      const before = await texts(page, '.products li .name');
      await page.click('.direction .chip[aria-pressed=false]');
      await page.waitForFunction((b) => [...document.querySelectorAll('.products li .name')].map((e) => e.textContent.trim()).join() !== b, before.join());
      await shot(page, 'trade', { fullPage: true });
    }));
  it('ranks places by what an hour is worth', () =>
    visit('/bottlenecks', async (page) => {
      await page.waitForSelector('main ol > li');
      assert.ok((await page.$$('main ol > li')).length >= 10);
      await page.click('main ol > li summary');
      assert.ok((await page.$$('main ol > li details[open] li')).length > 0);
      await opens(page, 'main p button.linked');
      await page.click('.chip:has-text("dollar")');
      await page.waitForFunction(() => document.querySelector('.worth strong')?.textContent.includes('dollar'));
    }));
});

// In the longest texts; axe.test.mjs looks at every page in the other two languages.
describe('every page', () => {
  for (const language of ['kk', 'ru']) {
    it(`fits a phone in ${language}`, () =>
      visit(
        `/?lang=${language}`,
        async (page) => {
          await page.waitForSelector('nav a');
          for (const [name, [path, ready]] of Object.entries(pages)) {
            await follow(page, path);
            await page.waitForSelector(ready);
            const at = `${name} in ${language}`;
            assert.equal(new URL(page.url()).searchParams.get('lang'), language, at);
            assert.deepEqual(await page.$eval('html', (e) => [e.lang, e.dir]), [language, 'ltr'], at);
            assert.equal(await overflow(page), 0, `no sideways scroll: ${at}`);
            assert.equal((await page.$$('h1')).length, 1, at);
            const nameless = await page.$$eval('a, button, input, select, [role=button]', (all) =>
              all
                .filter((e) => e.checkVisibility() && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title))
                .map((e) => e.outerHTML.slice(0, 120)),
            );
            assert.deepEqual(nameless, [], `everything that can be used has a name: ${at}`);
            await shot(page, `${name}-phone-${language}`, { fullPage: true });
          }
        },
        { viewport: phone },
      ));
  }
  it('is chosen in the header, kept in the URL and remembered', () =>
    visit('/commitments', async (page) => {
      await page.waitForSelector('.board li');
      await page.selectOption('header select', 'ur');
      await page.waitForFunction(() => document.documentElement.dir === 'rtl');
      assert.equal(new URL(page.url()).searchParams.get('lang'), 'ur');
      assert.match((await texts(page, 'h1'))[0], /وعدے/);
      assert.match(await page.$eval('h1', (e) => getComputedStyle(e).fontFamily), /Nastaliq/);
      const root = new URL(page.url()).origin;
      await page.goto(`${root}/calendar`);
      await page.waitForFunction(() => document.documentElement.lang === 'ur');
    }));
});
