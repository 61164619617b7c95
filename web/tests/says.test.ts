import { afterEach, describe, expect, it } from 'vitest';
import { show } from '../src/lib/i18n.svelte';
import { inLanguage, type Sentence } from '../src/lib/says';

const told = (says: string, values: Sentence['values'] = {}): Sentence => ({ text: 'in English', says, values });
const ages = told('measured_before', {
  where: { says: 'mode_in', values: { mode: { word: 'road', of: 'mode' }, country: { country: 'KZ' } } },
  what: { list: [{ says: 'measured_freight', values: {} }, { says: 'measured_speed', values: {} }] },
  when: { date: '2022' },
  n: { number: 3.5 },
});

afterEach(() => show('en'));

describe('a sentence of the server', () => {
  it('is said with the words, countries and numbers of the language', async () => {
    expect(inLanguage(ages)).toBe('road in Kazakhstan: freight and speed measured in 2022, 3.5 years before');
    await show('ru');
    expect(inLanguage(ages)).toBe('Казахстан: авто: стоимость перевозки и скорость — измерено за 2022, раньше на 3,5 года');
  });
  it('tells amounts in their units and dates by the clock of the place', async () => {
    const assumed = told('assumed_of_cost', { what: { says: 'cold_uplift', values: {} }, value: { number: 1.2, low: 1.12, high: 1.35 }, share: { number: 0.825, unit: 'share' } });
    expect(inLanguage(assumed)).toBe('Assumed: what keeping it cold costs more, 1.2 (1.12–1.35); at most 83% of the cost rests on it');
    expect(inLanguage(told('fee', { what: { text: 'Permit' }, amount: { number: 150, low: 100, high: 200, unit: 'USD' } }))).toBe('Permit, 100–200 USD');
    const waits = told('waits_to_open', { time: { number: 30, unit: 'h' }, where: { entity: 'torugart', name: 'Torugart' }, when: { moment: '2026-06-18T08:00+06:00' } });
    expect(inLanguage(waits)).toBe('Waits 30 h for Torugart to open on 18 Jun 2026, 08:00');
  });
  it('keeps names of other scripts apart from what runs to the left', async () => {
    await show('ur');
    expect(inLanguage(told('last_measured', { what: { entity: 'x-none', name: 'Chaldovar' }, date: { date: '2022-12-31' } }))).toMatch(/^\u2068Chaldovar\u2069، /);
  });
  it('stays in English where this page does not know it', () => {
    expect(inLanguage(told('no_such_sentence'))).toBeUndefined();
  });
});
