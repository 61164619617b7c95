// The server's answers, typed by openapi.yaml.
import type { components, paths } from '../generated/api';
import { t } from './i18n.svelte';
import { answered, storedOn } from './offline.svelte';

type Schemas = components['schemas'];
export type Plan = Schemas['Plan'];
export type Journey = Schemas['Journey'];
export type Leg = Schemas['Leg'];
export type Range = Schemas['Range'];
export type Mode = Schemas['Mode'];
export type Grade = Schemas['Grade'];
export type Warning = Schemas['Warning'];
export type Blocker = Schemas['Blocker'];
export type PlaceRef = Schemas['PlaceRef'];
export type Network = Schemas['Network'];
export type NetworkFeature = Schemas['NetworkFeature'];
export type OpenState = Schemas['OpenState'];
export type Entity = Schemas['Entity'];
export type Statement = Schemas['Statement'];
export type Source = Schemas['Source'];
export type Search = Schemas['Search'];
export type Timeline = Schemas['Timeline'];
export type TimelineItem = Timeline['items'][number];
export type Commitment = Schemas['Commitment'];
export type CommitmentStatus = Schemas['CommitmentStatus'];
export type Commitments = Schemas['Commitments'];
export type CommitmentStats = Schemas['CommitmentStats'];
export type CommitmentStory = Schemas['CommitmentStory'];
export type CommitmentLink = Schemas['CommitmentLink'];
export type Share = Schemas['Share'];
export type Bounds = Schemas['Bounds'];
export type Named = Schemas['Named'];
export type Needs = Schemas['Needs'];
export type NeedsStep = Schemas['NeedsStep'];
export type Finding = Schemas['Finding'];
export type Document = Schemas['Document'];
export type Directory = Schemas['Directory'];
export type Matches = Schemas['Matches'];
export type Offer = Schemas['Offer'];
export type Series = Schemas['Series'];
export type SeriesGroup = Schemas['SeriesGroup'];
export type Effects = Schemas['Effects'];
export type EffectsCoverage = Schemas['EffectsCoverage'];
export type Impact = Schemas['Impact'];
export type ImpactTaken = NonNullable<Schemas['ImpactJourney']>;
export type ImpactFlow = Schemas['ImpactFlow'];
export type ImpactInterval = Schemas['ImpactInterval'];
export type ImpactRanking = Schemas['ImpactRanking'];
export type ImpactShares = Schemas['ImpactShares'];
export type ImpactTotals = Schemas['ImpactTotals'];
export type Bottlenecks = Schemas['Bottlenecks'];
export type TradeBalance = Schemas['TradeBalance'];
export type TradeFlow = Schemas['TradeFlow'];
export type TradeProducts = Schemas['TradeProducts'];
export type TradeOpportunities = Schemas['TradeOpportunities'];
export type TradePartners = Schemas['TradePartners'];
export type Citation = Schemas['Citation'];
export type Country = Schemas['Country'];
export type Coverage = Schemas['Coverage'];
export type Proposal = Schemas['Proposal'];
export type Ingested = Schemas['Ingested'];
export type Claim = Ingested['claims'][number];
export type Mention = Ingested['mentions'][number];
export type Review = Schemas['Review'];
export type Session = Schemas['Session'];
export type AuditEntry = Schemas['AuditLog']['entries'][number];
export type Reported = Schemas['Reported'];
export type Meta = Schemas['Meta'];
export type Problem = Schemas['Problem'];
export type Place = Schemas['Places']['places'][number];
export type Product = Schemas['Products']['products'][number];

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

/** An answer that is an error: what went wrong, where, and what to do. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export type Value = string | number | undefined | null | readonly string[];

/** `?a=1&b=x&b=y`; blank values are left out, lists repeat their name. */
export function queryString(params: Record<string, Value>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && String(one).trim() !== '') search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

async function fetchJson<T>(url: string, signal?: AbortSignal, act: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { ...act, headers: { accept: 'application/json', ...act.headers }, signal: signal ?? null });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new Refused({
      type: 'about:blank',
      title: t('problem.noAnswer'),
      status: 0,
      kind: 'unavailable',
      detail: t('problem.noAnswer.detail'),
      remedy: t('problem.noAnswer.remedy'),
    });
  }
  answered(response.headers.get(storedOn));
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = body as Problem | null;
    throw new Refused(
      problem?.detail
        ? problem
        : { type: 'about:blank', title: response.statusText, status: response.status, kind: 'internal', detail: t('problem.noReason', { status: String(response.status) }) },
    );
  }
  return body as T;
}

