/** JSON lines: one JSON value a line. */
export const ndjsonType = 'application/x-ndjson';
