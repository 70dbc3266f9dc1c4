import type { Words } from "../wire/index.ts";

/** Everything the pages and the command of this room say. */
export const WORDS = {
  records: { ja: "記録", en: "Records" },
  recordsLead: {
    ja: "ここで扱っている人・同意・提供などの記録を見て、書き加えます。",
    en: "See what is kept here, such as people, consents and provisions, and add to it.",
  },
  signOut: { ja: "記録を閉じる", en: "Close the records" },
  signOutHint: {
    ja: "このブラウザーから記録を開けなくなります。もう一度開くには、起動時に表示されたアドレスを使います。",
    en: "This browser can then no longer open the records. To come back, use the address printed at start.",
  },
  accessTitle: { ja: "記録の開き方", en: "How to open the records" },
  accessLead: {
    ja: "記録を扱うページは、Yakusoku を起動したときに表示されるアドレスから開きます。",
    en: "Pages that handle records are opened from the address that Yakusoku prints when it starts.",
  },
  accessWrongTitle: { ja: "このアドレスでは開けません", en: "This address does not open the records" },
  accessWrongLead: {
    ja: "アドレスの合言葉が違います。途中で切れているか、Yakusoku が起動し直されて、古いものになっています。",
    en: "The token in the address is not the right one. It was cut off, or Yakusoku was started again since and it is out of date.",
  },
  accessSteps: { ja: "開くには", en: "To open them" },
  accessStepFind: {
    ja: "Yakusoku を起動した画面で、「記録を扱うページ」に続くアドレスを探します。",
    en: "On the screen where Yakusoku was started, find the address after “Pages that handle records”.",
  },
  accessStepOpen: {
    ja: "そのアドレスの全体を、このブラウザーで開きます。",
    en: "Open that address, the whole of it, in this browser.",
  },
  accessStepAgain: {
    ja: "見つからないときは Yakusoku を起動し直します。アドレスは起動するたびに変わります。",
    en: "If it is not to be found, start Yakusoku again. The address is a new one at each start.",
  },
  accessContinue: {
    ja: "いま開いたばかりなら、ここから進めます。",
    en: "If you have just opened it, go on from here.",
  },
  accessClosed: { ja: "記録を閉じました。", en: "The records are closed." },
  toRecords: { ja: "記録へ", en: "Go to the records" },
  error: { ja: "エラー：", en: "Error: " },
  keys: { ja: "API キー", en: "API keys" },
  keysLead: {
    ja: "業務システムから Yakusoku を使うためのキーです。システムごとに作り、要る権限だけを与えます。",
    en: "With a key, a business system uses Yakusoku. Make one for each system, with no more scopes than it needs.",
  },
  keysNone: { ja: "まだありません。", en: "There are none yet." },
  inUse: { ja: "使えるキー", en: "Keys in use" },
  revokedKeys: { ja: "無効にしたキー", en: "Revoked keys" },
  keyId: { ja: "識別子", en: "Identifier" },
  scopes: { ja: "権限", en: "Scopes" },
  made: { ja: "作成", en: "Made" },
  revoked: { ja: "無効化", en: "Revoked" },
  revoke: { ja: "無効にする", en: "Revoke" },
  revokeWhich: { ja: "「{name}」を無効にする", en: "Revoke “{name}”" },
  makeKey: { ja: "キーを作る", en: "Make a key" },
  name: { ja: "名前", en: "Name" },
  nameHint: {
    ja: "どのシステムで使うかがわかる名前（例：予約システム）。人の名前は入れないでください。",
    en: "What system will use it, as in “Booking system”. Do not enter a person's name.",
  },
  scopesHint: {
    ja: "このキーでできること。あとから変えられません。",
    en: "What the key may do. It cannot be changed later.",
  },
  nameMissing: { ja: "名前を入れてください。", en: "Enter a name." },
  nameTooLong: { ja: "名前は {limit} 文字までにしてください。", en: "Keep the name to {limit} characters." },
  scopesMissing: { ja: "権限を一つ以上選んでください。", en: "Choose at least one scope." },
  formUsed: {
    ja: "このフォームは古くなっています。キーは作っていません。内容を確かめて、もう一度押してください。",
    en: "This form is out of date, and no key was made. Check what it says and press again.",
  },
  tokenTitle: { ja: "API キーを作りました", en: "The API key is made" },
  tokenLead: {
    ja: "次の文字列を、いまコピーして安全な場所に保管してください。もう一度表示することはできません。",
    en: "Copy this now and keep it in a safe place. It cannot be shown again.",
  },
  token: { ja: "「{name}」のキー", en: "Key of “{name}”" },
  tokenUse: { ja: "使い方", en: "How it is sent" },
  tokenGoneTitle: { ja: "このキーはもう表示できません", en: "This key cannot be shown again" },
  tokenGoneLead: {
    ja: "作った直後に一度だけ表示します。控えていないときは、そのキーを無効にして、新しいキーを作ってください。",
    en: "It is shown once, right after it was made. If you have no copy, revoke the key and make a new one.",
  },
  toKeys: { ja: "API キーの一覧へ", en: "Go to the list of API keys" },
  revokeTitle: { ja: "「{name}」を無効にしますか", en: "Revoke “{name}”?" },
  revokeLead: {
    ja: "このキーを使うシステムは、すぐに Yakusoku を使えなくなります。元に戻すことはできません。",
    en: "Systems that use this key can no longer use Yakusoku, from the next request on. This cannot be undone.",
  },
  keep: { ja: "やめる", en: "Keep it" },
  jobs: { ja: "ジョブ", en: "Jobs" },
  jobsLead: {
    ja: "あとから行う処理です。うまくいかず、やり直しもしないものがないかを確かめます。",
    en: "Work done in the background. See whether any of it failed and is not tried again.",
  },
  jobsAll: { ja: "すべて", en: "All" },
  jobsStates: { ja: "状態で選ぶ", en: "Choose by state" },
  jobsNone: { ja: "あてはまるものはありません。", en: "There are none." },
  jobsFailedHint: {
    ja: "何度やり直しても終わらなかったものです。識別子でサーバーのログを調べると、原因の場所がわかります。",
    en: "These did not succeed however often they were tried. The server's log has, by the identifier, where each failed.",
  },
  jobId: { ja: "識別子", en: "Identifier" },
  jobState: { ja: "状態", en: "State" },
  jobEnqueued: { ja: "登録", en: "Enqueued" },
  jobFinished: { ja: "終了", en: "Finished" },
  jobNext: { ja: "次に行う時刻", en: "Not before" },
  jobAttempts: { ja: "試した回数", en: "Attempts" },
  jobError: { ja: "エラー", en: "Error" },
  older: { ja: "これより前のもの", en: "Older ones" },
  commandSummary: {
    ja: "API キーを作る・一覧にする・無効にする（DATABASE_URL または YAKUSOKU_DATA のデータベースに）",
    en: "Make, list or revoke API keys, in the database of DATABASE_URL or YAKUSOKU_DATA",
  },
  whichVerb: {
    ja: "make、list、revoke のどれかを指定してください。",
    en: "Say which: make, list or revoke.",
  },
  commandName: {
    ja: "--name で、どのシステムのキーかを {limit} 文字以内で指定してください。",
    en: "Say by --name which system the key is for, in {limit} characters or fewer.",
  },
  commandScopes: {
    ja: "--scopes に、権限を「,」で区切って指定してください。あるのは {known} です。",
    en: "Give the scopes by --scopes, set off by commas. There are: {known}.",
  },
  commandNoScope: {
    ja: "「{given}」という権限はありません。あるのは {known} です。",
    en: "There is no scope “{given}”. There are: {known}.",
  },
  commandId: {
    ja: "無効にするキーの識別子を指定してください。yakusoku api-keys list で確かめられます。",
    en: "Name the key by its identifier; see yakusoku api-keys list.",
  },
  commandNoKey: {
    ja: "使えるキーに「{id}」はありません。yakusoku api-keys list で確かめてください。",
    en: "No key in use is called “{id}”. See yakusoku api-keys list.",
  },
  commandMade: {
    ja: "「{name}」のキーを作りました（{id}）。次の文字列を、いま控えてください。もう一度表示することはできません。",
    en: "Made a key for “{name}” ({id}). Copy it now: it cannot be shown again.",
  },
  commandRevoked: { ja: "{id} を無効にしました。", en: "{id} is revoked." },
  commandLocked: {
    ja: "サーバーの動作中は、ブラウザーで「記録」の「API キー」を使うか、サーバーを止めてからもう一度実行してください。",
    en: "While the server runs, use “API keys” under “Records” in the browser, or stop the server and run this again.",
  },
} as const satisfies Record<string, Words>;
