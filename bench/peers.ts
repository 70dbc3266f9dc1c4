import type { Pack } from "../src/policy/index.ts";
import { plainQuestions } from "./asked.ts";
import { compilePack, deciding, grantsOf, outcomeOf, prepare, saying } from "./engine.ts";
import { largeSource } from "./large.ts";
import { compareSides, type Side } from "./measure.ts";
import { type Asked, askedOf, type Peer } from "./peer.ts";
import { casbinPeers } from "./peer-casbin.ts";
import { caslPeers } from "./peer-casl.ts";
import { cedarPeers } from "./peer-cedar.ts";
import type { Plan } from "./plan.ts";
import { heading, micros, note, ratio, table, under, whole } from "./report.ts";

/*
 * Other engines on the questions that all can be asked: whether an operator may use items of a kind of person for a
 * purpose. Each is held to our answers before it is measured: on the reference pack to every one, on the large pack to
 * as many as it gives in good time.
 */

const BAR_MICROS = 1;

export async function measurePeers(reference: Pack, plan: Plan): Promise<void> {
  await measureOn("the reference pack", reference, plan, Number.POSITIVE_INFINITY);
  await measureOn("the synthetic pack", compilePack(largeSource(plan.largest)), plan, plan.peers.checking);
  note("The peers answer yes or no; Yakusoku also says why, what must be done and what is missing.");
}

/** @param checking milliseconds in which a peer may show that it agrees; see `agreement` */
async function measureOn(name: string, pack: Pack, plan: Plan, checking: number): Promise<void> {
  const grants = grantsOf(pack);
  const questions = prepare(plainQuestions(grants, plan.peers.questions));
  const asked = questions.map((question) => askedOf(grants, question));
  const granting = grants.purposes.filter(({ catchAll, people }) => !catchAll && people.length > 0);
  const peers = [
    ...cedarPeers(granting, asked),
    ...(await casbinPeers(granting, asked)),
    ...caslPeers(granting, asked),
  ];
  const permitted = questions.map((question) => outcomeOf(pack, question) === "permit");
  const agreed = peers.map((peer) => agreement(peer, permitted, asked, checking));
  const [ours = Number.NaN, alone = Number.NaN, ...theirs] = compareSides(
    [
      saying("ours", pack, questions),
      deciding("ours alone", pack, questions),
      ...peers.map((peer) => sideOf(peer, questions.length)),
    ],
    plan,
  );

  const permits = permitted.filter(Boolean).length;
  const mix = `${permits} permitted, ${questions.length - permits} denied`;
  heading(`Beside other engines, ${name}: ${whole(grants.purposes.length)} purposes, ${mix}`);
  table(
    ["engine", "agrees on", "µs each", "ours / theirs", "bar"],
    [
      ["Yakusoku, with its reasons in words", "", micros(ours), "", under(ours < BAR_MICROS, `${BAR_MICROS} µs`)],
      ["Yakusoku, the decision alone", "", micros(alone), ""],
      ...theirs.map((time, index) => [
        peers[index]?.name ?? "",
        whole(agreed[index] ?? 0),
        micros(time),
        ratio(ours / time),
      ]),
    ],
  );
}

/**
 * Holds a peer to our answers, for as long as there is time.
 * @param limit milliseconds
 * @returns how many questions it was asked
 */
function agreement(peer: Peer, permitted: readonly boolean[], asked: readonly Asked[], limit: number): number {
  const start = performance.now();
  for (const [index, permit] of permitted.entries()) {
    if (peer.permits(index) !== permit) {
      throw new Error(`${peer.name} ${permit ? "denies" : "permits"} ${JSON.stringify(asked[index])}`);
    }
    if (performance.now() - start > limit) return index + 1;
  }
  return permitted.length;
}

function sideOf(peer: Peer, questions: number): Side {
  return { name: peer.name, questions, ask: (index) => Number(peer.permits(index)) };
}
