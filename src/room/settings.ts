import { type AnySetting, setting, text, url } from "../settings/index.ts";
import { LOG_FORM, LOG_LEVEL } from "../telemetry/index.ts";
import { CLAMD } from "../uploads/index.ts";
import type { Room } from "./index.ts";

export const DATA_FOLDER = setting({
  name: "YAKUSOKU_DATA",
  says: {
    ja: "データのフォルダー。鍵、破棄した鍵の一覧、最新のチェックポイント、組み込みのデータベースを置く",
    en: "The data folder: keys, the list of shredded ones, the newest checkpoint, and the embedded database",
  },
  form: text,
  unset: "data",
});

export const DATABASE_URL = setting({
  name: "DATABASE_URL",
  says: {
    ja: "PostgreSQL（15 以降）の URL。なければ、データのフォルダーにある組み込みのデータベースを使う",
    en: "The URL of a PostgreSQL server, 15 or newer. Without one the embedded database in the data folder is used",
  },
  form: url("postgres:", "postgresql:"),
  secret: true,
});

/** Every setting of the house, those of all processes first, then room by room. */
export function settingsOf(rooms: readonly Room[]): readonly AnySetting[] {
  return [DATA_FOLDER, DATABASE_URL, LOG_LEVEL, LOG_FORM, CLAMD, ...rooms.flatMap((room) => room.settings ?? [])];
}
