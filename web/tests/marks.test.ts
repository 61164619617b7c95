import { describe, expect, it } from 'vitest';
import type { Claim, Mention } from '../src/lib/api';
import { counts, documentUrl, pieces, stateOf } from '../src/lib/marks';

const mention = (kind: Mention['kind'], begin: number, end: number, more: Partial<Mention> = {}): Mention => ({ kind, begin, end, ...more });
const claim = (begin: number, end: number, more: Partial<Claim> = {}): Claim => ({
  kind: 'event', modality: 'done', quote: '', begin, end, subject: '', predicate: '', parties: [], confidence: 0.6, reason: '', standing: 'new', ...more,
});

describe('the pieces of a text', () => {
  const text = 'Ankara 🚂 met Baku in May.';
  it('are the text again, cut where something begins or ends, by code points', () => {
    const all = pieces({ text, mentions: [mention('place', 0, 6), mention('place', 13, 17, { entity: 'baku' }), mention('date', 21, 24)], claims: [claim(9, 25)] });
    expect(all.map((p) => p.text).join('')).toBe(text);
    expect(all.filter((p) => p.family).map((p) => [p.text, p.family, p.says])).toEqual([['Ankara', 'place', ''], ['Baku', 'place', 'baku'], ['May', 'time', '']]);
    expect(all.filter((p) => p.claims.length).map((p) => p.text).join('')).toBe('met Baku in May.');
  });
  it('belong to all claims that hold them, and tell where each begins', () => {
    const all = pieces({ text: 'abcdef', mentions: [], claims: [claim(2, 4), claim(0, 6)] });
    expect(all.map((p) => [p.text, p.claims, p.begins])).toEqual([['ab', [1], [1]], ['cd', [1, 0], [0]], ['ef', [1], []]]);
  });
  it('name the longer of two names that begin together, and none within another', () => {
    const all = pieces({ text: 'abcdef', mentions: [mention('place', 0, 2), mention('event', 0, 4), mention('number', 3, 4), mention('money', 4, 6)], claims: [] });
    expect(all.map((p) => [p.text, p.family])).toEqual([['abcd', 'thing'], ['ef', 'value']]);
  });
  it('are one where nothing is found', () => expect(pieces({ text: 'abc', mentions: [], claims: [] }).map((p) => p.text)).toEqual(['abc']));
  it('are counted by families', () =>
    expect(counts([mention('money', 0, 1), mention('rank', 1, 2), mention('person', 2, 3)])).toEqual([{ family: 'value', n: 2 }, { family: 'person', n: 1 }]));
});

describe('a claim', () => {
  it('waits, was decided, would be proposed, or is only shown', () => {
    const states: [Partial<Claim>, string][] = [
      [{ status: 'proposed' }, 'waits'], [{ status: 'accepted' }, 'accepted'], [{ status: 'rejected' }, 'rejected'], [{ status: 'retracted' }, 'rejected'], [{ cells: { title: 'x' } }, 'would'], [{ not_proposed: 'a position' }, 'shown'],
    ];
    for (const [more, state] of states) expect(stateOf(claim(0, 1, more))).toBe(state);
  });
});

describe('a source', () => {
  it('leads to its document where it is one', () => {
    expect(documentUrl('src-a-talk-0123456789ab', 'a row')).toBe('/ingest?document=src-a-talk-0123456789ab&row=a%20row');
    expect(documentUrl('src-the-green-book')).toBeUndefined();
  });
});
