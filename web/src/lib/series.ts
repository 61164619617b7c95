// Figures of many sources as segments over their periods, so that a part of a year is not read as one.
import type { Series } from './api';
import { dayNumber } from './timeline';

export interface Segment {
  key: string;
  period: string;
  from: number; // days
  to: number; // the day after the last
  usd: number;
  low: number;
  high: number;
  books: string; // whose: a country, '' where nobody says
  preferred: boolean;
  bound: string;
  basis: string;
  source: string;
  language: string;
  statements: string[];
}

/** First day and the day after the last of a period of any precision; undefined where it has no end. */
export function spanOf(period: string): [number, number] | undefined {
  const one = (text: string, end: boolean): number | undefined => {
    const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
    const [y, m, d] = quarter ? [Number(quarter[1]), Number(quarter[2]) * 3 - 2, NaN] : text.split('-').map(Number);
    if (!y) return undefined;
    if (d) return dayNumber(text) + (end ? 1 : 0);
    const months = quarter ? 3 : m ? 1 : 12;
    return Math.floor(Date.UTC(y, (m || 1) - 1 + (end ? months : 0), 1) / 86_400_000);
  };
  const [a, b] = period.replaceAll('~', '').split('/') as [string, string?];
  const from = one(a, false);
  const to = one(b ?? a, true);
  return from === undefined || to === undefined ? undefined : [from, to];
}

/** All values in dollars; a range by its middle. */
export function segments(series: Series): Segment[] {
  return series.periods.flatMap((p) => {
    const span = p.period ? spanOf(p.period) : undefined;
    if (!span) return [];
    return p.groups
      .filter((g) => g.what.currency === 'USD')
      .flatMap((g) =>
        g.values.flatMap((v): Segment[] => {
          const usd = v.value ?? (v.low !== undefined && v.high !== undefined ? (v.low + v.high) / 2 : undefined);
          if (usd === undefined) return [];
          return [{
            key: v.row, period: p.period!, from: span[0], to: span[1], usd, low: v.low ?? usd, high: v.high ?? usd,
            books: g.what.reporter ?? '', preferred: v.statements.includes(g.preferred), bound: v.bound, basis: g.what.basis,
            source: v.source.title, language: v.source.language ?? 'en', statements: v.statements,
          }];
        }),
      );
  });
}

/** How far apart the books of two sides are in each period that has both. */
export const apart = (series: Series) => series.periods.flatMap((p) => p.apart.map((a) => ({ period: p.period, ...a })));
