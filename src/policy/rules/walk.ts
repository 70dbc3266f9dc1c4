import { STATED_OPT_OUT_MATTERS } from "../../law/index.ts";
import { isRecord, type PolicySource, type Section, type SectionReference, sectionOf } from "../parse.ts";

type RefSection = SectionReference["section"] | "sharedUses" | "mirrors";
interface Reference {
  readonly path: readonly PropertyKey[];
  readonly id: string;
  readonly section: RefSection;
}

/** Every reference from one object of the pack to another. */
export function* references(source: PolicySource, sections: readonly Section[]): Generator<Reference> {
  function* list(
    path: readonly PropertyKey[],
    section: RefSection,
    ids: readonly string[] | undefined,
  ): Generator<Reference> {
    for (const [index, id] of (ids ?? []).entries()) yield { path: [...path, index], id, section };
  }
  yield { path: ["policy", "publisher"], id: source.policy.publisher, section: "operators" };
  for (const [key, set] of Object.entries(source.itemSets)) yield* list(["itemSets", key, "items"], "items", set.items);
  for (const [key, operator] of Object.entries(source.operators)) {
    if (operator.of !== undefined) yield { path: ["operators", key, "of"], id: operator.of, section: "operators" };
  }
  for (const [key, person] of Object.entries(source.people)) {
    yield* list(["people", key, "items"], "items", person.items);
    yield* list(["people", key, "also"], "people", person.also);
  }
  for (const [key, purpose] of Object.entries(source.purposes)) {
    yield* list(["purposes", key, "operators"], "operators", purpose.operators);
    yield* list(["purposes", key, "people"], "people", purpose.people);
    yield* list(["purposes", key, "items"], "items", purpose.items);
  }
  for (const [key, recipient] of Object.entries(source.recipients)) {
    yield* list(["recipients", key, "operators"], "operators", recipient.operators);
    yield* list(["recipients", key, "people"], "people", recipient.people);
    yield* list(["recipients", key, "items"], "items", recipient.items);
    yield* list(["recipients", key, "purposes"], "purposes", recipient.purposes);
  }
  for (const [key, use] of Object.entries(source.sharedUses)) {
    yield* list(["sharedUses", key, "people"], "people", use.people);
    yield* list(["sharedUses", key, "items"], "items", use.items);
    yield* list(["sharedUses", key, "purposes"], "purposes", use.purposes);
    for (const [index, member] of (use.users?.members ?? []).entries()) {
      yield {
        path: ["sharedUses", key, "users", "members", index, "operator"],
        id: member.operator,
        section: "operators",
      };
    }
    if (use.responsible !== undefined) {
      yield { path: ["sharedUses", key, "responsible"], id: use.responsible, section: "operators" };
    }
  }
  for (const [key, contact] of Object.entries(source.contacts)) {
    yield* list(["contacts", key, "people"], "people", contact.people);
    yield* list(["contacts", key, "operators"], "operators", contact.operators);
  }
  for (const [key, mirror] of Object.entries(source.mirrors)) {
    yield { path: ["mirrors", key, "from"], id: mirror.from, section: "operators" };
    yield { path: ["mirrors", key, "to"], id: mirror.to, section: "operators" };
    for (const [from, to] of Object.entries(mirror.people)) {
      yield { path: ["mirrors", key, "people", from], id: from, section: "people" };
      yield { path: ["mirrors", key, "people", from], id: to, section: "people" };
    }
  }
  for (const kind of Object.keys(source.settings.retention)) {
    yield { path: ["settings", "retention", kind], id: kind, section: "people" };
  }
  for (const [key, policy] of Object.entries(source.linkedPolicies)) {
    if (policy.operator !== undefined)
      yield { path: ["linkedPolicies", key, "operator"], id: policy.operator, section: "operators" };
  }
  for (const section of sections) {
    const value = sectionOf(source, section);
    if (value === undefined) continue;
    for (const { path, ...rest } of section.references?.(value) ?? []) yield { path: [section.name, ...path], ...rest };
  }
  for (const { part, path } of documentParts(source)) {
    yield* list([...path, "contacts"], "contacts", part.contacts);
    if (part.mirror !== undefined) yield { path: [...path, "mirror"], id: part.mirror, section: "mirrors" };
  }
}

