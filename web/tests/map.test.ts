import { describe, expect, it } from 'vitest';
import type { Network } from '../src/lib/api';
import { bounds, crossingStates, greatCircle, journeyLines, journeyPoints } from '../src/map/features';
import { planarRing } from '../src/map/planar';
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
      features: [{ type: 'Feature', id: 'cross', geometry: { type: 'Point', coordinates: [71, 32] }, properties: { kind: 'crossing', name: 'The Pass', status: 'closed', unconfirmed: true } }],
    };
    const marks = journeyPoints(journey, crossingStates(network)).features.map((f) => [f.properties!['name'], f.properties!['icon']]);
    expect(marks).toEqual([['A', 'start'], ['B', 'end'], ['The Pass', 'crossing-closed-unconfirmed']]);
  });
  it('knows its bounds', () => {
    expect(bounds(journeyLines(journey))).toEqual([70, 30, 75, 40]);
    expect(bounds({ type: 'FeatureCollection', features: [] })).toBeUndefined();
  });
});

describe('a ring on the plane', () => {
  it('goes on beyond the 180th meridian', () => {
    expect(planarRing([[170, 60], [179, 70], [-170, 70], [-170, 60], [170, 60]])).toEqual([[170, 60], [179, 70], [190, 70], [190, 60], [170, 60]]);
  });
  it('is closed along the pole where it goes around it', () => {
    const ring = planarRing([[0, -70], [120, -70], [-120, -70], [0, -70]]);
    expect(ring.slice(-3)).toEqual([[360, -90], [0, -90], [0, -70]]);
  });
  it('stays as it is elsewhere', () => {
    const ring = [[0, 0], [10, 0], [10, 10], [0, 0]];
    expect(planarRing(ring)).toEqual(ring);
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
