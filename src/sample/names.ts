import type { Draw } from "./draw.ts";

/** Where the made people come from: two in ten tenants are not Japanese. */
export type Origin = "japan" | "korea" | "china" | "taiwan" | "vietnam" | "nepal";

/** A name in the spellings that papers have. */
export interface MadeName {
  readonly name: string;
  readonly kana: string;
  /** As a passport writes it; of people from abroad. */
  readonly passport?: string;
  /** A Japanese name in daily use (通称). */
  readonly alias?: string;
}

type Spelled = readonly (readonly string[])[];

function table(rows: string): Spelled {
  return rows
    .trim()
    .split(/\s+/)
    .map((row) => row.split("/"));
}

/** Family names as written today and by sound; a third spelling is an old form that some families keep. */
const FAMILY = table(`
  佐藤/サトウ 鈴木/スズキ 高橋/タカハシ/髙橋 田中/タナカ 伊藤/イトウ 渡辺/ワタナベ/渡邊 山本/ヤマモト 中村/ナカムラ 小林/コバヤシ 加藤/カトウ
  吉田/ヨシダ/𠮷田 山田/ヤマダ 佐々木/ササキ 山口/ヤマグチ 松本/マツモト 井上/イノウエ 木村/キムラ 林/ハヤシ 斎藤/サイトウ/齋藤 清水/シミズ
  山崎/ヤマザキ/山﨑 森/モリ 池田/イケダ 橋本/ハシモト 阿部/アベ 石川/イシカワ 中島/ナカジマ/中嶋 小川/オガワ 前田/マエダ 岡田/オカダ
  長谷川/ハセガワ 藤田/フジタ 後藤/ゴトウ 近藤/コンドウ 村上/ムラカミ 遠藤/エンドウ 青木/アオキ 坂本/サカモト 斉藤/サイトウ/齊藤 福田/フクダ
  太田/オオタ 西村/ニシムラ 藤井/フジイ 岡本/オカモト 三浦/ミウラ 金子/カネコ 中川/ナカガワ 原田/ハラダ 松田/マツダ 竹内/タケウチ
  小野/オノ 中野/ナカノ 田村/タムラ 河野/コウノ 和田/ワダ 石田/イシダ 上田/ウエダ 森田/モリタ 浜田/ハマダ/濵田 柴田/シバタ
  酒井/サカイ 宮崎/ミヤザキ/宮﨑 横山/ヨコヤマ 高木/タカギ/髙木 内田/ウチダ 大野/オオノ 工藤/クドウ 小島/コジマ 谷口/タニグチ 今井/イマイ
  桜井/サクライ/櫻井 丸山/マルヤマ 増田/マスダ 渡部/ワタベ 広瀬/ヒロセ/廣瀬 黒沢/クロサワ/黒澤 関/セキ/關 国分/コクブ/國分 渡会/ワタライ 島津/シマヅ`);
const GIVEN = table(`
  太郎/タロウ 花子/ハナコ 翔太/ショウタ 美咲/ミサキ 健一/ケンイチ 陽子/ヨウコ 大輔/ダイスケ 裕子/ユウコ 誠/マコト 明美/アケミ 拓也/タクヤ 久美子/クミコ
  直樹/ナオキ 由美/ユミ 浩/ヒロシ 恵/メグミ 隆/タカシ 智子/トモコ 達也/タツヤ 真由美/マユミ 蓮/レン 陽菜/ヒナ 大翔/ヒロト 結衣/ユイ 悠斗/ユウト 葵/アオイ
  修/オサム 和子/カズコ 茂/シゲル 幸子/サチコ 正/タダシ 節子/セツコ 清/キヨシ 文子/フミコ 勝/マサル 千代/チヨ 進/ススム 良子/ヨシコ 学/マナブ 香織/カオリ
  亮/リョウ 彩/アヤ 純一/ジュンイチ 舞/マイ 哲也/テツヤ 優子/ユウコ 剛/ツヨシ 瞳/ヒトミ 昇/ノボル 愛/アイ 博/ヒロシ 静香/シズカ 海斗/カイト さくら/サクラ`);

