// How the map is drawn: a base of land and boundaries, the network, a journey on it.
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { FeatureCollection, MultiLineString } from 'geojson';
import type { Topology, GeometryCollection } from 'topojson-specification';
import { feature } from 'topojson-client';
import { planar } from './planar';
import type { Palette } from './palette';
import { asPictures } from './words';

export interface Basemap {
  land: Topology<{ land: GeometryCollection }>;
  settled: MultiLineString;
  disputed: MultiLineString;
  countries: FeatureCollection;
  waters: FeatureCollection;
}


const graticule = (): FeatureCollection => {
  const lines: number[][][] = [];
  for (let lon = -180; lon <= 180; lon += 10) lines.push([[lon, -80], [lon, 84]]);
  for (let lat = -80; lat <= 80; lat += 10) lines.push([[-180, lat], [180, lat]]);
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: lines } }] };
};

export function baseSources(base: Basemap): Record<string, SourceSpecification> {
  const geojson = (data: unknown): SourceSpecification => ({ type: 'geojson', data: data as FeatureCollection });
  return {
    land: geojson(planar(feature(base.land, base.land.objects.land))),
    settled: geojson(base.settled),
    disputed: geojson(base.disputed),
    graticule: geojson(graticule()),
    countries: geojson(base.countries),
    waters: geojson(base.waters),
  };
}

const byMode = (p: Palette): ExpressionSpecification => [
  'match', ['get', 'mode'], 'rail', p.rail, 'sea', p.sea, 'ferry', p.ferry, 'air', p.air, p.road,
];

const zoomed = (low: number, high: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 3, low, 8, high];

function baseLayers(p: Palette): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': p['map-sea'] } },
    { id: 'graticule', type: 'line', source: 'graticule', paint: { 'line-color': p['map-grid'], 'line-width': 0.7 } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': p['map-land'] } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': p['map-coast'], 'line-width': zoomed(0.6, 1.2) } },
    { id: 'settled', type: 'line', source: 'settled', layout: { 'line-join': 'round' }, paint: { 'line-color': p['map-border'], 'line-width': zoomed(0.7, 1.4) } },
    {
      id: 'disputed', type: 'line', source: 'disputed', layout: { 'line-join': 'round' },
      paint: { 'line-color': p['map-disputed'], 'line-width': zoomed(1, 1.7), 'line-dasharray': [3, 2.4] },
    },
  ];
}

function nameLayers(p: Palette): LayerSpecification[] {
  const country = (id: string, ranks: number[], minzoom: number, size: number): LayerSpecification => ({
    id, type: 'symbol', source: 'countries', minzoom, filter: ['in', ['get', 'rank'], ['literal', ranks]],
    layout: {
      'text-field': ['upcase', ['get', 'name']], 'text-font': ['Inter Medium'], 'text-size': size, 'text-letter-spacing': 0.16,
      'text-max-width': 7, 'text-padding': 6, 'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': p['map-name'], 'text-halo-color': p['map-land'], 'text-halo-width': 1.2 },
  });
  return [
    {
      id: 'water-names', type: 'symbol', source: 'waters', minzoom: 2.4, filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 3, 2, 4.5, 3]],
      layout: { 'text-field': ['get', 'name'], 'text-font': ['Inter Italic'], 'text-size': 11.5, 'text-letter-spacing': 0.04, 'text-max-width': 6, 'text-padding': 4 },
      paint: { 'text-color': p['map-water-name'], 'text-halo-color': p['map-sea'], 'text-halo-width': 1 },
    },
    country('country-names', [1, 2], 1.5, 10.5),
    country('country-names-3', [3], 3.2, 10),
    country('country-names-4', [4], 5, 9.5),
  ];
}

