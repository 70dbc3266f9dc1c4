/* What the API takes and gives. Made from its description by `npm run client-types`; not to be changed by hand. */

export type Question = {
  /** When it is to be done; absent: now */
  readonly at?: string | undefined;
  /** Decide by what was on record at this instant; absent: by all that is known */
  readonly knownAt?: string | undefined;
  /** Who asks; it changes nothing */
  readonly asker?: string | undefined;
  /** Who is to do it: an operator of the policy */
  readonly operator: string;
  /** Whose data: a kind of person of the policy as one word, or with more that is known of them; or a person on record, which takes an API key with `decide` */
  readonly person:
    | string
    | {
        /** A kind of person of the policy */
        readonly kind: string;
        /** false: a human decides */
        readonly living?: boolean | undefined;
        /** Able to judge what consent means (General 2-16) */
        readonly able?: boolean | undefined;
        /** Years; looked at only under a bill */
        readonly age?: number | undefined;
      }
    | {
        /** Number of a person on record, per_… */
        readonly id?: string | undefined;
        /** What they are known by, as a phone number; it must fit one person exactly */
        readonly identifier?:
          | {
              readonly kind:
                | "email"
                | "phone"
                | "customer-number"
                | "contract-number"
                | "room"
                | "employee-number"
                | "shareholder-number"
                | "insurance-number"
                | "name"
                | "kana"
                | "alias"
                | "passport-name"
                | "birth-date"
                | "postal-code"
                | "address";
              readonly value: string;
              readonly operator?: string | undefined;
            }
          | undefined;
        /** Which kind of person they are here; absent: the one on record for the operator */
        readonly kind?: string | undefined;
      };
  /** What is about to be done; disclose: to the person */
  readonly act: "acquire" | "use" | "contact" | "provide" | "disclose" | "retain";
  /** Which items; each by its own name, not by that of an item set */
  readonly items: readonly string[];
  /** The form in which the data stands */
  readonly form?: "personal" | "pseudonymous" | "anonymous" | "personal-related" | "statistics" | undefined;
  /** A purpose of the policy, or one of the Act: law.ask-consent, law.breach-notice, law.own-request, law.outside-policy */
  readonly purpose: string;
  /** For acquire: from where, and how */
  readonly source?:
    | "direct-writing"
    | "direct-other"
    | "third-party"
    | "entrustment"
    | "succession"
    | "shared-use"
    | "public"
    | "observed"
    | undefined;
  /** For provide: to whom; an operator, or a class, a party or both */
  readonly recipient?:
    | {
        /** A class of recipients of the policy */
        readonly class?: string | undefined;
        /** An operator of the group */
        readonly operator?: string | undefined;
        /** Who exactly: a name or a partner number */
        readonly party?: string | undefined;
        /** ISO 3166: JP, KR, US-GU */
        readonly country?: string | undefined;
        /** A foreign company that runs its database in Japan is not abroad (28) */
        readonly databaseInJapan?: boolean | undefined;
        /** What the asker takes the hand-over for */
        readonly as?:
          | "entrustment"
          | "succession"
          | "negotiation"
          | "supervised"
          | "consent"
          | "opt-out"
          | "statute"
          | "review"
          | "shared-use"
          | "same-entity"
          | undefined;
        /** A state or local body, or an incorporated agency, of 16(2): no record of provision is due */
        readonly publicBody?: boolean | undefined;
        /** Will it acquire personal-related data as personal data? (31) */
        readonly acquiresAsPersonal?: boolean | undefined;
      }
    | undefined;
  /** Which deal it is for, where consent is to name the deal */
  readonly deal?: string | undefined;
  /** What the data serves to make; looked at only under a bill */
  readonly toMake?: "statistics" | "ai-training" | undefined;
  /** false: not in a database, so no personal data and 27 to 30 do not apply (16(3)) */
  readonly inDatabase?: boolean | undefined;
  /** true: telling that it exists would harm, so it is not retained personal data (16(4), Cabinet Order 5) */
  readonly existenceHarms?: boolean | undefined;
  /** How it is done; it changes nothing */
  readonly channel?: "writing" | "spoken" | "electronic" | "other" | undefined;
  /** Exceptions of the Act that are claimed */
  readonly exceptions?:
    | readonly {
        /** Which exception of the Act */
        readonly article:
          | "18(3)(i)"
          | "18(3)(ii)"
          | "18(3)(iii)"
          | "18(3)(iv)"
          | "18(3)(v)"
          | "18(3)(vi)"
          | "20(2)(i)"
          | "20(2)(ii)"
          | "20(2)(iii)"
          | "20(2)(iv)"
          | "20(2)(v)"
          | "20(2)(vi)"
          | "20(2)(vii)"
          | "20(2)(viii)"
          | "21(4)"
          | "27(1)(i)"
          | "27(1)(ii)"
          | "27(1)(iii)"
          | "27(1)(iv)"
          | "27(1)(v)"
          | "27(1)(vi)"
          | "27(1)(vii)";
        /** What shows it: a document's number, who called, when */
        readonly evidence?: string | undefined;
        /** Whose law, where a law is claimed; absent: Japan's */
        readonly statuteOf?: string | undefined;
      }[]
    | undefined;
  /** What is known, in any order */
  readonly facts?: readonly Fact[] | undefined;
};

export type Decision = {
  readonly id: string;
  readonly outcome: "deny" | "review" | "permit";
  readonly sentence: { readonly ja: string; readonly en: string };
  readonly reasons: readonly {
    readonly code: string;
    readonly basis: "LAW" | "POLICY";
    readonly clause?: string | undefined;
    readonly article?: string | undefined;
    readonly params: { readonly [name: string]: string | number };
    readonly text: { readonly ja: string; readonly en: string };
    readonly effect: "permit" | "deny" | "review" | "note";
  }[];
  readonly duties: readonly {
    readonly code: string;
    readonly basis: "LAW" | "POLICY";
    readonly clause?: string | undefined;
    readonly article?: string | undefined;
    readonly params: { readonly [name: string]: string | number };
    readonly text: { readonly ja: string; readonly en: string };
  }[];
  readonly needs: readonly {
    readonly code: string;
    readonly basis: "LAW" | "POLICY";
    readonly clause?: string | undefined;
    readonly article?: string | undefined;
    readonly params: { readonly [name: string]: string | number };
    readonly text: { readonly ja: string; readonly en: string };
  }[];
  readonly policy?: { readonly pack: string; readonly version: string; readonly fingerprint: string } | undefined;
  readonly law?: string | undefined;
  readonly engine: string;
  readonly at: string;
  readonly claimed: boolean;
  /** The bill under which this was looked at */
  readonly preview?: string | undefined;
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[] | undefined;
};

export type DecisionOnRecord = {
  readonly id: string;
  readonly event: string;
  readonly person: string;
  readonly at: string;
  readonly decidedAt: string;
  readonly operator: string;
  readonly act: string;
  readonly purpose: string;
  readonly outcome: "deny" | "review" | "permit";
  readonly pack: string;
  readonly fingerprint?: string | undefined;
  readonly engine: string;
};

