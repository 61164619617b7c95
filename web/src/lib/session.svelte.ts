// Who is signed in. The session itself is a cookie that scripts cannot read; what is kept here is
// what the server says of it.
import { act, get, Refused, sendDocument, type Ingested, type Session } from './api';

const nobody: Session = { signed_in: false };
// Only that somebody signed in here: without it a page need not ask who it is.
const hint = 'signed-in';

export const session = $state<{ is: Session }>({ is: nobody });
export const can = (deed: 'report' | 'review' | 'audit'): boolean => session.is.can?.includes(deed) ?? false;

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(hint, 'yes');
    else localStorage.removeItem(hint);
  } catch {
    // A browser that keeps nothing asks on the pages that need it.
  }
}

function hinted(): boolean {
  try {
    return localStorage.getItem(hint) !== null;
  } catch {
    return false;
  }
}

function take(is: Session): void {
  session.is = is;
  remember(is.signed_in);
}

/** Asks the server who this is. */
export async function refresh(): Promise<void> {
  try {
    take(await get('/session'));
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    session.is = nobody;
  }
}

/** At the start: only where somebody had signed in. */
export const resume = (): Promise<void> => (hinted() ? refresh() : Promise.resolve());

/** Throws Refused. */
export async function signIn(name: string, password: string): Promise<void> {
  take(await act<Session>('/session', { name, password }));
}

export async function signOut(): Promise<void> {
  try {
    await act('/session', undefined, session.is.csrf_token);
  } finally {
    take(nobody);
  }
}

/** What writes, as whoever is signed in. Throws Refused. */
export const write = <T>(path: string, body: object): Promise<T> => act<T>(path, body, session.is.csrf_token);

/** A document to be read, as whoever is signed in. Throws Refused. */
export const give = (what: Blob | string, details: Record<string, string | boolean>, signal?: AbortSignal): Promise<Ingested> => sendDocument(what, details, session.is.csrf_token, signal);

/** Where to go after signing in: a page of this app, whatever the URL says. */
export const wayBack = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/review');
