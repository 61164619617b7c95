import { describe, expect, it } from 'vitest';
import { durationTicks, placeLabels, staircase } from '../src/lib/staircase';
import { journey, places } from './fixtures';

describe('staircase', () => {
  const s = staircase(journey, 'time_h');

  it('adds up, leg after leg', () => {
    expect(s.steps.map((t) => t.km)).toEqual([[0, 400], [400, 400], [400, 400], [400, 1000]]);
    expect(s.steps.map((t) => t.best)).toEqual([[0, 10], [10, 24], [24, 30], [30, 44]]);
    expect([s.km, s.low, s.best, s.high]).toEqual([1000, 30, 44, 77]);
  });
  it('rises upright where nothing moves', () => {
    expect(s.steps.map((t) => t.upright)).toEqual([false, true, true, false]);
  });
  it('names a border by its posts and a transfer by what it changes', () => {
    expect(s.steps.map((t) => t.label)).toEqual(['A – P', 'P / Q', 'Q: road to rail', 'Q – B']);
  });
  it('calls a border by its name where it is known', () => {
    expect(staircase(journey, 'time_h', new Map([['cross', 'The Pass']])).steps[1]!.label).toBe('The Pass');
  });
  it('takes the measure it is asked for', () => {
    expect(staircase(journey, 'cost_usd').best).toBe(1200);
  });
  it('is empty for a journey without legs', () => {
    expect(staircase({ legs: [] }, 'time_h')).toEqual({ steps: [], km: 0, best: 0, low: 0, high: 0 });
  });
  it('carries what is assumed', () => {
    expect(s.steps.map((t) => t.assumed)).toEqual([0, 0, 1, 0]);
  });
});

describe('labels of steps', () => {
  const axes = { x: (km: number) => km, y: (v: number) => 300 - v * 5, width: (s: { short: string }) => s.short.length * 6, height: 12, left: 0, right: 1000 };
  it('writes the tallest first and never one over another', () => {
    const placed = placeLabels(staircase(journey, 'time_h').steps, axes);
    expect(placed[0]!.step.label).toBe('P / Q');
    for (const [i, a] of placed.entries()) {
      for (const b of placed.slice(i + 1)) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(12);
    }
  });
  it('writes none where neither side has room', () => {
    const legs = [{ ...journey.legs[1]!, from: places.p, to: places.q }];
    expect(placeLabels(staircase({ legs }, 'time_h').steps, { ...axes, right: 20 })).toEqual([]);
  });
  it('turns to the right where the left has no room', () => {
    const legs = [{ ...journey.legs[1]!, from: places.p, to: places.q }];
    expect(placeLabels(staircase({ legs }, 'time_h').steps, axes)[0]!.anchor).toBe('start');
  });
});

describe('ticks of a duration', () => {
  it('counts hours, then days', () => {
    expect(durationTicks(10, 5).map((t) => t.text)).toEqual(['0 h', '2 h', '4 h', '6 h', '8 h', '10 h']);
    expect(durationTicks(240, 5).map((t) => t.text)).toEqual(['0 d', '2 d', '4 d', '6 d', '8 d', '10 d']);
  });
});
