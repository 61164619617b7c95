// One case: what was promised for it, how it goes today, how it would go if that were kept. The URL
// holds it with the parameters of GET /impact, `id` and `lifted` being what is switched on.
import type { Blocker, Commitment, Effects, ImpactRanking, ImpactTaken, Leg, Meta } from './api';
import { queryString } from './api';
import { idOf } from './impact';
import { nameOf, nameOr } from './names.svelte';

export interface CaseQuery {
  origin: string;
  destination: string;
  product: string;
  unit: string;
  ids: string[] | undefined; // taken as kept; undefined: not said, all that helps or harms
  lifted: string[]; // closures taken as ended
}

const nothing = 'none'; // as `id`: all switches are off

export function readCase(search: string): CaseQuery {
  const params = new URLSearchParams(search);
  const one = (name: string) => params.get(name)?.trim() ?? '';
  const ids = params.getAll('id');
  return {
    origin: one('origin'), destination: one('destination'), product: one('product'), unit: one('unit'),
    ids: params.has('id') ? ids.filter((id) => id !== nothing) : undefined,
    lifted: params.getAll('lifted'),
  };
}

export function caseUrl(q: CaseQuery): string {
  return `/${queryString({ origin: q.origin, destination: q.destination, product: q.product, unit: q.unit, id: q.ids?.length === 0 ? nothing : q.ids, lifted: q.lifted })}`;
}

/** What the page opens with where nothing is asked: the first question that the pack offers. */
export function exampleCase(meta: Meta | undefined, { ids, lifted }: CaseQuery): CaseQuery | undefined {
  const e = meta?.examples[0];
  return e && { ...exampleOf(e), ids, lifted };
}

export const exampleOf = (e: Meta['examples'][number]): CaseQuery => ({
  origin: e.from, destination: e.to, product: e.product ?? '', unit: e.unit ?? '', ids: undefined, lifted: [],
});

/** An example as the language of the page calls its goods and places; its title where it does not. */
export function exampleTitle(e: Meta['examples'][number]): string {
  const [from, to] = [nameOf(e.from), nameOf(e.to)];
  if (!from || !to) return e.title;
  const goods = e.title.slice(0, e.title.lastIndexOf(',')); // may hold commas itself
  return `${nameOr(e.product, goods)}, ${from} → ${to}`;
}

export interface Promised {
  id: string; // switched on and off by this
  name: string;
  also: { id: string; name: string }[]; // of the same effects
  stories: Commitment[]; // those of them that are promises, as they stand
  alone: ImpactRanking['ranking'][number]['summary'];
  shuts: boolean; // a closure that would come, not a promise
}

type Ranked = ImpactRanking['ranking'][number];
const moves = ({ summary: s }: Ranked) => s.changing + s.opened + s.lost > 0;

/** What touches a case: what changes it on its own, those that shorten it most first. What only lifts
    closures is left out, for closures have switches of their own. */
export function touching(ranking: ImpactRanking, effects: Effects, stories: readonly Commitment[]): Promised[] {
  const told = new Map(stories.map((c) => [c.id, c]));
  const of = new Map(effects.subjects.map((s) => [s.id, s]));
  const closure = (r: Ranked) => r.subjects.every((s) => of.get(s.id)?.kind === 'closure');
  const shuts = (r: Ranked) => r.subjects.some((s) => of.get(s.id)?.effects.some((e) => e.effect === 'closes'));
  return ranking.ranking
    .filter((r) => moves(r) && (!closure(r) || shuts(r)))
    .map((r) => ({
      id: idOf(r),
      name: r.subjects[0]!.name,
      also: r.subjects.slice(1).map(({ id, name }) => ({ id, name })),
      stories: r.subjects.flatMap((s) => told.get(s.id) ?? []),
      alone: r.summary,
      shuts: closure(r),
    }));
}

/** What is on: what the URL says, else every promise. */
export const switchedOn = (q: CaseQuery, promised: readonly Promised[]): string[] => q.ids ?? promised.filter((p) => !p.shuts).map((p) => p.id);

/** Closures as one switch each, whatever they shut. */
export function closuresOf(blockers: readonly Blocker[]): { id: string; name: string; shut: Blocker[] }[] {
  return [...new Set(blockers.map((b) => b.entity))].map((id) => {
    const shut = blockers.filter((b) => b.entity === id);
    return { id, name: shut[0]!.name, shut };
  });
}

const unique = (legs: readonly Leg[]) => [...new Set(legs.flatMap((l) => l.statements))];

/** The statements behind a number of a way. */
export const behindTime = (way: ImpactTaken | null | undefined): string[] => unique((way?.way?.legs ?? []).filter((l) => l.time_h.high > 0));
export const behindCost = (way: ImpactTaken | null | undefined): string[] => unique((way?.way?.legs ?? []).filter((l) => l.cost_usd.high > 0));
export const behindBorders = (way: ImpactTaken | null | undefined): string[] => unique((way?.way?.legs ?? []).filter((l) => l.kind === 'crossing'));

/** The statements that one of two ways rests on and the other does not: what makes the difference. */
export function behindChange(before: readonly string[], after: readonly string[]): string[] {
  const [a, b] = [new Set(before), new Set(after)];
  return [...before.filter((id) => !b.has(id)), ...after.filter((id) => !a.has(id))];
}
