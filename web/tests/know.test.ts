import { describe, expect, it } from 'vitest';
import { callable, countryAsked, offsetText } from '../src/lib/country';
import { byGrade, gaps, total } from '../src/lib/coverage';
import { answered, offline } from '../src/lib/offline.svelte';
import { after, changed, rowOf, sourceOf, titleOf, wishOf } from '../src/lib/review';
import { wayBack } from '../src/lib/session.svelte';
import { workerFor } from '../worker/plugin';
import type { Country, Coverage, Proposal, Statement } from '../src/lib/api';

describe('the country asked about', () => {
  it('is that of the URL, else the one that the language is not of', () => {
    expect(countryAsked('?country=kz', 'kk', ['kz', 'pk'])).toBe('kz');
    expect(countryAsked('', 'kk', ['kz', 'pk'])).toBe('pk');
    expect(countryAsked('', 'ur', ['kz', 'pk'])).toBe('kz');
    expect(countryAsked('?country=xx', 'ru', ['kz', 'pk'])).toBe('pk');
  });
  it('has a clock', () => expect([300, 345, -210, 0].map(offsetText)).toEqual(['UTC+5', 'UTC+5:45', 'UTC−3:30', 'UTC+0']));
  it('has bodies to call first, and the others by sector', () => {
    const body = (id: string, more: object) => ({ id, name: id, kind: 'agency', between: false, tied: false, contacts: [], offices: [], statements: [], ...more });
    const all = [body('embassy', { between: true }), body('phone', { sector: 'trade', contacts: [{ kind: 'phone', value: '1' }] }), body('far', { sector: 'trade' }), body('other', {})];
    const { first, rest } = callable(all as Country['bodies']);
    expect(first.map((b) => b.id)).toEqual(['embassy', 'phone']);
    expect(rest.map(([sector, list]) => [sector, list.map((b) => b.id)])).toEqual([['trade', ['far']], ['', ['other']]]);
  });
});

describe('coverage', () => {
  const table = { rows: 4, grades: { measured: 1, official: 0, reported: 2, computed: 0, assumed: 1 }, columns: [{ name: 'full', known: 4 }, { name: 'half', known: 2 }, { name: 'few', known: 1 }, { name: 'none', known: 0 }] } as unknown as Coverage['tables'][number];
  it('adds grades up over tables', () => {
    expect(byGrade([table, table]).map((g) => g.n)).toEqual([2, 0, 4, 0, 2]);
    expect(total(byGrade([table]))).toBe(4);
  });
  it('names the columns that are mostly blank, the emptiest first', () => expect(gaps(table)).toEqual([{ name: 'none', share: 0 }, { name: 'few', share: 0.25 }]));
});

describe('review', () => {
  const statement = (property: string, value: string, more: Partial<Statement> = {}) => ({ id: `r.${property}`, entity: 'cl-1', name: 'cl-1', property, value, source: { id: 's', title: 's' }, ...more }) as Statement;
  const row = { row_id: 'r', table: 'closures', entity: 'cl-1', new: true, now: [], statements: [statement('target', 'x', { ref_name: 'Torkham' }), statement('traffic', 'all')] };
  const source = { row_id: 's', table: 'sources', entity: 's', new: true, now: [], statements: [statement('title', 'A notice'), statement('url', 'https://example.org/')] };
  const proposal = { id: 'r', proposed_at: '', rows: [source, row] } as Proposal;
  it('decides on the row that is no source, by what it is of, and shows who says so', () => {
    expect(rowOf(proposal)).toBe(row);
    expect(titleOf(row)).toBe('Torkham');
    expect(sourceOf(proposal, row)).toEqual({ id: 's', title: 'A notice', url: 'https://example.org/' });
  });
  it('takes keys only where nobody types', () => {
    const key = (k: string, more = {}) => ({ key: k, ctrlKey: false, metaKey: false, altKey: false, ...more });
    expect(wishOf(key('a'), false)).toBe('accept');
    expect(wishOf(key('a'), true)).toBeUndefined();
    expect(wishOf(key('r', { ctrlKey: true }), false)).toBeUndefined();
    expect(wishOf(key('x'), false)).toBeUndefined();
  });
  it('goes on with the one that follows', () => expect([after(0, 2), after(2, 2), after(0, 0)]).toEqual([0, 1, 0]));
  it('sends only what was changed, blank where it was emptied', () => {
    expect(changed(row.statements, { target: 'x', traffic: ' trade ' })).toEqual({ traffic: 'trade' });
    expect(changed(row.statements, { traffic: '' })).toEqual({ traffic: '' });
  });
});

describe('after signing in', () => {
  it('only pages of this app follow', () => {
    expect(wayBack('/report?x=1')).toBe('/report?x=1');
    for (const bad of [null, '', '//evil.example', '/\\evil.example', 'https://evil.example']) expect(wayBack(bad)).toBe('/review');
  });
});

describe('kept answers', () => {
  it('are told by the oldest on the page, until the server answers again', () => {
    answered('2026-03-02T00:00:00Z');
    answered('2026-03-01T00:00:00Z');
    answered('2026-03-03T00:00:00Z');
    expect(offline.since).toBe('2026-03-01T00:00:00Z');
    answered(null);
    expect(offline.since).toBe('');
  });
  it('come from a worker that is another one where the build is', () => {
    const template = "const app = 'a-VERSION'; const files = FILES;";
    const one = workerFor(template, ['/b', '/a'], 'page');
    expect(one).toMatch(/^const app = 'a-[0-9a-f]{8}'; const files = \["\/a","\/b"\];$/);
    expect(workerFor(template, ['/a', '/b'], 'page')).toBe(one);
    expect(workerFor(template, ['/a', '/c'], 'page')).not.toBe(one);
    expect(workerFor(template, ['/a', '/b'], 'another')).not.toBe(one);
  });
});
