// The question of papers as the URL holds it: the parameters of GET /needs by their own names.

const single = ['from', 'to', 'product', 'tonnes', 'unit', 'value', 'carrier', 'nationality', 'purpose', 'depart', 'as_of', 'known_at', 'published_by', 'journey', 'person'] as const;
const many = ['via', 'modes', 'avoid', 'without', 'scenario', 'under', 'by'] as const;

export type NeedsQuery = Record<(typeof single)[number], string> & Record<(typeof many)[number], string[]>;

export function readNeeds(search: string): NeedsQuery {
  const params = new URLSearchParams(search);
  return {
    ...Object.fromEntries(single.map((name) => [name, params.get(name)?.trim() ?? ''])),
    ...Object.fromEntries(many.map((name) => [name, params.getAll(name).filter((v) => v.trim() !== '')])),
  } as NeedsQuery;
}

/** A person has a destination and a nationality, goods have two ends. */
export const askable = (q: NeedsQuery): boolean => q.to !== '' && (q.person === 'true' ? q.nationality !== '' : q.from !== '');
