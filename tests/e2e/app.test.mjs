// The web app on a real server with the shipped pack, in a real browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load_contract } from '../openapi/contract.mjs';
import { ask, desktop, drawn, overflow, phone, shot, start, stop, visit } from './setting.mjs';

const mangoes = '/plan?from=multan&to=almaty&product=product-mango&depart=2025-06-16&modes=road&modes=rail';

before(start);
after(async () => assert.equal(await stop(), 0));

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim().replace(/\s+/g, ' ')));

/** Types into a field and takes the first offer. */
async function choose(page, field, words, offer) {
  await page.fill(`#${field}`, words);
  await page.waitForFunction(([f, o]) => document.querySelector(`#${f}-offers li`)?.textContent.includes(o), [field, offer]);
  await page.press(`#${field}`, 'ArrowDown');
  await page.press(`#${field}`, 'Enter');
}

describe('a plan', () => {
  it('is made by typing, in any script', () =>
    visit('/plan', async (page) => {
      await choose(page, 'from', 'Mult', 'Multan');
      await choose(page, 'to', 'Алмат', 'Almaty');
      await choose(page, 'product', 'mang', 'Mango');
      await page.fill('#tonnes', '20');
      await page.fill('#depart', '2025-06-16');
      await page.click('button.main');
      await page.waitForSelector('[role=radio]');
      const url = new URL(page.url());
      assert.deepEqual(
        ['from', 'to', 'product', 'tonnes', 'depart'].map((n) => url.searchParams.get(n)),
        ['multan', 'almaty', 'product-mango', '20', '2025-06-16'],
      );
      assert.match((await texts(page, 'h1'))[0], /Multan to Almaty/);
      const labels = (await texts(page, '.labels')).join(' ');
      for (const label of ['astest', 'heapest', 'leanest', 'ewest borders']) assert.match(labels, new RegExp(label));
    }));

  it('is shown on the map, as staircase and leg by leg', () =>
    visit(mangoes, async (page) => {
      const legs = await page.waitForSelector('tbody tr').then(() => page.$$eval('tbody tr', (rows) => rows.length));
      const moving = await page.$$eval('tbody tr.link', (rows) => rows.length);
      const seen = await drawn(page, { legs: 1, crossings: 1 });
      assert.ok(seen.legs > moving / 2 && seen.legs <= moving, `${seen.legs} of ${moving} legs on the map`);
      for (const measure of ['time_h', 'cost_usd']) {
        const steps = await page.$$eval(`[data-measure=${measure}] path.step`, (p) => p.map((e) => e.getAttribute('d')));
        assert.equal(steps.length, legs);
        assert.ok(steps.every((d) => /^M[-\d.]+ [-\d.]+L[-\d.]+ [-\d.]+$/.test(d)), steps.join(' '));
      }
      assert.ok((await page.$$('[data-measure=time_h] path.upright')).length >= 2, 'borders rise upright');
      await shot(page, 'plan-desktop', { fullPage: true });
    }));

  it('opens the statements behind a number, with their sources', () =>
    visit(mangoes, async (page) => {
      await page.click('tbody tr.crossing td.time_h button');
      await page.waitForSelector('dialog[open] article');
      assert.match((await texts(page, 'dialog h2'))[0], /Khunjerab|Torkham/);
      const sources = await page.$$eval('dialog .source a', (all) => all.map((a) => a.href));
      assert.ok(sources.some((s) => s.startsWith('http')), 'a source is linked');
      assert.ok((await texts(page, 'dialog dd')).length > 3);
      await shot(page, 'statements');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog', { state: 'detached' });
    }));

  it('changes with the journey that is looked at, and the URL keeps it', () =>
    visit(mangoes, async (page) => {
      await page.waitForSelector('[role=radio]');
      await drawn(page, { crossings: 1 }); // from here on the names of crossings are known
      const before = await texts(page, 'tbody th');
      await page.focus('[role=radio][aria-checked=true]');
      await page.keyboard.press('ArrowDown');
      await page.waitForURL(/[?&]j=/);
      const after = await texts(page, 'tbody th');
      assert.notDeepEqual(after, before);
      await page.reload();
      await page.waitForSelector('tbody th');
      await drawn(page, { crossings: 1 });
      assert.deepEqual(await texts(page, 'tbody th'), after);
    }));

  it('passes no closed border and says what is shut', () =>
    visit(mangoes.replace('2025-06-16', '2025-12-01'), async (page) => {
      await page.waitForSelector('[role=radio]');
      const ways = (await texts(page, '.journey')).join(' ');
      assert.doesNotMatch(ways, /Torkham|Chaman/);
      assert.match((await texts(page, '.findings')).join(' '), /Shut on 1 Dec 2025.*Torkham/);
      await shot(page, 'plan-closed');
    }));

  it('says what blocks where no way is left, and lets it be lifted', () =>
    visit('/plan?from=peshawar&to=kabul&modes=road&avoid=ir&avoid=cn&avoid=in&depart=2025-12-01', async (page) => {
      await page.waitForSelector('.none');
      assert.match((await texts(page, '.none'))[0], /No way there.*Torkham/);
      await drawn(page, { crossings: 1 });
      await shot(page, 'no-route');
      await page.click('.none li:has-text("Torkham") button:has-text("lifted")');
      await page.waitForSelector('[role=radio]');
      assert.ok(new URL(page.url()).searchParams.get('without'));
    }));

  it('says in a sentence what is wrong with a question', () =>
    visit('/plan?from=multn&to=almaty', async (page, faults) => {
      await page.waitForSelector('[role=alert]');
      assert.match((await texts(page, '[role=alert]'))[0], /multn.*Multan/);
      assert.equal(await page.getAttribute('#from', 'aria-invalid'), 'true');
      // The refusal itself is a 400, which the browser also tells the console.
      assert.ok(faults.length > 0 && faults.every((f) => f.includes('400')), faults.join('\n'));
      faults.length = 0;
    }));

  it('is made by keyboard alone', () =>
    visit('/plan', async (page) => {
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
      await press('Tab');
      assert.equal(await focused(), 'To the content');
      for (let i = 0; i < 30 && (await focused()) !== 'from'; i++) await press('Tab');
      assert.equal(await focused(), 'from');
      await page.keyboard.type('kostan');
      await page.waitForSelector('#from-offers li');
      await press('ArrowDown', 'Enter');
      for (let i = 0; i < 3 && (await focused()) !== 'to'; i++) await press('Tab');
      await page.keyboard.type('karachi');
      await page.waitForSelector('#to-offers li');
      await press('ArrowDown', 'Enter');
      await press('Enter');
      await page.waitForSelector('[role=radio]');
      for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement?.getAttribute('role'))) !== 'radio'; i++) await press('Tab');
      await press('ArrowDown');
      await page.waitForURL(/[?&]j=/);
      for (let i = 0; i < 60 && (await page.evaluate(() => document.activeElement?.tagName)) !== 'svg'; i++) await press('Tab');
      await press('ArrowRight', 'ArrowRight');
      assert.match((await texts(page, '.readout'))[0], /after/);
    }));
});