export type Fact =
  | {
      readonly kind: "consent";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** Who gave it: the person, or, of one not able to judge it, who acts for them (General 2-16) */
      readonly by?: "principal" | "representative" | undefined;
      /** To whose handling */
      readonly operators: readonly string[];
      /** For which purposes */
      readonly purposes: readonly string[];
      /** Absent: the items that the purpose or the recipient names */
      readonly items?: readonly string[] | undefined;
      /** Classes of recipients consented to */
      readonly recipients?: readonly string[] | undefined;
      /** The one recipient consented to; absent: any of the classes */
      readonly party?: string | undefined;
      /** The one deal consented to; absent: any */
      readonly deal?: string | undefined;
      /** Consent to provision in a foreign country, and what the person was told (28(2), R17) */
      readonly foreign?:
        | {
            /** Absent where it could not be known and the person was told so */
            readonly country?: string | undefined;
            /** What was told; all three, or for each that could not be known that it could not */
            readonly informed: readonly ("country" | "regime" | "measures" | "country-unknown" | "measures-unknown")[];
          }
        | undefined;
    }
  | {
      readonly kind: "withdrawal";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Absent: all operators */
      readonly operators?: readonly string[] | undefined;
      /** Absent: all purposes */
      readonly purposes?: readonly string[] | undefined;
      /** Classes of recipients; absent: all */
      readonly recipients?: readonly string[] | undefined;
      /** Absent: all items */
      readonly items?: readonly string[] | undefined;
    }
  | {
      readonly kind: "objection";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** What is to stop */
      readonly to: "use" | "erasure" | "provision" | "direct-mail";
      /** Absent: all operators */
      readonly operators?: readonly string[] | undefined;
      /** Absent: all purposes */
      readonly purposes?: readonly string[] | undefined;
      /** Classes of recipients; absent: all */
      readonly recipients?: readonly string[] | undefined;
      /** Absent: all items */
      readonly items?: readonly string[] | undefined;
    }
  | {
      readonly kind: "notice";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** stated: shown to the person before they gave the data (21(2)); notified: told them (21(1)); announced: to everybody */
      readonly how: "stated" | "notified" | "announced";
      /** Whose handling it spoke of */
      readonly operators: readonly string[];
      /** Which purposes it named */
      readonly purposes: readonly string[];
    }
  | {
      readonly kind: "shared-use-notice";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** A shared use of the policy */
      readonly sharedUse: string;
      /** What it told; all five are needed (27(5)(iii)) */
      readonly matters: readonly ("fact" | "items" | "users" | "purposes" | "responsible")[];
      /** Items it named */
      readonly items: readonly string[];
      /** Purposes it named */
      readonly purposes: readonly string[];
    }
  | {
      readonly kind: "contract";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** Who exactly: a name or a partner number */
      readonly party: string;
      /** What it is about; safety: the data's, while a succession is negotiated */
      readonly covers: "entrustment" | "succession" | "safety" | "supervision";
    }
  | {
      readonly kind: "membership";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** A shared use of the policy whose list of members is open */
      readonly sharedUse: string;
      /** Who exactly: a name or a partner number */
      readonly party: string;
    }
  | {
      readonly kind: "safeguard";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Who exactly: a name or a partner number */
      readonly party: string;
      /** ISO 3166: JP, KR, US-GU */
      readonly country: string;
      /** What it rests on (R16) */
      readonly basis: "contract" | "group-rules" | "cbpr";
      /** When the measures and the country's regime were last looked at */
      readonly checkedAt: string;
      /** true: the measures no longer hold */
      readonly suspended?: boolean | undefined;
    }
  | {
      readonly kind: "request";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Who asks */
      readonly by: "principal" | "representative";
      /** Whether identity, and of a representative authority, was shown */
      readonly verified: boolean;
    }
  | {
      readonly kind: "violation";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Against which article; in YAML "19" and "45" stand in quotes */
      readonly of: "19" | "45" | "20(1)" | "41(7)" | "43(5)";
    }
  | {
      readonly kind: "confirmation";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** Who exactly: a name or a partner number */
      readonly party: string;
      /** Absent: all items */
      readonly items?: readonly string[] | undefined;
      /** Whether the person was told of the country, its regime and the measures there (31(1)(ii)) */
      readonly foreignInformed?: boolean | undefined;
    }
  | {
      readonly kind: "ended";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
    }
  | {
      readonly kind: "acquisition";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** From where, and how */
      readonly source:
        | "direct-writing"
        | "direct-other"
        | "third-party"
        | "entrustment"
        | "succession"
        | "shared-use"
        | "public"
        | "observed";
      /** Absent: all items */
      readonly items?: readonly string[] | undefined;
      /** What a predecessor or an entruster may use it for, and so who received it (18(2), 27(5)(i)) */
      readonly purposes?: readonly string[] | undefined;
      /** Received under another's opt-out (27(2), proviso) */
      readonly byOptOut?: boolean | undefined;
    }
  | {
      readonly kind: "filing";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** Who filed it */
      readonly operators: readonly string[];
      /** Classes of recipients it names */
      readonly recipients: readonly string[];
      /** Items it names */
      readonly items: readonly string[];
      /** The first day of provision, with time to object before it (R11(1), R11(4)) */
      readonly starts: string;
    }
  | {
      readonly kind: "protection";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** Until when, that instant not included; absent: without end */
      readonly until?: string | undefined;
      /** existence: that there is data at all; agents: every answer to a representative; items: these items */
      readonly closes: readonly ("existence" | "agents" | "items")[];
      /** For `items`: which; absent: all */
      readonly items?: readonly string[] | undefined;
    }
  | {
      readonly kind: "refusal";
      /** When it came to be; it counts from then on */
      readonly at: string;
      /** When it came to be known; absent: at its own instant */
      readonly recordedAt?: string | undefined;
      /** A name of your own for this fact */
      readonly id?: string | undefined;
      /** On which ground */
      readonly of: "33(2)(i)" | "33(2)(ii)" | "33(2)(iii)";
    };

/** By method and path: what goes into the path, the query and the body, and what comes back. */
export interface Operations {
  /** The policies served here, with all their versions */
  "GET /v1/policies": {
    path: undefined;
    query: undefined;
    body: undefined;
    answer: {
      readonly policies: readonly {
        readonly pack: string;
        readonly versions: readonly {
          /** The date by which the version is called */
          readonly version: string;
          /** Midnight in Japan at the start of the day it comes into force, ISO 8601 */
          readonly inForceFrom: string;
          /** SHA-256 of the RFC 8785 form of the pack in this version */
          readonly fingerprint: string;
          readonly links: {
            /** This version as JSON */
            readonly self: string;
            /** The page in Japanese */
            readonly ja: string;
            /** The page in English */
            readonly en: string;
          };
        }[];
      }[];
    };
  };

