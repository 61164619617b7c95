// Whether what is shown comes from the server or from what the browser kept of it (src/sw.js).

/** The header with which the service worker marks a kept answer: when it was given. */
export const storedOn = 'x-karwan-stored';

export const offline = $state<{ since: string }>({ since: '' });

/** Of each answer: the time at which it was kept, or null where the server gave it now. */
export function answered(stored: string | null): void {
  if (stored === null) offline.since = '';
  else if (!offline.since || stored < offline.since) offline.since = stored;
}

/** Where the reader does not ask browsers to save data: the app's files are some 1.3 MB. */
export function keepForLater(): void {
  const thrifty = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
  if (import.meta.env.PROD && 'serviceWorker' in navigator && !thrifty) {
    // A browser that keeps nothing works as before.
    void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  }
}
