// A document's text in pieces: which claims a piece belongs to, and what is named in it.
import type { Claim, Ingested, Mention } from './api';

/** Kinds that are marked alike: what is counted, when, who, which body, where, what. */
export const families = ['value', 'time', 'person', 'body', 'place', 'thing'] as const;
export type Family = (typeof families)[number];

const familyOf: Partial<Record<Mention['kind'], Family>> = {
  date: 'time', duration: 'time', person: 'person', organisation: 'body', place: 'place', route: 'place', agreement: 'thing', event: 'thing', product: 'thing',
};
export const family = (kind: Mention['kind']): Family => familyOf[kind] ?? 'value';

export interface Piece {
  text: string;
  claims: number[]; // places in the list of claims
  family?: Family;
  says?: string; // the value, or the entity, that was read
  begins: number[]; // of its claims, those that begin with it
}

interface Span {
  begin: number;
  end: number;
}

/** Offsets of code points as offsets of a JavaScript string, for the ends of the spans. */
function unitsAt(text: string, ends: readonly number[]): Map<number, number> {
  const out = new Map<number, number>();
  let unit = 0;
  let point = 0;
  for (const end of ends) {
    for (; point < end && unit < text.length; ++point) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
    out.set(end, unit);
  }
  return out;
}

/** Of mentions that overlap, the one that begins first, and of those the longest. */
function apart(mentions: readonly Mention[]): Mention[] {
  const sorted = mentions.toSorted((a, b) => a.begin - b.begin || b.end - a.end);
  let end = 0;
  return sorted.filter((m) => m.begin >= end && ((end = m.end), true));
}

/** The text of a document, cut where a claim or a mention begins or ends. */
export function pieces(d: Pick<Ingested, 'text' | 'mentions' | 'claims'>): Piece[] {
  const mentions = apart(d.mentions);
  const ends = [0, ...[...d.claims, ...mentions].flatMap((s: Span) => [s.begin, s.end])];
  const cuts = [...new Set(ends)].sort((a, b) => a - b);
  const units = unitsAt(d.text, cuts);
  const byBegin = d.claims.map((c: Claim, i) => [c.begin, i] as const).sort((a, b) => a[0] - b[0]);
  let open: number[] = [];
  let nextClaim = 0;
  let nextMention = 0;
  return cuts.map((from, i) => {
    open = open.filter((c) => d.claims[c]!.end > from);
    const begins: number[] = [];
    for (; nextClaim < byBegin.length && byBegin[nextClaim]![0] === from; ++nextClaim) begins.push(byBegin[nextClaim]![1]);
    open = [...open, ...begins];
    while (nextMention < mentions.length && mentions[nextMention]!.end <= from) ++nextMention;
    const m = mentions[nextMention];
    const named = m && m.begin <= from ? m : undefined;
    const to = cuts[i + 1];
    const text = d.text.slice(units.get(from)!, to === undefined ? undefined : units.get(to)!);
    return { text, claims: open, begins, ...(named && { family: family(named.kind), says: named.entity ?? named.value ?? '' }) };
  }).filter((p) => p.text);
}

/** How many of each family a document names. */
export function counts(mentions: readonly Mention[]): { family: Family; n: number }[] {
  return families.map((f) => ({ family: f, n: mentions.filter((m) => family(m.kind) === f).length })).filter((c) => c.n > 0);
}

export type State = 'accepted' | 'rejected' | 'shown' | 'waits' | 'would';

/** What became of a claim, or would. */
export function stateOf(c: Claim): State {
  if (c.status === 'accepted') return 'accepted';
  if (c.status) return c.status === 'proposed' ? 'waits' : 'rejected';
  return c.cells ? 'would' : 'shown';
}

/** The document behind a source: its id ends with the first digits of the hash of its text. */
export const documentUrl = (source: string, row?: string): string | undefined =>
  /^src-.*-[0-9a-f]{12}$/.test(source) ? `/ingest?document=${encodeURIComponent(source)}${row ? `&row=${encodeURIComponent(row)}` : ''}` : undefined;
