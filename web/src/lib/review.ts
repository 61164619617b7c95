// The queue of proposals: which is next, and what a key asks for.
import type { Proposal, Source, Statement } from './api';

export type Decision = 'accept' | 'edit' | 'reject';
export type Wish = Decision | 'next' | 'previous';
const keys: Record<string, Wish> = { a: 'accept', e: 'edit', r: 'reject', j: 'next', n: 'next', ArrowDown: 'next', k: 'previous', p: 'previous', ArrowUp: 'previous' };

/** What a key means on a proposal; in a field, or with a modifier, it means nothing. */
export function wishOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>, inField: boolean): Wish | undefined {
  return inField || event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
}

/** Where to stand after the one at `at` has left a queue of `left`: on the one that followed it. */
export const after = (at: number, left: number): number => Math.max(0, Math.min(at, left - 1));

/** The row that is decided on: the first that is no source. */
export const rowOf = (p: Proposal): Proposal['rows'][number] => p.rows.find((r) => r.row_id === p.id) ?? p.rows[0]!;

/** What it speaks of: rows such as closures have no names, but say of what they are; what is new has none yet. */
export function titleOf(row: Proposal['rows'][number]): string {
  const name = row.statements[0]?.name;
  if (name && name !== row.entity) return name;
  const says = (...properties: string[]) => row.statements.find((s) => properties.includes(s.property));
  return says('target')?.ref_name ?? says('title', 'what', 'name', 'indicator')?.value ?? row.entity;
}

/** Who says so: the source that came with it and waits too, else the one on record. */
export function sourceOf(p: Proposal, row: Proposal['rows'][number]): Source | undefined {
  const stated = row.statements.find((s) => s.source)?.source;
  const proposed = p.rows.find((r) => r.table === 'sources' && r.entity === stated?.id);
  if (!proposed) return stated;
  const value = (property: string) => proposed.statements.find((s) => s.property === property)?.value;
  const url = value('url');
  const published = value('published_on');
  return { id: proposed.entity, title: value('title') ?? url ?? proposed.entity, ...(url && { url }), ...(published && { published_on: published }) };
}

/** Of an edit: the columns whose values were changed. */
export function changed(statements: readonly Statement[], values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(statements.flatMap((s) => {
    const value = values[s.property];
    return value === undefined || value.trim() === s.value ? [] : [[s.property, value.trim()]];
  }));
}
