import { describe, expect, it } from 'vitest';
import type { Network } from '../src/lib/api';
import { bounds, crossingStates, greatCircle, journeyLines, journeyPoints } from '../src/map/features';
import { journey } from './fixtures';

describe('a journey on the map', () => {
  it('draws what moves, with the way it takes', () => {
    const lines = journeyLines(journey).features;
    expect(lines.map((f) => f.properties)).toEqual([{ mode: 'road', leg: 0 }, { mode: 'rail', leg: 3 }]);
    expect(lines[1]!.geometry).toEqual({ type: 'LineString', coordinates: [[71, 32], [73, 36], [75, 40]] });
    expect(journeyLines(undefined).features).toEqual([]);
  });
  it('marks ends, borders by state, and changes; a border once', () => {
    const network: Network = {
      type: 'FeatureCollection', date: '2025-06-16', worlds: [],
      features: [{ type: 'Feature', id: 'cross', geometry: { type: 'Point', coordinates: [71, 32] }, properties: { kind: 'crossing', name: 'P', status: 'unconfirmed' } }],
    };
    const marks = journeyPoints(journey, crossingStates(network)).features.map((f) => [f.properties!['name'], f.properties!['icon']]);
    expect(marks).toEqual([['A', 'start'], ['B', 'end'], ['P', 'crossing-unconfirmed']]);
  });
  it('knows its bounds', () => {
    expect(bounds(journeyLines(journey))).toEqual([70, 30, 75, 40]);
    expect(bounds({ type: 'FeatureCollection', features: [] })).toBeUndefined();
  });
});

describe('great circle', () => {
  it('keeps its ends and bends to the pole', () => {
    const line = greatCircle([70, 50], [-70, 50], 10);
    expect(line[0]![0]).toBeCloseTo(70);
    expect(line[10]![0]).toBeCloseTo(-70);
    expect(line[5]![1]!).toBeGreaterThan(70);
  });
});
