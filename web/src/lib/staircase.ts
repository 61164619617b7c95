// The time/cost-distance staircase of a journey: what has been spent after how many kilometres.
// Movement slopes; borders, transfers and waits are upright steps.
import type { Journey, Leg, Mode, Range } from './api';
import { t } from './i18n.svelte';
import { legNote, legTitle, shortName, type CrossingNames } from './legs';

export type Measure = 'time_h' | 'cost_usd' | 'co2e_kg';

export interface Step {
  leg: number; // index into the journey's legs
  kind: Leg['kind'];
  mode: Mode;
  upright: boolean; // no distance: a border, transfer or wait
  label: string;
  short: string; // for the chart
  km: [from: number, to: number];
  best: [from: number, to: number];
  low: [from: number, to: number];
  high: [from: number, to: number];
  assumed: number; // share of this step's best that rests on assumed inputs
}

export interface Staircase {
  steps: Step[];
  km: number;
  best: number;
  low: number;
  high: number;
}

// A change says what it changes; the rest is called as elsewhere.
function labelOf(leg: Leg, names: CrossingNames): string {
  const title = legTitle(leg, names);
  if (leg.kind === 'transfer') return `${title}: ${legNote(leg)}`;
  return leg.kind === 'wait' ? t('leg.waitAt', { place: title }) : title;
}

export function staircase(journey: Pick<Journey, 'legs'>, measure: Measure, names: CrossingNames = new Map()): Staircase {
  const at = { km: 0, best: 0, low: 0, high: 0 };
  const steps = journey.legs.map((leg, i): Step => {
    const cost: Range = leg[measure];
    const next = {
      km: at.km + leg.distance_km,
      best: at.best + cost.best,
      low: at.low + cost.low,
      high: at.high + cost.high,
    };
    const step: Step = {
      leg: i,
      kind: leg.kind,
      mode: leg.mode,
      upright: leg.distance_km === 0,
      label: labelOf(leg, names),
      short: shortName(legTitle(leg, names)),
      km: [at.km, next.km],
      best: [at.best, next.best],
      low: [at.low, next.low],
      high: [at.high, next.high],
      assumed: cost.assumed_share,
    };
    Object.assign(at, next);
    return step;
  });
  return { steps, ...at };
}

/** Which upright steps get their name written: the tallest first, none over another or outside. */
export function placeLabels(
  steps: readonly Step[],
  options: { x: (km: number) => number; y: (v: number) => number; width: (step: Step) => number; height: number; left: number; right: number },
): { step: Step; x: number; y: number; anchor: 'end' | 'start' }[] {
  const boxes: { x0: number; x1: number; y0: number; y1: number }[] = [];
  const placed: { step: Step; x: number; y: number; anchor: 'end' | 'start' }[] = [];
  const upright = steps
    .filter((s) => s.upright && s.best[1] > s.best[0])
    .sort((a, b) => b.best[1] - b.best[0] - (a.best[1] - a.best[0]));
  for (const step of upright) {
    const x = options.x(step.km[0]);
    const top = options.y(step.best[1]);
    const w = options.width(step);
    // Above and left of the step's top, where the line has not been yet.
    const anchor = x - w - 6 >= options.left ? 'end' : 'start';
    if (anchor === 'start' && x + w + 6 > options.right) continue;
    const box = anchor === 'end' ? { x0: x - 6 - w, x1: x - 6 } : { x0: x + 6, x1: x + 6 + w };
    const y = anchor === 'end' ? top + options.height * 0.35 : (top + options.y(step.best[0])) / 2 + options.height * 0.35;
    const full = { ...box, y0: y - options.height, y1: y + options.height * 0.3 };
    if (full.y0 < -options.height * 0.5) continue;
    if (boxes.some((b) => b.x0 < full.x1 && full.x0 < b.x1 && b.y0 < full.y1 && full.y0 < b.y1)) continue;
    boxes.push(full);
    placed.push({ step, x: anchor === 'end' ? x - 6 : x + 6, y, anchor });
  }
  return placed;
}

/** Ticks of a duration axis: whole days once there are more than three, else hours. */
export function durationTicks(most: number, about: number): { at: number; text: string }[] {
  const unit = most >= 72 ? 24 : 1;
  const raw = most / unit / about;
  const nice = [1, 2, 3, 5, 6, 10, 12, 15, 20, 25, 30, 50, 100, 200].find((s) => s >= raw) ?? Math.ceil(raw / 100) * 100;
  const ticks = [];
  for (let at = 0; at <= most; at += nice * unit) ticks.push({ at, text: t(unit === 24 ? 'quantity.days' : 'quantity.hours', { amount: at / unit }) });
  return ticks;
}