/** Links of every mode; `faint` where they are only the ground of something else. */
function networkLayers(p: Palette, faint: boolean): LayerSpecification[] {
  const colour = faint ? p['map-net'] : byMode(p);
  const width = faint ? zoomed(0.7, 1.2) : zoomed(1.3, 2.6);
  const built: ExpressionSpecification = ['!=', ['get', 'status'], 'planned'];
  const kind = (mode: string, extra: ExpressionSpecification[] = []): ExpressionSpecification =>
    ['all', ['==', ['get', 'kind'], 'link'], ['==', ['get', 'mode'], mode], built, ...extra] as ExpressionSpecification;
  const shut: ExpressionSpecification = ['match', ['get', 'status'], ['closed'], 0.35, 0.95];
  const line = (id: string, filter: ExpressionSpecification, paint: object): LayerSpecification => ({
    id, type: 'line', source: 'network', filter, layout: { 'line-join': 'round', 'line-cap': 'butt' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': faint ? 0.75 : shut, ...paint },
  });
  return [
    line('net-air', kind('air'), { 'line-dasharray': [6, 3], 'line-width': faint ? 0.5 : 0.9, ...(faint && { 'line-opacity': 0.35 }) }),
    line('net-sea', kind('sea'), { 'line-dasharray': [4, 2] }),
    line('net-ferry', kind('ferry'), { 'line-dasharray': [1.5, 1.2] }),
    line('net-road', kind('road'), {}),
    line('net-rail', kind('rail'), {}),
    ...(faint ? [] : [line('net-rail-ties', kind('rail'), { 'line-color': p['map-land'], 'line-width': zoomed(0.6, 1.2), 'line-dasharray': [2.5, 2.5], 'line-opacity': ['step', ['zoom'], 0, 4.5, 1] })]),
    {
      id: 'net-planned', type: 'line', source: 'network', filter: ['all', ['==', ['get', 'kind'], 'link'], ['==', ['get', 'status'], 'planned']],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': faint ? p['map-net'] : byMode(p), 'line-width': faint ? 0.8 : 1.8, 'line-dasharray': [1.2, 2.4], 'line-opacity': faint ? 0.6 : 1 },
    },
  ];
}

function journeyLayers(p: Palette): LayerSpecification[] {
  const mode = (m: string): ExpressionSpecification => ['==', ['get', 'mode'], m];
  const line = (id: string, filter: ExpressionSpecification, paint: object): LayerSpecification => ({
    id, type: 'line', source: 'journey', filter, layout: { 'line-join': 'round', 'line-cap': 'butt' },
    paint: { 'line-color': byMode(p), 'line-width': zoomed(3, 5), ...paint },
  });
  return [
    {
      id: 'before', type: 'line', source: 'before', layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': p['ink-2'], 'line-width': zoomed(9, 14), 'line-opacity': 0.45 },
    },
    line('journey-casing', ['has', 'mode'], { 'line-color': p['map-halo'], 'line-width': zoomed(6, 9), 'line-opacity': 0.95 }),
    line('journey-active', ['==', ['get', 'leg'], -1], { 'line-color': p.accent, 'line-width': zoomed(9, 12), 'line-opacity': 0.35 }),
    line('journey-road', mode('road'), {}),
    line('journey-rail', mode('rail'), {}),
    line('journey-rail-ties', mode('rail'), { 'line-color': p['map-halo'], 'line-width': zoomed(1.4, 2.2), 'line-dasharray': [2.2, 2.2] }),
    line('journey-sea', mode('sea'), { 'line-dasharray': [3, 1.2] }),
    line('journey-ferry', mode('ferry'), { 'line-dasharray': [1.2, 0.9] }),
    line('journey-air', mode('air'), { 'line-width': zoomed(2, 3), 'line-dasharray': [5, 2] }),
  ];
}

function pointLayers(p: Palette, faint: boolean): LayerSpecification[] {
  const placeNames = (id: string, kinds: string[], minzoom: number): LayerSpecification => ({
    id, type: 'symbol', source: 'network', minzoom, filter: ['all', ['==', ['get', 'kind'], 'place'], ['in', ['get', 'place_kind'], ['literal', kinds]]],
    layout: {
      'text-field': ['get', 'name'], 'text-font': ['Inter Medium'], 'text-size': 11.5, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 0.6, 'text-padding': ['interpolate', ['linear'], ['zoom'], 3, 9, 6, 3],
      'symbol-sort-key': ['match', ['get', 'place_kind'], 'city', 3, 'seaport', 4, 'dry_port', 5, 6],
    },
    paint: { 'text-color': p['ink-2'], 'text-halo-color': p['map-halo'], 'text-halo-width': 1.6 },
  });
  return [
    {
      id: 'net-places', type: 'circle', source: 'network', minzoom: faint ? 5 : 2.5, filter: ['all', ['==', ['get', 'kind'], 'place'], ['!=', ['get', 'place_kind'], 'border']],
      paint: { 'circle-radius': zoomed(1.4, 3), 'circle-color': p['map-land'], 'circle-stroke-color': p['ink-3'], 'circle-stroke-width': 1 },
    },
    {
      id: 'net-crossings', type: 'symbol', source: 'network', filter: ['==', ['get', 'kind'], 'crossing'],
      layout: {
        'icon-image': ['concat', 'crossing-', ['get', 'status'], ['case', ['boolean', ['get', 'unconfirmed'], false], '-unconfirmed', '']], 'icon-size': faint ? zoomed(0.5, 0.85) : zoomed(0.62, 1), 'icon-allow-overlap': true,
        'symbol-sort-key': ['match', ['get', 'status'], 'closed', 2, 'restricted', 1, 0],
      },
    },
    {
      id: 'journey-points', type: 'symbol', source: 'points', filter: ['!=', ['get', 'icon'], ''],
      layout: { 'icon-image': ['get', 'icon'], 'icon-size': zoomed(0.85, 1.15), 'icon-allow-overlap': true },
    },
    {
      id: 'journey-names', type: 'symbol', source: 'points',
      layout: {
        'text-field': ['get', 'name'], 'text-font': ['Inter Medium'], 'text-size': ['match', ['get', 'rank'], 0, 13.5, 11.5],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.75, 'text-justify': 'auto', 'symbol-sort-key': ['get', 'rank'],
        'text-padding': 3, 'text-max-width': 9,
      },
      paint: { 'text-color': p.ink, 'text-halo-color': p['map-halo'], 'text-halo-width': 1.8 },
    },
    ...(faint
      ? []
      : [
          {
            id: 'net-crossing-names', type: 'symbol', source: 'network', minzoom: 4.6, filter: ['==', ['get', 'kind'], 'crossing'],
            layout: {
              'text-field': ['get', 'name'], 'text-font': ['Inter Medium'], 'text-size': 11, 'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
              'text-radial-offset': 0.9, 'text-padding': 2, 'symbol-sort-key': ['match', ['get', 'status'], 'closed', 0, 'restricted', 1, 2],
            },
            paint: { 'text-color': p.ink, 'text-halo-color': p['map-halo'], 'text-halo-width': 1.6 },
          } satisfies LayerSpecification,
          placeNames('net-city-names', ['city', 'seaport'], 2.5),
          placeNames('net-place-names', ['dry_port', 'rail_terminal', 'airport', 'other'], 4.6),
        ]),
  ];
}

export interface MapData {
  network: FeatureCollection;
  before: FeatureCollection; // lines of a way that is held against the journey
  journey: FeatureCollection; // lines: mode, leg
  points: FeatureCollection; // name, rank (0 first), icon
}

/** `joined`: letters of the names join, as those of Urdu do. */
export function mapStyle(base: Record<string, SourceSpecification>, data: MapData, p: Palette, faintNetwork: boolean, joined: boolean): StyleSpecification {
  const own = (fc: FeatureCollection): SourceSpecification => ({ type: 'geojson', data: fc });
  const layers = [...baseLayers(p), ...networkLayers(p, faintNetwork), ...nameLayers(p), ...journeyLayers(p), ...pointLayers(p, faintNetwork)];
  return {
    version: 8,
    sources: { ...base, network: own(data.network), before: own(data.before), journey: own(data.journey), points: own(data.points) },
    layers: joined ? layers.map(asPictures) : layers,
  };
}
