// Where the items of the timeline stand: time to the right, a band of lanes per sector.
import type { TimelineItem } from './api';

export const dayMs = 86_400_000;
/** Days since 1970-01-01 of an ISO day. */
export const dayNumber = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / dayMs);
export const yearDay = (year: number): number => Math.floor(Date.UTC(year, 0, 1) / dayMs);
export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear();

export interface Placed {
  item: TimelineItem;
  lane: number;
  x: number; // px of the mark
  bar: number; // px from the mark to the end of what was promised; 0: a point in time
  label: number; // px the name may take; 0: no room for any
}

export interface Band {
  sector: string;
  lanes: number;
  items: Placed[];
}

export const markWidth = 15;
const gap = 6;

/** Room for a name at a scale: none when far away, then up to a full line. */
export function labelRoom(pxPerYear: number): number {
  if (pxPerYear < 60) return 0;
  return Math.min(320, 60 + pxPerYear * 0.8);
}

export function layout(items: readonly TimelineItem[], start: number, pxPerYear: number, textWidth: (text: string) => number): Band[] {
  const perDay = pxPerYear / 365.25;
  const room = labelRoom(pxPerYear);
  const bands = new Map<string, { band: Band; ends: number[] }>();
  const inOrder = [...items].sort((a, b) => a.first.localeCompare(b.first) || a.entity.localeCompare(b.entity));
  for (const item of inOrder) {
    let entry = bands.get(item.sector);
    if (!entry) {
      entry = { band: { sector: item.sector, lanes: 0, items: [] }, ends: [] };
      bands.set(item.sector, entry);
    }
    const x = (dayNumber(item.first) - start) * perDay;
    const last = item.kind === 'commitment' ? item.due_last : item.last;
    const bar = last ? Math.max(0, (dayNumber(last) - dayNumber(item.first)) * perDay) : 0;
    const label = Math.min(room, room ? textWidth(item.title) : 0);
    const end = x + Math.max(bar, markWidth + label) + gap;
    let lane = entry.ends.findIndex((e) => e <= x);
    if (lane < 0) lane = entry.ends.length;
    entry.ends[lane] = end;
    entry.band.items.push({ item, lane, x, bar, label });
    entry.band.lanes = entry.ends.length;
  }
  return [...bands.values()].map((e) => e.band).sort((a, b) => b.items.length - a.items.length || a.sector.localeCompare(b.sector));
}

export type Outcome = 'done' | 'ended' | 'passed' | 'open';

const done = new Set(['delivered', 'operational', 'in_force', 'first_use', 'kept', 'kept_late']);
const ended = new Set(['dropped', 'denounced', 'inactive', 'suspended']);

/** What became of an item by the given day, as far as the record says. */
export function outcome(item: TimelineItem, today: string): Outcome {
  if (item.status && done.has(item.status)) return 'done';
  if (item.status && ended.has(item.status)) return 'ended';
  if (item.kind === 'commitment' && item.due_last && item.due_last < today) return 'passed';
  return 'open';
}