  /** One version of a policy */
  "GET /v1/policies/{pack}/{version}": {
    path: { readonly pack: string; readonly version: string };
    query: undefined;
    body: undefined;
    answer: {
      /** The date by which the version is called */
      readonly version: string;
      /** Midnight in Japan at the start of the day it comes into force, ISO 8601 */
      readonly inForceFrom: string;
      /** SHA-256 of the RFC 8785 form of the pack in this version */
      readonly fingerprint: string;
      readonly links: {
        /** This version as JSON */
        readonly self: string;
        /** The page in Japanese */
        readonly ja: string;
        /** The page in English */
        readonly en: string;
      };
      readonly pack: string;
      /** What is published and how it is read, with item sets and mirrors written out. The operating settings are not part of it. */
      readonly policy: { readonly [name: string]: unknown };
    };
  };

  /** What changed between two versions of a policy, and what each change asks for */
  "GET /v1/policies/{pack}/diff": {
    path: { readonly pack: string };
    query: {
      /** The earlier version */
      readonly from: string;
      /** The later version */
      readonly to: string;
    };
    body: undefined;
    answer: {
      readonly pack: string;
      readonly from: string;
      readonly to: string;
      readonly summary: {
        /** What is asked for, from nothing to what is not allowed. `judgement`: a human answers the question first. */
        readonly gravest?:
          | "editorial"
          | "publish"
          | "announce"
          | "notify"
          | "without-delay"
          | "beforehand"
          | "file"
          | "judgement"
          | "consent"
          | "barred"
          | undefined;
        readonly counts: {
          readonly editorial?: number | undefined;
          readonly publish?: number | undefined;
          readonly announce?: number | undefined;
          readonly notify?: number | undefined;
          readonly "without-delay"?: number | undefined;
          readonly beforehand?: number | undefined;
          readonly file?: number | undefined;
          readonly judgement?: number | undefined;
          readonly consent?: number | undefined;
          readonly barred?: number | undefined;
        };
        readonly inForceFrom: string;
        /** What has to come before the day on which the later version comes into force */
        readonly before: "nothing" | "notice" | "judgement" | "consent" | "another-change";
        readonly says: { readonly ja: string; readonly en: string };
        /** What the earlier version itself promises about changes, beyond the Act */
        readonly promised?:
          | { readonly clause: string; readonly says: { readonly ja: string; readonly en: string } }
          | undefined;
      };
      readonly changes: readonly {
        readonly kind: "added" | "removed" | "changed" | "renamed";
        readonly section: string;
        /** Of the object in the section */
        readonly id?: string | undefined;
        readonly clause?: string | undefined;
        /** What changed, in a line */
        readonly says: { readonly ja: string; readonly en: string };
        /** The gravest of what is asked for; `judgement` while a question is open */
        readonly class:
          | "editorial"
          | "publish"
          | "announce"
          | "notify"
          | "without-delay"
          | "beforehand"
          | "file"
          | "judgement"
          | "consent"
          | "barred";
        readonly question?:
          | {
              /** As decisions cite it */
              readonly article: string;
              readonly says: { readonly ja: string; readonly en: string };
            }
          | undefined;
        readonly asks: readonly {
          /** What is asked for, from nothing to what is not allowed. `judgement`: a human answers the question first. */
          readonly class:
            | "editorial"
            | "publish"
            | "announce"
            | "notify"
            | "without-delay"
            | "beforehand"
            | "file"
            | "judgement"
            | "consent"
            | "barred";
          /** As decisions cite it */
          readonly article?: string | undefined;
          readonly says: { readonly ja: string; readonly en: string };
          /** To which answer of the question it belongs */
          readonly answer?: "yes" | "no" | undefined;
        }[];
        /** The question and what is asked for, in lines with their articles, as the page says them */
        readonly asked: readonly { readonly ja: string; readonly en: string }[];
        /** JSON Pointers of what it tells of, sections of rooms beside the others */
        readonly pointers: readonly string[];
      }[];
    };
  };

  /** Decide one question, or up to 10,000 in one request */
  "POST /v1/decisions": {
    path: undefined;
    query: {
      /** Identifier of the policy; absent: the first one served */
      readonly policy?: string | undefined;
      /** A bill to look ahead under, such as appi-bill-2026; such an answer decides nothing */
      readonly law?: string | undefined;
    };
    body: Question | { readonly questions: readonly Question[] };
    answer:
      | Decision
      | { readonly answers: readonly ({ readonly decision: Decision } | { readonly problem: Problem })[] };
  };

  /** Decisions about a person, the newest first */
  "GET /v1/decisions": {
    path: undefined;
    query: { readonly person: string; readonly cursor?: string | undefined; readonly limit?: string | undefined };
    body: undefined;
    answer: { readonly items: readonly DecisionOnRecord[]; readonly next?: string | undefined };
  };

  /** A decision on record */
  "GET /v1/decisions/{id}": {
    path: { readonly id: string };
    query: undefined;
    body: undefined;
    answer: DecisionOnRecord;
  };

  /** Decide again on the facts of then, and compare */
  "GET /v1/decisions/{id}/replay": {
    path: { readonly id: string };
    query: undefined;
    body: undefined;
    answer: {
      readonly decision: DecisionOnRecord;
      readonly replay: { readonly state: string; readonly [name: string]: unknown };
    };
  };

  /** Record people, up to 1,000 in one request */
  "POST /v1/people": {
    path: undefined;
    query: undefined;
    body: {
      readonly people: readonly {
        readonly identifiers?:
          | readonly {
              readonly kind:
                | "email"
                | "phone"
                | "customer-number"
                | "contract-number"
                | "room"
                | "employee-number"
                | "shareholder-number"
                | "insurance-number"
                | "name"
                | "kana"
                | "alias"
                | "passport-name"
                | "birth-date"
                | "postal-code"
                | "address";
              /** As it is written; spellings of one and the same are made equal */
              readonly value: string;
              /** Whose it is, as with a customer number; absent: at every operator */
              readonly operator?: string | undefined;
              /** Whether it can be shown again, sealed; unless said: name, kana, address, phone and email */
              readonly keep?: boolean | undefined;
              /** Several people have it, as a family its phone */
              readonly shared?: boolean | undefined;
            }[]
          | undefined;
        readonly roles?:
          | readonly {
              readonly operator: string;
              /** A kind of person of the policy */
              readonly kind: string;
              /** Which department has charge of them, of the policy's `records` */
              readonly department?: string | undefined;
              /** An instant: 2026-11-22T09:00:00+09:00 */
              readonly since?: string | undefined;
              /** An instant: 2026-11-22T09:00:00+09:00 */
              readonly until?: string | undefined;
            }[]
          | undefined;
        /** Able to judge what consent means (General 2-16); else true */
        readonly able?: boolean | undefined;
        readonly living?: boolean | undefined;
      }[];
    };
    answer: { readonly ids: readonly string[] };
  };

