// One entry of the timeline: who, what, what may be repeated, and what can be done about it.
import { go } from "../../address/here";
import { openEntry } from "../../entry/entry_state";
import { dayInWords } from "../../parts/days";
import type { Stated } from "../../parts/facts";
import type { PermissionSaid } from "../../parts/line_json";
import { PartyShape } from "../../parts/party_mark";
import { Sentence } from "../../parts/sentence";
import { Line } from "../../parts/words";
import { nameOf, partyIndex, session, words } from "../../program/session";

export interface EntryJson {
  readonly name: string;
  readonly kind: string;
  readonly who: string;
  readonly said: string;
  readonly says: Stated;
  readonly to: readonly string[];
  readonly channel: string;
  readonly in_public: boolean;
  readonly compartment: string;
  readonly line: string;
  readonly outcome: string;
  readonly permission: PermissionSaid;
  readonly released: readonly { readonly to: readonly string[]; readonly form: string; readonly on: string }[];
  readonly noted_by: string;
  readonly warnings: readonly { readonly about: string; readonly sentence: string }[];
  readonly corrected_by: string | null;
  readonly withdrawn: boolean;
  readonly moves_back: boolean;
}

const said = new Set(["message", "offer", "answer", "position", "line", "precondition", "read_back", "critique"]);
const open = new Set(["offer", "proposal", "counter"]);

export function Entry({ of }: { of: EntryJson }) {
  const gone = of.corrected_by !== null || of.withdrawn;
  return (
    <li class={gone ? "entry gone" : "entry"}>
      <p class="entry-says">
        {partyIndex(of.who) >= 0 && <PartyShape party={of.who} />} <Sentence of={of.says} />
      </p>
      <div class="entry-marks">
        <span class="tag">{words(of.kind)}</span>
        {of.channel && <Channel id={of.channel} />}
        <Permission of={of} />
        {of.released.map((release, at) => (
          <span key={at} class="tag note">passed on to {release.to.map(nameOf).join(", ")}, {words(release.form)}, {dayInWords(release.on)}</span>
        ))}
        {of.moves_back && <span class="tag stop">step back</span>}
        {of.corrected_by !== null && <span class="tag stop">corrected by {of.corrected_by}</span>}
        {of.withdrawn && <span class="tag stop">withdrawn</span>}
        {of.warnings.map((warning, at) => <span key={at} class="tag note">{warning.sentence}</span>)}
      <details class="entry-more">
        <summary>details and actions</summary>
        <p><Line text={of.line} /></p>
        <p class="row">
          {said.has(of.kind) && (
            <button type="button" onClick={() => openEntry({ verb: "releases", who: "mediator", reference: of.name, to: of.permission.to })}>Pass on</button>
          )}
          {said.has(of.kind) && (
            <button type="button" onClick={() => openEntry({ verb: "permits", who: of.who, reference: of.name, passForm: "paraphrase" })}>Change the permission</button>
          )}
          {of.kind === "message" && (
            <button type="button" onClick={() => openEntry({ verb: "says", replyTo: of.name })}>Log a reply</button>
          )}
          {open.has(of.kind) && (
            <button type="button" onClick={() => go({ page: "proposals", query: { name: of.name } })}>Its life</button>
          )}
          {!gone && (
            <button type="button" onClick={() => openEntry({ raw: correction(of) })}>Correct</button>
          )}
        </p>
        {of.noted_by && <p class="soft">Noted by {of.noted_by}</p>}
      </details>
      </div>
    </li>
  );
}

function correction(of: EntryJson): string {
  return `${of.line.replace(/\s+id:[0-9a-f]{32}/, "")} corrects ${of.name}`;
}

function Channel({ id }: { id: string }) {
  const at = (session.value?.channels ?? []).findIndex((channel) => channel.id === id);
  return (
    <span class="tag">
      <span class={`channel-mark party-${((at < 0 ? 0 : at) + 2) % 8}`} aria-hidden="true" />
      {nameOf(id)}
    </span>
  );
}

function Permission({ of }: { of: EntryJson }) {
  if (of.in_public) return <span class="tag">in public</span>;
  if (!said.has(of.kind)) return null;
  const { form, to, until, attributed } = of.permission;
  if (form === "hold") return <span class="tag">hold</span>;
  const parts = [words(form), to.length > 0 && `to ${to.map(nameOf).join(", ")}`, until && `until ${dayInWords(until)}`, !attributed && "unattributed"];
  return <span class="tag note">may be passed on: {parts.filter(Boolean).join(", ")}</span>;
}