describe('the network', () => {
  it('shows what is shut on a day', () =>
    visit('/network?date=2025-12-01', async (page) => {
      const { crossings } = await drawn(page, { crossings: 10 });
      assert.ok(crossings >= 10);
      const list = await texts(page, 'aside li');
      assert.ok(list.some((t) => /Torkham.*closed/.test(t)), list.slice(0, 5).join('\n'));
      await shot(page, 'network');
      await page.fill('#network-date', '2025-06-16');
      await page.dispatchEvent('#network-date', 'change');
      await page.waitForFunction(() => /16 Jun 2025/.test(document.querySelector('h1').textContent));
      assert.ok(!(await texts(page, 'aside li')).some((t) => /Torkham.*closed/.test(t)));
    }));

  it('says how boundaries are drawn', () =>
    visit('/network', async (page) => {
      await drawn(page);
      assert.match((await texts(page, '.maplibregl-ctrl-attrib')).join(), /Natural Earth; dashed = disputed; no position taken/);
      assert.match((await texts(page, '.legend details')).join(), /Line of Control.*Durand Line/);
    }));
});

describe('the timeline', () => {
  it('shows commitments and events by sector and leads to their pages', () =>
    visit('/timeline', async (page) => {
      await page.waitForSelector('.item');
      assert.ok((await page.$$('.item.commitment')).length > 20);
      assert.ok((await page.$$('.item.event')).length > 20);
      assert.ok((await page.$$('.band')).length > 5);
      await shot(page, 'timeline');
      await page.click('.chip:has-text("transport")');
      await page.waitForFunction(() => document.querySelectorAll('.band').length === 1);
      assert.equal(new URL(page.url()).searchParams.get('sector'), 'transport');
      const before = await page.$eval('.canvas', (e) => e.clientWidth);
      await page.focus('.scroller');
      await page.keyboard.press('+');
      await page.waitForFunction((w) => document.querySelector('.canvas').clientWidth > w * 1.3, before);
      await page.$eval('.item.commitment', (e) => e.click());
      await page.waitForSelector('.standing');
      assert.match(page.url(), /\/commitments\/commitment-/);
    }));
});

