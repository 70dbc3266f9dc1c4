/*
 * Ideographs that stand for one another in names and addresses: old and printed forms, and those that registers keep apart
 * (斉 斎 齊 齋). The first of a group is what the others fold to, in the loose form only: 髙橋 and 高橋 may be two families.
 * Gathered by hand from the old forms of the jōyō and jinmeiyō lists and from common family names; it is not complete,
 * and what is not here is simply not found as similar.
 */
const GROUPS = `
高髙 崎﨑嵜 吉𠮷 浜濱濵 辺邉邊 斉斎齊齋 沢澤 桜櫻 広廣 国國圀 竜龍 滝瀧 関關 島嶋嶌 富冨 峰峯 館舘 徳德 恵惠 栄榮 鉄鐵銕
亀龜 万萬 与與 余餘 予豫 円圓 応應 黒黑 実實 寿壽 寛寬 静靜 浄淨 真眞 豊豐 礼禮 蔵藏 覚覺 学學斈 楽樂 薬藥 巌巖 剣劍劔剱
桧檜 桑桒 槙槇 遥遙 瑶瑤 尭堯 亜亞 悪惡 圧壓 囲圍 医醫 隠隱 衛衞 駅驛 塩鹽 奥奧 横橫 温溫 穏穩 仮假 価價 会會 絵繪 壊壞
懐懷 拡擴 殻殼 岳嶽 巻卷 歓歡 観觀 勧勸 顔顏 帰歸 気氣 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖
渓溪谿 経經 継繼 鶏鷄 芸藝 県縣 検檢 献獻 権權 険險 顕顯 厳嚴 効效 恒恆 鉱鑛 号號 済濟 歳歲 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘
賛贊 糸絲 歯齒 児兒 辞辭 湿濕 写寫 釈釋 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 叙敍 将將 称稱 焼燒 証證 奨奬 条條 状狀 乗乘
剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 窃竊 摂攝 専專
浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 荘莊 捜搜 挿插 巣巢 争爭 曽曾 総總 聡聰 装裝 騒騷 増增 臓臟 即卽 属屬 続續
堕墮 対對 体體 帯帶 滞滯 台臺 択擇 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 昼晝 虫蟲 鋳鑄 庁廳 聴聽 鎮鎭 逓遞 点點 転轉 伝傳
党黨 盗盜 灯燈 当當 闘鬪 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 瓶甁 払拂 仏佛
並竝 変變 弁辨瓣辯 宝寶寳 没沒 翻飜 毎每 満滿 黙默 訳譯 弥彌 薮藪籔 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 両兩 猟獵
緑綠 塁壘 励勵 霊靈 齢齡 恋戀 炉爐 労勞 楼樓 郎郞 録錄 湾灣 柳栁桺 梅楳 秋穐龝 松枩 莱萊 鯵鰺 鴎鷗 蛎蠣 頴穎 兎兔莵 芦蘆
梼檮 祷禱 蝋蠟 頬頰 填塡 剥剝 叱𠮟 麺麵 繋繫 涛濤 篭籠 竃竈 諌諫 尓爾 祢禰 砺礪 蛍螢 蝿蠅 迩邇 鈎鉤 鴬鶯 淵渕 野埜 涼凉
準凖 場塲 略畧 群羣 裏裡 杯盃 稲稻 為爲 焔焰 晋晉 枡桝 栃杤 棲栖 徴徵 戸戶 呂吕 内內 呉吳 黄黃 教敎 清淸 青靑 説說 鋭銳
税稅 悦悅 閲閱 脱脫 産產 彦彥 隷隸 歩步 渉涉 鎌鐮 侭儘 飲飮 侠俠 倶俱 壷壺 曳曵
`;

/** The groups, each as its characters. */
export const VARIANT_GROUPS: readonly (readonly string[])[] = GROUPS.trim()
  .split(/\s+/)
  .map((group) => Array.from(group));

const VARIANTS: ReadonlyMap<string, string> = new Map(
  VARIANT_GROUPS.flatMap(([kept = "", ...others]) => others.map((other) => [other, kept] as const)),
);

/** One ideograph for each group of variants, and 佐佐 for 佐々. */
export function foldIdeographs(text: string): string {
  let before = "";
  return Array.from(text)
    .map((character) => {
      if (character === "々" && /[\p{Script=Han}]/u.test(before)) return before;
      before = VARIANTS.get(character) ?? character;
      return before;
    })
    .join("");
}

/**
 * The small words inside a name of a place or family, in katakana: 霞ヶ関 and 霞が関, 丸ノ内 and 丸の内, 山之内.
 * @param text with hiragana already as katakana
 */
export function foldParticles(text: string): string {
  return text
    .replaceAll(/(?<=\p{Script=Han})[ヶケガ](?=\p{Script=Han})/gu, "ケ")
    .replaceAll(/(?<=\p{Script=Han})[ノ之](?=\p{Script=Han})/gu, "ノ");
}
