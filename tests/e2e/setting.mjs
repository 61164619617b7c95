// What every test needs: a real server on the shipped pack, a real browser, and a watch on both.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
// The browser's driver is a dependency of the app.
const ofTheApp = createRequire(join(root, 'web/package.json'));
const { chromium } = ofTheApp('playwright-core');
const axe = readFileSync(ofTheApp.resolve('axe-core/axe.min.js'), 'utf8');

const program = process.env.KARWAN_PROGRAM ?? join(root, 'build/release/karwan');
const folder = mkdtempSync(join(tmpdir(), 'karwan-e2e-'));
const environment = { ...process.env, KARWAN_DB: join(folder, 'karwan.db'), KARWAN_TODAY: '2026-03-01' };

// Where screenshots go. Without it none are taken: a picture of a whole page costs a second.
const shots = process.env.KARWAN_SHOTS;
if (shots) mkdirSync(shots, { recursive: true });

let server;
let browser;
let origin;
let ended;

export async function start() {
  execFileSync(program, ['pack', 'load', join(root, 'data/kaz-pak')], { env: environment });
  server = spawn(program, ['serve', '--port', '0'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  origin = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const at = /http:\/\/[^/\s]+/.exec(said);
      if (at) resolve(at[0]);
    });
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--headless=new', '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
    ],
  });
}

/** The program on the same record, as its keeper runs it. */
export const keeper = (args, input = '') => execFileSync(program, args, { env: environment, input });

/** Ends the server; says how it ended. */
export async function cut() {
  if (!server) return ended;
  server.removeAllListeners('exit');
  const exit = new Promise((resolve) => server.on('exit', (code, signal) => resolve(signal ?? code)));
  server.kill('SIGTERM');
  server = undefined;
  ended = await exit;
  return ended;
}

export async function stop() {
  await browser?.close();
  const how = await cut();
  rmSync(folder, { recursive: true, force: true });
  return how;
}

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 360, height: 760 };

/**
 * Runs `act` on a page of its own. Fails where the page asks another host for anything, a request
 * fails, or anything is said on the console.
 */
export async function visit(path, act, { viewport = desktop, colorScheme = 'light', serviceWorkers = 'block' } = {}) {
  const isPhone = viewport.width < 500;
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', serviceWorkers, isMobile: isPhone, hasTouch: isPhone });
  const faults = [];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.origin === origin || ['data:', 'blob:'].includes(url.protocol)) return route.continue();
    faults.push(`asked another host: ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  // That the browser's driver keeps service workers away is its own word, not the app's.
  const isOurs = (m) => ['error', 'warning'].includes(m.type()) && !m.text().includes('Service Worker registration blocked');
  page.on('console', (m) => isOurs(m) && faults.push(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => faults.push(`page error: ${e.message}`));
  page.on('response', (r) => r.status() >= 400 && faults.push(`${r.status()}: ${r.url()}`));
  try {
    await page.goto(origin + path);
    await act(page, faults);
  } finally {
    await context.close();
  }
  if (faults.length) throw new Error(faults.join('\n'));
}

/** Goes where a link of the page would lead: the language stays. */
export const follow = (page, path) =>
  page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);

/** What the interface answers, outside any browser. */
export async function ask(path) {
  const response = await fetch(`${origin}/api/v1${path}`);
  return { status: response.status, body: await response.json() };
}

/** Waits until the map has drawn what it was given; says what is on it. */
export async function drawn(page, least = {}) {
  await page.waitForFunction(
    ({ legs, crossings }) => {
      const map = document.querySelector('[data-map=idle]');
      return map && Number(map.dataset.legs) >= legs && Number(map.dataset.crossings) >= crossings;
    },
    { legs: 0, crossings: 0, ...least },
    { timeout: 60_000 },
  );
  return page.$eval('[data-map=idle]', (map) => ({ legs: Number(map.dataset.legs), crossings: Number(map.dataset.crossings) }));
}

export const shot = async (page, name, options = {}) => {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), ...options });
};

/** How far the page can be pushed sideways, in pixels. */
export const overflow = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** What axe finds wrong on the page as it stands. */
export async function violations(page, options) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (o) => {
    const { violations: all } = await globalThis.axe.run(document, { resultTypes: ['violations'], ...o });
    return all.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.html.slice(0, 140)}: ${n.any.map((a) => a.message).join('; ').slice(0, 200)}`));
  }, options);
}

/** Every page: a question that it answers, and what stands there once it is answered. */
export const pages = {
  home: ['/', '.glance li'], planform: ['/plan', '.welcome'], papers: ['/papers?from=multan&to=almaty&product=product-mango&depart=2026-04-16', '.plan .bar'],
  network: ['/network', 'aside li'], commitments: ['/commitments', '.board li'], story: ['/commitments/commitment-transit-trade-agreement', '.body ol li'],
  impact: ['/impact?id=project-trans-afghan-railway', '.headline'], bottlenecks: ['/bottlenecks', 'main ol > li'], trade: ['/trade', '.segment'],
  calendar: ['/calendar', 'main section li'], timeline: ['/timeline', '.item'], organisations: ['/organisations', 'main li .offer'],
  brief: ['/brief?session=14', 'article li'], entity: ['/entity/khunjerab', 'article dl'], search: ['/search?q=railway', 'main li a'],
  know: ['/know?country=kz', '#entry li'], data: ['/data', 'tbody tr'], login: ['/login', '#l-name'], report: ['/report', '.note'], ingest: ['/ingest', '.note'], review: ['/review', 'main > .page > p.quiet + .note'],
};
