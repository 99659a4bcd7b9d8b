export function raise(_request: string, _body: Record<string, unknown>, _version: number): void {}
