// The language of the page: its texts, its numbers, its plural forms.
import en from '../texts/en.json';
import { kazakhCountries, kazakhList, kazakhNumber } from './kazakh';
import { go, here } from './router.svelte';

export const languages = ['en', 'kk', 'ru', 'ur'] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { en: 'English', kk: 'Қазақша', ru: 'Русский', ur: 'اردو' };

export type Key = keyof typeof en;
/** A text, or one for each plural form of `n`. */
type Text = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
type Texts = Record<Key, Text>;

// Whose conventions Intl follows; of Kazakh browsers know too little (kazakh.ts).
const tags: Record<Language, string> = { en: 'en-GB', kk: 'ru-RU', ru: 'ru-RU', ur: 'ur-PK' };
// The checker holds each file to the keys of the English one.
const files: Record<Exclude<Language, 'en'>, () => Promise<{ default: Texts }>> = {
  kk: () => import('../texts/kk.json'),
  ru: () => import('../texts/ru.json'),
  ur: () => import('../texts/ur.json'),
};

const shown = $state<{ language: Language; texts: Texts }>({ language: 'en', texts: en });

export const language = (): Language => shown.language;
export const direction = (): 'rtl' | 'ltr' => (shown.language === 'ur' ? 'rtl' : 'ltr');
export const locale = (): string => tags[shown.language];

const isLanguage = (text: string | null): text is Language => languages.includes(text as Language);

function remembered(): string | null {
  try {
    return localStorage.getItem('lang');
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** The language of the URL, else the one last chosen, else the first of the reader's that there is. */
export function wanted(url: string, kept: string | null, accepted: readonly string[]): Language {
  if (isLanguage(url)) return url;
  if (isLanguage(kept)) return kept;
  return accepted.map((tag) => tag.split('-')[0]!).find(isLanguage) ?? 'en';
}

/** Shows the page in a language, once its texts are here. */
export async function show(next: Language): Promise<void> {
  const texts = next === 'en' ? en : (await files[next]()).default;
  Object.assign(shown, { language: next, texts });
}

export const showWanted = (): Promise<void> => show(wanted(here.lang, remembered(), navigator.languages));

/** What the switch does: the URL says it, so that a link can be sent, and the browser remembers it. */
export function choose(next: Language): void {
  try {
    localStorage.setItem('lang', next);
  } catch {
    // The URL keeps it all the same.
  }
  go(here.path + here.search + here.hash, { replace: true, lang: next });
}

const numberFormats = new Map<string, Intl.NumberFormat>();
/** A number as the language writes it. */
export function number(n: number, options: Intl.NumberFormatOptions = {}): string {
  const key = locale() + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locale(), options)));
  return shown.language === 'kk' ? kazakhNumber(format.format(n)) : format.format(n);
}

type Values = Readonly<Record<string, string | number>>;

/** The text of a key; `{name}` takes the value of that name, `n` chooses the plural form. */
export function t(key: Key, values: Values = {}): string {
  const text = shown.texts[key];
  const form = typeof text === 'string' ? text : (text[new Intl.PluralRules(shown.language).select(Number(values['n']))] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
}

/** Is there such a text? */
export const has = (key: string): key is Key => key in shown.texts;

/** A word of the record's own lists, such as a sector: its text where there is one, else as it stands. */
export function named(family: 'act' | 'kind' | 'label' | 'mode' | 'outcome' | 'per' | 'role' | 'sector' | 'stage' | 'status' | 'unit' | 'warning' | 'weekday', word: string): string {
  const key = `${family}.${word}`;
  return has(key) ? t(key) : word.replaceAll('_', ' ');
}

/** A country by its code, as the language calls it. */
export function countryName(code: string): string {
  const kazakh = shown.language === 'kk' ? kazakhCountries[code.toLowerCase()] : undefined;
  if (kazakh) return kazakh;
  return /^[a-z]{2}$/i.test(code) ? (new Intl.DisplayNames(locale(), { type: 'region', fallback: 'code' }).of(code.toUpperCase()) ?? code) : code;
}

/** Things side by side: "a, b and c". */
export const listed = (items: readonly string[]): string =>
  shown.language === 'kk' ? kazakhList(items) : new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
