import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../src/lib/api';
import { dayNumber, labelRoom, layout, markWidth, outcome } from '../src/lib/timeline';

const item = (entity: string, first: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  entity, kind: 'event', title: entity, sector: 'trade', date: first, first, statements: [], ...more,
});
const start = dayNumber('2020-01-01');
const wide = (text: string) => text.length * 100;

describe('layout', () => {
  it('keeps items of one lane apart', () => {
    const items = Array.from({ length: 30 }, (_, i) => item(`e${i}`, `2020-0${1 + (i % 9)}-0${1 + (i % 7)}`));
    for (const perYear of [16, 100, 600]) {
      const [band] = layout(items, start, perYear, wide);
      for (const a of band!.items) {
        for (const b of band!.items) {
          if (a === b || a.lane !== b.lane) continue;
          const [l, r] = a.x <= b.x ? [a, b] : [b, a];
          expect(l.x + markWidth + l.label).toBeLessThan(r.x);
        }
      }
    }
  });
  it('draws a promise to its due date, and fullest sectors first', () => {
    const bands = layout(
      [item('c', '2020-01-01', { kind: 'commitment', due_last: '2021-01-01' }), item('d', '2020-06-01'), item('x', '2020-01-01', { sector: 'culture' })],
      start, 365.25, () => 10,
    );
    expect(bands.map((b) => b.sector)).toEqual(['trade', 'culture']);
    expect(bands[0]!.items[0]!.bar).toBeCloseTo(366);
    expect(bands[0]!.items[1]!.lane).toBe(1);
  });
  it('leaves names away from afar', () => expect(labelRoom(30)).toBe(0));
});

describe('what became of it', () => {
  it.each([
    ['in_force', undefined, 'done'],
    ['suspended', undefined, 'ended'],
    ['said', '2024-12-31', 'passed'],
    ['said', '2030-12-31', 'open'],
    [undefined, undefined, 'open'],
  ])('%s, due %s: %s', (status, due_last, expected) => {
    const i = item('c', '2024-01-01', { kind: 'commitment', ...(status && { status }), ...(due_last && { due_last }) });
    expect(outcome(i, '2026-07-01')).toBe(expected);
  });
});