const base = '/api/v1';

type PlainPath = Exclude<keyof paths, `${string}{${string}`>;

/** GET of a path without placeholders. Throws Refused, or AbortError where the signal says so. */
export function get<P extends PlainPath>(path: P, params: Record<string, Value> = {}, signal?: AbortSignal): Promise<Answer<P>> {
  return fetchJson(`${base}${path}${queryString(params)}`, signal);
}

/** What changes something: POST, or DELETE without a body. `csrf`: of the session, where there is one. */
export function act<T>(path: string, body?: object, csrf = ''): Promise<T> {
  const headers = { ...(body && { 'content-type': 'application/json' }), ...(csrf && { 'x-csrf-token': csrf }) };
  return fetchJson(`${base}${path}`, undefined, { method: body ? 'POST' : 'DELETE', headers, ...(body && { body: JSON.stringify(body) }) });
}

/** A document to be read: a file as it is, or a text. Ends where the signal says so. */
export function sendDocument(what: Blob | string, details: Record<string, string | boolean>, csrf = '', signal?: AbortSignal): Promise<Ingested> {
  const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== '' && value !== false));
  const isText = typeof what === 'string';
  const headers = { 'content-type': isText ? 'application/json' : what.type || 'application/octet-stream', ...(csrf && { 'x-csrf-token': csrf }) };
  const query = isText ? '' : queryString(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])));
  return fetchJson(`${base}/ingest${query}`, signal, { method: 'POST', headers, body: isText ? JSON.stringify({ ...given, text: what }) : what });
}

export function getDocument(source: string, signal?: AbortSignal): Promise<Ingested> {
  return fetchJson(`${base}/documents/${encodeURIComponent(source)}`, signal);
}

export function getReview(id: string, signal?: AbortSignal): Promise<Review> {
  return fetchJson(`${base}/review/${encodeURIComponent(id)}`, signal);
}

export function getCountry(id: string, reader: string, signal?: AbortSignal): Promise<Country> {
  return fetchJson(`${base}/countries/${encodeURIComponent(id)}${queryString({ for: reader })}`, signal);
}

export function getEntity(id: string, signal?: AbortSignal): Promise<Entity> {
  return fetchJson(`${base}/entities/${encodeURIComponent(id)}`, signal);
}

export function getCommitment(id: string, signal?: AbortSignal): Promise<CommitmentStory> {
  return fetchJson(`${base}/commitments/${encodeURIComponent(id)}`, signal);
}

/** What a set of promises would change together. */
export function getImpact(ids: readonly string[], signal?: AbortSignal): Promise<Impact> {
  return fetchJson(`${base}/impact${queryString({ id: ids })}`, signal);
}

/** The same for few flows, told leg by leg: `flow`s of the basket, or one's own from `origin` to `destination`. */
export function getWays(params: Record<string, Value>, signal?: AbortSignal): Promise<Impact> {
  return fetchJson(`${base}/impact${queryString(params)}`, signal);
}

/** What each of two to six has of it. */
export function getShares(ids: readonly string[], signal?: AbortSignal): Promise<ImpactShares> {
  return fetchJson(`${base}/impact${queryString({ id: ids, shares: 'true' })}`, signal);
}

/** The reference to the answer of a path, as /plan or /impact. */
export function getCitation(path: string, params: Record<string, Value>, signal?: AbortSignal): Promise<Citation> {
  return fetchJson(`${base}/cite${path}${queryString(params)}`, signal);
}

const kMostStatements = 100; // keeps the URL well under the server's header limit

export async function getStatements(ids: readonly string[], signal?: AbortSignal): Promise<Statement[]> {
  const parts: Statement[] = [];
  for (let i = 0; i < ids.length; i += kMostStatements) {
    parts.push(...(await get('/statements', { id: ids.slice(i, i + kMostStatements) }, signal)).statements);
  }
  return parts;
}
