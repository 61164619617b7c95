// Promises as a board and as slips against time.
import type { Commitment, CommitmentStatus } from './api';
import { dayNumber } from './timeline';

/** Columns of the board: how far a promise has come, by its last known stage. */
export const columns = ['said', 'signed', 'begun', 'done', 'ended'] as const;
export type Column = (typeof columns)[number];

const columnOf: Record<string, Column> = {
  signed: 'signed', approved: 'signed', ratified: 'signed', acceded: 'signed', in_force: 'signed',
  started: 'begun', connected: 'begun', first_use: 'begun', operational: 'begun', extended: 'begun', inactive: 'begun', suspended: 'begun',
  delivered: 'done', dropped: 'ended',
};

/** A promise without a known stage has been said and no more. */
export function column(c: Commitment): Column {
  if (c.status === 'kept' || c.status === 'kept_late') return 'done';
  if (c.status === 'dropped') return 'ended';
  return columnOf[c.stage ?? ''] ?? 'said';
}

export function board(all: readonly Commitment[]): { column: Column; stories: Commitment[] }[] {
  return columns.map((name) => ({ column: name, stories: all.filter((c) => column(c) === name) })).filter((c) => c.stories.length > 0);
}

/** How a status is drawn: what is done, what is in time, what is past its date, what nobody knows. */
export type Tone = 'done' | 'open' | 'soon' | 'passed' | 'unknown';
export const toneOf = (status: CommitmentStatus): Tone =>
  status === 'kept' || status === 'kept_late' ? 'done'
  : status === 'overdue' || status === 'late' || status === 'date_passed_no_evidence' ? 'passed'
  : status === 'due_soon' ? 'soon'
  : status === 'open' ? 'open'
  : 'unknown';

export interface Slip {
  story: Commitment;
  first: number; // day by which it was first due
  latest: number; // day by which it is due as last stated
  end: number; // day on which it was delivered, or the day asked about where it is past its date
}

/** Promises with a due date, by the first of them; `today` as a day number. */
export function slips(all: readonly Commitment[], today: number): Slip[] {
  return all
    .flatMap((story): Slip[] => {
      if (!story.first_due_last_day) return [];
      const first = dayNumber(story.first_due_last_day);
      const latest = story.latest_due_last_day ? dayNumber(story.latest_due_last_day) : first;
      const late = Math.round((story.months_late ?? 0) * 30.44);
      const end = toneOf(story.status) === 'passed' ? today : late > 0 ? first + late : latest;
      return [{ story, first, latest, end }];
    })
    .sort((a, b) => a.first - b.first || a.story.id.localeCompare(b.story.id));
}