  /** Find people by an identifier */
  "GET /v1/people": {
    path: undefined;
    query: {
      readonly kind:
        | "email"
        | "phone"
        | "customer-number"
        | "contract-number"
        | "room"
        | "employee-number"
        | "shareholder-number"
        | "insurance-number"
        | "name"
        | "kana"
        | "alias"
        | "passport-name"
        | "birth-date"
        | "postal-code"
        | "address";
      readonly value: string;
      readonly operator?: string | undefined;
      /** Who asks: of someone who is protected, a representative is told of nobody (16(4), CO5) */
      readonly by?: "representative" | undefined;
    };
    body: undefined;
    answer: { readonly items: readonly { readonly person: string; readonly match: "exact" | "similar" }[] };
  };

  /** Find people by a part of their name in kana */
  "GET /v1/people/search": {
    path: undefined;
    query: {
      readonly kana: string;
      readonly "from-start"?: "yes" | "no" | undefined;
      readonly operator?: string | undefined;
      /** Who asks: of someone who is protected, a representative is told of nobody (16(4), CO5) */
      readonly by?: "representative" | undefined;
      readonly cursor?: string | undefined;
      readonly limit?: number | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly { readonly person: string; readonly kana: string }[];
      readonly next?: string | undefined;
    };
  };

  /** What is on record of a person */
  "GET /v1/people/{person}": {
    path: { readonly person: string };
    query: undefined;
    body: undefined;
    answer: {
      readonly id: string;
      readonly able: boolean;
      readonly living: boolean;
      readonly roles: readonly {
        readonly id: string;
        readonly operator: string;
        readonly kind: string;
        readonly department?: string | undefined;
        /** An instant: 2026-11-22T09:00:00+09:00 */
        readonly since?: string | undefined;
        /** An instant: 2026-11-22T09:00:00+09:00 */
        readonly until?: string | undefined;
      }[];
      readonly linked: readonly string[];
      readonly identifiers: readonly {
        readonly id: string;
        readonly kind:
          | "email"
          | "phone"
          | "customer-number"
          | "contract-number"
          | "room"
          | "employee-number"
          | "shareholder-number"
          | "insurance-number"
          | "name"
          | "kana"
          | "alias"
          | "passport-name"
          | "birth-date"
          | "postal-code"
          | "address";
        readonly operator?: string | undefined;
        readonly text?: string | undefined;
        readonly kept: boolean;
        readonly closed: boolean;
        /** An instant: 2026-11-22T09:00:00+09:00 */
        readonly from: string;
        /** An instant: 2026-11-22T09:00:00+09:00 */
        readonly until?: string | undefined;
      }[];
      readonly representatives: readonly { readonly id: string; readonly capacity: string; readonly name: string }[];
      readonly facts: readonly {
        readonly id: string;
        readonly person: string;
        readonly fact: {
          readonly kind: string;
          /** An instant: 2026-11-22T09:00:00+09:00 */
          readonly at: string;
          /** An instant: 2026-11-22T09:00:00+09:00 */
          readonly recordedAt: string;
          readonly [name: string]: unknown;
        };
        readonly ended?:
          | {
              /** An instant: 2026-11-22T09:00:00+09:00 */
              readonly at: string;
              /** An instant: 2026-11-22T09:00:00+09:00 */
              readonly recordedAt: string;
            }
          | undefined;
        readonly details?:
          | {
              /** What the person was shown; needed with a consent */
              readonly words?:
                | {
                    /** Version of the policy, or of the form, that was shown */
                    readonly version: string;
                    /** SHA-256 of the words as they were shown, hexadecimal or base64url */
                    readonly hash: string;
                  }
                | undefined;
              /** What shows it: a form's number, a call, a log; needed with a consent */
              readonly evidence?: string | undefined;
              /** Who said it, by name or as principal; needed with a consent */
              readonly giver?: string | undefined;
              /** By what way it came: counter, phone, web */
              readonly channel?: string | undefined;
              /** Why; needed with a protection */
              readonly reason?: string | undefined;
              readonly note?: string | undefined;
            }
          | undefined;
      }[];
    };
  };

  /** Say anew whether a person can judge, or lives */
  "PATCH /v1/people/{person}": {
    path: { readonly person: string };
    query: undefined;
    body: { readonly able?: boolean | undefined; readonly living?: boolean | undefined };
    answer: { readonly person: string };
  };

  /** Erase a person */
  "DELETE /v1/people/{person}": {
    path: { readonly person: string };
    query: undefined;
    body: undefined;
    answer: { readonly erased: string };
  };

  /** Record facts about a person */
  "POST /v1/people/{person}/facts": {
    path: { readonly person: string };
    query: undefined;
    body: {
      /** Without id and recordedAt: they are given here */
      readonly facts: readonly Fact[];
      readonly details?:
        | {
            /** What the person was shown; needed with a consent */
            readonly words?:
              | {
                  /** Version of the policy, or of the form, that was shown */
                  readonly version: string;
                  /** SHA-256 of the words as they were shown, hexadecimal or base64url */
                  readonly hash: string;
                }
              | undefined;
            /** What shows it: a form's number, a call, a log; needed with a consent */
            readonly evidence?: string | undefined;
            /** Who said it, by name or as principal; needed with a consent */
            readonly giver?: string | undefined;
            /** By what way it came: counter, phone, web */
            readonly channel?: string | undefined;
            /** Why; needed with a protection */
            readonly reason?: string | undefined;
            readonly note?: string | undefined;
          }
        | undefined;
    };
    answer: { readonly ids: readonly string[] };
  };

  /** Record facts about many people, up to 10,000 entries in one request */
  "POST /v1/facts": {
    path: undefined;
    query: undefined;
    body: {
      readonly entries: readonly {
        readonly person: string;
        /** Without id and recordedAt: they are given here */
        readonly facts: readonly Fact[];
        readonly details?:
          | {
              /** What the person was shown; needed with a consent */
              readonly words?:
                | {
                    /** Version of the policy, or of the form, that was shown */
                    readonly version: string;
                    /** SHA-256 of the words as they were shown, hexadecimal or base64url */
                    readonly hash: string;
                  }
                | undefined;
              /** What shows it: a form's number, a call, a log; needed with a consent */
              readonly evidence?: string | undefined;
              /** Who said it, by name or as principal; needed with a consent */
              readonly giver?: string | undefined;
              /** By what way it came: counter, phone, web */
              readonly channel?: string | undefined;
              /** Why; needed with a protection */
              readonly reason?: string | undefined;
              readonly note?: string | undefined;
            }
          | undefined;
      }[];
    };
    answer: { readonly ids: readonly (readonly string[])[] };
  };

  /** End a fact, as when an objection is lifted */
  "POST /v1/people/{person}/facts/{entry}/end": {
    path: { readonly person: string; readonly entry: string };
    query: undefined;
    body: {
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly at?: string | undefined;
      /** Why; sealed */
      readonly reason?: string | undefined;
    };
    answer: {
      readonly fact: string;
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly at: string;
    };
  };

