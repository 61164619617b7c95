// Due dates, meetings and visits by the month in which they fall.
import type { TimelineItem } from './api';

export interface Entry {
  item: TimelineItem;
  day: string; // of a promise the last day on which it is due, of an event its first
}

/** Of what is dated from one day to another (both included; blank: without end), month by month. */
export function months(items: readonly TimelineItem[], from: string, to: string): { month: string; entries: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  const dated = items
    .flatMap((item): Entry[] => {
      const day = item.kind === 'commitment' ? item.due_last : item.kind === 'event' ? item.first : undefined;
      return day && (from === '' || day >= from) && (to === '' || day <= to) ? [{ item, day }] : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day) || a.item.entity.localeCompare(b.item.entity));
  for (const entry of dated) {
    const month = entry.day.slice(0, 7);
    groups.set(month, [...(groups.get(month) ?? []), entry]);
  }
  return [...groups].map(([month, entries]) => ({ month, entries }));
}
