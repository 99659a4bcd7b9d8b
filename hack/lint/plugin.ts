/** Our own lint rules; .oxlintrc.json turns them on under the name `tycho`. */
import { ambientWorldRule } from './ambient-world-rule.ts';
import { bannedFileNamesRule } from './banned-file-names-rule.ts';
import { importTableRule } from './import-table-rule.ts';

export default {
  meta: { name: 'tycho' },
  rules: {
    'import-table': importTableRule,
    'banned-file-names': bannedFileNamesRule,
    'ambient-world': ambientWorldRule,
  },
};
