// A journey as features for the map. No MapLibre here, so that it is tested alone.
import type { Feature, FeatureCollection, Position } from 'geojson';
import type { Journey, Leg, Network, OpenState, PlaceRef } from '../lib/api';
import { nameOr } from '../lib/names.svelte';

/** Great circle between two points, for what flies straight; ends included. */
export function greatCircle([lon1, lat1]: Position, [lon2, lat2]: Position, steps = 24): Position[] {
  const rad = Math.PI / 180;
  const unit = (lon: number, lat: number) => [Math.cos(lat * rad) * Math.cos(lon * rad), Math.cos(lat * rad) * Math.sin(lon * rad), Math.sin(lat * rad)];
  const a = unit(lon1!, lat1!);
  const b = unit(lon2!, lat2!);
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!)));
  if (angle < 1e-6) return [[lon1!, lat1!], [lon2!, lat2!]];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const [s, u] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)];
    const [x, y, z] = [0, 1, 2].map((k) => s * a[k]! + u * b[k]!) as [number, number, number];
    return [Math.atan2(y, x) / rad, Math.atan2(z, Math.hypot(x, y)) / rad];
  });
}

function lineOf(leg: Leg): Position[] {
  const ends = [leg.from, leg.to].flatMap((p) => (p.lon !== undefined && p.lat !== undefined ? [[p.lon, p.lat]] : []));
  const line = leg.line && leg.line.length > 1 ? leg.line : ends;
  return leg.mode === 'air' && line.length === 2 ? greatCircle(line[0]!, line[1]!) : line;
}

export function journeyLines(journey: Journey | undefined): FeatureCollection {
  const features = (journey?.legs ?? []).flatMap((leg, i): Feature[] => {
    if (leg.distance_km === 0) return [];
    const coordinates = lineOf(leg);
    return coordinates.length > 1
      ? [{ type: 'Feature', properties: { mode: leg.mode, leg: i }, geometry: { type: 'LineString', coordinates } }]
      : [];
  });
  return { type: 'FeatureCollection', features };
}

/** The two ends of a question, where there is no journey between them. */
export function endPoints(from: PlaceRef, to: PlaceRef): FeatureCollection {
  const point = (p: PlaceRef, icon: string): Feature[] =>
    p.lon === undefined || p.lat === undefined ? [] : [{ type: 'Feature', properties: { name: nameOr(p.id, p.name), icon, rank: 0 }, geometry: { type: 'Point', coordinates: [p.lon, p.lat] } }];
  return { type: 'FeatureCollection', features: [...point(from, 'start'), ...point(to, 'end')] };
}

/** The ends, borders and changes of a journey, named; `states` by crossing entity. */
export function journeyPoints(journey: Journey | undefined, states: ReadonlyMap<string, CrossingState>): FeatureCollection {
  const seen = new Set<string>();
  const features: Feature[] = [];
  const add = (place: Leg['from'], icon: string, rank: number, name = nameOr(place.id, place.name)) => {
    if (place.lon === undefined || place.lat === undefined || seen.has(place.id)) return;
    seen.add(place.id);
    features.push({ type: 'Feature', properties: { name, icon, rank }, geometry: { type: 'Point', coordinates: [place.lon, place.lat] } });
  };
  const legs = journey?.legs ?? [];
  if (legs.length) {
    add(legs[0]!.from, 'start', 0);
    add(legs.at(-1)!.to, 'end', 0);
  }
  for (const leg of legs) {
    if (leg.kind === 'crossing') {
      const state = states.get(leg.entity ?? '');
      add(leg.from, crossingIcon(state), 1, nameOr(leg.entity, state?.name ?? leg.name ?? leg.from.name));
      seen.add(leg.to.id); // the post on the other side is the same border
    }
  }
  for (const leg of legs) if (leg.kind === 'transfer') add(leg.from, 'transfer', 2);
  for (const leg of legs) if (leg.kind === 'link') add(leg.to, '', 3);
  return { type: 'FeatureCollection', features };
}

export interface CrossingState {
  name: string;
  status: OpenState;
  unconfirmed: boolean;
}

export function crossingStates(network: Network | undefined): Map<string, CrossingState> {
  const states = new Map<string, CrossingState>();
  for (const f of network?.features ?? []) {
    const { kind, name, status, unconfirmed } = f.properties;
    if (kind === 'crossing' && status) states.set(f.id, { name, status, unconfirmed: unconfirmed ?? false });
  }
  return states;
}

/** Name of the mark of a crossing; the style's expression for the network says the same. */
export const crossingIcon = (state: CrossingState | undefined): string =>
  `crossing-${state?.status ?? 'open'}${state?.unconfirmed ? '-unconfirmed' : ''}`;

/** The network as the language of the page calls its things, each with its entity. */
export function named(network: Network): FeatureCollection {
  return { type: 'FeatureCollection', features: network.features.map((f) => ({ ...f, properties: { ...f.properties, name: nameOr(f.id, f.properties.name), entity: f.id } }) as Feature) };
}

/** What several collections hold, each place or line of it once. */
export function together(...all: readonly FeatureCollection[]): FeatureCollection {
  const features = new Map(all.flatMap((c) => c.features).map((f) => [JSON.stringify('coordinates' in f.geometry ? f.geometry.coordinates : f.geometry), f]));
  return { type: 'FeatureCollection', features: [...features.values()] };
}

/** Where the network is dense: its crossings. Sea lanes lead out of the picture. */
export const heart = (network: Network | undefined): FeatureCollection => ({
  type: 'FeatureCollection',
  features: (network?.features ?? []).filter((f) => f.properties.kind === 'crossing') as Feature[],
});

/** West, south, east, north of everything drawn; undefined where nothing is. */
export function bounds(collection: FeatureCollection): [number, number, number, number] | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const f of collection.features) {
    const g = f.geometry;
    const points: Position[] = g.type === 'Point' ? [g.coordinates] : g.type === 'LineString' ? g.coordinates : [];
    for (const [lon, lat] of points) {
      box[0] = Math.min(box[0], lon!);
      box[1] = Math.min(box[1], lat!);
      box[2] = Math.max(box[2], lon!);
      box[3] = Math.max(box[3], lat!);
    }
  }
  return box[0] <= box[2] ? box : undefined;
}