/** Every clause that something in the pack says it carries out. */
export function* clauses(source: PolicySource): Generator<{ path: readonly PropertyKey[]; id: string }> {
  for (const section of [
    "operators",
    "people",
    "purposes",
    "recipients",
    "sharedUses",
    "contacts",
    "mirrors",
    "linkedPolicies",
    "commitments",
  ] as const) {
    const entries: Readonly<Record<string, { readonly clause?: string | undefined } | undefined>> = source[section];
    for (const [key, entry] of Object.entries(entries)) {
      if (entry?.clause !== undefined) yield { path: [section, key, "clause"], id: entry.clause };
    }
  }
  if (source.policy.changes !== undefined)
    yield { path: ["policy", "changes", "clause"], id: source.policy.changes.clause };
  for (const [kind, { clause }] of Object.entries(source.settings.retention)) {
    if (clause !== undefined) yield { path: ["settings", "retention", kind, "clause"], id: clause };
  }
  for (const [key, { published }] of Object.entries(source.recipients)) {
    for (const [matter, id] of Object.entries(published.stated ?? {})) {
      yield { path: ["recipients", key, "published", "stated", matter], id };
    }
  }
  for (const node of nodes(source.rooms)) {
    if (node.key === "clause" && typeof node.value === "string") yield { path: pathOf(node), id: node.value };
  }
  for (const [key, mirror] of Object.entries(source.mirrors)) {
    for (const [index, id] of mirror.clauses.entries()) yield { path: ["mirrors", key, "clauses", index], id };
  }
  for (const { part, path } of documentParts(source)) {
    for (const [index, id] of (part.clauses ?? []).entries()) yield { path: [...path, "clauses", index], id };
  }
}

export function* documentParts(
  source: PolicySource,
): Generator<{ part: PolicySource["document"]["parts"][number]; path: readonly PropertyKey[] }> {
  const queue = source.document.parts.map((part, index) => ({
    part,
    path: ["document", "parts", index] as PropertyKey[],
  }));
  // An array grows while it is walked.
  for (const next of queue) {
    yield next;
    const { part, path } = next;
    queue.push(...(part.parts ?? []).map((child, index) => ({ part: child, path: [...path, "parts", index] })));
  }
}

/** The names under which the language writes texts; by name, because a map of languages looks like any other map. */
const TEXT_KEYS = new Set<string>([
  "title",
  "about",
  "name",
  "text",
  "because",
  "ours",
  "purposesElsewhere",
  "address",
  "aspiration",
  "list",
  "for",
  "heading",
  "after",
  "purpose",
  "says",
  "default",
  "sends",
  "recipient",
  "regime",
  "reportTo",
  ...STATED_OPT_OUT_MATTERS,
]);

/** Every text, with the languages it is written in. */
export function* texts(source: PolicySource): Generator<{ path: readonly PropertyKey[]; languages: string[] }> {
  const { rooms, place: _place, ...core } = source;
  for (const node of nodes({ ...core, ...rooms }, isText)) {
    if (isText(node)) yield { path: pathOf(node), languages: Object.keys(node.value) };
  }
}

function isText(node: Node): node is Node & { readonly value: Record<string, string> } {
  return (
    node.depth > 1 &&
    TEXT_KEYS.has(String(node.key)) &&
    isRecord(node.value) &&
    Object.values(node.value).every((word) => typeof word === "string")
  );
}

/** A value inside another one. It knows what it stands in, so that its path is written out only where somebody wants it. */
interface Node {
  readonly value: unknown;
  readonly key: PropertyKey;
  readonly depth: number;
  readonly above: Node | undefined;
}

function pathOf(node: Node): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let one: Node | undefined = node; one?.above !== undefined; one = one.above) path.push(one.key);
  return path.reverse();
}

/** Every value inside a value; not what is inside of those that are `whole`. */
function* nodes(root: unknown, whole: (node: Node) => boolean = () => false): Generator<Node> {
  const stack: Node[] = [{ value: root, key: "", depth: 0, above: undefined }];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    const { value, depth } = node;
    if (whole(node)) continue;
    if (Array.isArray(value)) {
      for (const [key, child] of value.entries()) stack.push({ value: child, key, depth: depth + 1, above: node });
    } else if (isRecord(value)) {
      for (const key of Object.keys(value)) stack.push({ value: value[key], key, depth: depth + 1, above: node });
    }
  }
}
