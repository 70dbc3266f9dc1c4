import { isDesignated } from "../../law/index.ts";
import { midnightInJapan } from "../../wire/index.ts";
import { type CheckRule, inOurLanguages, listOf } from "./rule.ts";
import { surveyOf } from "./survey.ts";

const recipientRouteUnstated: CheckRule = {
  id: "recipient-route-unstated",
  severity: "advice",
  article: "27(1)",
  message: {
    ja: "提供先「{name}」に何を根拠に渡すのか（同意、委託など）が公表されていません。読み方のとおりでよければ、公表する文に書いてください。",
    en: "The policy does not say on what ground “{name}” receives data: by consent, by entrustment or otherwise. If the reading is right, publish it.",
  },
  *find(source) {
    for (const [id, { name, clause, published }] of Object.entries(source.recipients)) {
      if (!published.routes.includes("unstated")) continue;
      yield { path: ["recipients", id, "published"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const recipientTooOpen: CheckRule = {
  id: "recipient-too-open",
  severity: "law",
  article: "27(1)",
  message: {
    ja: "提供先「{name}」は範囲が広く、どんな根拠で渡せるのか決められません。だれに何のために渡すのかで分け、それぞれ同意や委託などの根拠を決めてください。",
    en: "“{name}” is too open a class for any ground to be told by which it may receive data. Divide it by who receives what for what, and settle the ground of each.",
  },
  *find(source) {
    for (const [id, { name, clause, reading }] of Object.entries(source.recipients)) {
      // Where another way is open too, a human decides only what that way does not.
      if (reading.routes.length === 0 || reading.routes.some(({ route }) => route !== "review")) continue;
      yield { path: ["recipients", id, "reading"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

const recipientWithoutRoute: CheckRule = {
  id: "recipient-without-route",
  severity: "advice",
  article: "27(1)",
  message: {
    ja: "提供先「{name}」に渡す方法が一つも読み取られていません（routes が空です）。提供はすべて拒否されます。同意や委託などの方法を書くか、渡さないのなら消してください。",
    en: "No way by which “{name}” may receive data is read from the policy: `routes` is empty, and everything is denied. Name one, or remove the recipient where nothing is provided.",
  },
  *find(source) {
    for (const [id, { name, clause, reading }] of Object.entries(source.recipients)) {
      if (reading.routes.length > 0) continue;
      yield { path: ["recipients", id, "reading", "routes"], clause, values: { name: inOurLanguages(name) } };
    }
  },
};

/** Ways that article 28 knows as well: consent to foreign provision, and a law of Japan. */
const ALSO_ABROAD = new Set(["consent", "statute", "review"]);

const recipientAbroadWithoutBasis: CheckRule = {
  id: "recipient-abroad-without-basis",
  severity: "law",
  article: "28(1)",
  message: {
    ja: "提供先「{name}」は外国（{country}）にあり、委託や承継などでも、それだけでは渡せません。相当措置の体制などの根拠を abroad に書くか、外国へ提供することの同意を得てください。",
    en: "“{name}” is abroad ({country}), where entrustment, succession and the like do not suffice. Write under `abroad` what article 28 asks, such as a system of equivalent measures, or obtain consent to exactly that.",
  },
  *find(source, _policy, { on }) {
    const instant = midnightInJapan(on).epochMilliseconds;
    for (const [id, { name, clause, country = "JP", abroad, reading }] of Object.entries(source.recipients)) {
      if (country === "JP" || abroad !== undefined || isDesignated(country, instant)) continue;
      if (reading.routes.every(({ route }) => ALSO_ABROAD.has(route))) continue;
      yield { path: ["recipients", id, "country"], clause, values: { name: inOurLanguages(name), country } };
    }
  },
};

const recipientPurposeNotItsOwn: CheckRule = {
  id: "recipient-purpose-not-its-own",
  severity: "policy",
  message: {
    ja: "提供先「{name}」の利用目的に、ここに挙げた事業者（operators）や区分（people）のものでないものがあります（{purposes}）。この目的では何も渡せないので、どちらかを直してください。",
    en: "“{name}” names purposes of other operators or other people than it lists: {purposes}. Nothing can be handed over for them: mend one or the other.",
  },
  *find(source, policy) {
    const { kinds } = surveyOf(policy);
    for (const [id, { name, clause, operators, people, purposes }] of Object.entries(source.recipients)) {
      const who = new Set(operators);
      const whose = new Set(people.flatMap((kind) => [...kinds(kind)]));
      const foreign = purposes.filter((one) => {
        const purpose = policy.purposes[one];
        if (purpose === undefined) return false;
        return !purpose.operators.some((own) => who.has(own)) || !purpose.people.some((kind) => whose.has(kind));
      });
      if (foreign.length === 0) continue;
      yield {
        path: ["recipients", id, "purposes"],
        clause,
        values: { name: inOurLanguages(name), purposes: listOf(foreign.map((one) => ({ ja: one, en: one }))) },
      };
    }
  },
};

export const RECIPIENT_RULES: readonly CheckRule[] = [
  recipientRouteUnstated,
  recipientTooOpen,
  recipientWithoutRoute,
  recipientAbroadWithoutBasis,
  recipientPurposeNotItsOwn,
];