  /** Add something a person is found by */
  "POST /v1/people/{person}/identifiers": {
    path: { readonly person: string };
    query: undefined;
    body: {
      readonly kind:
        | "email"
        | "phone"
        | "customer-number"
        | "contract-number"
        | "room"
        | "employee-number"
        | "shareholder-number"
        | "insurance-number"
        | "name"
        | "kana"
        | "alias"
        | "passport-name"
        | "birth-date"
        | "postal-code"
        | "address";
      /** As it is written; spellings of one and the same are made equal */
      readonly value: string;
      /** Whose it is, as with a customer number; absent: at every operator */
      readonly operator?: string | undefined;
      /** Whether it can be shown again, sealed; unless said: name, kana, address, phone and email */
      readonly keep?: boolean | undefined;
      /** Several people have it, as a family its phone */
      readonly shared?: boolean | undefined;
    };
    answer: { readonly id: string };
  };

  /** See address and phone of someone who is protected */
  "POST /v1/people/{person}/identifiers/open": {
    path: { readonly person: string };
    query: undefined;
    body: { readonly reason: string };
    answer: { readonly identifiers: readonly { readonly id: string; readonly text: string }[] };
  };

  /** A person has an identifier no more */
  "POST /v1/people/{person}/identifiers/{entry}/end": {
    path: { readonly person: string; readonly entry: string };
    query: undefined;
    body: undefined;
    answer: { readonly id: string };
  };

  /** Say what a person is to an operator */
  "POST /v1/people/{person}/roles": {
    path: { readonly person: string };
    query: undefined;
    body: {
      readonly operator: string;
      /** A kind of person of the policy */
      readonly kind: string;
      /** Which department has charge of them, of the policy's `records` */
      readonly department?: string | undefined;
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly since?: string | undefined;
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly until?: string | undefined;
    };
    answer: { readonly id: string };
  };

  /** Two records are the same person's */
  "POST /v1/people/{person}/links": {
    path: { readonly person: string };
    query: undefined;
    body: {
      readonly other: string;
      /** Why; sealed */
      readonly reason?: string | undefined;
    };
    answer: { readonly person: string; readonly other: string };
  };

  /** They are not the same person's, after all */
  "POST /v1/people/{person}/links/{entry}/end": {
    path: { readonly person: string; readonly entry: string };
    query: undefined;
    body: {
      /** Why; sealed */
      readonly reason?: string | undefined;
    };
    answer: { readonly person: string; readonly other: string };
  };

  /** Record who acts for a person */
  "POST /v1/people/{person}/representatives": {
    path: { readonly person: string };
    query: undefined;
    body: {
      readonly capacity: "minor" | "adult-ward" | "mandate";
      readonly name: string;
      /** What shows it: the register, the mandate */
      readonly evidence: string;
      readonly contact?: string | undefined;
      /** Where they are on record themselves */
      readonly representative?: string | undefined;
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly from?: string | undefined;
      /** An instant: 2026-11-22T09:00:00+09:00 */
      readonly until?: string | undefined;
    };
    answer: { readonly id: string };
  };

  /** Somebody acts for a person no more */
  "POST /v1/people/{person}/representatives/{entry}/end": {
    path: { readonly person: string; readonly entry: string };
    query: undefined;
    body: undefined;
    answer: { readonly id: string };
  };

  /** Record a recipient or provider */
  "POST /v1/parties": {
    path: undefined;
    query: undefined;
    body: {
      readonly kind: "company" | "individual" | "public-body";
      /** As it stands in the register, or a natural person's name */
      readonly name: string;
      /** A partner or customer number of your own */
      readonly number?: string | undefined;
      readonly address?: string | undefined;
      /** Of a company: who represents it (R20) */
      readonly representative?: string | undefined;
      /** ISO 3166: JP, KR, US-GU */
      readonly country?: string | undefined;
      /** A foreign company that runs its database in Japan is not abroad (28) */
      readonly databaseInJapan?: boolean | undefined;
      /** The operator of the policy that this party is */
      readonly operator?: string | undefined;
    };
    answer: { readonly id: string };
  };

  /** List recipients and providers */
  "GET /v1/parties": {
    path: undefined;
    query: {
      /** At most 200 */
      readonly limit?: string | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly {
        readonly id: string;
        readonly kind: string;
        readonly name: string;
        readonly country: string;
        readonly databaseInJapan: boolean;
        readonly operator?: string | undefined;
        readonly number?: string | undefined;
        readonly address?: string | undefined;
        readonly representative?: string | undefined;
        /** ISO 8601, UTC */
        readonly at: string;
      }[];
      readonly next: string | null;
    };
  };

  /** A party and what is known of it */
  "GET /v1/parties/{party}": {
    path: { readonly party: string };
    query: undefined;
    body: undefined;
    answer: {
      readonly id: string;
      readonly kind: string;
      readonly name: string;
      readonly country: string;
      readonly databaseInJapan: boolean;
      readonly operator?: string | undefined;
      readonly number?: string | undefined;
      readonly address?: string | undefined;
      readonly representative?: string | undefined;
      /** ISO 8601, UTC */
      readonly at: string;
      readonly facts: readonly { readonly [name: string]: unknown }[];
    };
  };

  /** Record contracts, memberships, systems of equivalent measures, confirmations */
  "POST /v1/parties/{party}/facts": {
    path: { readonly party: string };
    query: undefined;
    body: {
      readonly facts: readonly {
        /** A fact of a question, without id, recordedAt and party: contract, membership, safeguard, confirmation */
        readonly fact: {
          readonly kind: "contract" | "membership" | "safeguard" | "confirmation";
          readonly [name: string]: unknown;
        };
        /** The number of the contract or other document; no name of a person */
        readonly document?: string | undefined;
        /** Of a membership: how it falls into the range of users. Absent: it waits for a review and counts for nothing */
        readonly range?: "from-the-start" | "within-range" | "renaming" | "succession" | undefined;
      }[];
    };
    answer: { readonly ids: readonly string[] };
  };

  /** Record a check of an entrusted party (25) or of a recipient abroad (28(3)) */
  "POST /v1/parties/{party}/checks": {
    path: { readonly party: string };
    query: undefined;
    body: {
      /** The supervision of 25, or the measures of 28(3) */
      readonly of: "entrustment" | "foreign";
      readonly on: string;
      readonly result: "fine" | "remedied" | "suspended";
      /** What was seen, and what was put right */
      readonly found?: string | undefined;
      /** For foreign: what the measures rest on (R16) */
      readonly basis?: "contract" | "group-rules" | "cbpr" | undefined;
      /** When to look again; absent: after a year */
      readonly nextOn?: string | undefined;
    };
    answer: { readonly id: string; readonly next: string };
  };

