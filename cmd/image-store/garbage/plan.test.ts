import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinkEntry } from '../blobs/project-links.ts';
import { linkKey, planGarbage, type GarbageInput, type GarbagePlan } from './plan.ts';

const now = new Date('2030-01-10T12:00:00Z');
const graceSeconds = 3600;
const sha256 = 'ab'.repeat(32);

function ago(seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}

function aLink(overrides: Partial<LinkEntry['link']> = {}, project = 'red'): LinkEntry {
  return { project, sha256, link: { sizeBytes: 5, madeAt: ago(100_000).toISOString(), wasReferenced: true, ...overrides } };
}

function plan(entry: LinkEntry, overrides: Partial<GarbageInput> = {}): GarbagePlan {
  const references = { byProject: new Map<string, Set<string>>(), uids: new Set<string>() };
  return planGarbage({ links: [entry], references, unreferencedSince: new Map(), graceSeconds, now, ...overrides });
}

function spokenOfIn(project: string): Pick<GarbageInput, 'references'> {
  return { references: { byProject: new Map([[project, new Set([sha256])]]), uids: new Set() } };
}

const longUnreferenced = (entry: LinkEntry) => ({ unreferencedSince: new Map([[linkKey(entry), ago(graceSeconds)]]) });

describe('planGarbage', () => {
  it('removes nothing at the first look, however old it is', () => {
    const entry = aLink();

    const { remove, unreferencedSince } = plan(entry);

    expect(remove).toEqual([]);
    expect(unreferencedSince).toEqual(new Map([[linkKey(entry), now]]));
  });

  it('removes what nobody spoke of for a whole grace period', () => {
    const entry = aLink();

    expect(plan(entry, longUnreferenced(entry)).remove).toEqual([entry]);
    expect(plan(entry, { unreferencedSince: new Map([[linkKey(entry), ago(graceSeconds - 1)]]) }).remove).toEqual([]);
  });

  it('forgets that nobody spoke of it as soon as somebody does', () => {
    const entry = aLink();

    const { remove, unreferencedSince } = plan(entry, { ...longUnreferenced(entry), ...spokenOfIn('red') });

    expect([remove, unreferencedSince.size]).toEqual([[], 0]);
  });

  it('begins anew when the bytes were sent again meanwhile', () => {
    const entry = aLink({ madeAt: ago(60).toISOString() });

    expect(plan(entry, longUnreferenced(entry)).remove).toEqual([]);
  });

  it('lets only words in its own project keep it, but those of any for what is public', () => {
    const [own, common] = [aLink(), aLink({}, 'public')];

    expect(plan(own, { ...longUnreferenced(own), ...spokenOfIn('blue') }).remove).toEqual([own]);
    expect(plan(common, { ...longUnreferenced(common), ...spokenOfIn('blue') }).remove).toEqual([]);
  });

  it('waits a week for the report of a host, as long as what it saved from is there', () => {
    const saved = aLink({ purpose: 'uid-1/shelve', wasReferenced: false });
    const there = { references: { byProject: new Map(), uids: new Set(['uid-1']) } };
    const old = aLink({ purpose: 'uid-1/shelve', wasReferenced: false, madeAt: ago(8 * 24 * 3600).toISOString() });
    const reported = aLink({ purpose: 'uid-1/shelve' });

    expect(plan(saved, { ...longUnreferenced(saved), ...there }).remove).toEqual([]);
    expect(plan(saved, longUnreferenced(saved)).remove).toEqual([saved]);
    expect(plan(old, { ...longUnreferenced(old), ...there }).remove).toEqual([old]);
    expect(plan(reported, { ...longUnreferenced(reported), ...there }).remove).toEqual([reported]);
  });

  it('notes the first time that somebody speaks of it, and no other', () => {
    const [fresh, known] = [aLink({ wasReferenced: false }), aLink()];

    expect(plan(fresh, spokenOfIn('red')).markReferenced).toEqual([fresh]);
    expect(plan(known, spokenOfIn('red')).markReferenced).toEqual([]);
  });

  it('never removes what an object of the project speaks of, whatever else is so', () => {
    const anyLink = fc.record({
      project: fc.constantFrom('red', 'blue', 'public'),
      sha256: fc.constantFrom(sha256, 'cd'.repeat(32)),
      link: fc.record({
        sizeBytes: fc.nat(),
        madeAt: fc.nat(1_000_000).map((seconds) => ago(seconds).toISOString()),
        wasReferenced: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyLink, { selector: linkKey }), fc.array(fc.nat(1_000_000)), (links, ages) => {
        const since = new Map(links.map((entry, index) => [linkKey(entry), ago(ages[index] ?? 1_000_000)]));
        const { remove } = planGarbage({ links, ...spokenOfIn('red'), unreferencedSince: since, graceSeconds, now });

        expect(remove.filter((entry) => entry.sha256 === sha256 && entry.project !== 'blue')).toEqual([]);
      }),
    );
  });
});