describe('an entity', () => {
  it('shows where sources disagree, and which is taken', () =>
    visit('/entity/project-trans-afghan-railway', async (page) => {
      await page.waitForSelector('.conflict');
      const [first] = await page.$$eval('.conflict', (all) => all.map((c) => [...c.querySelectorAll('li')].map((l) => l.textContent)));
      assert.ok(first.length > 1);
      assert.equal(first.filter((t) => /taken/.test(t)).length, 1);
      await page.click('.conflict li a');
      await page.waitForSelector('dl .target');
    }));

  it('has every statement with its source', () =>
    visit('/entity/x-road-torkham', async (page) => {
      await page.waitForSelector('article dl');
      const shown = await page.$$eval('article dl > div', (all) => all.length);
      const said = await page.evaluate(async () => {
        const e = await (await fetch('/api/v1/entities/x-road-torkham')).json();
        return e.rows.reduce((n, r) => n + r.statements.length, 0);
      });
      assert.equal(shown, said);
      assert.ok((await page.$$('article .source a[href^=http]')).length > 2);
      assert.ok((await page.$$('aside a[href^="/entity/"]')).length > 2);
      await shot(page, 'entity', { fullPage: true });
    }));

  it('is found by search', () =>
    visit('/', async (page) => {
      await page.fill('header input[type=search]', 'Хоргос');
      await page.press('header input[type=search]', 'Enter');
      await page.waitForSelector('main li a');
      assert.match((await texts(page, 'main li a')).join(' '), /Khorgos/);
      await page.click('main li a');
      await page.waitForSelector('article dl');
    }));
});

describe('a search', () => {
  it('is narrowed by kind, sector, country and date', () =>
    visit('/search?q=ambassador', async (page) => {
      await page.waitForSelector('main section li a');
      const found = () => page.$$eval('main section li a', (all) => all.map((a) => a.getAttribute('href')).join(' '));
      const asks = (name, value) => page.waitForFunction(([n, v]) => new URL(location.href).searchParams.getAll(n).includes(v), [name, value]);
      await page.selectOption('#kind', 'person');
      await asks('kind', 'person');
      await page.waitForFunction(() => document.querySelectorAll('main h2').length === 1);
      assert.match(await found(), /person-yerzhan-kistafin.*person-abdul-salik-khan|person-abdul-salik-khan.*person-yerzhan-kistafin/);
      await choose(page, 'country', 'Казахстан', 'Kazakhstan');
      await asks('country', 'kz');
      await page.waitForFunction(() => !document.querySelector('main section').innerHTML.includes('person-abdul-salik-khan'));
      assert.match(await found(), /person-yerzhan-kistafin/);
      assert.deepEqual(await texts(page, '.chosen .chip'), ['person ×', 'Kazakhstan ×']);
      assert.ok((await page.$$('main mark')).length > 0, 'the words are marked');
      await shot(page, 'search-narrowed');
      await page.click('.chosen .chip:has-text("Kazakhstan")');
      await page.fill('#from', '2017');
      await page.fill('#to', '2018');
      await page.press('#to', 'Enter');
      await asks('from', '2017');
      await page.waitForFunction(() => document.querySelector('main section').innerHTML.includes('person-abdul-salik-khan'));
    }));
});

