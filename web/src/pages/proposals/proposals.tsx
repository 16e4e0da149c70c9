// What became of every offer and proposal: with each party, before each body, and what is missing.
import { here, turn } from "../../address/here";
import { Link } from "../../app/link";
import type { Draft } from "../../entry/draft";
import { openEntry } from "../../entry/entry_state";
import { dayInWords } from "../../parts/days";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { Sentence, Sentences } from "../../parts/sentence";
import { WideTable } from "../../parts/wide_table";
import { capital, nameOf, partyIndex, session, words } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { Checks, type Checked } from "./checks";

interface Life {
  readonly party: string | null;
  readonly body: string;
  readonly step: string;
  readonly on: string | null;
  readonly says: Stated | null;
}
export interface Item extends Checked {
  readonly name: string;
  readonly kind: string;
  readonly who: string;
  readonly said: string | null;
  readonly says: Stated;
  readonly from: "talks" | "case";
  readonly by: string;
  readonly status: string | null;
  readonly open: boolean;
  readonly age_days?: number;
  readonly query: string;
  readonly in_words?: Stated | null;
  readonly words?: string;
  readonly expires?: string | null;
  readonly revises?: string | null;
  readonly revised_by?: string | null;
  readonly life?: readonly Life[];
  readonly approvals_needed?: readonly { readonly party: string; readonly name: string; readonly body: string; readonly step: string }[];
  readonly history?: readonly { readonly says: Stated; readonly said: string }[];
}
interface ProposalsJson {
  readonly facts: Facts;
  readonly items: readonly Item[];
}

export function Proposals() {
  const name = here.value.query.name;
  const answer = useAnswer<ProposalsJson>("proposals", name ? { name } : {});
  return (
    <>
      <p class="row">
        <Link page="room">Draft a package in the Room</Link>
        <button type="button" onClick={() => openEntry({ verb: "proposes", who: "mediator" })}>Put a proposal</button>
        <button type="button" onClick={() => openEntry({ verb: "offers" })}>Log an offer</button>
        {name && <button type="button" class="quiet" onClick={() => turn({ name: undefined })}>Show all</button>}
      </p>
      <WhenAnswered answer={answer}>
        {(page) => {
          const shown = [...page.items].sort((a, b) => Number(b.open) - Number(a.open) || (b.said ?? "").localeCompare(a.said ?? ""));
          if (shown.length === 0) return <Nothing>Nothing has been put yet.</Nothing>;
          return shown.map((item) => <ItemCard key={`${item.from} ${item.name}`} of={item} whole={name !== undefined} />);
        }}
      </WhenAnswered>
    </>
  );
}

function ItemCard({ of, whole }: { of: Item; whole: boolean }) {
  const id = `item-${of.name.replace(/\W/g, "-")}`;
  return (
    <article class={of.open ? "item" : "item over"} aria-labelledby={id}>
      <header class="item-head">
        <h2 id={id}>
          {capital(of.kind)} {of.from === "talks" && <code>{of.name}</code>} of{" "}
          {partyIndex(of.by) >= 0 ? <PartyName party={of.by} /> : nameOf(of.by)}
        </h2>
        <span class="soft">{of.said ? dayInWords(of.said) : "day not known"}</span>
        {of.status && <span class={of.open ? "tag note" : "tag"}>{words(of.status)}</span>}
        {of.expires && <span class="tag">stands until {dayInWords(of.expires)}</span>}
        {of.from === "case" && <span class="tag">as read from the case file</span>}
      </header>
      <p><Sentence of={of.in_words ?? of.says} /></p>
      {of.words && <blockquote dir="auto">{of.words}</blockquote>}
      {of.life && of.life.length > 0 && <LifeTable of={of} />}
      <Checks of={of} />
      <p class="row item-acts">
        <Link page="room" query={{ package: of.query }}>Open in the Room</Link>
        {of.from === "talks" && <Acts of={of} />}
        {of.revises && <Link page="proposals" query={{ name: of.revises }}>revises {of.revises}</Link>}
        {of.revised_by && <Link page="proposals" query={{ name: of.revised_by }}>revised by {of.revised_by}</Link>}
      </p>
      {of.history && of.history.length > 0 && (
        <details open={whole}>
          <summary>Its life, step by step ({of.history.length})</summary>
          <Sentences of={of.history.map(({ says, said }) => ({ ...says, text: `${dayInWords(said)}: ${says.text}` }))} />
        </details>
      )}
    </article>
  );
}

function LifeTable({ of }: { of: Item }) {
  return (
    <WideTable name={`Where ${of.name} stands`} columns={["With", "Step", "Since", "What was said", <span class="unseen">What can be done</span>]}>
      {of.life?.map((line, at) => (
        <tr key={at}>
          <th scope="row">{line.party && !line.body ? <PartyName party={line.party} /> : nameOf(line.body)}</th>
          <td class="date">{words(line.step)}</td>
          <td class="date">{line.on ? dayInWords(line.on) : ""}</td>
          <td>{line.says && <Sentence of={line.says} />}</td>
          <td>
            {of.open && line.party && <NextStep of={line} party={line.party} item={of.name} />}
          </td>
        </tr>
      ))}
    </WideTable>
  );
}

function notAsked(step: string): boolean {
  return /^not.asked$/.test(step);
}

// The entry that comes next before a body: it is put there, or what it decided is noted.
function approval(reference: string, party: string, body: string, before: boolean): Partial<Draft> {
  return before ? { verb: "puts", who: party, reference, chosen: { body } } : { verb: "consents_to", who: body, reference };
}

function NextStep({ of, party, item }: { of: Life; party: string; item: string }) {
  const body = nameOf(of.body);
  const before = of.body !== "" && notAsked(of.step);
  const says = before ? "Put before it" : of.body ? "Log the decision" : "Log the answer";
  const whole = before ? `Put ${item} before ${body}` : `${says} of ${of.body ? body : nameOf(party)} on ${item}`;
  const entry = of.body === "" ? { verb: "accepts", who: party, reference: item } : approval(item, party, of.body, before);
  return <button type="button" class="small" aria-label={whole} onClick={() => openEntry(entry)}>{says}</button>;
}

function Acts({ of }: { of: Item }) {
  const parties = (session.value?.parties ?? []).map(({ id }) => id).filter((id) => id !== of.by);
  const asked = of.approvals_needed ?? [];
  return (
    <>
      <button type="button" onClick={() => openEntry({ verb: "passes", who: "mediator", reference: of.name, to: parties.slice(0, 1) })}>Pass on</button>
      <button type="button" onClick={() => openEntry({ verb: "rejects", reference: of.name })}>Log an answer</button>
      {asked.map((needed) => (
        <button
          key={needed.body}
          type="button"
          onClick={() => openEntry(approval(of.name, needed.party, needed.body, notAsked(needed.step)))}
        >
          {notAsked(needed.step) ? `Put before ${needed.name}` : `Log what ${needed.name} decided`}
        </button>
      ))}
      {of.open && <button type="button" onClick={() => openEntry({ verb: "withdraws", who: of.who, reference: of.name })}>Withdraw</button>}
    </>
  );
}
