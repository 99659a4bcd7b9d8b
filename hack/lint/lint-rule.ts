/** The few parts of the linter's plugin interface that our rules use; the linter itself ships no types for it that can be imported. */
export interface LintRule {
  create(context: LintContext): Record<string, (node: LintNode) => void>;
}

export interface LintContext {
  readonly filename: string;
  report(problem: { readonly node: LintNode; readonly message: string }): void;
}

/** A node of the ESTree syntax tree. Only the fields that the rules read are named; which of them are there depends on `type`. */
export interface LintNode {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly source?: LintNode | null;
  readonly object?: LintNode;
  readonly property?: LintNode;
  readonly callee?: LintNode;
  readonly arguments?: readonly LintNode[];
  readonly specifiers?: readonly LintNode[];
  readonly imported?: LintNode;
}
