// A search as the URL holds it: the parameters of GET /search by their own names.

export interface SearchQuery {
  q: string;
  kind: string[];
  sector: string[];
  country: string[];
  from: string;
  to: string;
}

const single = ['q', 'from', 'to'] as const;
export const filters = ['kind', 'sector', 'country'] as const;
export type Filter = (typeof filters)[number];

export function readSearch(search: string): SearchQuery {
  const params = new URLSearchParams(search);
  const query = {} as SearchQuery;
  for (const name of single) query[name] = params.get(name)?.trim() ?? '';
  for (const name of filters) query[name] = [...new Set(params.getAll(name).map((v) => v.trim()))].filter((v) => v !== '');
  return query;
}

export const narrowed = (q: SearchQuery): boolean => q.from !== '' || q.to !== '' || filters.some((f) => q[f].length > 0);

/** Without one value of a filter, or with it. */
export function toggled(q: SearchQuery, filter: Filter, value: string): SearchQuery {
  const has = q[filter].includes(value);
  return { ...q, [filter]: has ? q[filter].filter((v) => v !== value) : [...q[filter], value] };
}

/** The text in pieces, of which every second one was matched. Marks count code points, half-open. */
export function pieces(text: string, marks: readonly (readonly number[])[]): string[] {
  const points = [...text];
  const out: string[] = [];
  let at = 0;
  for (const [begin = 0, end = 0] of marks) {
    out.push(points.slice(at, begin).join(''), points.slice(begin, end).join(''));
    at = end;
  }
  return [...out, points.slice(at).join('')];
}
