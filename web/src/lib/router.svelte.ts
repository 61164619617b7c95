// Where the reader is. Pages are paths of the server; links are ordinary ones and are followed
// without a reload. The language stands in every URL once it was chosen; pages never see it.

interface Here {
  path: string;
  search: string;
  hash: string;
  lang: string; // '': not said
}

interface Place {
  pathname: string;
  search: string;
  hash: string;
}

/** A place without its language, and the language. */
export function split(place: Place): Here {
  const params = new URLSearchParams(place.search);
  const lang = params.get('lang') ?? '';
  if (!params.has('lang')) return { path: place.pathname, search: place.search, hash: place.hash, lang };
  params.delete('lang');
  const rest = params.toString();
  return { path: place.pathname, search: rest ? `?${rest}` : '', hash: place.hash, lang };
}

/** A URL of the app with its language. */
export function joined(url: string, lang: string): string {
  if (!lang) return url;
  const [before, hash] = url.split(/(?=#)/, 2) as [string, string?];
  return `${before}${before.includes('?') ? '&' : '?'}lang=${lang}${hash ?? ''}`;
}

export const here = $state<Here>(typeof location === 'undefined' ? { path: '/', search: '', hash: '', lang: '' } : split(location));

function update(): void {
  Object.assign(here, split(location));
}

/** Goes to a URL of the app. `replace` keeps the history as it is (a choice within a page). */
export function go(url: string, options: { replace?: boolean; lang?: string } = {}): void {
  const full = joined(url, options.lang ?? here.lang);
  if (options.replace) history.replaceState(null, '', full);
  else history.pushState(null, '', full);
  const left = here.path;
  update();
  if (left !== here.path && !here.hash) scrollTo(0, 0);
}

/** Follows links inside the app; call once. */
export function startRouting(): () => void {
  const clicked = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
    const to = split(link);
    if (to.path === here.path && to.search === here.search && to.hash) return;
    event.preventDefault();
    go(to.path + to.search + to.hash, { lang: to.lang || here.lang });
  };
  document.addEventListener('click', clicked);
  addEventListener('popstate', update);
  return () => {
    document.removeEventListener('click', clicked);
    removeEventListener('popstate', update);
  };
}

export const entityUrl = (id: string, statement?: string): string =>
  `/entity/${encodeURIComponent(id)}${statement ? `#${encodeURIComponent(statement)}` : ''}`;

export const commitmentUrl = (id: string): string => `/commitments/${encodeURIComponent(id)}`;
