// Writes the base map that ships with the app: land as TopoJSON, and as GeoJSON the boundaries that
// the governments concerned agree on, those that they do not, and where names stand.
// Usage: node scripts/basemap.mjs OUT.json
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { feature, mesh } from 'topojson-client';
import { geoArea, geoCentroid } from 'd3-geo';
import { disputed, renamed, unnamed, waters } from './basemap-choices.mjs';

const out = process.argv[2];
const atlas = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json'), 'utf8'),
);
const countries = atlas.objects.countries;
const nameOf = (g) => g.properties.name;

function rule(a, b) {
  const [x, y] = [nameOf(a), nameOf(b)];
  return disputed.find((d) => (d.a === x && (d.b === y || d.b === '*')) || (d.a === y && (d.b === x || d.b === '*')));
}

const inBox = ([lon, lat], [west, south, east, north]) =>
  lon >= west && lon <= east && lat >= south && lat <= north;

// Cuts a line into runs of segments inside and outside a box.
function cut(line, box) {
  const parts = { inside: [], outside: [] };
  let run = null;
  for (let i = 1; i < line.length; i++) {
    const side = inBox(line[i - 1], box) && inBox(line[i], box) ? 'inside' : 'outside';
    if (run?.side !== side) {
      run = { side, line: [line[i - 1]] };
      parts[side].push(run.line);
    }
    run.line.push(line[i]);
  }
  return parts;
}

const settledLines = [...mesh(atlas, countries, (a, b) => a !== b && !rule(a, b)).coordinates];
const disputedLines = [];
for (const d of disputed) {
  const lines = mesh(atlas, countries, (a, b) => a !== b && rule(a, b) === d).coordinates;
  if (lines.length === 0) {
    throw new Error(`basemap: no boundary between ${d.a} and ${d.b} in world-atlas; mend basemap-choices.mjs`);
  }
  for (const line of lines) {
    const parts = d.box ? cut(line, d.box) : { inside: [line], outside: [] };
    disputedLines.push(...parts.inside);
    settledLines.push(...parts.outside);
  }
}

// The polygon that carries the name is the largest one.
function labelPoint(f) {
  const polygons = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates;
  const largest = polygons
    .map((coordinates) => ({ type: 'Polygon', coordinates }))
    .reduce((a, b) => (geoArea(a) >= geoArea(b) ? a : b));
  return { at: geoCentroid(largest), area: geoArea(largest) };
}

const round = (p) => p.map((v) => Math.round(v * 1000) / 1000);
const point = (at, properties) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: round(at) },
});
const labels = feature(atlas, countries).features
  .filter((f) => !unnamed.includes(nameOf(f)))
  .map((f) => {
    const { at, area } = labelPoint(f);
    const name = nameOf(f);
    // Rank 1 names are shown first; the area is in steradians.
    const rank = area > 0.05 ? 1 : area > 0.008 ? 2 : area > 0.0012 ? 3 : 4;
    return point(renamed[name]?.at ?? at, { name: renamed[name]?.name ?? name, rank });
  });

// Only the arcs that the coast needs.
const land = atlas.objects.land;
const kept = new Map();
const keep = (i) => {
  const arc = i < 0 ? ~i : i;
  if (!kept.has(arc)) kept.set(arc, kept.size);
  return i < 0 ? ~kept.get(arc) : kept.get(arc);
};
const remap = (arcs) => (typeof arcs === 'number' ? keep(arcs) : arcs.map(remap));
const geometries = land.geometries.map((g) => ({ type: g.type, arcs: remap(g.arcs) }));
const topology = {
  type: 'Topology',
  transform: atlas.transform,
  objects: { land: { type: 'GeometryCollection', geometries } },
  arcs: [...kept.keys()].map((i) => atlas.arcs[i]),
};

mkdirSync(dirname(out), { recursive: true });
writeFileSync(
  out,
  JSON.stringify({
    land: topology,
    settled: { type: 'MultiLineString', coordinates: settledLines.map((l) => l.map(round)) },
    disputed: { type: 'MultiLineString', coordinates: disputedLines.map((l) => l.map(round)) },
    countries: { type: 'FeatureCollection', features: labels },
    waters: { type: 'FeatureCollection', features: waters.map((w) => point(w.at, { name: w.name, rank: w.rank })) },
  }),
);
