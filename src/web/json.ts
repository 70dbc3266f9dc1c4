/** A JSON object whose fields are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that stands there, or one without fields. */
export function objectAt(from: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  return isObject(value) ? value : {};
}

/** The objects of a list that stands there. */
export function listAt(from: JsonObject, name: string): JsonObject[] {
  const value = from[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textAt(from: JsonObject, name: string): string | undefined {
  const value = from[name];
  return typeof value === "string" ? value : undefined;
}

export function numberAt(from: JsonObject, name: string): number | undefined {
  const value = from[name];
  return typeof value === "number" ? value : undefined;
}

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
