// The form of a plan as the URL holds it: the parameters of GET /plan by their own names, and `j`,
// the journey that is looked at.

export interface PlanQuery {
  from: string;
  to: string;
  via: string[];
  product: string;
  tonnes: string;
  unit: string;
  modes: string[];
  avoid: string[];
  depart: string;
  as_of: string;
  known_at: string;
  published_by: string;
  without: string[];
  scenario: string[];
}

const single = ['from', 'to', 'product', 'tonnes', 'unit', 'depart', 'as_of', 'known_at', 'published_by'] as const;
const many = ['via', 'modes', 'avoid', 'without', 'scenario'] as const;

export function readQuery(search: string): PlanQuery {
  const params = new URLSearchParams(search);
  const query = {} as PlanQuery;
  for (const name of single) query[name] = params.get(name)?.trim() ?? '';
  for (const name of many) query[name] = params.getAll(name).filter((v) => v.trim() !== '');
  return query;
}

/** Ready to be asked: both ends are named. */
export const complete = (q: PlanQuery): boolean => q.from !== '' && q.to !== '';
