// Sentences of the server, said in the language of the page.
import type { components } from '../generated/api';
import { dateText, grouped, hours, money, moneySpan, percent, toTheRight } from './format';
import { countryName, direction, has, listed, named, t } from './i18n.svelte';
import { nameOf } from './names.svelte';

export type Said = components['schemas']['Said'];
export type Values = Readonly<Record<string, Said>>;

/** A sentence as an answer has it: in English, and what it takes to say it otherwise. */
export interface Sentence {
  text: string;
  says: string;
  values: Values;
}

// What stays in another script keeps its own direction, whatever stands around it.
const apart = (text: string): string => (direction() === 'rtl' ? `\u2068${text}\u2069` : text);

function quantity({ number: best = 0, low = best, high = best, unit = '' }: Said): string {
  if (unit === 'h' && low === high) return hours(best);
  if (unit === 'share') return percent(best);
  if (/^[A-Z]{3}$/.test(unit)) return low === high ? money(best, unit) : moneySpan({ low, high }, unit);
  const bounds = `${grouped(low)}–${grouped(high)}`;
  const amount = low === high ? grouped(best) : best === low ? bounds : `${grouped(best)} (${bounds})`;
  return unit ? `${toTheRight(amount)} ${named('per', unit)}` : toTheRight(amount);
}

const families = ['mode', 'sector', 'unit'] as const;

// What has commas of its own is not told apart by more of them.
const joined = (items: string[]): string => (items.length > 1 && items.some((i) => /[,،]/.test(i)) ? items.join(t('list.between')) : listed(items));

/** By the clock of the place, not the reader's. */
const momentText = (stamp: string): string => `${dateText(stamp.slice(0, 10))}, ${stamp.slice(11, 16)}`;

function valueText(v: Said): string {
  if (v.says !== undefined) return sentence(v.says, v.values ?? {}) ?? '';
  if (v.entity !== undefined) return nameOf(v.entity) ?? apart(v.name ?? v.entity);
  if (v.country !== undefined) return countryName(v.country);
  if (v.date !== undefined) return dateText(v.date);
  if (v.moment !== undefined) return momentText(v.moment);
  if (v.number !== undefined) return quantity(v);
  if (v.word !== undefined) return named(families.find((f) => f === v.of) ?? 'mode', v.word);
  if (v.list !== undefined) return joined(v.list.map(valueText));
  return apart(v.text ?? '');
}

// A plain number chooses the plural form.
const isPlain = (v: Said): boolean => v.number !== undefined && v.unit === undefined && v.low === undefined;

function sentence(code: string, values: Values): string | undefined {
  const key = `says.${code}`;
  if (!has(key)) return undefined;
  return t(key, Object.fromEntries(Object.entries(values).map(([name, v]) => [name, isPlain(v) ? v.number! : valueText(v)])));
}

/** In the language of the page; undefined where a newer server says what this page does not know. */
export const inLanguage = ({ says, values }: Sentence): string | undefined => sentence(says, values);
