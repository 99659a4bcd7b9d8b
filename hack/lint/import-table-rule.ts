import { houseOf, pathInHouse } from './house.ts';
import { importTarget } from './import-target.ts';
import type { LintContext, LintNode, LintRule } from './lint-rule.ts';

/** Holds every import, type imports included, against the tables of ARCHITECTURE.md, and fails a file whose folder has no row. */
export const importTableRule: LintRule = {
  create(context) {
    const house = houseOf(context.filename);
    const importer = pathInHouse(house, context.filename);
    if (!importer.includes('/')) {
      return {}; // a tool's settings in the root, such as vitest.config.ts
    }
    const check = (node: LintNode): void => {
      const specifier = node.source?.value;
      if (typeof specifier === 'string') {
        report(context, node, violation(specifier));
      }
    };
    const violation = (specifier: string): string | undefined => {
      const target = importTarget(specifier, importer);
      switch (target.kind) {
        case 'File':
          return house.table.violationOf({ importer, imported: target.path });
        case 'Package':
          return house.table.doorViolationOf({ importer, name: target.name });
        case 'Builtin':
          return undefined;
      }
    };
    return {
      Program: (node) => {
        if (house.table.unitOf(importer) === undefined) {
          report(context, node, `the folder of ${importer} has no row in ARCHITECTURE.md's import table: say there what it may import`);
        }
      },
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

function report(context: LintContext, node: LintNode, message: string | undefined): void {
  if (message !== undefined) {
    context.report({ node, message });
  }
}
