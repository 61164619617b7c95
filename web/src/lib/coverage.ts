// What the page about the data adds up.
import type { Coverage, Grade } from './api';

export const grades: readonly Grade[] = ['measured', 'official', 'reported', 'computed', 'assumed'];
export const ages = ['within_1_year', 'within_3_years', 'within_10_years', 'older', 'undated'] as const;

type Table = Coverage['tables'][number];
type Part = { name: string; n: number };

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Rows by grade, of all tables together. */
export const byGrade = (tables: readonly Table[]): Part[] => grades.map((g) => ({ name: g, n: sum(tables.map((t) => t.grades[g] ?? 0)) }));
export const byAge = (tables: readonly Table[]): Part[] => ages.map((a) => ({ name: a, n: sum(tables.map((t) => t.ages[a] ?? 0)) }));
export const partsOf = (table: Table): Part[] => ages.map((a) => ({ name: a, n: table.ages[a] ?? 0 }));

/** Columns of which less than half of the rows says something, the emptiest first. */
export const gaps = (table: Table): { name: string; share: number }[] =>
  table.columns
    .map((c) => ({ name: c.name, share: table.rows ? c.known / table.rows : 1 }))
    .filter((c) => c.share < 0.5)
    .toSorted((a, b) => a.share - b.share);

export const total = (parts: readonly Part[]): number => sum(parts.map((p) => p.n));
