import type { Pack } from "../policy/index.ts";
import type { Mechanism } from "../room/index.ts";

/**
 * The clauses that decisions carry out, each proved by named cases (a test holds this list against them). A clause of
 * the pack that is not here may well be cited by a decision; it is not claimed until its cases stand.
 */
export const DECIDED_CLAUSES = [
  "B2",
  "B4a",
  "B4b",
  "C1",
  "C2",
  "C3",
  "C4",
  "C5",
  "C6",
  "C7",
  "C7.1",
  "C7.2",
  "C7.3",
  "C7.4",
  "C7.5",
  "C7.6",
  "C7.7",
  "A1.1",
  "A1.2",
  "A1.3a",
  "A1.3b",
  "A1.3c",
  "A1.3d",
  "A2.1a",
  "A2.1b",
  "A2.2a",
  "A2.2b",
  "A2.2c",
  "A2.3",
  "A2.4",
  "S1",
  "J1",
  "J2",
  "E1",
  "E2",
  "E3",
  "E4",
  "E5",
  "F1",
  "F2",
  "D1",
  "D2",
  "D3",
  "D4",
  "D5",
  "D6",
  "D7",
  "D8",
  "D9",
  "D10",
  "I1",
  "I2",
  "I3",
  "I4",
  "I5",
  "G1",
  "G2",
  "G3",
  "G4.1",
  "G4.2",
  "G4.3",
  "G5",
  "G6",
  "G7a",
  "G7b",
  "U1",
  "U2",
  "U3",
] as const;

/** Of these the purposes were never published to us: everything under them is denied, which is what is claimed. */
export const DENIED_ONLY: readonly string[] = ["G1", "G2", "G3", "G6", "G7a", "G7b"];

/** The claims for a pack: each decided clause, and with it the parts that the pack splits it into. */
export function decisionMechanisms(pack: Pack): Mechanism[] {
  if (pack.id !== "leopalace21") return [];
  const clauses = new Set(pack.versions.flatMap((program) => Object.keys(program.policy.promises)));
  return [...clauses].flatMap((clause) => {
    const decided = DECIDED_CLAUSES.find((one) => clause === one || clause.startsWith(`${one}.`));
    if (decided === undefined) return [];
    const how = DENIED_ONLY.includes(decided)
      ? {
          ja: "目的が読み込まれるまで、すべての利用を拒否します。",
          en: "Every use is denied until the purposes are loaded.",
        }
      : {
          ja: "使う前・渡す前の問い合わせに、この条項で答えます。",
          en: "Decides each use and hand-over by this clause.",
        };
    return [{ clause, room: "ask", name: "decision", how }];
  });
}