  /** Record filings of an opt-out and announced notices of shared use */
  "POST /v1/operators/{operator}/facts": {
    path: { readonly operator: string };
    query: undefined;
    body: {
      readonly facts: readonly {
        /** A fact of a question, without id, recordedAt and party: filing, shared-use-notice */
        readonly fact: { readonly kind: "filing" | "shared-use-notice"; readonly [name: string]: unknown };
        /** The number of the contract or other document; no name of a person */
        readonly document?: string | undefined;
        /** Of a membership: how it falls into the range of users. Absent: it waits for a review and counts for nothing */
        readonly range?: "from-the-start" | "within-range" | "renaming" | "succession" | undefined;
      }[];
    };
    answer: { readonly ids: readonly string[] };
  };

  /** Say from when on a fact no longer counts */
  "POST /v1/party-facts/{fact}/end": {
    path: { readonly fact: string };
    query: undefined;
    body: { readonly at: string };
    answer: undefined;
  };

  /** Say how a member that joined falls into the range of users */
  "POST /v1/party-facts/{fact}/review": {
    path: { readonly fact: string };
    query: undefined;
    body: { readonly as: "from-the-start" | "within-range" | "renaming" | "succession" };
    answer: undefined;
  };

  /** Record one provision, or up to 1,000 in one request */
  "POST /v1/provisions": {
    path: undefined;
    query: undefined;
    body:
      | {
          /** Whose data: per_…; absent for personal-related information (31(3)) */
          readonly person?: string | undefined;
          /** An instant: 2026-11-22T09:00:00+09:00 */
          readonly at: string;
          readonly operator: string;
          /** A party: pty_… */
          readonly party: string;
          /** A class of recipients of the policy */
          readonly class?: string | undefined;
          /** On what it rests */
          readonly basis:
            | "consent"
            | "opt-out"
            | "foreign-consent"
            | "foreign-system"
            | "entrustment"
            | "shared-use"
            | "exception"
            | "personal-related"
            | "none-due";
          /** For foreign-system: what article 27 asks besides */
          readonly within?: "consent" | "opt-out" | "entrustment" | "shared-use" | "exception" | undefined;
          /** For none-due: why it is no provision to a third party */
          readonly exempt?: "16(2)" | "16(3)" | "General 3-6-1" | "27(5)(ii)" | undefined;
          readonly exception?:
            | {
                readonly article:
                  | "27(1)(i)"
                  | "27(1)(ii)"
                  | "27(1)(iii)"
                  | "27(1)(iv)"
                  | "27(1)(v)"
                  | "27(1)(vi)"
                  | "27(1)(vii)";
                /** What shows it: a document's number, who asked, when */
                readonly evidence: string;
                /** Who let it happen */
                readonly approver: string;
              }
            | undefined;
          readonly items: readonly string[];
          readonly channel: "spoken" | "paper" | "electronic" | "other";
          /** The decision that permitted it */
          readonly decision?: string | undefined;
          /** Recorded in lump, or under a contract: the series it belongs to */
          readonly series?: string | undefined;
          /** The fact of the consent: fct_… */
          readonly consent?: string | undefined;
          /** Needed wherever a record is due */
          readonly principal?:
            | {
                readonly name?: string | undefined;
                readonly kana?: string | undefined;
                /** A customer or contract number that your office can look up */
                readonly number?: string | undefined;
                readonly birthDate?: string | undefined;
                readonly address?: string | undefined;
                readonly phone?: string | undefined;
                readonly email?: string | undefined;
              }
            | undefined;
        }
      | {
          readonly provisions: readonly {
            /** Whose data: per_…; absent for personal-related information (31(3)) */
            readonly person?: string | undefined;
            /** An instant: 2026-11-22T09:00:00+09:00 */
            readonly at: string;
            readonly operator: string;
            /** A party: pty_… */
            readonly party: string;
            /** A class of recipients of the policy */
            readonly class?: string | undefined;
            /** On what it rests */
            readonly basis:
              | "consent"
              | "opt-out"
              | "foreign-consent"
              | "foreign-system"
              | "entrustment"
              | "shared-use"
              | "exception"
              | "personal-related"
              | "none-due";
            /** For foreign-system: what article 27 asks besides */
            readonly within?: "consent" | "opt-out" | "entrustment" | "shared-use" | "exception" | undefined;
            /** For none-due: why it is no provision to a third party */
            readonly exempt?: "16(2)" | "16(3)" | "General 3-6-1" | "27(5)(ii)" | undefined;
            readonly exception?:
              | {
                  readonly article:
                    | "27(1)(i)"
                    | "27(1)(ii)"
                    | "27(1)(iii)"
                    | "27(1)(iv)"
                    | "27(1)(v)"
                    | "27(1)(vi)"
                    | "27(1)(vii)";
                  /** What shows it: a document's number, who asked, when */
                  readonly evidence: string;
                  /** Who let it happen */
                  readonly approver: string;
                }
              | undefined;
            readonly items: readonly string[];
            readonly channel: "spoken" | "paper" | "electronic" | "other";
            /** The decision that permitted it */
            readonly decision?: string | undefined;
            /** Recorded in lump, or under a contract: the series it belongs to */
            readonly series?: string | undefined;
            /** The fact of the consent: fct_… */
            readonly consent?: string | undefined;
            /** Needed wherever a record is due */
            readonly principal?:
              | {
                  readonly name?: string | undefined;
                  readonly kana?: string | undefined;
                  /** A customer or contract number that your office can look up */
                  readonly number?: string | undefined;
                  readonly birthDate?: string | undefined;
                  readonly address?: string | undefined;
                  readonly phone?: string | undefined;
                  readonly email?: string | undefined;
                }
              | undefined;
          }[];
        };
    answer: {
      readonly provisions: readonly {
        readonly id: string;
        readonly due: boolean;
        readonly article: string;
        readonly keptThrough: string;
      }[];
    };
  };

  /** List provisions, the newest first; as CSV where `Accept` asks for text/csv */
  "GET /v1/provisions": {
    path: undefined;
    query: {
      readonly operator?: string | undefined;
      readonly party?: string | undefined;
      readonly basis?: string | undefined;
      /** A day in Japan or an instant */
      readonly from?: string | undefined;
      /** A day, the whole of it, or an instant, which is not included */
      readonly to?: string | undefined;
      /** At most 200 */
      readonly limit?: string | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly {
        readonly id: string;
        /** ISO 8601, UTC */
        readonly at: string;
        readonly operator: string;
        readonly class?: string | undefined;
        readonly basis: string;
        readonly items: readonly string[];
        readonly method: string;
        /** Whether the Act asks for the record */
        readonly due: boolean;
        readonly article: string;
        /** YYYY-MM-DD */
        readonly keptThrough?: string | undefined;
        /** Absent for personal-related information (31(3)) */
        readonly person?: string | undefined;
        readonly party?: { readonly id: string; readonly name: string; readonly country: string } | undefined;
        readonly channel: string;
        readonly decision?: string | undefined;
      }[];
      readonly next: string | null;
    };
  };

