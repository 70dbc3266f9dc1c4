export { maskAddress, readAddress } from "./address.ts";
export { recordBounce } from "./bounce.ts";
export { deliverMail, withNotice } from "./deliver.ts";
export { currentWords, editTemplate, type TemplateVersion, templateVersions } from "./edit-template.ts";
export {
  findMail,
  isMessageState,
  type ListedMessage,
  listMail,
  MESSAGE_STATES,
  type MessagePage,
} from "./list-mail.ts";
export type { Content } from "./message.ts";
export { mailContent, openMail } from "./open-mail.ts";
export { noticeOf, openPost, postOf, preparePost, setPost } from "./post.ts";
export { REASONS } from "./reasons.ts";
export { isRetriable, retryMail } from "./retry.ts";
export { type Mail, sendMail } from "./send-mail.ts";
export { MAIL_SETTINGS, mailSettings } from "./settings.ts";
export { shredMail, shredOldMail, shredOnErasure } from "./shred-mail.ts";
export { MAIL_MIGRATIONS, type MessageState } from "./tables.ts";
export {
  type MailTemplate,
  mailTemplate,
  renderMail,
  sampleValues,
  templateFaults,
  type TemplateWords,
} from "./template.ts";
