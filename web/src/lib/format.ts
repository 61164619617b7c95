// Quantities and dates as people read them in the language of the page.
import { direction, language, locale, number, t } from './i18n.svelte';
import { kazakhDate } from './kazakh';

/** 1234567 -> "1,234,567". */
export const grouped = (n: number): string => number(n, { maximumFractionDigits: 3 });

/** To `digits` significant digits. */
export const rounded = (n: number, digits = 3): string => number(n, { maximumSignificantDigits: digits });

/** The unit in which a set of hours is best read: hours to three days, days beyond. */
export const inDays = (h: number): boolean => Math.abs(h) >= 72;

const hoursText = (h: number): string => number(h, { maximumFractionDigits: h < 10 ? 1 : 0 });
const daysText = (h: number): string => {
  const digits = Math.abs(h / 24) < 100 ? 1 : 0;
  return number(h / 24, { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

/** 5 -> "5 h", 100 -> "4.2 d". */
export const hours = (h: number): string => (inDays(h) ? t('quantity.days', { amount: daysText(h) }) : t('quantity.hours', { amount: hoursText(h) }));

/** Low and high in one unit: "4.1–6.0 d". */
export function hoursSpan(low: number, high: number): string {
  const [text, key] = inDays(high) ? ([daysText, 'quantity.days'] as const) : ([hoursText, 'quantity.hours'] as const);
  return t(key, { amount: low === high ? text(low) : `${text(low)}–${text(high)}` });
}

/** Days as such: 4.2 -> "4.2 d". */
export const days = (d: number): string => t('quantity.days', { amount: number(d, { maximumFractionDigits: 1, signDisplay: 'negative' }) });

// A plan's money is not known to the cent: three significant digits.
const plain = (v: number): Intl.NumberFormatOptions => (Math.abs(v) < 10 ? { minimumFractionDigits: 0, maximumFractionDigits: 1 } : { maximumSignificantDigits: 3 });
const dollars = (v: number): Intl.NumberFormatOptions => ({ ...plain(v), style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' });

export const usd = (v: number): string => number(v, dollars(v));

export function usdSpan(low: number, high: number): string {
  if (low === high) return usd(low);
  // The sign stands once, where the language puts it.
  const first = new Intl.NumberFormat(locale(), dollars(1)).formatToParts(1)[0]!.type;
  return first === 'integer' ? `${number(low, plain(low))}–${usd(high)}` : `${usd(low)}–${number(high, plain(high))}`;
}

export const usdLargeSpan = (low: number, high: number): string => (low === high ? usdLarge(low) : `${usdLarge(low)} – ${usdLarge(high)}`);

/** Large sums: "$1.2m". */
export const usdLarge = (v: number): string =>
  number(v, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', notation: 'compact', minimumFractionDigits: 0, maximumSignificantDigits: 3 });

/** An amount of any currency, also of one without a code. */
export function money(v: number, currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return `${grouped(v)} ${currency}`;
  return number(v, { style: 'currency', currency, currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'code', minimumFractionDigits: 0, maximumFractionDigits: 2 });
}

/** From low to high: "1–100 MCI". */
export const moneySpan = ({ low, high }: { low: number; high: number }, currency: string): string =>
  low === high ? money(low, currency) : `${grouped(low)}–${grouped(high)} ${currency}`;

const tonnesOf = (kg: number): string => number(kg / 1000, { maximumSignificantDigits: 3 });
const kilogramsOf = (kg: number): string => number(kg, { maximumSignificantDigits: Math.abs(kg) < 100 ? 2 : 3 });

/** Kilograms below a tonne, tonnes beyond. */
export const kilograms = (kg: number): string =>
  Math.abs(kg) < 1000 ? t('quantity.kilograms', { amount: kilogramsOf(kg) }) : t('quantity.tonnes', { amount: tonnesOf(kg) });

export function kilogramsSpan(low: number, high: number): string {
  if (low === high) return kilograms(low);
  return high < 1000 ? t('quantity.kilograms', { amount: `${kilogramsOf(low)}–${kilogramsOf(high)}` }) : t('quantity.tonnes', { amount: `${tonnesOf(low)}–${tonnesOf(high)}` });
}

export const kilometres = (km: number): string => t('quantity.kilometres', { amount: number(km, { maximumFractionDigits: km < 10 ? 1 : 0 }) });

/** Signs and numbers that are read from the left in every language. */
export const toTheRight = (text: string): string => (direction() === 'rtl' ? `\u2066${text}\u2069` : text);

/** 0.314 -> "31%"; what is not nothing never reads as 0%, what is not all never as 100%. */
export function percent(share: number): string {
  const text = (v: number) => number(v, { style: 'percent', maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) return toTheRight(`<${text(0.01)}`);
  if (share < 1 && share > 0.99) return toTheRight(`>${text(0.99)}`);
  return text(share);
}

/** With its sign, as a change is told: 1.25 -> "+1.3". */
export const signed = (n: number, digits = 2): string => number(n, { signDisplay: 'exceptZero', maximumSignificantDigits: digits });

export const signedLarge = (n: number): string => number(n, { signDisplay: 'exceptZero', notation: 'compact', maximumSignificantDigits: 3 });

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateOf(day: Date, options: Intl.DateTimeFormatOptions): string {
  if (language() === 'kk') return kazakhDate(day, options);
  const key = locale() + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' })));
  return format.format(day);
}

/** "March 2026", above the days of that month. */
export const monthName = (month: string): string => dateOf(new Date(`${month}-01T00:00:00Z`), { month: 'long', year: 'numeric' });

/** "Apr", on an axis. */
export const monthShort = (month: number): string => dateOf(new Date(Date.UTC(2001, month - 1, 1)), { month: 'short' });

// Bounds that are those of a year or a month are told as that.
function wholePeriod(a: string, b: string): string | undefined {
  if (a === `${b.slice(0, 4)}-01-01` && b.endsWith('-12-31')) return b.slice(0, 4);
  const next = new Date(Date.parse(`${b}T00:00:00Z`) + 86_400_000);
  if (a.length === 10 && a.endsWith('-01') && a.slice(0, 7) === b.slice(0, 7) && next.getUTCDate() === 1) return dateText(a.slice(0, 7));
  return undefined;
}

/** A date of any precision: 2025-06-16 -> "16 Jun 2025", 2025-Q2 -> "Q2 2025", A/B -> "A – B". */
export function dateText(text: string): string {
  if (text.startsWith('~')) return t('date.about', { date: dateText(text.slice(1)) });
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const [a, b] = [text.slice(0, slash), text.slice(slash + 1)];
    const open = (part: string) => part === '' || part === '..';
    if (open(a) && open(b)) return t('date.any');
    if (open(a)) return t('date.until', { date: dateText(b) });
    if (open(b)) return t('date.from', { date: dateText(a) });
    return wholePeriod(a, b) ?? `${dateText(a)} – ${dateText(b)}`;
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return t('date.quarter', { quarter: quarter[2]!, year: quarter[1]! });
  const day = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(text);
  if (!day) return text;
  const date = new Date(`${day[1]}-${day[2]}-${day[3] ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return dateOf(date, { year: 'numeric', month: 'short', ...(day[3] && { day: 'numeric' }) });
}

/** A moment by the reader's clock: "1 Dec 2026, 14:05". */
export function timeText(moment: string): string {
  const at = new Date(moment);
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  const local = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return `${dateText(local)}, ${clock}`;
}

/** "281 days ago", "today", and years beyond one. */
export function age(days: number): string {
  if (days < 0) return t('age.ahead', { n: -days });
  if (days === 0) return t('age.today');
  if (days === 1) return t('age.yesterday');
  if (days < 365) return t('age.days', { n: days });
  return t('age.years', { n: Math.round(days / 36.525) / 10 });
}

/** due_soon -> "due soon". */
export const words = (name: string): string => name.replaceAll('_', ' ');

/** A value as people read it: what it names, or a choice without its underscores. */
export const valueText = (value: string, refName?: string): string => refName ?? (/^[a-z]+(_[a-z0-9]+)+$/.test(value) ? words(value) : value);

/** The name of a property without the unit that its value shows: dwell_median_h, h -> "dwell median". */
export function propertyName(property: string, unit?: string): string {
  const suffix = unit ? `_${unit.replace('/', '_')}` : '';
  return words(suffix && property.endsWith(suffix) ? property.slice(0, -suffix.length) : property);
}

/** "PK → CN → KG": Latin codes run to the right in every language. */
export const chain = (codes: readonly string[]): string => codes.join(' → ');
