// What the page about a country takes from its answers.
import type { Country, TradeProducts } from './api';
import type { Language } from './i18n.svelte';

// Where most readers of a language live.
const home: Partial<Record<Language, string>> = { kk: 'kz', ur: 'pk' };

/** The country to know, of the record's two: that of the URL, else the one where readers of the language do not live. */
export const countryAsked = (search: string, language: Language, pair: readonly string[]): string => {
  const asked = new URLSearchParams(search).get('country') ?? '';
  return pair.includes(asked) ? asked : (pair.findLast((code) => code !== home[language]) ?? '');
};

export const offsetText = (minutes: number): string => {
  const [h, m] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${h}${m ? `:${String(m).padStart(2, '0')}` : ''}`;
};

// Map.groupBy, which Node 18 lacks: the tests run there too.
function groups<T>(all: readonly T[], keyOf: (one: T) => string): [string, T[]][] {
  const out = new Map<string, T[]>();
  for (const one of all) out.set(keyOf(one), [...(out.get(keyOf(one)) ?? []), one]);
  return [...out];
}

type Body = Country['bodies'][number];

/** First whom a stranger would call; the others by sector. */
export function callable(bodies: readonly Body[]): { first: Body[]; rest: [string, Body[]][] } {
  const first = bodies.filter((b) => b.between || b.tied || b.contacts.length > 0);
  const rest = bodies.filter((b) => !first.includes(b));
  return { first, rest: groups(rest, (b) => b.sector ?? '') };
}

/** The digit of the SITC's section, where the goods are told by these. */
export const sectionOf = (products: Pick<TradeProducts, 'data_set'>, code: string): string | undefined =>
  products.data_set.classification === 'sitc' && products.data_set.digits === 1 && /^\d$/.test(code) ? code : undefined;

/** Connections that meet in one place, by that place; those between the two first, under ''. */
export const byHub = (all: Country['connections']): [string, Country['connections']][] => groups(all, (c) => c.via?.id ?? '');
