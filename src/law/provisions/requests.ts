import { act, type Provision } from "./provision.ts";

/** Articles 32 to 40: what is made knowable, requests of the person, complaints. */
export const REQUESTS = {
  "32(1)(i)": act("32(1)(i)", "事業者の氏名・住所・代表者", "name, address and representative of the operator"),
  "32(1)(ii)": act("32(1)(ii)", "全ての保有個人データの利用目的", "the purposes of all retained personal data"),
  "32(1)(iii)": act(
    "32(1)(iii)",
    "請求に応じる手続と手数料の額",
    "how requests are answered, and the fee where there is one",
  ),
  "32(1)(iv)": act("32(1)(iv)", "政令で定める事項", "what the Cabinet Order adds"),
  "32(2)": act(
    "32(2)",
    "求めに応じて利用目的を遅滞なく通知する",
    "notify the purposes of use without delay on request",
  ),
  "32(2)(i)": act(
    "32(2)(i)",
    "公表等により利用目的が明らかな場合",
    "where the purposes are plain from what is made knowable",
  ),
  "32(2)(ii)": act("32(2)(ii)", "第21条第4項第1号から第3号までに該当する場合", "in the cases of 21(4)(i) to (iii)"),
  "32(3)": act(
    "32(3)",
    "通知しない旨の決定を遅滞なく通知する",
    "tell the person without delay that the purposes will not be notified",
  ),
  "33(1)": act("33(1)", "本人は保有個人データの開示を請求できる", "the person may ask for disclosure"),
  "33(2)": act("33(2)", "請求を受けたら遅滞なく開示する", "disclose without delay on request"),
  "33(2)(i)": act(
    "33(2)(i)",
    "本人や第三者の権利利益を害するおそれがある場合",
    "where disclosure may harm the rights or interests of the person or others",
  ),
  "33(2)(ii)": act(
    "33(2)(ii)",
    "業務の適正な実施に著しい支障を及ぼすおそれがある場合",
    "where disclosure may seriously impede the proper conduct of business",
  ),
  "33(2)(iii)": act("33(2)(iii)", "他の法令に違反することとなる場合", "where disclosure would break another law"),
  "33(3)": act(
    "33(3)",
    "不開示・不存在・方法の変更を遅滞なく通知する",
    "tell without delay of a refusal, of there being nothing, or of another method",
  ),
  "33(4)": act(
    "33(4)",
    "他の法令が同じ方法での開示を定めている場合",
    "where another law already has it disclosed in such a way",
  ),
  "33(5)": act("33(5)", "第三者提供記録の開示", "disclosure of the records of provision"),
  "34(1)": act(
    "34(1)",
    "事実でない内容の訂正・追加・削除の請求",
    "requests to correct, add to or delete what is not true",
  ),
  "34(2)": act(
    "34(2)",
    "遅滞なく調査し、結果に基づき訂正等を行う",
    "look into it without delay, and correct by what is found",
  ),
  "34(3)": act(
    "34(3)",
    "訂正等をしたこと、またはしないことを遅滞なく通知する",
    "tell without delay what was corrected, or that nothing is",
  ),
  "35(1)": act(
    "35(1)",
    "第18条から第20条までの違反による利用停止等の請求",
    "requests to stop use where articles 18 to 20 were broken",
  ),
  "35(2)": act(
    "35(2)",
    "理由があれば、違反の是正に必要な限度で遅滞なく停止する",
    "stop use without delay as far as the breach needs mending",
  ),
  "35(3)": act(
    "35(3)",
    "第27条第1項・第28条の違反による提供停止の請求",
    "requests to stop provision where 27(1) or 28 was broken",
  ),
  "35(4)": act(
    "35(4)",
    "理由があれば、遅滞なく第三者への提供を停止する",
    "stop provision without delay where the request is founded",
  ),
  "35(5)": act("35(5)", "利用停止等・第三者提供の停止の請求", "requests to stop use or provision"),
  "35(6)": act(
    "35(6)",
    "理由があれば、侵害の防止に必要な限度で遅滞なく停止する",
    "stop without delay as far as harm needs preventing",
  ),
  "35(7)": act(
    "35(7)",
    "停止したこと、またはしないことを遅滞なく通知する",
    "tell without delay what was stopped, or that nothing is",
  ),
  "36": act(
    "36",
    "求められた措置をとらないときは、理由の説明に努める",
    "try to explain why what was asked is not done",
  ),
  "37(1)": act("37(1)", "請求を受け付ける方法を定めることができる", "an operator may set how requests are made"),
  "37(2)": act(
    "37(2)",
    "対象を特定する事項を求められるが、特定を助ける",
    "one may ask which data is meant, and must help to say so",
  ),
  "37(3)": act("37(3)", "請求は代理人によってもできる", "requests may be made by an agent"),
  "37(4)": act("37(4)", "本人に過重な負担を課さない", "no excessive burden on the person"),
  "38(1)": act(
    "38(1)",
    "利用目的の通知と開示には手数料を徴収できる",
    "a fee may be charged for notifying purposes and for disclosure",
  ),
  "38(2)": act("38(2)", "手数料は実費を勘案した合理的な額とする", "a fee must be reasonable in view of the cost"),
  "39(1)": act(
    "39(1)",
    "請求の到達から2週間を経過するまで訴えを提起できない",
    "no suit before two weeks have passed since the request arrived",
  ),
  "39(2)": act(
    "39(2)",
    "請求は通常到達すべき時に到達したものとみなす",
    "a request counts as arrived when it normally would have",
  ),
  "40(1)": act("40(1)", "苦情を適切かつ迅速に処理するよう努める", "try to handle complaints properly and promptly"),
  "40(2)": act("40(2)", "苦情の処理に必要な体制の整備に努める", "try to have what handling complaints needs"),
} as const satisfies Record<string, Provision>;
