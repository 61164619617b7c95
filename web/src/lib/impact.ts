// An impact as a reader asks of it: which journeys change most, on which common scale.
import type { Effects, Impact, ImpactFlow, ImpactInterval, ImpactRanking } from './api';

/** The load by which a change per tonne is also told. */
export const truckTonnes = 20;

/** Flows that change, those by most days first; then by most dollars; what opens or is lost before all. */
export function changes(impact: Impact): ImpactFlow[] {
  const size = (f: ImpactFlow) =>
    f.outcome === 'opened' || f.outcome === 'lost' ? Infinity : Math.abs(f.change?.days?.best ?? 0) + Math.abs(f.change?.usd_t?.best ?? 0) / 1e6;
  return impact.flows
    .filter((f) => f.outcome !== 'same' && f.outcome !== 'no_route' && f.outcome !== 'refused')
    .sort((a, b) => size(b) - size(a) || a.id.localeCompare(b.id));
}

/** The first that gets a way, else the one that saves most days. */
export const mostGained = (flows: readonly ImpactFlow[]): ImpactFlow | undefined => {
  const days = (f: ImpactFlow) => (f.outcome === 'opened' ? -Infinity : (f.change?.days?.best ?? 0));
  return flows.reduce<ImpactFlow | undefined>((best, f) => (best && days(best) <= days(f) ? best : f), undefined);
};

/** Only duties change: no day and no dollar of carriage moves. */
export const onlyDuties = (s: Impact['summary']): boolean => s.duties > 0 && !s.days?.best && !s.usd_t?.best && s.opened + s.lost === 0;

export interface Part {
  id: string;
  name: string;
  closure: boolean;
}

/** What a scenario can be built of: all that can be modelled, of subjects with the same rows the first, projects before promises. */
export function parts({ subjects }: Effects): Part[] {
  const seen = new Set<string>();
  const first = (kind: string) => (kind === 'project' ? 0 : 1);
  return subjects
    .filter((s) => s.reach === 'modelled')
    .sort((a, b) => first(a.kind) - first(b.kind))
    .filter((s) => {
      const rows = s.rows.map((r) => r.row).sort().join(' ');
      return !seen.has(rows) && seen.add(rows);
    })
    .map((s) => ({ id: s.id, name: s.title, closure: s.kind === 'closure' }));
}

/** The widest of some intervals, zero included: a scale on which they can be compared. */
export function scaleOf(intervals: readonly (ImpactInterval | null | undefined)[]): [number, number] {
  const known = intervals.filter((i) => i !== null && i !== undefined);
  const low = Math.min(0, ...known.map((i) => i.low));
  const high = Math.max(0, ...known.map((i) => i.high));
  return low === high ? [-1, 1] : [low, high];
}

/** Where a value stands on a scale, as a share of its width. */
export const along = ([low, high]: readonly [number, number], v: number): number => Math.min(1, Math.max(0, (v - low) / (high - low)));

/** A change of trade by more percent than those from which elasticities were estimated (docs/impact.md). */
export const beyondEstimates = (pct: ImpactInterval): boolean => Math.abs(pct.best) > 50;

/** The id of a row of the ranking: subjects with the same effects count once. */
export const idOf = (row: ImpactRanking['ranking'][number]): string => row.subjects[0]!.id;

/** The statement that holds the number of a row of parameters, figures or flows; others have several. */
export function statementOf(row: string): string | undefined {
  const column = row.startsWith('par-') || row.startsWith('fig-') ? 'value' : row.startsWith('flo-') ? 'value_usd' : undefined;
  return column && `${row}.${column}`;
}
