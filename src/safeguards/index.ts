import type { Room } from "../room/index.ts";
import { evidenceMechanisms, observeEvidenceLog } from "./evidence-log.ts";
import { SAFEGUARD_RULES } from "./rules.ts";
import { SAFEGUARDS } from "./section.ts";

export const safeguardsRoom: Room = {
  name: "safeguards",
  sections: [SAFEGUARDS],
  rules: SAFEGUARD_RULES,
  mechanisms: evidenceMechanisms,
  observe: observeEvidenceLog,
};
