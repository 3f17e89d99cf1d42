/** `node:os` and `node:url` for the check in the browser: named by modules whose other half is used. */
export const hostname = (): string => "";
export const fileURLToPath = (url: URL | string): string => String(url);
