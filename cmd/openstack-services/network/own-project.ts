import type { Harmless } from '../http/request-fields.ts';

/** A project may be named, by its old word or its new one, if it is the one that has it anyway. */
export function ownProject(projectID: string): Harmless {
  const isOwn = (value: unknown): boolean => value === projectID;
  return { project_id: isOwn, tenant_id: isOwn };
}