  /** What is on record of provisions and receipts of one person (33(5)) */
  "GET /v1/people/{person}/provisions": {
    path: { readonly person: string };
    query: {
      /** A day in Japan or an instant */
      readonly from?: string | undefined;
      /** A day, the whole of it, or an instant, which is not included */
      readonly to?: string | undefined;
      /** At most 200 */
      readonly limit?: string | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly {
        readonly id: string;
        /** ISO 8601, UTC */
        readonly at: string;
        readonly operator: string;
        readonly class?: string | undefined;
        readonly basis: string;
        readonly items: readonly string[];
        readonly method: string;
        /** Whether the Act asks for the record */
        readonly due: boolean;
        readonly article: string;
        /** YYYY-MM-DD */
        readonly keptThrough?: string | undefined;
        readonly kind: "provision" | "receipt";
        readonly party: string;
        readonly channel?: string | undefined;
        /** Of a series: its first and last day */
        readonly between?: readonly string[] | undefined;
        /** What the record states; absent where its key is gone */
        readonly matters?: { readonly [name: string]: unknown } | undefined;
        /** Why it is left out of what the person is shown */
        readonly withheld?: string | undefined;
      }[];
      readonly next: string | null;
    };
  };

  /** Record what came in from somebody else, one or up to 1,000 (30(3)) */
  "POST /v1/receipts": {
    path: undefined;
    query: undefined;
    body:
      | {
          /** A person: per_… */
          readonly person: string;
          /** An instant: 2026-11-22T09:00:00+09:00 */
          readonly at: string;
          readonly operator: string;
          /** Who provided it */
          readonly party: string;
          /** receipt: from somebody who is no business operator; the others: on what the provider's own providing rested */
          readonly basis: "receipt" | "receipt-by-consent" | "receipt-by-opt-out" | "receipt-as-personal";
          /** Where 30 asks for nothing: the item of 27(1) or 27(5) */
          readonly exempt?:
            | "27(1)(i)"
            | "27(1)(ii)"
            | "27(1)(iii)"
            | "27(1)(iv)"
            | "27(1)(v)"
            | "27(1)(vi)"
            | "27(1)(vii)"
            | "27(5)(i)"
            | "27(5)(ii)"
            | "27(5)(iii)"
            | undefined;
          readonly items: readonly string[];
          readonly series?: string | undefined;
          /** By opt-out: that the Commission published it, and where */
          readonly publication?: string | undefined;
          /** Absent: to be confirmed before the data is used */
          readonly background?:
            | {
                /** How it was confirmed (R22) */
                readonly how: "contract" | "document" | "website" | "statement" | "other";
                /** An instant: 2026-11-22T09:00:00+09:00 */
                readonly at: string;
                /** How the provider acquired the data (30(1)(ii)) */
                readonly acquired: string;
              }
            | undefined;
          /** What tells who the person is (R20(1)(iii)); a hash alone does not */
          readonly principal?:
            | {
                readonly name?: string | undefined;
                readonly kana?: string | undefined;
                /** A customer or contract number that your office can look up */
                readonly number?: string | undefined;
                readonly birthDate?: string | undefined;
                readonly address?: string | undefined;
                readonly phone?: string | undefined;
                readonly email?: string | undefined;
              }
            | undefined;
        }
      | {
          readonly receipts: readonly {
            /** A person: per_… */
            readonly person: string;
            /** An instant: 2026-11-22T09:00:00+09:00 */
            readonly at: string;
            readonly operator: string;
            /** Who provided it */
            readonly party: string;
            /** receipt: from somebody who is no business operator; the others: on what the provider's own providing rested */
            readonly basis: "receipt" | "receipt-by-consent" | "receipt-by-opt-out" | "receipt-as-personal";
            /** Where 30 asks for nothing: the item of 27(1) or 27(5) */
            readonly exempt?:
              | "27(1)(i)"
              | "27(1)(ii)"
              | "27(1)(iii)"
              | "27(1)(iv)"
              | "27(1)(v)"
              | "27(1)(vi)"
              | "27(1)(vii)"
              | "27(5)(i)"
              | "27(5)(ii)"
              | "27(5)(iii)"
              | undefined;
            readonly items: readonly string[];
            readonly series?: string | undefined;
            /** By opt-out: that the Commission published it, and where */
            readonly publication?: string | undefined;
            /** Absent: to be confirmed before the data is used */
            readonly background?:
              | {
                  /** How it was confirmed (R22) */
                  readonly how: "contract" | "document" | "website" | "statement" | "other";
                  /** An instant: 2026-11-22T09:00:00+09:00 */
                  readonly at: string;
                  /** How the provider acquired the data (30(1)(ii)) */
                  readonly acquired: string;
                }
              | undefined;
            /** What tells who the person is (R20(1)(iii)); a hash alone does not */
            readonly principal?:
              | {
                  readonly name?: string | undefined;
                  readonly kana?: string | undefined;
                  /** A customer or contract number that your office can look up */
                  readonly number?: string | undefined;
                  readonly birthDate?: string | undefined;
                  readonly address?: string | undefined;
                  readonly phone?: string | undefined;
                  readonly email?: string | undefined;
                }
              | undefined;
          }[];
        };
    answer: {
      readonly receipts: readonly {
        readonly id: string;
        readonly due: boolean;
        readonly article: string;
        readonly keptThrough: string;
        readonly toConfirm: boolean;
      }[];
    };
  };

  /** Record how it was confirmed how the provider had come by the data (30(1)) */
  "POST /v1/receipts/{receipt}/confirmation": {
    path: { readonly receipt: string };
    query: undefined;
    body: {
      /** A person: per_… */
      readonly person: string;
      /** How the provider had come by it, and how and when that was confirmed */
      readonly background: {
        /** How it was confirmed (R22) */
        readonly how: "contract" | "document" | "website" | "statement" | "other";
        /** An instant: 2026-11-22T09:00:00+09:00 */
        readonly at: string;
        /** How the provider acquired the data (30(1)(ii)) */
        readonly acquired: string;
      };
    };
    answer: undefined;
  };

  /** Open a series: provisions or receipts recorded in lump, or by a contract */
  "POST /v1/series": {
    path: undefined;
    query: undefined;
    body: {
      readonly side?: "provision" | "receipt" | undefined;
      readonly method: "lump" | "contract";
      readonly operator: string;
      /** A party: pty_… */
      readonly party: string;
      readonly class?: string | undefined;
      /** The form of the record: what the data goes or comes by */
      readonly form:
        | "consent"
        | "opt-out"
        | "personal-related"
        | "receipt"
        | "receipt-by-consent"
        | "receipt-by-opt-out"
        | "receipt-as-personal";
      /** It goes on or recurs with this party, or is certain to */
      readonly continuous?: boolean | undefined;
      /** Made in connection with supplying goods or services to the person */
      readonly forGoodsOrServices?: boolean | undefined;
      /** A contract or other document states all matters of the record */
      readonly documentStatesMatters?: boolean | undefined;
      /** Its number; needed for a contract in the place of records */
      readonly document?: string | undefined;
    };
    answer: { readonly id: string };
  };

