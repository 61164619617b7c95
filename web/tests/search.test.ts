import { describe, expect, it } from 'vitest';
import { queryString } from '../src/lib/api';
import { narrowed, pieces, readSearch, toggled } from '../src/lib/searchQuery';

describe('a search in the URL', () => {
  it('comes back as it was written', () => {
    const query = readSearch('?q=%D2%9A%D0%BE%D1%80%D2%93%D0%B0%D1%81+&kind=place&kind=person&country=kz&from=2024');
    expect(query).toEqual({ q: 'Қорғас', kind: ['place', 'person'], sector: [], country: ['kz'], from: '2024', to: '' });
    expect(readSearch(queryString({ ...query }))).toEqual(query);
  });
  it('names a filter once', () => expect(readSearch('?q=a&kind=place&kind=place&kind=').kind).toEqual(['place']));
  it('knows whether it is narrowed', () => {
    expect(narrowed(readSearch('?q=rail'))).toBe(false);
    expect(narrowed(readSearch('?q=rail&to=2024'))).toBe(true);
    expect(narrowed(readSearch('?q=rail&sector=trade'))).toBe(true);
  });
  it('takes a filter and gives it back', () => {
    const query = readSearch('?q=rail&kind=place');
    const more = toggled(query, 'kind', 'person');
    expect(more.kind).toEqual(['place', 'person']);
    expect(toggled(more, 'kind', 'person')).toEqual(query);
    expect(query.kind).toEqual(['place']);
  });
});

describe('marked words', () => {
  it('stand between the others', () => expect(pieces('dry port of Kashgar', [[4, 8], [12, 19]])).toEqual(['dry ', 'port', ' of ', 'Kashgar', '']));
  it('are counted in code points', () => expect(pieces('𐌰𐌱 قزاق', [[3, 7]])).toEqual(['𐌰𐌱 ', 'قزاق', '']));
  it('may be none', () => expect(pieces('port', [])).toEqual(['port']));
});
