import { basename } from 'node:path';
import type { LintRule } from './lint-rule.ts';

/** Refuses files whose name says nothing about what is in them. A file is named after the one thing that it gives. */
export const bannedFileNamesRule: LintRule = {
  create(context) {
    const name = basename(context.filename);
    const stem = name.replace(/(\.test)?\.[cm]?ts$/, '');
    return {
      Program: (node) => {
        if (bannedStems.has(stem)) {
          context.report({
            node,
            message: `"${name}" says nothing about what it gives: name the file after the one thing that it exports`,
          });
        }
      },
    };
  },
};

const bannedStems = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'types',
  'index',
  'manager',
  'handler',
  'shared',
  'lib',
]);
