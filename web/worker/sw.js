// What the browser keeps so that the app opens without the server. The build fills in its version and
// its files (worker/plugin.ts); another build is another worker with a store of its own.
const app = 'karwan-app-VERSION';
const answers = 'karwan-answers';
const files = FILES;
const shell = '/index.html';
const storedOn = 'x-karwan-stored';
const mostAnswers = 300;
const keptBuilds = 2; // pages still open on the build before find its files

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(app)
      .then((store) => store.addAll([new Request(shell, { cache: 'reload' }), ...files]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys() // in the order in which they were made
      .then((names) => names.filter((n) => n.startsWith('karwan-app-') && n !== app))
      .then((others) => Promise.all(others.slice(0, Math.max(0, others.length - (keptBuilds - 1))).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (url.pathname.startsWith('/api/v1/')) event.respondWith(answer(event));
});

// The newest page wherever the server answers, so that nobody is held on an old build.
async function page(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(shell);
    if (kept) return kept;
    throw fault;
  }
}

// Their names hold a digest of what they are.
async function asset(request) {
  const kept = await caches.match(request);
  return kept ?? fetch(request);
}

async function answer(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.ok && mayKeep(response)) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (fault) {
    const kept = await (await caches.open(answers)).match(request);
    if (kept) return kept;
    throw fault;
  }
}

// What is for one asker alone is not kept.
const mayKeep = (response) => !/no-store|private/.test(response.headers.get('cache-control') ?? '');

async function keep(request, response) {
  const headers = new Headers(response.headers);
  headers.set(storedOn, new Date().toISOString());
  headers.delete('vary'); // the app asks each address in one way only
  const store = await caches.open(answers);
  await store.delete(request); // so that the order is that of use
  await store.put(request, new Response(response.body, { status: response.status, headers }));
  const all = await store.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - mostAnswers)).map((old) => store.delete(old)));
}
