import type { LintNode, LintRule } from './lint-rule.ts';

/**
 * Refuses time, chance and the environment where they are not arguments: a run can only be replayed from its seed when all three come through
 * constructors (`Clock` and `Random` of apis/machinery, options from cmd/bootstrap). .oxlintrc.json lists the few files that may touch them.
 */
export const ambientWorldRule: LintRule = {
  create(context) {
    const refuse = (node: LintNode, what: string): void => {
      const instead = insteadOf(what);
      context.report({ node, message: `${what} reaches around the constructor: take ${instead} instead` });
    };
    return {
      MemberExpression: (node) => {
        const name = memberName(node);
        if (name !== undefined && ambientMembers.has(name)) {
          refuse(node, name);
        }
      },
      NewExpression: (node) => {
        if (node.callee?.name === 'Date' && node.arguments?.length === 0) {
          refuse(node, 'new Date()');
        }
      },
      CallExpression: (node) => {
        const name = node.callee?.type === 'Identifier' ? node.callee.name : undefined;
        if (name !== undefined && ambientCalls.has(name)) {
          refuse(node, `${name}()`);
        }
      },
      ImportDeclaration: (node) => {
        for (const name of ambientImports(node)) {
          refuse(node, name);
        }
      },
    };
  },
};

const ambientMembers = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.env',
  'process.hrtime',
  'process.uptime',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'AbortSignal.timeout',
]);

const ambientCalls = new Set(['Date', 'setTimeout', 'setInterval']);

const ambientModules = new Set(['node:timers', 'node:timers/promises', 'timers', 'timers/promises']);

/** Generators of node:crypto. Keys and certificates are made by other functions of that module, which stay free. */
const ambientGenerators = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'randomFill', 'webcrypto']);

function memberName(node: LintNode): string | undefined {
  const isPlain = node.object?.type === 'Identifier' && node.property?.type === 'Identifier' && node.computed !== true;
  return isPlain ? `${node.object?.name}.${node.property?.name}` : undefined;
}

function ambientImports(node: LintNode): string[] {
  const source = String(node.source?.value);
  if (ambientModules.has(source)) {
    return [source];
  }
  const isCrypto = source === 'node:crypto' || source === 'crypto';
  const names = isCrypto ? (node.specifiers ?? []).map((specifier) => specifier.imported?.name ?? '') : [];
  return names.filter((name) => ambientGenerators.has(name));
}

function insteadOf(what: string): string {
  if (what.startsWith('process.env')) {
    return 'what cmd/bootstrap read from the environment';
  }
  return /random|crypto/i.test(what) ? 'a Random' : 'a Clock';
}
