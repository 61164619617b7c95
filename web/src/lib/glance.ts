// What the start page tells of promises: what is due next and what is past its date.
import type { Commitment } from './api';
import { toneOf } from './commitments';
import { dayNumber } from './timeline';

/** Promises whose latest due date is not over on a day, the nearest first. */
export const ahead = (all: readonly Commitment[], today: string): Commitment[] =>
  all
    .filter((c) => c.latest_due_last_day !== undefined && c.latest_due_last_day >= today && (toneOf(c.status) === 'open' || toneOf(c.status) === 'soon' || c.status === 'late'))
    .sort((a, b) => a.latest_due_last_day!.localeCompare(b.latest_due_last_day!) || a.id.localeCompare(b.id));

/** Promises past their date, those that bind most and are latest first. */
export function behind(all: readonly Commitment[]): Commitment[] {
  const force = ['binding', 'agreed', 'announced', 'hoped', 'recommended', 'demanded'];
  return all
    .filter((c) => toneOf(c.status) === 'passed')
    .sort((a, b) => force.indexOf(a.force) - force.indexOf(b.force) || (b.months_late ?? 0) - (a.months_late ?? 0) || a.id.localeCompare(b.id));
}

export const daysBefore = (day: string, n: number): string => new Date((dayNumber(day) - n) * 86_400_000).toISOString().slice(0, 10);
