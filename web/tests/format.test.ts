import { afterEach, describe, expect, it } from 'vitest';
import { age, dateText, grouped, hours, hoursSpan, kilograms, kilometres, money, monthName, monthShort, percent, propertyName, rounded, signed, usd, usdLarge, usdSpan } from '../src/lib/format';
import { listed, show } from '../src/lib/i18n.svelte';

const plain = (s: string) => s.replace(/[\u00a0\u2009\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '');
afterEach(() => show('en'));

describe('numbers', () => {
  it('groups digits by three and leaves decimals alone', () => {
    expect(plain(grouped(1234567))).toBe('1,234,567');
    expect(plain(grouped(999))).toBe('999');
    expect(plain(grouped(1234.5678))).toBe('1,234.568');
  });
  it('keeps the digits that are known', () => {
    expect(rounded(123456, 3)).toBe('123,000');
    expect(rounded(0.012345, 2)).toBe('0.012');
    expect(rounded(0, 3)).toBe('0');
    expect([signed(1.25), signed(-0.04), signed(0)]).toEqual(['+1.3', '-0.04', '0']);
  });
  it('writes money without cents', () => {
    expect(plain(usd(6423.17))).toBe('$6,420');
    expect(plain(usdSpan(5100, 8049))).toBe('$5,100–8,050');
    expect(plain(usdSpan(70, 70))).toBe('$70');
  });
  it('turns to days after three of them, both ends in one unit', () => {
    expect(plain(hours(5.25))).toBe('5.3 h');
    expect(plain(hours(71))).toBe('71 h');
    expect(plain(hours(100))).toBe('4.2 d');
    expect(plain(hoursSpan(48, 96))).toBe('2.0–4.0 d');
  });
  it('turns to tonnes and never to nothing', () => {
    expect(plain(kilograms(4123))).toBe('4.12 t');
    expect(plain(kilograms(87.6))).toBe('88 kg');
    expect(plain(kilometres(3123.4))).toBe('3,123 km');
    expect(plain(percent(0.004))).toBe('<1%');
    expect(plain(percent(0))).toBe('0%');
    expect(plain(percent(0.999))).toBe('>99%');
    expect(plain(percent(1))).toBe('100%');
  });
});

describe('other languages', () => {
  it('write numbers, money and units their way', async () => {
    await show('ru');
    expect(plain(grouped(1234567))).toBe('1 234 567');
    expect(plain(usdSpan(5100, 8049))).toBe('5 100–8 050 $');
    expect(plain(hours(100))).toBe('4,2 дн.');
    await show('ur');
    expect(plain(usdSpan(5100, 8049))).toBe('$5,100–8,050');
    expect(plain(kilometres(3123))).toBe('3,123 کلومیٹر');
  });
  it('write dates their way', async () => {
    await show('kk');
    expect(dateText('2025-06-16')).toBe('2025 ж. 16 мау.');
    expect(dateText('2025-Q2')).toBe('2025 ж. 2-тоқсан');
    expect([monthName('2026-03'), monthShort(4), dateText('2026-03')]).toEqual(['2026 ж. наурыз', 'сәу.', '2026 ж. нау.']);
    expect(plain(usdLarge(263_000))).toBe('263 мың $');
    expect(listed(['a', 'b', 'c'])).toBe('a, b және c');
    await show('ru');
    expect(plain(dateText('../2024-01'))).toBe('до янв. 2024 г.');
  });
  it('count in their plural forms', async () => {
    await show('ru');
    expect([1, 2, 5, 21].map(age)).toEqual(['вчера', '2 дня назад', '5 дней назад', '21 день назад']);
  });
});

describe('large sums and other currencies', () => {
  it('are told shortly and by their code', () => {
    expect(plain(usdLarge(52_500_000))).toBe('$52.5m');
    expect(plain(money(3932, 'KZT'))).toBe('KZT 3,932');
    expect(plain(money(2, 'MCI'))).toBe('MCI 2');
    expect(plain(money(2, 'index units'))).toBe('2 index units');
  });
});

describe('properties', () => {
  it('are told without the unit that the value shows', () => {
    expect(propertyName('dwell_median_h', 'h')).toBe('dwell median');
    expect(propertyName('capacity_t_year', 't/year')).toBe('capacity');
    expect(propertyName('length_basis')).toBe('length basis');
  });
});

describe('dates of any precision', () => {
  it.each([
    ['2025-06-16', '16 Jun 2025'],
    ['2025-06', 'Jun 2025'],
    ['2025-Q2', 'Q2 2025'],
    ['2025', '2025'],
    ['~2025-06', 'about Jun 2025'],
    ['2023-09-13/2023-12-31', '13 Sept 2023 – 31 Dec 2023'],
    ['../2024-01', 'until Jan 2024'],
    ['2024-12-01/..', 'from 1 Dec 2024'],
    ['2025-06-16T08:30:00Z', '16 Jun 2025'],
    ['2020-01-01/2020-12-31', '2020'],
    ['2024-02-01/2024-02-29', 'Feb 2024'],
    ['2024-02-01/2024-02-28', '1 Feb 2024 – 28 Feb 2024'],
    ['not a date', 'not a date'],
  ])('%s', (text, read) => expect(dateText(text)).toBe(read));

  it('says how long ago', () => {
    expect(age(0)).toBe('today');
    expect(age(281)).toBe('281 days ago');
    expect(age(731)).toBe('2 years ago');
    expect(age(-3)).toBe('in 3 days');
  });
});
