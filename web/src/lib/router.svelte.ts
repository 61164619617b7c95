// Where the reader is. Pages are paths of the server; links are ordinary ones and are followed
// without a reload.

interface Here {
  path: string;
  search: string;
  hash: string;
}

const read = (): Here => ({ path: location.pathname, search: location.search, hash: location.hash });

export const here = $state<Here>(read());

function update(): void {
  Object.assign(here, read());
}

/** Goes to a URL of the app. `replace` keeps the history as it is (a choice within a page). */
export function go(url: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
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
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
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
