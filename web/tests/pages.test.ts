import { describe, expect, it } from 'vitest';
import type { Commitment, Effects, Impact, ImpactFlow, Needs, NeedsStep, Series } from '../src/lib/api';
import { readAsk } from '../src/lib/ask';
import { months } from '../src/lib/calendar';
import { board, slips } from '../src/lib/commitments';
import { ahead, behind, daysBefore } from '../src/lib/glance';
import { along, beyondEstimates, changes, mostGained, onlyDuties, parts, scaleOf, statementOf } from '../src/lib/impact';
import { bars, stages } from '../src/lib/needs';
import { askable, readNeeds } from '../src/lib/needsQuery';
import { apart, segments, spanOf } from '../src/lib/series';
import { dayNumber } from '../src/lib/timeline';
import { queryString } from '../src/lib/api';

const story = (id: string, more: Partial<Commitment> = {}): Commitment => ({
  id, title: id, status: 'open', force: 'announced', why: '', sectors: [], owed_by: [], owed_by_text: [], owed_to: [], times_said: 1, last_seen: '2026-01-01', decided_by: [], ...more,
});

describe('one line to ask', () => {
  it.each([
    ['Multan to Almaty, mango', 'Multan', 'Almaty', 'mango'],
    ['from Multan to Almaty', 'Multan', 'Almaty', ''],
    ['Мултан → Алматы: манго', 'Мултан', 'Алматы', 'манго'],
    ['Костанай - Карачи', 'Костанай', 'Карачи', ''],
    ['ملتان → الماتی، آم', 'ملتان', 'الماتی', 'آم'],
  ])('%s is a way', (text, from, to, product) => expect(readAsk(text)).toEqual({ kind: 'way', from, to, product }));
  it.each(['transit trade agreement', 'Dera Ismail Khan', 'e-visa', 'to'])('%s is words', (text) => expect(readAsk(` ${text} `)).toEqual({ kind: 'words', words: text }));
});

describe('promises', () => {
  it('stand in the column of their last stage, kept ones at the end of it', () => {
    const all = [story('a'), story('b', { stage: 'signed' }), story('c', { status: 'kept', stage: 'signed' }), story('d', { stage: 'new_word' })];
    expect(board(all).map((c) => [c.column, c.stories.map((s) => s.id)])).toEqual([['said', ['a', 'd']], ['signed', ['b']], ['done', ['c']]]);
  });
  it('slip from the first due date to the latest, and on to today where it has passed', () => {
    const today = dayNumber('2026-03-01');
    const [late, kept] = slips(
      [
        story('late', { status: 'overdue', first_due_last_day: '2022-12-31', latest_due_last_day: '2023-05-31', months_late: 38 }),
        story('kept', { status: 'kept_late', first_due_last_day: '2024-01-01', months_late: 2 }),
        story('none'),
      ],
      today,
    );
    expect([late!.first, late!.latest, late!.end]).toEqual([dayNumber('2022-12-31'), dayNumber('2023-05-31'), today]);
    expect(kept!.end - kept!.first).toBe(61);
  });
  it('are told on the start page: the nearest ahead, the most binding behind', () => {
    const all = [
      story('far', { latest_due_last_day: '2029-01-01' }),
      story('near', { status: 'due_soon', latest_due_last_day: '2026-04-01' }),
      story('hoped', { status: 'date_passed_no_evidence', force: 'hoped', latest_due_last_day: '2025-01-01', months_late: 99 }),
      story('agreed', { status: 'overdue', force: 'agreed', latest_due_last_day: '2025-01-01', months_late: 1 }),
    ];
    expect(ahead(all, '2026-03-01').map((c) => c.id)).toEqual(['near', 'far']);
    expect(behind(all).map((c) => c.id)).toEqual(['agreed', 'hoped']);
    expect(daysBefore('2026-03-01', 90)).toBe('2025-12-01');
  });
});

