/*
 * Values that nobody has, by which what was sent can be recognised wherever it turns up. One family stands for a person who is erased
 * in the end, the other for everybody else.
 */

export interface Family {
  readonly name: string;
  readonly kana: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly text: string;
  /** A customer's. */
  readonly number: string;
  /** All of it in one text. */
  readonly all: string;
  /** What to look for, as it is left of a value by any way of writing it. */
  readonly needles: readonly string[];
}

function family(of: Omit<Family, "all" | "needles">, more: readonly string[]): Family {
  const all = Object.values(of);
  const digits = of.phone.replaceAll("-", "");
  return { ...of, all: all.join(" "), needles: [...all, digits, digits.slice(1), ...more].map(folded) };
}

export const PERSON = family(
  {
    name: "印刷花子",
    kana: "インサツハナコ",
    phone: "090-7531-8642",
    email: "insatsu@mark7q.example.jp",
    address: "東京都目印区中央7-7-7 印刷荘101",
    text: "本人が標識七九の件で来店",
    number: "MARK7Q-0079",
  },
  ["mark7q", "目印区", "印刷荘", "標識七九", "いんさつはなこ"],
);

export const OTHERS = family(
  {
    name: "刻印次郎",
    kana: "コクインジロウ",
    phone: "080-2468-1357",
    email: "kokuin@mark8r.example.jp",
    address: "大阪府刻印市北町8-8-8 刻印館202",
    text: "担当が標識八十の件を確認",
    number: "MARK8R-0080",
  },
  ["mark8r", "刻印市", "刻印館", "標識八十", "こくいんじろう"],
);

/** A company's name is nobody's personal value, and stands in clear. */
export const COMPANY = "無印不動産";

/** Which of these values stand in a text: as they are, percent-encoded, or as the hexadecimal of their bytes. */
export function found(text: string, families: readonly Family[] = [PERSON, OTHERS]): readonly string[] {
  const whole = folded(text);
  return families.flatMap(({ needles }) =>
    needles.filter(
      (needle) =>
        whole.includes(needle) ||
        whole.includes(encodeURIComponent(needle).toLowerCase()) ||
        whole.includes(Buffer.from(needle).toString("hex")),
    ),
  );
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
