import { describe, expect, it } from 'vitest';
import type { Network } from '../src/lib/api';
import { bounds, crossingStates, greatCircle, journeyLines, journeyPoints, named, together } from '../src/map/features';
import { planarRing } from '../src/map/planar';
import { asPictures, countriesIn } from '../src/map/words';
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

describe('two ways on one map', () => {
  it('share what both pass, told once', () => {
    const lines = journeyLines(journey);
    expect(together(lines, journeyLines(journey)).features).toHaveLength(lines.features.length);
    expect(together(lines, journeyPoints(journey, new Map())).features.length).toBeGreaterThan(lines.features.length);
  });
  it('lie over a network whose things say which entity they are', () => {
    const network = { features: [{ id: 'cross', properties: { name: 'The Pass' } }] } as unknown as Network;
    expect(named(network).features[0]!.properties).toEqual({ name: 'The Pass', entity: 'cross' });
  });
});

describe('names on the map', () => {
  it('of countries are those of the language; an unknown one stays', () => {
    const point = (name: string) => ({ type: 'Feature' as const, properties: { name, rank: 1 }, geometry: { type: 'Point' as const, coordinates: [0, 0] } });
    const found = countriesIn({ type: 'FeatureCollection', features: [point('Kazakhstan'), point('Atlantis')] }, (code) => `<${code}>`);
    expect(found.features.map((f) => f.properties)).toEqual([{ name: '<KZ>', rank: 1 }, { name: 'Atlantis', rank: 1 }]);
  });
  it('whose letters join are pictures beside their marks; other layers stay', () => {
    const text = asPictures({ id: 'n', type: 'symbol', source: 's', filter: ['has', 'name'], layout: { 'text-field': ['get', 'name'], 'text-size': 11, 'text-variable-anchor': ['left'] }, paint: { 'text-color': '#111', 'text-halo-color': '#eee' } });
    expect(text).toEqual({ id: 'n', type: 'symbol', source: 's', filter: ['has', 'name'], layout: { 'icon-image': ['concat', 'text|', ['to-string', 11], '|#111|#eee|', ['get', 'name']], 'icon-padding': 1, 'icon-anchor': 'left', 'icon-offset': [9, 0] } });
    const line = { id: 'l', type: 'line' as const, source: 's' };
    expect(asPictures(line)).toBe(line);
  });
});
