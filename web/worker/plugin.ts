// Writes sw.js beside index.html: the worker with the list of the app's own files in it.
import type { Plugin } from 'vite';

/** FNV-1a: it only has to differ where the text does. */
function digest(text: string): string {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  return h.toString(16).padStart(8, '0');
}

/** The worker for a build: the same files and page give the same bytes, others another version. */
export function workerFor(template: string, files: readonly string[], page: string): string {
  const list = files.toSorted();
  return template.replace('VERSION', digest([template, page, ...list].join('\n'))).replace('= FILES;', () => `= ${JSON.stringify(list)};`);
}

export function serviceWorker(): Plugin {
  return {
    name: 'karwan-service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const page = bundle['index.html'];
      const html = page?.type === 'asset' ? String(page.source) : '';
      if (!html) this.error('there is no index.html to keep: the worker would hold a stale page');
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`);
      const template = await this.fs.readFile('worker/sw.js', { encoding: 'utf8' });
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerFor(template, files, html) });
    },
  };
}
