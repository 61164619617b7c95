import { describe, expect, it } from 'vitest';
import { queryString } from '../src/lib/api';
import { complete, readQuery } from '../src/lib/planQuery';

describe('the question in the URL', () => {
  it('comes back as it was written', () => {
    const url = '?from=multan&to=%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B&product=mango&tonnes=20&avoid=af&avoid=ir';
    const query = readQuery(url);
    expect(query).toMatchObject({ from: 'multan', to: 'Алматы', tonnes: '20', avoid: ['af', 'ir'], via: [] });
    expect(readQuery(queryString({ ...query }))).toEqual(query);
  });
  it('leaves blanks out', () => expect(queryString({ ...readQuery('?from=&to=x&j=7') })).toBe('?to=x'));
  it('is complete with two ends', () => {
    expect(complete(readQuery('?from=a&to=b'))).toBe(true);
    expect(complete(readQuery('?from=a&to=+'))).toBe(false);
  });
});
