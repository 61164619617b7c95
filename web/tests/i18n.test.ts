import { afterEach, describe, expect, it } from 'vitest';
import { countryName, languages, named, show, t, wanted } from '../src/lib/i18n.svelte';
import { joined, split } from '../src/lib/router.svelte';
import en from '../src/texts/en.json';
import kk from '../src/texts/kk.json';
import ru from '../src/texts/ru.json';
import ur from '../src/texts/ur.json';

type Text = string | Record<string, string>;
const texts: Record<(typeof languages)[number], Record<string, Text>> = { en, kk, ru, ur };
const forms = (text: Text): string[] => (typeof text === 'string' ? [text] : Object.values(text));
const places = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!))].sort();

afterEach(() => show('en'));

describe.each(languages)('texts in %s', (language) => {
  const all = texts[language];
  it('are those of English, none missing and none more', () => expect(Object.keys(all).toSorted()).toEqual(Object.keys(en).toSorted()));
  it('have every plural form of the language', () => {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, text] of Object.entries(all)) {
      expect(typeof text, key).toBe(typeof texts.en[key]);
      if (typeof text !== 'string') expect(Object.keys(text).toSorted(), key).toEqual(wanted);
    }
  });
  it('take the values that English takes', () => {
    for (const [key, text] of Object.entries(all)) {
      const expected = places(forms(texts.en[key]!).join(' '));
      for (const form of forms(text)) expect(expected, `${key}: ${form}`).toEqual(expect.arrayContaining(places(form)));
      expect(places(forms(text).join(' ')), key).toEqual(expected);
    }
  });
  it('are not blank', () => {
    for (const [key, text] of Object.entries(all)) for (const form of forms(text)) expect(form.trim(), key).not.toBe('');
  });
});

describe('the sources', () => {
  const files = import.meta.glob<string>(['../src/**/*.svelte', '../src/**/*.ts'], { query: '?raw', import: 'default', eager: true });
  const sources = Object.values(files).join('\n');
  it('use every text', () => {
    const exact = new Set([...sources.matchAll(/['"`]([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_]+)*)['"`]/g)].map((m) => m[1]!));
    // `state.${x}` uses its whole family, and so does named('kind', x).
    const families = [...sources.matchAll(/`([a-z][A-Za-z.]*\.)\$\{/g)].map((m) => m[1]!);
    const lists = /family: ([^,]+), word/.exec(sources)![1]!.split(' | ').map((f) => `${f.replaceAll("'", '')}.`);
    const unused = Object.keys(en).filter((key) => !exact.has(key) && ![...families, ...lists].some((f) => key.startsWith(f)));
    expect(unused).toEqual([]);
  });
});

describe('the language', () => {
  it('is that of the URL, else the remembered one, else the first of the browser that there is', () => {
    expect(wanted('ur', 'kk', ['ru'])).toBe('ur');
    expect(wanted('', 'kk', ['ru'])).toBe('kk');
    expect(wanted('xx', null, ['de-DE', 'ru-RU', 'en'])).toBe('ru');
    expect(wanted('', null, ['de'])).toBe('en');
  });
  it('stands in the URL beside the question', () => {
    expect(joined('/plan?from=a', 'ur')).toBe('/plan?from=a&lang=ur');
    expect(joined('/entity/x#x.y', 'kk')).toBe('/entity/x?lang=kk#x.y');
    expect(joined('/plan', '')).toBe('/plan');
    expect(split({ pathname: '/plan', search: '?from=a&lang=ur', hash: '' })).toEqual({ path: '/plan', search: '?from=a', hash: '', lang: 'ur' });
  });
  it('chooses the plural form and writes values in it', async () => {
    expect(t('journey.borders', { n: 1 })).toBe('1 border');
    expect(t('journey.borders', { n: 2 })).toBe('2 borders');
    await show('ru');
    expect([1, 3, 5].map((n) => t('journey.borders', { n }))).toEqual(['1 граница', '3 границы', '5 границ']);
  });
  it('names what the record lists, and countries', async () => {
    expect(named('sector', 'no_such')).toBe('no such');
    await show('kk');
    expect(named('sector', 'trade')).toBe('сауда');
    expect([countryName('kz'), countryName('no-country')]).toEqual(['Қазақстан', 'no-country']);
  });
});
