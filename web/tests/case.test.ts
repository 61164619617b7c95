import { describe, expect, it } from 'vitest';
import type { Blocker, Commitment, Effects, ImpactRanking, ImpactTaken, Meta } from '../src/lib/api';
import { behindBorders, behindChange, behindCost, behindTime, caseUrl, closuresOf, exampleCase, readCase, switchedOn, touching } from '../src/lib/case';
import { journey } from './fixtures';

const none = readCase('');

describe('a case in the URL', () => {
  it('is the same when it is read again, with switches on, with none on, and with none touched', () => {
    for (const url of ['/?origin=a&destination=b', '/?origin=a&destination=b&product=p&unit=truck&id=x&id=y&lifted=cl', '/?origin=a&destination=b&id=none']) {
      expect(caseUrl(readCase(url.slice(1)))).toBe(url);
    }
    expect(readCase('?origin=a&destination=b').ids).toBeUndefined();
    expect(readCase('?origin=a&destination=b&id=none').ids).toEqual([]);
  });
  it('opens with the first example of the pack, whose switches can be turned', () => {
    const meta = { examples: [{ title: '', from: 'a', to: 'b', product: 'p' }, { title: '', from: 'c', to: 'd' }] } as unknown as Meta;
    expect(exampleCase(meta, readCase('?id=x'))).toMatchObject({ origin: 'a', destination: 'b', product: 'p', unit: '', ids: ['x'] });
    expect(exampleCase(undefined, none)).toBeUndefined();
  });
});

describe('what touches a case', () => {
  const row = (ids: string[], changing: number) => ({ subjects: ids.map((id) => ({ id, name: id.toUpperCase() })), summary: { changing, opened: 0, lost: 0 } });
  const ranking = { ranking: [row(['railway', 'promise'], 1), row(['reopened'], 1), row(['other'], 0), row(['winter'], 1)] } as unknown as ImpactRanking;
  const subject = (id: string, kind: string, effect: string) => ({ id, kind, effects: [{ effect }] });
  const effects = { subjects: [subject('railway', 'project', 'opens'), subject('promise', 'commitment', 'opens'), subject('reopened', 'closure', 'opens'), subject('winter', 'closure', 'closes')] } as unknown as Effects;
  const found = touching(ranking, effects, [{ id: 'promise' }, { id: 'elsewhere' }] as Commitment[]);

  it('changes it on its own, and is told with who promised it', () => {
    expect(found.map((p) => [p.id, p.name, p.stories.map((s) => s.id), p.shuts])).toEqual([['railway', 'RAILWAY', ['promise'], false], ['winter', 'WINTER', [], true]]);
  });
  it('is on unless it would shut something, or as the URL says', () => {
    expect(switchedOn(none, found)).toEqual(['railway']);
    expect(switchedOn(readCase('?id=winter'), found)).toEqual(['winter']);
    expect(switchedOn(readCase('?id=none'), found)).toEqual([]);
  });
  it('has a closure as one switch, whatever it shuts', () => {
    const shut = [{ entity: 'war', name: 'war', target: 'a' }, { entity: 'war', name: 'war', target: 'b' }, { entity: 'snow', name: 'snow' }] as Blocker[];
    expect(closuresOf(shut).map((c) => [c.id, c.shut.length])).toEqual([['war', 2], ['snow', 1]]);
  });
});

describe('the statements behind a number', () => {
  const way = { way: journey } as ImpactTaken;
  it('are those of the legs that it adds up', () => {
    const all = journey.legs.map((l) => l.statements[0]);
    expect(behindTime(way)).toEqual(all);
    expect(behindCost(way)).toEqual(all);
    expect(behindBorders(way)).toEqual(journey.legs.filter((l) => l.kind === 'crossing').flatMap((l) => l.statements));
    expect(behindTime(null)).toEqual([]);
  });
  it('of a difference are those that one of two ways has', () => expect(behindChange(['a', 'b'], ['b', 'c'])).toEqual(['a', 'c']));
});
