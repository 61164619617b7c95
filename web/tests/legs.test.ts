import { describe, expect, it } from 'vitest';
import { legNote, legTitle, shortName, wayBy, timeOf } from '../src/lib/legs';
import { journey } from './fixtures';

const names = new Map([['cross', 'The Pass (road)']]);

describe('what legs are called', () => {
  it('by ends, by the border, by the place', () => {
    expect(journey.legs.map((l) => legTitle(l, names))).toEqual(['A – P', 'The Pass (road)', 'Q', 'Q – B']);
    expect(journey.legs.map((l) => legTitle(l, new Map()))).toEqual(['A – P', 'P / Q', 'Q', 'Q – B']);
    expect(journey.legs.map(legNote)).toEqual(['road', 'border XA–XB', 'road to rail', 'rail']);
  });
  it('shortly where room is short', () => {
    expect(shortName('The Pass (road)')).toBe('The Pass');
    expect(shortName('Khorgos (China) gate')).toBe('Khorgos (China) gate');
  });
  it('and the way by its borders, else by its changes', () => {
    expect(wayBy(journey, names)).toBe('The Pass');
    const inland = { ...journey, legs: journey.legs.filter((l) => l.kind !== 'crossing') };
    expect(wayBy(inland, names)).toBe('Q');
  });
});

describe('timeOf', () => {
  it('goes from P10 to P90 around the mean', () => {
    expect(timeOf(journey)).toMatchObject({ low: 33, best: 44, high: 61 });
  });
  it('keeps the bounds where some trips never arrive', () => {
    expect(timeOf({ ...journey, odds: { ...journey.odds, p90_h: null } })).toEqual(journey.time_h);
  });
});
