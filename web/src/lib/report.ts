// What of an entity can be reported anew.
import type { Entity } from './api';

/** A property with its unit, and what one statement says now. */
export interface Reportable {
  property: string;
  unit?: string;
  now: string;
}

/** Each property that the entity has a value of, once; one of several of its tables is left out: which is meant would be a guess. */
export function valuesOf({ rows }: Entity): Reportable[] {
  const out = new Map<string, Reportable & { table: string }>();
  const unclear = new Set<string>();
  for (const { table, statements } of rows) {
    for (const s of statements) {
      if (s.status !== 'accepted' || s.superseded || s.world) continue;
      const known = out.get(s.property);
      if (known && known.table !== table) unclear.add(s.property);
      if (!known) out.set(s.property, { table, property: s.property, ...(s.unit && { unit: s.unit }), now: s.ref_name ?? s.value });
    }
  }
  return [...out.values()].filter((p) => !unclear.has(p.property)).toSorted((a, b) => a.property.localeCompare(b.property));
}
