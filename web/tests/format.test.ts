import { describe, expect, it } from 'vitest';
import { age, dateText, grouped, hours, hoursSpan, kilograms, kilometres, percent, propertyName, significant, usd, usdSpan } from '../src/lib/format';

const plain = (s: string) => s.replace(/[\u00a0\u2009]/g, ' ');

describe('numbers', () => {
  it('groups digits by three and leaves decimals alone', () => {
    expect(plain(grouped(1234567))).toBe('1 234 567');
    expect(plain(grouped(999))).toBe('999');
    expect(plain(grouped(1234.5678))).toBe('1 234.5678');
  });
  it('keeps the digits that are known', () => {
    expect(significant(123456, 3)).toBe(123000);
    expect(significant(0.012345, 2)).toBeCloseTo(0.012);
    expect(significant(0, 3)).toBe(0);
  });
  it('writes money without cents', () => {
    expect(plain(usd(6423.17))).toBe('$6 420');
    expect(plain(usdSpan(5100, 8049))).toBe('$5 100–8 050');
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
    expect(plain(kilometres(3123.4))).toBe('3 123 km');
    expect(plain(percent(0.004))).toBe('<1 %');
    expect(plain(percent(0))).toBe('0 %');
    expect(plain(percent(0.999))).toBe('>99 %');
    expect(plain(percent(1))).toBe('100 %');
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
    ['2023-09-13/2023-12-31', '13 Sep 2023 – 31 Dec 2023'],
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
    expect(age(731)).toBe('2.0 years ago');
    expect(age(-3)).toBe('in 3 days');
  });
});
