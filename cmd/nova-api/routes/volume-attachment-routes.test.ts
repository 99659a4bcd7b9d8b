import { expect, it } from 'vitest';
import { attachmentGuard } from './volume-attachment-routes.ts';

it('volumes of shelved servers stay as they are before 2.20', () => {
  expect(attachmentGuard(19).vmStates).not.toContain('shelved_offloaded');
  expect(attachmentGuard(19).vmStates).toContain('stopped');
  expect(attachmentGuard(20).vmStates).toContain('shelved_offloaded');
});
