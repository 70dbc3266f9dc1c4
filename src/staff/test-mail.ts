import { mailTemplate } from "../mail/index.ts";

/** Sent by hand, to see whether mail arrives. */
export const TEST_MAIL = mailTemplate({
  id: "mail.test",
  kind: "transactional",
  says: { ja: "試しのメール", en: "Test mail" },
  words: {
    ja: {
      subject: "Yakusoku からの試しのメール",
      text: "メールの設定を確かめるために、{at} に Yakusoku の担当者が送りました。\n\nこれが読めれば、メールは届いています。返信の必要はありません。\n",
    },
    en: {
      subject: "A test mail from Yakusoku",
      text: "Somebody who runs Yakusoku sent this at {at}, to see whether mail arrives.\n\nIf you can read it, it does. There is no need to answer.\n",
    },
  },
  placeholders: {
    at: {
      says: { ja: "送った日時", en: "when it was sent" },
      sample: { ja: "2026年11月22日 10:00", en: "22 Nov 2026 10:00" },
    },
  },
});
