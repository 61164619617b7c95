// What a leg is called, the same in the table, on the staircase and above its statements.
import type { Journey, Leg, Range } from './api';
import { t } from './i18n.svelte';
import { nameOf, nameOr } from './names.svelte';

/** Names of crossings by their entity; without one, a border is called by its posts. */
export type CrossingNames = ReadonlyMap<string, string>;

const placeName = (p: Leg['from']): string => nameOr(p.id, p.name);
const posts = (leg: Leg): string => (leg.from.name === leg.to.name ? placeName(leg.from) : `${placeName(leg.from)} / ${placeName(leg.to)}`);
const crossingName = (leg: Leg, names: CrossingNames): string | undefined => nameOf(leg.entity ?? '') ?? names.get(leg.entity ?? '') ?? leg.name;

export function legTitle(leg: Leg, names: CrossingNames = new Map()): string {
  if (leg.kind === 'crossing') return crossingName(leg, names) ?? posts(leg);
  if (leg.kind === 'link' || leg.kind === 'service') return `${placeName(leg.from)} – ${placeName(leg.to)}`;
  return placeName(leg.from);
}

/** What kind of leg it is, beside its title. */
export function legNote(leg: Leg): string {
  if (leg.kind === 'crossing') return t('leg.border', { from: leg.from.country, to: leg.to.country });
  if (leg.kind === 'transfer') return leg.to_mode && leg.to_mode !== leg.mode ? t('leg.change', { from: t(`mode.${leg.mode}`), to: t(`mode.${leg.to_mode}`) }) : t('leg.transfer');
  if (leg.kind === 'wait') return t('leg.wait');
  return t(`mode.${leg.mode}`);
}

/** "Termez - Hairatan (road)" -> "Termez - Hairatan", where room is short. */
export const shortName = (name: string): string => name.replace(/ \([^)]*\)$/, '');

/** What tells one way from another: its borders in order, else where it changes. */
export function wayBy(journey: Journey, names: CrossingNames): string {
  const of = (kind: Leg['kind']) => journey.legs.filter((l) => l.kind === kind);
  const crossings = of('crossing').map((l) => crossingName(l, names) ?? placeName(l.from));
  const places = crossings.length ? crossings : of('transfer').map((l) => placeName(l.from));
  return [...new Set(places.map(shortName))].join(', ');
}

/** How long it takes: the mean, from the P10 to the P90 of simulated trips. Bounds where some of
    them never arrive. */
export function timeOf(journey: Journey): Range {
  const { best } = journey.time_h;
  const { p10_h: low, p90_h: high } = journey.odds;
  return low === null || high === null ? journey.time_h : { ...journey.time_h, low: Math.min(low, best), high: Math.max(high, best) };
}
