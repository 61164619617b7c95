// World-atlas joins what the 180th meridian cuts, for spherical drawing: its rings jump from 180 to
// -180. On a plane such a ring has to go on beyond 180, and one around the pole has to be closed
// along it.
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export function planarRing(ring: readonly Position[]): Position[] {
  const out: Position[] = [];
  let turn = 0;
  let last: number | undefined;
  for (const [lon, lat] of ring) {
    if (last !== undefined && lon! - last > 180) turn -= 360;
    if (last !== undefined && last - lon! > 180) turn += 360;
    last = lon!;
    out.push([lon! + turn, lat!]);
  }
  if (turn !== 0) {
    const pole = out[0]![1]! < 0 ? -90 : 90;
    out.push([out.at(-1)![0]!, pole], [out[0]![0]!, pole], out[0]!);
  }
  return out;
}

function planarGeometry(g: Geometry): Geometry {
  if (g.type === 'Polygon') return { type: 'Polygon', coordinates: g.coordinates.map(planarRing) };
  if (g.type === 'MultiPolygon') return { type: 'MultiPolygon', coordinates: g.coordinates.map((p) => p.map(planarRing)) };
  return g;
}

export function planar(what: Feature | FeatureCollection): FeatureCollection {
  const features = what.type === 'Feature' ? [what] : what.features;
  return { type: 'FeatureCollection', features: features.map((f) => ({ ...f, geometry: planarGeometry(f.geometry) })) };
}
