/** One slice of the font: a file with the glyphs of some characters. */
export interface Face {
  /** What the font's makers call the slice: a number, or a script. */
  readonly slice: string;
  readonly file: string;
  /** As CSS writes it: `U+30-39,U+ff1a`. */
  readonly range: string;
  readonly characters: ReadonlySet<number>;
  /** In the sheet that every page loads; the others are needed by pages with rare characters only. */
  readonly common: boolean;
}

/**
 * Slices are numbered by how rare their characters are. From this one on they hold kana, punctuation and the kanji
 * that ordinary text is made of: a third of the bytes of the whole sheet.
 */
const FIRST_COMMON_SLICE = 52;
const COMMON_SCRIPTS = ["latin", "latin-ext"];

/** Reads the `@font-face` rules of a fontsource stylesheet. */
export function readFaces(css: string): Face[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].flatMap(([, rule = ""]) => {
    const file = /url\(\.\/files\/([^)]+)\)/.exec(rule)?.[1];
    const range = /unicode-range:\s*([^;]+)/.exec(rule)?.[1]?.replaceAll(" ", "").trim();
    const slice = /noto-sans-jp-(.+)-wght/.exec(file ?? "")?.[1];
    if (file === undefined || range === undefined || slice === undefined) return [];
    const common = COMMON_SCRIPTS.includes(slice) || Number(slice) >= FIRST_COMMON_SLICE;
    return [{ slice, file, range, characters: charactersOf(range), common }];
  });
}

/** Writes the rules back, without comments and white space. Weights 100 to 900 stand in the one variable file. */
export function writeFaces(faces: readonly Face[], url: (face: Face) => string): string {
  return faces
    .map(
      (face) =>
        `@font-face{font-family:"Noto Sans JP";font-weight:100 900;font-display:swap;src:url(${url(face)})format("woff2");unicode-range:${face.range}}`,
    )
    .join("");
}

function charactersOf(range: string): Set<number> {
  const characters = new Set<number>();
  for (const part of range.split(",")) {
    const [first = "", last = first] = part.slice(2).split("-");
    for (let code = Number.parseInt(first, 16); code <= Number.parseInt(last, 16); code += 1) characters.add(code);
  }
  return characters;
}