describe('the calendar', () => {
  it('puts a promise at its last due day and an event at its first, month by month', () => {
    const base = { title: '', sector: 'trade', date: '', statements: [] };
    const found = months(
      [
        { ...base, entity: 'p', kind: 'commitment', first: '2024-01-01', due_last: '2026-04-30' },
        { ...base, entity: 'e', kind: 'event', first: '2026-04-02' },
        { ...base, entity: 'old', kind: 'event', first: '2026-02-02' },
        { ...base, entity: 'a', kind: 'agreement', first: '2026-05-02' },
      ],
      '2026-03-01',
      '',
    );
    expect(found.map((m) => [m.month, m.entries.map((e) => e.item.entity)])).toEqual([['2026-04', ['e', 'p']]]);
  });
});

describe('papers', () => {
  const step = (id: string, more: Partial<NeedsStep>): NeedsStep => ({
    id, number: 1, entity: id, title: id, kind: 'document', subject: 'goods', countries: [], stage: 'before', taken: true, direct: true, barred: false, critical: false, takes_time: true,
    fees: [], needs: [], instead: [], conditions: [], limits: [], issuers: [], legal_basis: [], confidence: 'high', grade: 'official', rows: [], sources: [], statements: [], ...more,
  });
  const days = (best: number) => ({ low: best, best, high: best * 2 });
  const needs = {
    steps: [step('a', { days: days(3), begins_before_d: 5 }), step('b', { stage: 'after', days: days(2) }), step('c', { days: days(9), taken: false }), step('d', {})],
    journey: { days: { low: 8, best: 10, high: 20 } },
  } as unknown as Needs;
  it('are drawn around the departure; what will not be done or has no time is not', () => {
    expect(bars(needs).map((b) => [b.step.id, b.from, b.best, b.high])).toEqual([['a', -5, -2, 1], ['b', 10, 12, 14]]);
  });
  it('are listed by stage', () => expect(stages(needs).map((s) => [s.stage, s.steps.length])).toEqual([['before', 3], ['after', 1]]));
  it('are asked for in the URL', () => {
    const query = readNeeds('?from=multan&to=almaty&product=mango&modes=road&modes=rail');
    expect(query).toMatchObject({ from: 'multan', to: 'almaty', modes: ['road', 'rail'], person: '' });
    expect(readNeeds(queryString({ ...query }))).toEqual(query);
    expect([askable(query), askable(readNeeds('?to=kz&person=true')), askable(readNeeds('?to=kz&person=true&nationality=pk'))]).toEqual([true, false, true]);
  });
});

describe('a series', () => {
  it.each([
    ['2024', '2024-01-01', '2025-01-01'],
    ['2024-Q3', '2024-07-01', '2024-10-01'],
    ['2024-12', '2024-12-01', '2025-01-01'],
    ['2024-07-01/2025-06-30', '2024-07-01', '2025-07-01'],
    ['~2024-02-29', '2024-02-29', '2024-03-01'],
  ])('%s is as long as it is', (period, from, to) => expect(spanOf(period)).toEqual([dayNumber(from), dayNumber(to)]));
  it('has no length where it has no end', () => expect(spanOf('2024/..')).toBeUndefined());
  it('keeps every value of every source', () => {
    const value = (row: string, more: object) => ({ statements: [`${row}.value`], row, entity: 'f', indicator: 'i', bound: 'exact', grade: 'official', source: { id: 's', title: 'S' }, ...more });
    const series = {
      periods: [
        {
          period: '2024',
          groups: [
            { what: { unit: 'usd', currency: 'USD', basis: 'calendar_year', nature: 'observed', reporter: 'kz' }, preferred: 'a.value', spread: null, values: [value('a', { value: 5 }), value('b', { low: 1, high: 3, bound: 'range' })] },
            { what: { unit: 'kzt', currency: 'KZT', basis: 'calendar_year', nature: 'observed' }, preferred: 'c.value', spread: null, values: [value('c', { value: 9 })] },
          ],
          apart: [{ low: 'a.value', low_reporter: 'kz', high: 'd.value', high_reporter: 'pk', ratio: 2 }],
        },
        { period: null, groups: [], apart: [] },
      ],
    } as unknown as Series;
    expect(segments(series).map((s) => [s.key, s.usd, s.low, s.high, s.preferred, s.books])).toEqual([['a', 5, 5, 5, true, 'kz'], ['b', 2, 1, 3, false, 'kz']]);
    expect(apart(series)).toMatchObject([{ period: '2024', ratio: 2 }]);
  });
});

