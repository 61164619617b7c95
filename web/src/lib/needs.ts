// When the papers of a journey must be begun, as bars before and after the departure.
import type { Needs, NeedsStep } from './api';

export interface Bar {
  step: NeedsStep;
  from: number; // days from departure; below 0: before it
  best: number;
  high: number; // where it ends if it takes longest
}

/** Steps whose time is stated, those before departure ending by it, those after beginning with arrival. */
export function bars(needs: Needs): Bar[] {
  const travel = needs.journey?.days.best ?? 0;
  return needs.steps.flatMap((step): Bar[] => {
    if (!step.taken || step.barred || !step.days || step.days.high <= 0) return [];
    if (step.stage === 'before') {
      const from = -(step.begins_before_d ?? step.days.best);
      return [{ step, from, best: from + step.days.best, high: from + step.days.high }];
    }
    const from = step.stage === 'after' ? travel : travel / 2;
    return [{ step, from, best: from + step.days.best, high: from + step.days.high }];
  });
}

/** Steps in the order in which they are taken, by stage. */
export function stages(needs: Needs): { stage: NeedsStep['stage']; steps: NeedsStep[] }[] {
  return (['before', 'border', 'after'] as const)
    .map((stage) => ({ stage, steps: needs.steps.filter((s) => s.stage === stage) }))
    .filter((s) => s.steps.length > 0);
}
