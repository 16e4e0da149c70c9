import type { Package } from "../../address/packages";
import type { Facts, Judged, Stated } from "../../parts/facts";
import type { Checked } from "../proposals/checks";

export interface Standing {
  readonly stands: number;
  readonly of: number;
}
export interface PartyEffect {
  readonly party: string;
  readonly worth: "exact" | "reading" | "unknown";
  readonly reservation?: string;
  readonly at?: number;
  readonly at_from?: number;
  readonly at_least?: number;
  readonly at_most?: number;
  readonly acceptable?: boolean;
  readonly turn?: "same" | "better" | "worse";
  readonly in_readings?: {
    readonly low: number;
    readonly high: number;
    readonly acceptable: Standing;
    readonly better?: Standing;
    readonly worse?: Standing;
  };
  readonly positions: readonly { readonly id: string; readonly met: "yes" | "open" | "no"; readonly says: Stated }[];
  readonly gains?: readonly Stated[];
  readonly gives?: readonly Stated[];
  readonly not_said?: readonly Stated[];
}
export interface EffectJson extends Checked {
  readonly facts: Facts;
  readonly package: Package;
  readonly full: boolean;
  readonly parties: readonly PartyEffect[];
  readonly acceptable_to_all: boolean | null;
  readonly hangs_on: readonly Stated[];
  readonly to_verify: readonly { readonly issue: string; readonly verifier: string }[];
  readonly changes: string | null;
  readonly on_frontier: boolean | null;
  readonly better_for_all: readonly { readonly kind: string; readonly package: Package; readonly says: Stated }[];
}

export interface NamedPoint {
  readonly kind: string;
  readonly name: string;
  readonly package: Package;
  readonly at: readonly number[];
  readonly tied: number;
  readonly proven: boolean;
  readonly acceptable_in_readings: Standing | null;
  readonly on_frontier_in_readings: Standing | null;
  // Its place in `cards`: points may share a package.
  readonly card: number | null;
}
export interface PointCard {
  readonly names: string;
  readonly says: readonly Judged[];
  readonly worth: readonly Stated[];
}
export interface RoomOption {
  readonly name: string;
  readonly in_a_word: string;
  readonly package: Package;
  readonly says: Stated | null;
  readonly at_a_glance: Stated | null;
  readonly risks: readonly Stated[];
}
export interface RoomJson {
  readonly facts: Facts;
  readonly complete: boolean;
  readonly counts: { readonly packages: { readonly words: string }; readonly says?: readonly Judged[] };
  readonly zone: {
    readonly open: boolean | null;
    readonly says: Judged | null;
    readonly example: Package | null;
    readonly in_common: readonly Judged[];
    readonly hangs_on: readonly Judged[];
    readonly bounds: readonly Stated[];
  } | null;
  readonly parties: readonly { readonly party: string; readonly reservation_at: number }[];
  readonly points: readonly NamedPoint[];
  readonly cards?: readonly PointCard[];
  readonly picture: {
    readonly says: readonly Stated[];
    readonly frontier: readonly { readonly at: readonly number[]; readonly package: Package }[];
  } | null;
  readonly options: readonly RoomOption[];
  readonly limits?: readonly Judged[];
}