describe('the interface', () => {
  const contract = load_contract(fileURLToPath(new URL('../../openapi.yaml', import.meta.url)));
  const asked = {
    plan: ['/plan?from=kostanay&to=karachi&product=wheat&tonnes=1000', '/plan?from=peshawar&to=kabul&modes=road&avoid=ir&avoid=cn&avoid=in&depart=2025-12-01',
      '/plan?from=multan&to=almaty&compare=corridors', '/plan?from=multan&to=almaty&explain=total.time',
      '/plan?from=lahore&to=almaty&traveller=true&nationality=pk&purpose=study'],
    matrix: ['/matrix?places=multan,almaty,tashkent&by=time,cost'],
    impact: ['/impact?id=project-trans-afghan-railway&draws=20', '/impact?id=project-trans-afghan-railway&flow=flow-basket-b003&draws=20',
      '/impact?origin=multan&destination=almaty&product=mango&lifted=cl-pk-af-2025&draws=20', '/impact?id=project-herat-kandahar-railway&id=project-kandahar-spin-boldak-railway&shares=true'],
    impact_ranking: ['/impact/ranking?draws=20', '/impact/ranking?origin=multan&destination=almaty&product=mango&draws=20'],
    effects: ['/effects', '/effects?id=commitment-western-trans-afghan-railway'],
    bottlenecks: ['/bottlenecks?limit=3'],
    trade_series: ['/trade/series?exporter=pk&importer=kz&from=2021'],
    trade_partners: ['/trade/partners?country=pk'],
    trade_balance: ['/trade/balance?country=kz&partner=pk&from=2020'],
    trade_products: ['/trade/products?country=kz&level=sitc1'],
    trade_indices: ['/trade/indices?country=pk&partner=kz'],
    trade_potential: ['/trade/potential?exporter=pk&importer=kz'],
    trade_opportunities: ['/trade/opportunities?exporter=pk&importer=kz&product=mango&depart=2025-06-16'],
    review: ['/review'],
    needs: ['/needs?from=multan&to=almaty&product=mango&depart=2025-06-16', '/needs?person=true&nationality=pk&to=almaty&purpose=business'],
    instruments: ['/instruments', '/instruments?instrument=tir'],
    places: ['/places?q=ka&limit=50', '/places?q=paki&countries=true', '/places?q=zzzz'],
    products: ['/products?q=w'],
    names: ['/names', '/names?lang=ur'],
    network: ['/network', '/network?date=2025-12-01', '/network?date=2031-01-01&scenario=project-trans-afghan-railway@2030'],
    commitments: ['/commitments', '/commitments?owed_by=kz&sector=transport&as_of=2024-01-01', '/commitments?force=binding'],
    commitment_stats: ['/commitments/stats', '/commitments/stats?sector=defence&as_of=1990-01-01'],
    commitment: ['/commitments/commitment-transit-trade-agreement', '/commitments/commitment-trans-afghan-railway?published_by=2024-01-01'],
    entity: ['/entities/x-road-torkham', '/entities/kz', '/entities/project-trans-afghan-railway', '/entities/src-karwan'],
    search: ['/search?q=railway&limit=100', '/search?q=zzzzzz', '/search?q=rail&kind=project&country=kz&from=2020'],
    timeline: ['/timeline', '/timeline?sector=trade&from=2025-01-01'],
    statement: ['/statements/x-road-torkham-1.mode'],
    statements: ['/statements?id=x-road-torkham-1.mode&id=x-road-torkham-1.post_a'],
    history: ['/entities/x-road-torkham/history'],
    series: ['/series?name=bilateral+trade&from=2021&to=2021', '/series?name=bilateral+trade&from=2024&to=2024&sum=periods'],
    brief: ['/brief?sector=health&format=json', '/brief?session=13&as_of=2026-02-01&format=json'],
    diff: ['/diff?since=2026-01-01&format=json'],
    pillar: ['/pillars/universities?format=json'],
    directory: ['/directory', '/directory?sector=education&direction=want'],
    match: ['/match?organisation=org-qaztrade'],
    cite: ['/cite/plan?from=multan&to=almaty'],
    country: ['/countries/kz?for=pk'],
    coverage: ['/coverage'],
    health: ['/health'],
    meta: ['/meta'],
  };
  it('answers as openapi.yaml says, every operation of it', async () => {
    // Nothing waits in the shipped pack: tests/openapi/acts.test.mjs asks these, with accounts.
    const elsewhere = ['review_one', 'session', 'log_in', 'report', 'decide', 'audit', 'ingest', 'document'];
    assert.deepEqual([...Object.keys(asked), ...elsewhere].sort(), [...contract.operations].sort());
    for (const [operation, paths] of Object.entries(asked)) {
      for (const path of paths) {
        const { status, body } = await ask(path);
        assert.equal(status, 200, path);
        assert.deepEqual(contract.check_operation(operation, body).slice(0, 5), [], path);
      }
    }
  });
  it('refuses as openapi.yaml says', async () => {
    for (const path of ['/plan?from=multn&to=almaty', '/entities/no-such', '/network?date=x', '/nothing']) {
      const { status, body } = await ask(path);
      assert.equal(status, body.status, path);
      assert.deepEqual(contract.check_problem(body), [], path);
    }
  });
});

describe('every page', () => {
  const pages = { home: '/', welcome: '/plan', plan: mangoes, network: '/network', timeline: '/timeline', entity: '/entity/khunjerab', search: '/search?q=railway' };
  const ready = '[role=radio], .welcome, .glance li, .top + .body, .item, article dl, main li a';
  for (const [name, path] of Object.entries(pages)) {
    // The others on a phone: pages.test.mjs.
    for (const [size, viewport] of Object.entries(name === 'plan' ? { phone, desktop } : { desktop })) {
      it(`${name} fits a ${size}, in the dark`, () =>
        visit(
          path,
          async (page) => {
            await page.waitForSelector(ready);
            if (['home', 'welcome', 'plan', 'network'].includes(name)) await drawn(page, { crossings: 1 });
            assert.equal(await overflow(page), 0, 'no sideways scroll');
            const nameless = await page.$$eval('a, button, input, select', (all) =>
              all
                .filter((e) => e.checkVisibility() && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title))
                .map((e) => e.outerHTML.slice(0, 120)),
            );
            assert.deepEqual(nameless, [], 'everything that can be used has a name');
            assert.equal((await page.$$('h1')).length, 1);
            await shot(page, `${name}-${size}-dark`, { fullPage: size === 'phone' });
          },
          { viewport, colorScheme: 'dark' },
        ));
    }
  }
});
