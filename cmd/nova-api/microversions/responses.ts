export function lower(_representation: string, _body: Record<string, unknown>, _version: number): void {}
