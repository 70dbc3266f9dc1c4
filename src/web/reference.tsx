import { type Context, Hono } from "hono";
import type { Language } from "../wire/index.ts";
import { asObject, type JsonObject, listAt, objectAt, textAt } from "./json.ts";
import { LANGUAGE_PATH, localPath, pageLanguage } from "./language.ts";
import { Page } from "./page.tsx";
import { REFERENCE_WORDS as WORDS } from "./reference-words.ts";
import { SchemaView, schemaId } from "./schema-view.tsx";
import type { Site } from "./site.ts";
import { WORDS as PAGE_WORDS } from "./words.ts";

/** In the order of OpenAPI, so that reading comes before writing. */
const METHODS = ["get", "put", "post", "delete", "patch"] as const;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly said: JsonObject;
}

/**
 * `/ja/api` and `/en/api`: the OpenAPI document as a page, written on the server.
 * @param specification the OpenAPI 3.1 document; made when a page is first asked for
 */
export function referenceRoutes(site: Site, specification: () => unknown): Hono {
  const app = new Hono();
  let document: JsonObject | undefined;
  app.get(`${LANGUAGE_PATH}/api`, (c: Context) => {
    document ??= asObject(specification());
    return c.html(<ReferencePage site={site} document={document} lang={pageLanguage(c)} />);
  });
  return app;
}

const ReferencePage = ({
  site,
  document,
  lang,
}: {
  readonly site: Site;
  readonly document: JsonObject;
  readonly lang: Language;
}) => {
  const operations = operationsOf(document);
  const schemas = Object.entries(objectAt(objectAt(document, "components"), "schemas"));
  const securitySchemes = Object.values(objectAt(objectAt(document, "components"), "securitySchemes"));
  return (
    <Page site={site} lang={lang} title={PAGE_WORDS.api[lang]} path="/api">
      <h1>{PAGE_WORDS.api[lang]}</h1>
      <p class="lead">{WORDS.lead[lang]}</p>
      <p class="quiet">{WORDS.english[lang]}</p>
      <ul class="plain">
        <li>
          <a href="/openapi.json">{WORDS.specification[lang]}</a>
        </li>
        <li>
          <a href={localPath(lang, "/problems")}>{WORDS.problems[lang]}</a>
        </li>
      </ul>
      {securitySchemes.map((scheme) => (
        <p>
          {WORDS.authorization[lang]} <code>Authorization: Bearer key_…</code>{" "}
          <span class="quiet" lang="en">
            {textAt(asObject(scheme), "description")}
          </span>
        </p>
      ))}
      <nav aria-labelledby="operations">
        <h2 id="operations">{WORDS.contents[lang]}</h2>
        <ul class="plain">
          {operations.map(({ method, path, id, said }) => (
            <li>
              <a href={`#${id}`}>
                <code>
                  {method} {path}
                </code>
              </a>
              <br />
              <span class="quiet" lang="en">
                {textAt(said, "summary")}
              </span>
            </li>
          ))}
          {schemas.map(([name]) => (
            <li>
              <a href={`#${schemaId(name)}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((operation) => (
        <OperationSection operation={operation} lang={lang} />
      ))}
      {schemas.length > 0 && <h2>{WORDS.schemas[lang]}</h2>}
      {schemas.map(([name, schema]) => (
        <section class="reference" aria-labelledby={schemaId(name)}>
          <h3 id={schemaId(name)}>{name}</h3>
          <SchemaView schema={asObject(schema)} lang={lang} />
        </section>
      ))}
    </Page>
  );
};

function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const said = objectAt(asObject(item), method);
      if (Object.keys(said).length === 0) return [];
      const id = `${method}${path.replaceAll(/[^a-z0-9]+/gi, "-")}`;
      return [{ method: method.toUpperCase(), path, id, said }];
    }),
  );
}

const OperationSection = ({ operation, lang }: { readonly operation: Operation; readonly lang: Language }) => {
  const { method, path, id, said } = operation;
  const parameters = listAt(said, "parameters");
  const body = mediaOf(objectAt(said, "requestBody"));
  return (
    <section class="reference" aria-labelledby={id}>
      <h2 id={id}>
        <code>
          {method} {path}
        </code>
      </h2>
      <p lang="en">{textAt(said, "summary")}</p>
      {textAt(said, "description") !== undefined && <p lang="en">{textAt(said, "description")}</p>}
      {parameters.length > 0 && (
        <>
          <h3>{WORDS.parameters[lang]}</h3>
          <dl class="fields">
            {parameters.map((parameter) => (
              <div>
                <dt>
                  <code>{textAt(parameter, "name")}</code>{" "}
                  <span class="quiet">
                    {whereWords(textAt(parameter, "in"), lang)}
                    {parameter["required"] === true && `${lang === "ja" ? "、" : ", "}${WORDS.required[lang]}`}
                  </span>
                </dt>
                <dd>
                  <SchemaView schema={described(parameter)} lang={lang} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {body !== undefined && (
        <>
          <h3>{WORDS.body[lang]}</h3>
          {body.examples.map(({ summary, value }) => (
            <figure>
              <figcaption>
                {WORDS.example[lang]}
                {summary !== undefined && <span lang="en"> {summary}</span>}
              </figcaption>
              <pre tabindex={0}>{JSON.stringify(value, null, 2)}</pre>
            </figure>
          ))}
          <SchemaView schema={body.schema} lang={lang} />
        </>
      )}
      <h3>{WORDS.answers[lang]}</h3>
      <dl class="fields">
        {Object.entries(objectAt(said, "responses")).map(([status, response]) => {
          const media = mediaOf(asObject(response));
          return (
            <div>
              <dt>
                <code>{status}</code>
              </dt>
              <dd>
                <p lang="en">{textAt(asObject(response), "description")}</p>
                {media !== undefined && (
                  <>
                    <p class="quiet">
                      <code>{media.type}</code>
                    </p>
                    {status.startsWith("2") ? (
                      <details class="details">
                        <summary>{WORDS.form[lang]}</summary>
                        <div class="inside">
                          <SchemaView schema={media.schema} lang={lang} />
                        </div>
                      </details>
                    ) : (
                      <p>
                        <a href={localPath(lang, "/problems")}>{WORDS.problems[lang]}</a>
                      </p>
                    )}
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
};

interface Media {
  readonly type: string;
  readonly schema: JsonObject;
  readonly examples: readonly { readonly summary: string | undefined; readonly value: unknown }[];
}

/** The first form in which a body is sent or comes back; none where there is no body. */
function mediaOf(said: JsonObject): Media | undefined {
  const [entry] = Object.entries(objectAt(said, "content"));
  if (entry === undefined) return undefined;
  const [type, value] = entry;
  const media = asObject(value);
  const examples = Object.values(objectAt(media, "examples")).map((example) => ({
    summary: textAt(asObject(example), "summary"),
    value: asObject(example)["value"],
  }));
  const single = media["example"] === undefined ? [] : [{ summary: undefined, value: media["example"] }];
  return { type, schema: objectAt(media, "schema"), examples: [...examples, ...single] };
}

/** A parameter's own description stands with its schema where that has none. */
function described(parameter: JsonObject): JsonObject {
  const description = textAt(parameter, "description");
  const schema = objectAt(parameter, "schema");
  return description === undefined ? schema : { description, ...schema };
}

function whereWords(place: string | undefined, lang: Language): string {
  if (place === "path") return WORDS.inPath[lang];
  return place === "header" ? WORDS.inHeader[lang] : WORDS.inQuery[lang];
}