describe('an impact', () => {
  const flow = (id: string, outcome: ImpactFlow['outcome'], best?: number): ImpactFlow =>
    ({ id, product: '', outcome, ...(best !== undefined && { change: { days: { low: best, best, high: best }, usd_t: null } }) }) as unknown as ImpactFlow;
  it('tells what opens first, then what changes most', () => {
    const impact = { flows: [flow('same', 'same', 0), flow('little', 'changed', -1), flow('much', 'rerouted', 9), flow('new', 'opened'), flow('never', 'no_route')] } as unknown as Impact;
    expect(changes(impact).map((f) => f.id)).toEqual(['new', 'much', 'little']);
  });
  it('is drawn for the journey that gains most, not for the one that loses most', () => {
    const [much, little, lost] = [flow('much', 'rerouted', 9), flow('little', 'changed', -1), flow('gone', 'lost')];
    expect(mostGained([much, lost, little])?.id).toBe('little');
    expect(mostGained([little, flow('new', 'opened')])?.id).toBe('new');
    expect(mostGained([])).toBeUndefined();
  });
  it('is of duties alone where neither a day nor a dollar of carriage moves', () => {
    const zero = { low: 0, best: 0, high: 0 };
    const summary = { duties: 2, days: zero, usd_t: zero, opened: 0, lost: 0 } as unknown as Impact['summary'];
    expect(onlyDuties(summary)).toBe(true);
    expect(onlyDuties({ ...summary, days: { low: -2, best: -1, high: 0 } })).toBe(false);
    expect(onlyDuties({ ...summary, duties: 0 })).toBe(false);
  });
  it('is built of what can be modelled, each set of rows once, by its project', () => {
    const subject = (id: string, kind: string, rows: string[], reach = 'modelled') => ({ id, kind, title: id, reach, effects: [], worlds: [], rows: rows.map((row) => ({ row })) });
    const effects = { subjects: [subject('promise', 'commitment', ['b', 'a']), subject('project', 'project', ['a', 'b']), subject('shut', 'closure', ['c']), subject('words', 'commitment', [], 'never')] };
    expect(parts(effects as unknown as Effects)).toEqual([{ id: 'project', name: 'project', closure: false }, { id: 'shut', name: 'shut', closure: true }]);
  });
  it('compares intervals on one scale that holds zero', () => {
    const scale = scaleOf([{ low: -8, best: -4, high: -2 }, null, { low: -1, best: 0, high: 2 }]);
    expect(scale).toEqual([-8, 2]);
    expect([along(scale, -8), along(scale, 0), along(scale, 99)]).toEqual([0, 0.8, 1]);
    expect(scaleOf([])).toEqual([-1, 1]);
  });
  it('warns of changes that no elasticity was estimated on', () => {
    expect([beyondEstimates({ low: 0, best: -51, high: 0 }), beyondEstimates({ low: 0, best: 50, high: 99 })]).toEqual([true, false]);
  });
  it('knows the statement of a row with one number', () => {
    expect(['par-01', 'fig-fi025', 'flo-0131', 'bas-b001'].map(statementOf)).toEqual(['par-01.value', 'fig-fi025.value', 'flo-0131.value_usd', undefined]);
  });
});
