import { describe, expect, it } from 'vitest';
import { accessLines } from './access-lines.ts';

describe('what one may, as lines', () => {
  it('has one line for each resource, name and path, in the order of their verbs', () => {
    const lines = accessLines(
      [
        { verbs: ['list', 'get'], apiGroups: ['', 'a.dev'], resources: ['pots', 'pots/lid'] },
        { verbs: ['get', 'watch'], apiGroups: [''], resources: ['pots'] },
        { verbs: ['get'], apiGroups: [''], resources: ['pots'], resourceNames: ['red'] },
        { verbs: ['get'], nonResourceURLs: ['/healthz'] },
      ],
      { headings: true },
    );

    expect(lines).toEqual([
      'Resources        Non-Resource URLs   Resource Names   Verbs',
      '                 [/healthz]          []               [get]',
      'pots             []                  [red]            [get]',
      'pots             []                  []               [list get watch]',
      'pots/lid         []                  []               [list get]',
      'pots.a.dev/lid   []                  []               [list get]',
      'pots.a.dev       []                  []               [list get]',
    ]);
  });

  it('are as wide as kubectl’s where there is little in them', () => {
    expect(accessLines([{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], { headings: false })).toEqual(['*.*   []    []    [*]']);
  });
});
