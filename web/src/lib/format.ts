// Numbers and dates as people read them. Always English digits and the same form everywhere: no
// locale of the browser changes an answer.

const nbsp = '\u00a0';
const thin = '\u2009';

/** 1234567 -> "1 234 567" with thin spaces. */
export function grouped(n: number): string {
  const [whole, part] = String(n).split('.');
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, thin);
  return part ? `${digits}.${part}` : digits;
}

/** To `digits` significant digits, without an exponent. */
export function significant(n: number, digits: number): number {
  if (n === 0 || !Number.isFinite(n)) return n;
  const scale = 10 ** (digits - 1 - Math.floor(Math.log10(Math.abs(n))));
  return Math.round(n * scale) / scale;
}

/** The unit in which a set of hours is best read: hours to three days, days beyond. */
export const inDays = (h: number): boolean => Math.abs(h) >= 72;

const hoursText = (h: number): string => (h < 10 ? trimmed(h, 1) : grouped(Math.round(h)));
const daysText = (h: number): string => (h / 24 < 100 ? (h / 24).toFixed(1) : grouped(Math.round(h / 24)));

function trimmed(n: number, decimals: number): string {
  return String(Number(n.toFixed(decimals)));
}

/** 5 -> "5 h", 100 -> "4.2 d". */
export function hours(h: number): string {
  return inDays(h) ? `${daysText(h)}${nbsp}d` : `${hoursText(h)}${nbsp}h`;
}

/** Low and high in one unit: "4.1–6.0 d". */
export function hoursSpan(low: number, high: number): string {
  const [text, unit] = inDays(high) ? [daysText, 'd'] : [hoursText, 'h'];
  return low === high ? `${text(low)}${nbsp}${unit}` : `${text(low)}–${text(high)}${nbsp}${unit}`;
}

/** Three significant digits: a plan's money is not known to the cent. */
export function usd(v: number): string {
  return `$${grouped(Math.abs(v) < 10 ? Number(v.toFixed(1)) : significant(v, 3))}`;
}

export function usdSpan(low: number, high: number): string {
  return low === high ? usd(low) : `${usd(low)}–${usd(high).slice(1)}`;
}

/** Kilograms below a tonne, tonnes beyond. */
export function kilograms(kg: number): string {
  if (Math.abs(kg) < 1000) return `${grouped(significant(kg, Math.abs(kg) < 100 ? 2 : 3))}${nbsp}kg`;
  return `${grouped(significant(kg / 1000, 3))}${nbsp}t`;
}

export function kilogramsSpan(low: number, high: number): string {
  if (low === high) return kilograms(low);
  if (high < 1000) return `${grouped(significant(low, 3))}–${kilograms(high)}`;
  return `${grouped(significant(low / 1000, 3))}–${kilograms(high)}`;
}

export function kilometres(km: number): string {
  return `${grouped(km < 10 ? Number(km.toFixed(1)) : Math.round(km))}${nbsp}km`;
}

/** 0.314 -> "31 %"; what is not nothing never reads as 0 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return `<1${nbsp}%`;
  if (share < 1 && share > 0.99) return `>99${nbsp}%`;
  return `${Math.round(share * 100)}${nbsp}%`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Bounds that are those of a year or a month are told as that.
function wholePeriod(a: string, b: string): string | undefined {
  if (a === `${b.slice(0, 4)}-01-01` && b.endsWith('-12-31')) return b.slice(0, 4);
  const next = new Date(Date.parse(`${b}T00:00:00Z`) + 86_400_000);
  if (a.length === 10 && a.endsWith('-01') && a.slice(0, 7) === b.slice(0, 7) && next.getUTCDate() === 1) return dateText(a.slice(0, 7));
  return undefined;
}

/** A date of any precision: 2025-06-16 -> "16 Jun 2025", 2025-Q2 -> "Q2 2025", A/B -> "A – B". */
export function dateText(text: string): string {
  if (text.startsWith('~')) return `about ${dateText(text.slice(1))}`;
  const slash = text.indexOf('/');
  if (slash >= 0) {
    const [a, b] = [text.slice(0, slash), text.slice(slash + 1)];
    const open = (t: string) => t === '' || t === '..';
    if (open(a) && open(b)) return 'any time';
    if (open(a)) return `until ${dateText(b)}`;
    if (open(b)) return `from ${dateText(a)}`;
    return wholePeriod(a, b) ?? `${dateText(a)} – ${dateText(b)}`;
  }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`;
  const day = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(text);
  if (!day) return text;
  const month = months[Number(day[2]) - 1];
  if (!month) return text;
  return day[3] ? `${Number(day[3])} ${month} ${day[1]}` : `${month} ${day[1]}`;
}

/** "281 days ago", "today", and months beyond three. */
export function age(days: number): string {
  if (days < 0) return `in ${-days} days`;
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 365) return `${days} days ago`;
  return `${(days / 365.25).toFixed(1)} years ago`;
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

/** "PK → CN → KG". */
export const chain = (codes: readonly string[]): string => codes.join(` → `);
