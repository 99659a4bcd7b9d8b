import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { newEventKind } from './kubernetes/new-event.ts';
import { isLabel, isLabelKey, isLabelValue, isSubdomain } from './machinery/label-syntax.ts';

/** Every `pattern` of every schema, with the kinds that have it. */
function patterns(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const look = (schema: unknown, kind: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [name, value] of Object.entries(schema)) {
      if (name === 'pattern' && typeof value === 'string') found.set(value, [...(found.get(value) ?? []), kind]);
      else look(value, kind);
    }
  };
  for (const { kind, fields } of [...catalog, newEventKind]) look(fields, kind);
  return found;
}

/** Long enough that whatever takes time with the square of the length takes minutes, and a straight look a millisecond. */
const length = 300_000;

/**
 * Texts that nearly match, so that a matcher which goes back has every reason to: repetitions of one and of two characters of all classes that patterns
 * name, with an end that fits nothing.
 */
function hostileTexts(pattern: string): readonly string[] {
  const characters = [
    ...new Set(['a', 'A', '0', '-', '.', '/', '_', ':', '+', '=', ' ', ...pattern.replaceAll(/[\\^$()[\]{}|?*]/g, '').split('')]),
  ];
  const pairs = characters.flatMap((first) => ['a', '0', '-', '.', '/', ':'].map((second) => first + second));
  const starts = ['', 'a', 'https://a', 'ssh-ed25519 ', '10.0.0.0/', 'a/'];
  return [...characters, ...pairs].flatMap((unit) => starts.map((start) => `${start}${unit.repeat(length / unit.length)}\u0000!`));
}

describe('a pattern that users’ texts are held against', () => {
  it('exists: the test below means something', () => {
    expect(patterns().size).toBeGreaterThan(3);
  });

  it.each([...patterns()])('%s takes time with the length of the text and no more', (pattern) => {
    // Stopped by the machine, not by a clock of ours: a pattern that goes back and forth would hold up the test, too.
    const context = createContext({ pattern, texts: hostileTexts(pattern) });
    const script = new Script(`const expression = new RegExp(pattern, 'u'); for (const text of texts) expression.test(text);`);

    expect(() => script.runInContext(context, { timeout: 15_000 })).not.toThrow();
  });

  it.each([
    ['a label key', isLabelKey],
    ['a label value', isLabelValue],
    ['a label', isLabel],
    ['a subdomain', isSubdomain],
  ])('for %s does so, too', (_, isSo) => {
    for (const text of hostileTexts('')) expect(isSo(text)).toBe(false);
  });
});
