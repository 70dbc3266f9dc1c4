import { quotable } from "./quotable.ts";
import { fill, type Language, type Words } from "./words.ts";

/**
 * Every way in which a request can fail, with its status (RFC 9110) and its words. The one table:
 * pages, API and command line all speak from it, and docs/problems.md is held against it by a test.
 */
const PROBLEMS = {
  "malformed-json": {
    status: 400,
    title: { ja: "JSON として読めません", en: "The body is not JSON" },
    detail: {
      ja: "本文の {line} 行 {column} 文字目で JSON の書き方が崩れています。その手前の引用符・かっこ・カンマを確かめてください。",
      en: "The JSON breaks off at line {line}, column {column}. Check the quotes, brackets and commas just before it.",
    },
  },
  "host-not-allowed": {
    status: 421,
    title: { ja: "このホスト名では応答しません", en: "This host name is not served" },
    detail: {
      ja: "「{host}」は許可されたホスト名ではありません。{allowed} を使うか、YAKUSOKU_HOSTS に加えてください。",
      en: "“{host}” is not an allowed host name. Use {allowed}, or add the name to YAKUSOKU_HOSTS.",
    },
  },
  "origin-not-allowed": {
    status: 403,
    title: { ja: "ほかのサイトからの書き込みは受け付けません", en: "Requests from another site are refused" },
    detail: {
      ja: "「{origin}」のページから送られたため、処理しませんでした。このサイトのページ、またはサーバーから送ってください。",
      en: "Nothing was done, because the request came from a page at “{origin}”. Send it from a page of this site or from a server.",
    },
  },
  "not-found": {
    status: 404,
    title: { ja: "そのページはありません", en: "There is no such page" },
    detail: {
      ja: "「{path}」にあたるものがありません。アドレスのつづりを確かめるか、最初のページからお探しください。",
      en: "Nothing stands at “{path}”. Check the spelling of the address, or start from the first page.",
    },
  },
  "no-such-version": {
    status: 404,
    title: { ja: "その版はありません", en: "There is no such version" },
    detail: {
      ja: "「{key}」に指定された「{given}」という版はありません。あるのは {known} です。",
      en: "“{key}” asks for a version “{given}”, and there is none. There are: {known}.",
    },
  },
  "no-such-decision": {
    status: 404,
    title: { ja: "その判断は記録にありません", en: "There is no such decision on record" },
    detail: {
      ja: "この番号（dec_…）の判断は記録にありません。番号を確かめてください。人を指定しない判断は記録に残りません。",
      en: "No decision on record has this number (dec_…). Check it. Decisions that name no person are not recorded.",
    },
  },
  "method-not-allowed": {
    status: 405,
    title: { ja: "このアドレスでは使えないメソッドです", en: "This address does not take that method" },
    detail: {
      ja: "「{path}」は {method} を受け付けません。使えるのは {allowed} です。",
      en: "“{path}” does not take {method}. It takes {allowed}.",
    },
  },
  "body-too-large": {
    status: 413,
    title: { ja: "本文が大きすぎます", en: "The body is too large" },
    detail: {
      ja: "一度に送れるのは {limit} バイトまでです。分けて送ってください。",
      en: "One request may carry {limit} bytes. Send it in several.",
    },
  },
  "wrong-media-type": {
    status: 415,
    title: { ja: "本文の形式が違います", en: "The body has the wrong media type" },
    detail: {
      ja: "「{given}」ではなく、Content-Type: application/json で送ってください。",
      en: "Send it with Content-Type: application/json, not “{given}”.",
    },
  },
  "invalid-question": {
    status: 422,
    title: { ja: "質問の内容に誤りがあります", en: "The question is not well formed" },
    detail: {
      ja: "{count} か所を直す必要があります。errors に場所と直し方があります。",
      en: "Places to mend: {count}. The errors say where, and how.",
    },
  },
  "too-many-questions": {
    status: 422,
    title: { ja: "質問の数が多すぎます", en: "There are too many questions" },
    detail: {
      ja: "一度に送れる質問は {limit} 件までですが、{count} 件ありました。どれも判断していません。分けて送ってください。",
      en: "One request may carry {limit} questions; this one carries {count}, and none was decided. Send them in several requests.",
    },
  },
  "invalid-filter": {
    status: 422,
    title: { ja: "絞り込みの条件に誤りがあります", en: "A filter is not well formed" },
    detail: {
      ja: "アドレスの中の {count} か所を直す必要があります。errors に場所と直し方があります。",
      en: "Places in the address to mend: {count}. The errors say where, and how.",
    },
  },
  "not-authorized": {
    status: 401,
    title: { ja: "アクセスが認められていません", en: "You are not let in" },
    detail: {
      ja: "有効な API キーがありません。Authorization: Bearer に、無効になっていないキーを付けてください。画面では、サインインしてください。",
      en: "There is no valid API key. Send one that is not revoked or expired as Authorization: Bearer. For pages, sign in.",
    },
  },
  "scope-missing": {
    status: 403,
    title: { ja: "この操作をする権限がありません", en: "You may not do that" },
    detail: {
      ja: "これには「{scope}」の権限が要ります。プログラムからは、その権限を持つ API キーを使ってください。画面では、アカウントを管理している人に役割を確かめてください。",
      en: "This needs the scope “{scope}”. A program uses an API key that has it; on a page, ask whoever looks after accounts about your roles.",
    },
  },
  "step-up-needed": {
    status: 403,
    title: { ja: "ご本人であることを、もう一度確かめます", en: "Show again that it is you" },
    detail: {
      ja: "大事な操作なので、{minutes} 分以内にサインインしたか、本人であることを確かめた人だけが行えます。何も変更していません。確かめてから、もう一度送ってください。",
      en: "This needs a sign-in, or a confirmation, of the last {minutes} minutes. Nothing was changed. Confirm that it is you and send it again.",
    },
  },
  "no-such-account": {
    status: 404,
    title: { ja: "そのアカウントはありません", en: "There is no such account" },
    detail: {
      ja: "そのアカウントはないか、停止されています。アカウントの一覧から選んでください。",
      en: "There is no such account, or it is suspended. Choose one from the list of accounts.",
    },
  },
  "email-taken": {
    status: 409,
    title: { ja: "そのメールアドレスのアカウントがあります", en: "There is an account with this address" },
    detail: {
      ja: "同じメールアドレスのアカウントがすでにあります。何も変更していません。入れなくなった人には、一覧からその人のリンクを作り直してください。",
      en: "An account with this e-mail address exists. Nothing was changed. For somebody who cannot get in, make a new link from the list.",
    },
  },
  "last-administrator": {
    status: 409,
    title: { ja: "システム管理の人がいなくなります", en: "Nobody would be left to look after accounts" },
    detail: {
      ja: "サインインできる「システム管理」は、この人だけです。何も変更していません。先に、ほかの人に「システム管理」の役割を付けてください。",
      en: "This is the only administrator who can sign in. Nothing was changed. Give the role to somebody else first.",
    },
  },
  "last-way-in": {
    status: 409,
    title: { ja: "サインインする方法がなくなります", en: "No way of signing in would be left" },
    detail: {
      ja: "これがサインインに使える最後の方法です。何も変更していません。先に、別のパスキーかパスワードを登録してください。",
      en: "This is the last way in that the account has. Nothing was changed. Set up another passkey or a password first.",
    },
  },
  "beyond-own": {
    status: 403,
    title: { ja: "ご自分の権限を超えています", en: "That is more than you have yourself" },
    detail: {
      ja: "API キーには、作る人が持っている権限と担当範囲の中のものだけを与えられます。何も変更していません。",
      en: "An API key is given no more scopes and no wider reach than whoever makes it has. Nothing was changed.",
    },
  },
  "link-not-valid": {
    status: 410,
    title: { ja: "このリンクはもう使えません", en: "This link no longer opens anything" },
    detail: {
      ja: "リンクの期限が切れたか、すでに使われたか、新しいリンクに替わっています。アカウントを管理している人に、新しいリンクを頼んでください。",
      en: "The link has expired, was used, or was replaced by a newer one. Ask whoever looks after accounts for a new link.",
    },
  },
  "insecure-connection": {
    status: 403,
    title: { ja: "この接続ではサインインできません", en: "Nobody can sign in over this connection" },
    detail: {
      ja: "暗号化されていない接続（http）では、途中で読み取られるおそれがあります。https のアドレスで開いてください。",
      en: "Over a connection that is not encrypted (http) others could read along. Open the https address.",
    },
  },
  "too-many-attempts": {
    status: 429,
    title: { ja: "誤ったキーやサインインが続いたため、受け付けを止めています", en: "Too many wrong keys or sign-ins" },
    detail: {
      ja: "この接続元から誤ったキー・アドレス・サインインが続けて送られたため、しばらく受け付けません。{seconds} 秒後に、正しいものでもう一度お試しください。",
      en: "Too many wrong keys, addresses or sign-ins came from this connection. Try again in {seconds} seconds, with the right one.",
    },
  },
  "idempotency-conflict": {
    status: 409,
    title: { ja: "同じ冪等キーが別の内容で使われました", en: "The idempotency key was used for another request" },
    detail: {
      ja: "Idempotency-Key「{key}」は、すでに別の内容の要求に使われています。何も変更していません。新しい要求には新しいキーを付けてください。",
      en: "The Idempotency-Key “{key}” already belongs to another request. Nothing was changed. Give a new request a key of its own.",
    },
  },
  "invalid-record": {
    status: 422,
    title: { ja: "記録する内容に誤りがあります", en: "What is to be recorded is not well formed" },
    detail: {
      ja: "{count} か所を直す必要があります。何も記録していません。errors に場所と直し方があります。",
      en: "Places to mend: {count}. Nothing was recorded. The errors say where, and how.",
    },
  },
  "too-many-entries": {
    status: 422,
    title: { ja: "一度に送る件数が多すぎます", en: "There are too many entries" },
    detail: {
      ja: "一度に送れるのは {limit} 件までですが、{count} 件ありました。何も記録していません。分けて送ってください。",
      en: "One request may carry {limit} entries; this one carries {count}, and nothing was recorded. Send them in several requests.",
    },
  },
  "no-such-person": {
    status: 404,
    title: { ja: "その人は記録にありません", en: "There is no such person on record" },
    detail: {
      ja: "「{person}」という番号の人はいないか、消去されました。番号を確かめるか、氏名や電話番号から探してください。",
      en: "Nobody on record has the number {person}, or they were erased. Check the number, or search by name or phone.",
    },
  },
  "not-on-record": {
    status: 404,
    title: { ja: "その記録はありません", en: "There is no such entry on record" },
    detail: {
      ja: "この人の記録に「{entry}」はありません。番号を確かめてください。",
      en: "The record of this person has no {entry}. Check the number.",
    },
  },
  "already-ended": {
    status: 409,
    title: { ja: "すでに終わっています", en: "It has ended already" },
    detail: {
      ja: "「{entry}」は {at} に終わったと記録されています。何も変更していません。",
      en: "{entry} is on record as ended at {at}. Nothing was changed.",
    },
  },
  "identifier-taken": {
    status: 409,
    title: { ja: "ほかの人の記録にある識別情報です", en: "The identifier belongs to another person on record" },
    detail: {
      ja: "{count} か所が、ほかの人の記録と同じです。何も記録していません。errors に、どの人かと、どうすればよいかがあります。",
      en: "Places that are the same as on another person's record: {count}. Nothing was recorded. The errors say whose, and what to do.",
    },
  },
  "no-such-message": {
    status: 404,
    title: { ja: "そのメールは記録にありません", en: "There is no such mail on record" },
    detail: {
      ja: "この番号（msg_…）のメールは記録にないか、内容がすでに消されています。番号を確かめてください。",
      en: "No mail on record has this number (msg_…), or what it said is gone. Check the number.",
    },
  },
  "mail-not-retried": {
    status: 409,
    title: { ja: "このメールは送り直せません", en: "This mail is not sent again" },
    detail: {
      ja: "送り直せるのは、送らずに残したもの・送れなかったもの・届かずに戻ったもので、内容が残っているメールだけです。ダイレクトメールは、そのあとに停止の申出があるかもしれないので送り直しません。何も変更していません。",
      en: "Only mail that was kept, failed or came back is sent again, while its content is there; direct mail is not, for it may have been stopped since. Nothing was changed.",
    },
  },
  "mail-template-changed": {
    status: 409,
    title: { ja: "文面はほかの人に書き換えられています", en: "Somebody else has changed the words" },
    detail: {
      ja: "開いたあとに、ほかの人が新しい版を作りました。何も変更していません。いまの文面を開き直して、もう一度書き換えてください。",
      en: "A newer version was made since you opened it. Nothing was changed. Open the words as they are now, and change them again.",
    },
  },
  "no-such-size": {
    status: 422,
    title: { ja: "その件数のログはありません", en: "The log has no such size" },
    detail: {
      ja: "from と to は 1 から {size} までの整数で、from は to 以下にしてください。",
      en: "“from” and “to” are whole numbers from 1 to {size}, “from” not above “to”.",
    },
  },
  overloaded: {
    status: 503,
    title: { ja: "いまは混み合っています", en: "There is too much to do just now" },
    detail: {
      ja: "要求が重なっているため、この要求は処理していません。何も変更していません。{seconds} 秒後にもう一度お送りください。",
      en: "Too many requests came at once, and this one was not begun; nothing was changed. Send it again in {seconds} seconds.",
    },
  },
  "malformed-form": {
    status: 400,
    title: { ja: "フォームとして読めません", en: "The body is not a form" },
    detail: {
      ja: "本文を multipart/form-data として読めませんでした。何も受け取っていません。Content-Type の boundary と、途中で切れていないかを確かめて、送り直してください。",
      en: "The body could not be read as multipart/form-data, and nothing was taken in. Check the boundary in Content-Type, and that it was sent to its end.",
    },
  },
  "upload-refused": {
    status: 422,
    title: { ja: "受け取れないファイルがあります", en: "Some files were not taken in" },
    detail: {
      ja: "{count} 個のファイルを受け取れませんでした。errors に、何番目のファイルか（0 から数えます）と、どうすればよいかがあります。ほかのファイルは預かりました。",
      en: "Files that were not taken in: {count}. The errors say which, counted from 0, and what to do. The others were kept.",
    },
  },
  "no-such-upload": {
    status: 404,
    title: { ja: "そのファイルはありません", en: "There is no such file" },
    detail: {
      ja: "この番号（upl_…）のファイルは、ないか、検査を待っているか、すでに破棄されました。番号を確かめてください。",
      en: "A file of this number (upl_…) is not here, waits for its scan, or was destroyed. Check the number.",
    },
  },
  "no-such-import": {
    status: 404,
    title: { ja: "その取り込みはありません", en: "There is no such import" },
    detail: {
      ja: "この番号（imp_…）の取り込みは、ないか、まだ読み終えていないか、すでに記録したか取りやめたものです。番号と進み具合を確かめてください。",
      en: "An import of this number (imp_…) is not here, is not read to its end yet, or is over. Check the number, and how far it has come.",
    },
  },
  "internal-error": {
    status: 500,
    title: { ja: "サーバー側の問題で処理できませんでした", en: "The server failed" },
    detail: {
      ja: "何も許可されていません。時間をおいてもう一度お試しください。続くときは、番号 {request} を担当者にお知らせください。",
      en: "Nothing was permitted. Try again later; if it goes on, give the number {request} to those who run this server.",
    },
  },
} as const satisfies Record<string, { status: number; title: Words; detail: Words }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One place that needs mending: a JSON Pointer (RFC 6901) into the body, and what to do there. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** A problem as RFC 9457 writes it. `type` is a path on this server where the problem is explained. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly errors?: readonly Fault[];
}

/** Values that are what somebody sent. */
const SENT: ReadonlySet<string> = new Set(["path", "given", "key"]);

/** A problem on its way to whoever asked; the shell renders it in the reader's language. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
  readonly faults: ((language: Language) => readonly Fault[]) | undefined;

  constructor(
    code: ProblemCode,
    values: Readonly<Record<string, string | number>> = {},
    faults?: (language: Language) => readonly Fault[],
  ) {
    const said = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, SENT.has(name) ? quotable(String(value)) : value]),
    );
    super(fill(PROBLEMS[code].detail.en, said));
    this.name = "ProblemError";
    this.code = code;
    this.values = said;
    this.faults = faults;
  }

  in(language: Language): Problem {
    const entry = PROBLEMS[this.code];
    const problem = {
      type: `/problems/${this.code}`,
      title: entry.title[language],
      status: entry.status,
      detail: fill(entry.detail[language], this.values),
      code: this.code,
    };
    return this.faults === undefined ? problem : { ...problem, errors: this.faults(language) };
  }
}

export const PROBLEM_CODES = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS);

/** Status and title of a problem, for pages and documents that list them. */
export function problemEntry(code: ProblemCode): { status: number; title: Words; detail: Words } {
  return PROBLEMS[code];
}
