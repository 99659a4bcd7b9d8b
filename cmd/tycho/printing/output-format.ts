import { readFileSync } from 'node:fs';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { JSONPathError, JSONPathTemplate } from './json-path.ts';
import { closestWord } from '../closest-word.ts';

/** What `-o` asks for. */
export type OutputFormat =
  | { readonly kind: 'Table'; readonly isWide: boolean }
  | { readonly kind: 'JSON' }
  | { readonly kind: 'YAML' }
  | { readonly kind: 'Name' }
  | { readonly kind: 'JSONPath'; readonly template: JSONPathTemplate };

const words = ['wide', 'json', 'yaml', 'name', 'jsonpath=TEMPLATE', 'jsonpath-file=FILE'];

/** Reads the value of `-o`. Throws a {@link UsageFailure}. */
export function parseOutputFormat(text: string | undefined): OutputFormat {
  const [word = '', ...rest] = (text ?? 'table').split('=');
  const value = rest.join('=');
  switch (word) {
    case 'table':
      return { kind: 'Table', isWide: false };
    case 'wide':
      return { kind: 'Table', isWide: true };
    case 'json':
      return { kind: 'JSON' };
    case 'yaml':
      return { kind: 'YAML' };
    case 'name':
      return { kind: 'Name' };
    case 'jsonpath':
      return { kind: 'JSONPath', template: parseTemplate(value) };
    case 'jsonpath-file':
      return { kind: 'JSONPath', template: parseTemplate(readTemplate(value)) };
    default: {
      const guess = closestWord(word, ['wide', 'json', 'yaml', 'name', 'jsonpath']);
      throw new UsageFailure(`-o ${word} is unknown${guess === undefined ? `: use ${words.join(', ')}` : `; did you mean ${guess}?`}`);
    }
  }
}

function parseTemplate(template: string): JSONPathTemplate {
  if (template === '') throw new UsageFailure("-o jsonpath needs a template, as -o jsonpath='{.metadata.name}'");
  try {
    return new JSONPathTemplate(template);
  } catch (error) {
    throw error instanceof JSONPathError ? new UsageFailure(error.message) : error;
  }
}

function readTemplate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CommandFailure(`-o jsonpath-file=${file}: ${(cause as Error).message}`, { cause });
  }
}
