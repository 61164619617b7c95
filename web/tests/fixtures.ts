// A journey small enough to reckon by hand.
import type { Journey, Leg, Range } from '../src/lib/api';

export const range = (low: number, best: number, high: number, assumed_share = 0): Range => ({ low, best, high, basis: 'bounds', assumed_share });

const place = (id: string, country: string, lon: number, lat: number) => ({ id, name: id.toUpperCase(), country, lat, lon });

export const places = { a: place('a', 'XA', 70, 30), p: place('p', 'XA', 71, 32), q: place('q', 'XB', 71, 32), b: place('b', 'XB', 75, 40) };

function leg(id: string, kind: Leg['kind'], from: Leg['from'], to: Leg['to'], km: number, h: Range, usd: Range, more: Partial<Leg> = {}): Leg {
  return { id, kind, mode: 'road', from, to, distance_km: km, time_h: h, cost_usd: usd, co2e_kg: range(0, 0, 0), grade: 'official', statements: [`${id}.x`], ...more };
}

export const journey: Journey = {
  id: 'j1',
  labels: ['fastest'],
  time_h: range(30, 44, 77),
  odds: { draws: 1000, seed: '1', p10_h: 33, p50_h: 43, p90_h: 61, mean_h: 45, shut: 0, spread: [], statements: [] },
  cost_usd: range(900, 1200, 1500),
  co2e_kg: range(0, 0, 0),
  distance_km: 1000,
  borders: 1,
  countries: ['XA', 'XB'],
  modes: ['road', 'rail'],
  arrives: '2025-06-18T00:00:00Z',
  legs: [
    leg('1', 'link', places.a, places.p, 400, range(8, 10, 14), range(400, 500, 600)),
    leg('2', 'crossing', places.p, places.q, 0, range(6, 14, 30), range(50, 100, 150), { entity: 'cross' }),
    leg('3', 'transfer', places.q, places.q, 0, range(4, 6, 10, 1), range(50, 100, 150, 1), { to_mode: 'rail' }),
    leg('4', 'link', places.q, places.b, 600, range(12, 14, 23), range(400, 500, 600), { mode: 'rail', line: [[71, 32], [73, 36], [75, 40]] }),
  ],
  warnings: [],
};
