export function validateBody(_request: string, _version: number, _body: unknown): void {}
export function validateQuery(_request: string, _version: number, _query: URLSearchParams): void {}
