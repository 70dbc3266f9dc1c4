import type { Words } from "../wire/index.ts";

/** What the pages say on which somebody signs in, or sets up how. */
export const SIGN_IN_WORDS = {
  signIn: { ja: "サインイン", en: "Sign in" },
  signInLead: {
    ja: "記録を扱うページは、アカウントのある人だけが開けます。",
    en: "Pages that handle records open to those who have an account.",
  },
  byPasskey: { ja: "パスキーでサインイン", en: "Sign in with a passkey" },
  byPasskeyHint: {
    ja: "この端末の指紋・顔・PIN、またはセキュリティキーを使います。",
    en: "Uses this device's fingerprint, face or PIN, or a security key.",
  },
  byPassword: { ja: "パスワードでサインイン", en: "Sign in with a password" },
  email: { ja: "メールアドレス", en: "E-mail address" },
  password: { ja: "パスワード", en: "Password" },
  code: { ja: "認証アプリの6桁のコード", en: "Six-digit code of your authenticator app" },
  codeHint: {
    ja: "アプリが手元にないときは、回復コードを入れてください。",
    en: "If you do not have the app at hand, enter a recovery code.",
  },
  byProvider: { ja: "{name} でサインイン", en: "Sign in with {name}" },
  noPasskeyHere: {
    ja: "パスキーは、番号のアドレス（{host}）では使えません。{link} で開いてください。",
    en: "Passkeys do not work at an address of numbers ({host}). Open {link} instead.",
  },
  noScript: {
    ja: "パスキーにはこのページのスクリプト（JavaScript）が要ります。使えないときは、パスワードでサインインしてください。",
    en: "A passkey needs this page's script (JavaScript). Without it, sign in with a password.",
  },
  faultRefused: {
    ja: "パスキーを使えませんでした。取り消したか、この端末にパスキーがないか、時間が切れました。もう一度お試しください。",
    en: "The passkey could not be used: it was cancelled, there is none on this device, or time ran out. Try again.",
  },
  faultKnown: {
    ja: "このパスキーは、このアカウントにもう登録されています。",
    en: "This passkey is registered for this account already.",
  },
  faultUnsupported: {
    ja: "このブラウザーではパスキーを使えません。パスワードをお使いください。",
    en: "This browser has no passkeys. Use a password.",
  },
  passkeyWrong: {
    ja: "そのパスキーではサインインできません。別のパスキーか、パスワードをお試しください。",
    en: "That passkey does not sign anybody in here. Try another, or a password.",
  },
  wrong: {
    ja: "メールアドレス・パスワード・コードのどれかが違います。コードは一度しか使えません。",
    en: "E-mail address, password or code is not right. A code works only once.",
  },
  wait: {
    ja: "続けて違っていたため、{seconds} 秒待ってからお試しください。ほかの端末やパスキーからはサインインできます。",
    en: "Too many wrong ones in a row. Wait {seconds} seconds; other devices and passkeys are not affected.",
  },
  signedOut: { ja: "サインアウトしました。", en: "You are signed out." },
  setUp: { ja: "最初のアカウントを作る", en: "Make the first account" },
  setUpLead: {
    ja: "あなたが、アカウントの管理と個人情報保護事務局を受け持つ最初の人になります。ほかの人は、あとで招待します。",
    en: "You will be the first, with the roles of administrator and privacy office. You invite others afterwards.",
  },
  setUpGone: { ja: "最初のアカウントはもうあります", en: "The first account exists already" },
  setUpGoneLead: {
    ja: "このリンクは、最初の人がサインインできるようになるまでのものです。起動したときに表示された、いちばん新しいリンクか、サインインのページを使ってください。",
    en: "This link works until the first person can sign in. Use the newest link that was printed at start, or the page on which to sign in.",
  },
  name: { ja: "氏名", en: "Name" },
  nameHint: {
    ja: "画面の上と、アカウントの一覧に出ます。",
    en: "Stands at the top of pages, and in the list of accounts.",
  },
  emailHint: {
    ja: "サインインに使います。職場のアドレスにしてください。",
    en: "You sign in with it. Use the one you have at work.",
  },
  nameMissing: { ja: "氏名を入れてください。", en: "Enter a name." },
  nameTooLong: { ja: "氏名は {limit} 文字までにしてください。", en: "Keep the name to {limit} characters." },
  emailWrong: {
    ja: "メールアドレスを、hanako@example.jp のように入れてください。",
    en: "Enter an e-mail address, as in hanako@example.jp.",
  },
  goOn: { ja: "次へ", en: "Go on" },
  invitation: { ja: "Yakusoku への招待", en: "You are invited to Yakusoku" },
  invitationLead: {
    ja: "次の画面で、サインインの方法を登録します。登録が終わると、このリンクは使えなくなります。",
    en: "On the next page you set up how you sign in. Once that is done, this link opens nothing any more.",
  },
  begin: { ja: "登録をはじめる", en: "Begin" },
  linkGone: { ja: "このリンクはもう使えません", en: "This link no longer opens anything" },
  linkGoneLead: {
    ja: "期限が切れたか、すでに使われたか、新しいリンクに替わっています。アカウントを管理している人に、新しいリンクを頼んでください。",
    en: "It has expired, was used, or was replaced by a newer one. Ask whoever looks after accounts for a new link.",
  },
  enrol: { ja: "サインインの方法を登録する", en: "Set up how you sign in" },
  enrolLead: {
    ja: "どちらか一つで始められます。あとから増やせます。",
    en: "One of these is enough to begin with. You can add others later.",
  },
  enrolPasskey: { ja: "パスキー（おすすめ）", en: "A passkey (recommended)" },
  enrolPasskeySays: {
    ja: "この端末の指紋・顔・PIN で入れます。覚えるものがなく、にせのサイトに渡してしまうこともありません。",
    en: "Opens with this device's fingerprint, face or PIN. There is nothing to remember, and nothing that a false site could take.",
  },
  passkeyName: { ja: "このパスキーの呼び名", en: "What to call this passkey" },
  passkeyNameHint: { ja: "例：会社のノートパソコン", en: "As in: laptop at work" },
  passkeyNameMissing: {
    ja: "呼び名を {limit} 文字以内で入れてください。",
    en: "Enter a name of {limit} characters or fewer.",
  },
  makePasskey: { ja: "パスキーを登録する", en: "Add a passkey" },
  passkeyNotMade: {
    ja: "パスキーを登録できませんでした。何も変更していません。もう一度お試しください。",
    en: "The passkey could not be registered. Nothing was changed. Try again.",
  },
  enrolPassword: { ja: "パスワードと認証アプリ", en: "A password and an authenticator app" },
  enrolPasswordSays: {
    ja: "スクリプトを使わないブラウザーでも使えます。携帯電話の認証アプリが要ります。",
    en: "Works in browsers without scripts, too. Needs an authenticator app on your phone.",
  },
  toPassword: { ja: "パスワードと認証アプリを登録する", en: "Set a password and an app" },
  passwordPage: { ja: "パスワードと認証アプリ", en: "Password and authenticator app" },
  passwordPageLead: {
    ja: "二つを一緒に登録します。前に登録したものは使えなくなり、ほかの端末はサインアウトされます。",
    en: "Both are set together. What was set before no longer works, and other devices are signed out.",
  },
  newPassword: { ja: "新しいパスワード", en: "New password" },
  newPasswordHint: {
    ja: "{least} 文字以上。記号や数字を混ぜる決まりはありません。",
    en: "{least} characters or more. It need not have digits or signs.",
  },
  scan: { ja: "認証アプリで読み取る", en: "Read this with your app" },
  scanAlt: { ja: "認証アプリで読み取る QR コード", en: "QR code for the authenticator app" },
  scanSecret: {
    ja: "読み取れないときは、この文字をアプリに入れてください",
    en: "If it cannot be read, enter this in the app",
  },
  scanCode: { ja: "アプリに出た6桁のコード", en: "Six-digit code that the app shows" },
  scanCodeWrong: {
    ja: "コードが違います。アプリの時計が合っているか確かめ、いま出ているコードを入れてください。",
    en: "The code is not right. Check the clock of your phone, and enter the code that the app shows now.",
  },
  scanGone: {
    ja: "時間が切れたので、QR コードを新しくしました。もう一度読み取ってください。",
    en: "Time ran out, so the QR code is a new one. Read it again.",
  },
  setPassword: { ja: "登録する", en: "Set both" },
  codes: { ja: "回復コード", en: "Recovery codes" },
  codesLead: {
    ja: "認証アプリが使えなくなったとき、コードの代わりに一度ずつ使えます。いま印刷するか書き留めて、人に見られない場所に保管してください。もう一度表示することはできません。",
    en: "When you do not have the app, each of these works once in place of its code. Print them or write them down now, and keep them where nobody sees them. They cannot be shown again.",
  },
  codesGone: { ja: "回復コードはもう表示できません", en: "The recovery codes cannot be shown again" },
  codesGoneLead: {
    ja: "作った直後に一度だけ表示します。控えていないときは、アカウントのページで作り直してください。",
    en: "They are shown once, right after they were made. If you have no copy, make new ones on the page of your account.",
  },
  codesKept: { ja: "控えたので先へ進む", en: "I have kept them: go on" },
  account: { ja: "あなたのアカウント", en: "Your account" },
  roles: { ja: "役割", en: "Roles" },
  passkeys: { ja: "パスキー", en: "Passkeys" },
  passkeysNone: { ja: "まだありません。", en: "There are none yet." },
  passkeyMade: { ja: "登録", en: "Added" },
  passkeyUsed: { ja: "最後に使った日", en: "Last used" },
  notUsed: { ja: "まだ使っていません", en: "not yet" },
  removePasskey: { ja: "「{name}」を削除する", en: "Remove “{name}”" },
  passwordSet: { ja: "登録してあります。回復コードの残りは {left} 個です。", en: "Set. Recovery codes left: {left}." },
  passwordNotSet: { ja: "登録していません。", en: "Not set." },
  changePassword: { ja: "新しく登録し直す", en: "Set them anew" },
  newCodes: { ja: "回復コードを作り直す", en: "Make new recovery codes" },
  removePassword: { ja: "パスワードと認証アプリを外す", en: "Remove password and app" },
  providerLinked: { ja: "{name} でもサインインできます。", en: "You can sign in with {name}, too." },
  sessions: { ja: "サインインしている端末", en: "Where you are signed in" },
  sessionsLead: {
    ja: "心当たりのないものがあれば終了し、管理者に知らせてください。",
    en: "End any that you do not know, and tell an administrator.",
  },
  thisSession: { ja: "（このブラウザー）", en: " (this browser)" },
  unknownBrowser: { ja: "不明なブラウザー", en: "an unknown browser" },
  sessionSince: { ja: "サインイン", en: "Signed in" },
  sessionSeen: { ja: "最後の操作", en: "Last active" },
  sessionPlace: { ja: "接続元", en: "From" },
  samePlace: { ja: "いまと同じ接続元", en: "the same address as now" },
  otherPlace: { ja: "いまとは別の接続元", en: "another address than now" },
  sessionMethod: { ja: "方法", en: "By" },
  endSession: { ja: "この端末をサインアウトする", en: "Sign this one out" },
  endAll: { ja: "ほかの端末をすべてサインアウトする", en: "Sign out everywhere else" },
  language: { ja: "表示言語", en: "Language" },
  languageHint: { ja: "サインインしたあとの画面の言語です。", en: "What pages open in after you sign in." },
  save: { ja: "保存する", en: "Save" },
  confirm: { ja: "ご本人であることを確かめます", en: "Show that it is you" },
  confirmLead: {
    ja: "このあとの操作は影響が大きいため、もう一度確かめます。確かめてから {minutes} 分間は聞きません。",
    en: "What comes next matters, so this is asked again. You will not be asked for {minutes} minutes after.",
  },
  confirmForm: {
    ja: "送った内容はまだ処理していません。確かめたあとに、同じ内容をもう一度送れます。",
    en: "What you sent was not carried out. After this you can send the same again.",
  },
  confirmFormLost: {
    ja: "送ったファイルは預かれません。確かめたあとに、もう一度選んでください。",
    en: "A file that you sent is not kept. Choose it again after this.",
  },
  confirmPassword: { ja: "パスワードで確かめる", en: "Confirm with your password" },
  confirmPasskey: { ja: "パスキーで確かめる", en: "Confirm with a passkey" },
  confirmProvider: { ja: "{name} で確かめる", en: "Confirm with {name}" },
  confirmed: { ja: "確かめました", en: "It is you" },
  confirmedLead: {
    ja: "先ほどの内容を、もう一度送ってください。送るまでは何も変わりません。",
    en: "Now send what you had entered. Nothing changes until you do.",
  },
  sendAgain: { ja: "もう一度送る", en: "Send it again" },
  doNotSend: { ja: "送らずに戻る", en: "Go back without sending" },
  toProvider: { ja: "{name} へ進む", en: "Go on to {name}" },
  providerFailed: { ja: "{name} でサインインできませんでした", en: "{name} did not sign you in" },
  providerDown: {
    ja: "{name} につながりません。しばらくしてからお試しいただくか、別の方法でサインインしてください。",
    en: "{name} cannot be reached. Try again in a while, or sign in another way.",
  },
  providerRefused: {
    ja: "{name} からの答えを確かめられませんでした。もう一度、はじめからお試しください。",
    en: "The answer of {name} could not be verified. Begin again.",
  },
  providerUnknown: {
    ja: "{name} でのサインインは確かめられましたが、その人のアカウントがありません。アカウントを管理している人に招待を頼んでください。",
    en: "{name} says who you are, and there is no account for you here. Ask whoever looks after accounts to invite you.",
  },
  providerOld: {
    ja: "{name} は、いま本人を確かめたことを示しませんでした。パスキーかパスワードをお使いください。",
    en: "{name} did not say that it has just asked who you are. Use a passkey or your password.",
  },
} as const satisfies Record<string, Words>;

/** How somebody signed in, as their list of sessions says it. */
export const METHOD_WORDS: Readonly<Record<string, Words>> = {
  passkey: { ja: "パスキー", en: "passkey" },
  password: { ja: "パスワードと認証アプリ", en: "password and app" },
  "recovery-code": { ja: "パスワードと回復コード", en: "password and recovery code" },
  provider: { ja: "会社の認証基盤", en: "the company's provider" },
  link: { ja: "招待のリンク", en: "link of an invitation" },
};