/** Family and given name: ideographs or letters, kana, passport. */
const ABROAD: Readonly<Record<Exclude<Origin, "japan">, { readonly family: Spelled; readonly given: Spelled }>> = {
  korea: {
    family: table(
      "金/キム/KIM 李/イ/LEE 朴/パク/PARK 崔/チェ/CHOI 鄭/チョン/JEONG 姜/カン/KANG 趙/チョ/CHO 尹/ユン/YOON",
    ),
    given: table(
      "民俊/ミンジュン/MINJUN 書淵/ソヨン/SEOYEON 知宇/ジウ/JIWOO 賢雨/ヒョヌ/HYUNWOO 秀賢/スヒョン/SUHYUN 恩知/ウンジ/EUNJI 俊浩/ジュノ/JUNHO 河恩/ハウン/HAEUN",
    ),
  },
  china: {
    family: table(
      "王/オウ/WANG 李/リ/LI 張/チョウ/ZHANG 劉/リュウ/LIU 陳/チン/CHEN 楊/ヨウ/YANG 趙/チョウ/ZHAO 黄/コウ/HUANG 呂/リョ/LYU",
    ),
    given: table(
      "小明/ショウメイ/XIAOMING 麗/レイ/LI 偉/イ/WEI 芳/ホウ/FANG 静/セイ/JING 強/キョウ/QIANG 雪梅/セツバイ/XUEMEI 建国/ケンコク/JIANGUO",
    ),
  },
  taiwan: {
    family: table("陳/チェン/CHEN 林/リン/LIN 黃/ホアン/HUANG 張/チャン/CHANG 蔡/ツァイ/TSAI 吳/ウー/WU"),
    given: table("怡君/イージュン/YI-CHUN 家豪/ジャーハオ/CHIA-HAO 雅婷/ヤーティン/YA-TING 志明/ジーミン/CHIH-MING"),
  },
  vietnam: {
    family: table(
      "NGUYEN/グエン/NGUYEN TRAN/チャン/TRAN LE/レ/LE PHAM/ファム/PHAM HOANG/ホアン/HOANG VU/ヴ/VU DANG/ダン/DANG",
    ),
    given: table(
      "VAN_ANH/ヴァン_アイン/VAN_ANH THI_HOA/ティ_ホア/THI_HOA MINH_DUC/ミン_ドゥック/MINH_DUC THI_LAN/ティ_ラン/THI_LAN QUANG_HUY/クアン_フイ/QUANG_HUY",
    ),
  },
  nepal: {
    family: table(
      "SHRESTHA/シュレスタ/SHRESTHA GURUNG/グルン/GURUNG TAMANG/タマン/TAMANG ADHIKARI/アディカリ/ADHIKARI RAI/ライ/RAI THAPA/タパ/THAPA",
    ),
    given: table(
      "BISHAL/ビシャル/BISHAL SITA/シタ/SITA RAM_BAHADUR/ラム_バハドゥル/RAM_BAHADUR ANJALI/アンジャリ/ANJALI SUMAN/スマン/SUMAN",
    ),
  },
};

/** A name of somebody from there. One Japanese name in ten with an old form has it; four in ten from Korea and China use an alias. */
export function nameOf(origin: Origin, draw: Draw): MadeName {
  if (origin === "japan") {
    const [family = "", familyKana = "", old] = draw.pick(FAMILY);
    const [given = "", givenKana = ""] = draw.pick(GIVEN);
    const written = old !== undefined && draw.percent(50) ? old : family;
    return { name: `${written} ${given}`, kana: `${familyKana} ${givenKana}` };
  }
  const { family, given } = ABROAD[origin];
  const [name = "", kana = "", passport = ""] = draw.pick(family);
  const [givenName = "", givenKana = "", givenPassport = ""] = draw.pick(given);
  const [aliasFamily = ""] = draw.pick(FAMILY);
  const [aliasGiven = ""] = draw.pick(GIVEN);
  const spaced = (text: string): string => text.replaceAll("_", " ");
  const isAliased = (origin === "korea" || origin === "china") && draw.percent(40);
  return {
    name: spaced(`${name} ${givenName}`),
    kana: spaced(`${kana} ${givenKana}`),
    passport: spaced(`${passport} ${givenPassport}`),
    ...(isAliased ? { alias: `${aliasFamily} ${aliasGiven}` } : {}),
  };
}