  /** What recipients are still to be told */
  "GET /v1/tellings": {
    path: undefined;
    query: {
      /** At most 200 */
      readonly limit?: string | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: { readonly items: readonly { readonly [name: string]: unknown }[]; readonly next: string | null };
  };

  /** Note what every recipient of a person's data is to be told */
  "POST /v1/tellings": {
    path: undefined;
    query: undefined;
    body: {
      /** A person: per_… */
      readonly person: string;
      readonly what: "stop-use" | "stop-provision" | "stop-direct-mail" | "erasure" | "correction" | "withdrawal";
      /** Whose provisions; absent: all */
      readonly operators?: readonly string[] | undefined;
      /** Classes of recipients; absent: all */
      readonly classes?: readonly string[] | undefined;
      /** Absent: all items */
      readonly items?: readonly string[] | undefined;
    };
    answer: { readonly tellings: readonly string[] };
  };

  /** Record that recipients were told */
  "POST /v1/tellings/told": {
    path: undefined;
    query: undefined;
    body: {
      readonly tellings: readonly {
        /** A person: per_… */
        readonly person: string;
        readonly id: string;
      }[];
      readonly by: "spoken" | "paper" | "electronic" | "other";
    };
    answer: undefined;
  };

  /** Record that recipients said that they had acted */
  "POST /v1/tellings/acknowledged": {
    path: undefined;
    query: undefined;
    body: {
      readonly tellings: readonly {
        /** A person: per_… */
        readonly person: string;
        readonly id: string;
      }[];
    };
    answer: undefined;
  };

  /** List background work, the newest first */
  "GET /v1/jobs": {
    path: undefined;
    query: {
      readonly state?: "waiting" | "running" | "retrying" | "done" | "failed" | undefined;
      readonly limit?: number | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly {
        readonly id: string;
        readonly name: string;
        readonly state: "waiting" | "running" | "retrying" | "done" | "failed";
        readonly enqueuedAt: string;
        /** Not before this instant */
        readonly startAfter: string;
        readonly finishedAt?: string | undefined;
        readonly attempts: number;
        /** The name of the error of the last attempt that failed */
        readonly error?: string | undefined;
      }[];
      readonly next?: string | undefined;
    };
  };

  /** List the outbox, the newest first */
  "GET /v1/mail": {
    path: undefined;
    query: {
      readonly state?: "queued" | "deferred" | "held" | "sent" | "failed" | "bounced" | undefined;
      readonly limit?: number | undefined;
      /** `next` of the page before */
      readonly cursor?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly items: readonly {
        readonly id: string;
        readonly kind: "transactional" | "direct-mail";
        readonly template: string;
        /** 0: the words that it came with */
        readonly templateVersion: number;
        readonly language: string;
        readonly state: "queued" | "deferred" | "held" | "sent" | "failed" | "bounced";
        /** Why: no-such-mailbox, mailbox-full, too-large, refused, sender-refused, login, tls, unreachable, busy, gave-up, erased, not-set-up, other */
        readonly reason?: string | undefined;
        /** What the server answered (RFC 3463) */
        readonly status?: string | undefined;
        readonly queuedAt: string;
        readonly stateAt: string;
        /** Whether whom it is for and what it says is still there */
        readonly kept: boolean;
      }[];
      readonly next?: string | undefined;
    };
  };

  /** Queue a message again that was held, failed or came back */
  "POST /v1/mail/{message}/retry": {
    path: { readonly message: string };
    query: undefined;
    body: undefined;
    answer: { readonly message: string };
  };

  /** Record a mail that came back, from its delivery status notification (RFC 3464) */
  "POST /v1/mail/bounces": {
    path: undefined;
    query: undefined;
    body: undefined;
    answer: {
      readonly outcome: "bounced" | "already" | "delayed" | "unknown" | "unreadable";
      readonly message?: string | undefined;
      readonly reason?: string | undefined;
    };
  };

  /** An event of the evidence log, with the proof that it is in it */
  "GET /v1/evidence/events/{event}": {
    path: { readonly event: string };
    query: undefined;
    body: undefined;
    answer: {
      /** `evt_…` */
      readonly id: string;
      readonly kind: string;
      /** ISO 8601, UTC */
      readonly at: string;
      /** `pending`: recorded, and about to have its place in the tree; ask again in a second */
      readonly state: "included" | "pending";
      /** Canonical JSON (RFC 8785). Its UTF-8 bytes are what the leaf is made of */
      readonly entry: string;
      /** SHA-256 of a zero byte and the entry (RFC 6962, 2.1); 32 bytes, Base64 */
      readonly leafHash: string;
      readonly inclusion?:
        | {
            /** Counted from 0 */
            readonly index: number;
            /** Number of events of the checkpoint */
            readonly size: number;
            /** 32 bytes, Base64 */
            readonly root: string;
            /** From the leaf up (RFC 6962, 2.1.1) */
            readonly proof: readonly string[];
            /** Signed note (C2SP tlog-checkpoint) */
            readonly checkpoint: string;
          }
        | undefined;
    };
  };

  /** The proof that the evidence log goes on from what it was at a size */
  "GET /v1/evidence/consistency": {
    path: undefined;
    query: {
      /** Number of events, from 1 */
      readonly from: string;
      /** Number of events; absent: that of the newest checkpoint */
      readonly to?: string | undefined;
    };
    body: undefined;
    answer: {
      readonly from: number;
      readonly to: number;
      /** 32 bytes, Base64 */
      readonly rootFrom: string;
      /** 32 bytes, Base64 */
      readonly rootTo: string;
      /** RFC 6962, 2.1.2 */
      readonly proof: readonly string[];
    };
  };

  /** Whether the process lives, and how late its event loop was since this was last asked */
  "GET /healthz": {
    path: undefined;
    query: undefined;
    body: undefined;
    answer: {
      readonly status: "ok" | "degraded";
      readonly version: string;
      readonly eventLoop: { readonly worstMs: number };
    };
  };

  /** Whether it can do its work: database, tables, keys, evidence log */
  "GET /readyz": {
    path: undefined;
    query: undefined;
    body: undefined;
    answer: {
      readonly status: "ready" | "not-ready" | "stopping";
      readonly checks: {
        readonly database?: "ok" | "failed" | undefined;
        readonly tables?: "ok" | "failed" | undefined;
        readonly keys?: "ok" | "failed" | undefined;
        readonly evidence?: "ok" | "failed" | undefined;
      };
    };
  };

  /** How the system runs, for Prometheus; with a key of the scope metrics:read */
  "GET /metrics": { path: undefined; query: undefined; body: undefined; answer: undefined };
}
