// Exactly what one party could see, and what a document for it would give away.
import { here, turn } from "../../address/here";
import { openEntry } from "../../entry/entry_state";
import { ChoiceField } from "../../entry/fields";
import { dayInWords } from "../../parts/days";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { Sentence } from "../../parts/sentence";
import { Said } from "../../parts/words";
import { nameOf, session, words } from "../../program/session";
import { useAnswer } from "../../program/use_answer";

interface Leak {
  readonly why: string;
  readonly sentence: string;
  readonly who: string;
  readonly day: string | null;
  readonly entry: string | null;
  readonly what: Stated | null;
  readonly permitted: string;
  readonly in_title: boolean;
}
interface View {
  readonly day: string;
  readonly entries: readonly { readonly number: number; readonly when: string; readonly as: string; readonly form: string; readonly kind: string; readonly in_words: string }[];
  readonly terms: readonly { readonly entry: number; readonly in_words: string }[];
  readonly drafts: readonly {
    readonly number: number;
    readonly title: string;
    readonly supervised: boolean;
    readonly returned: boolean;
    readonly clauses: readonly { readonly id: string; readonly text: string }[];
  }[];
}
interface ViewAsJson {
  readonly facts: Facts;
  readonly party: string | null;
  readonly view: View | null;
  readonly document: { readonly name: string; readonly gives_nothing_away: boolean; readonly leaks: readonly Leak[] } | null;
}

const whole = [["options-note", "options note"], ["zone", "what is said of the room"], ["brief", "brief"]] as const;

export function ViewAs() {
  const { party, document: asked } = here.value.query;
  const answer = useAnswer<ViewAsJson>("view-as", { ...(party ? { party } : {}), ...(party && asked ? { document: asked } : {}) });
  const parties = session.value?.parties ?? [];
  const entries = (session.value?.entries ?? []).map(({ name, kind }) => [name, `${name} (${words(kind)})`] as const);
  return (
    <>
      <div class="filters">
        <ChoiceField name="As which party" value={party ?? ""} of={parties.map(({ id, name }) => [id, name] as const)} set={(id) => turn({ party: id })} empty="choose …" />
        {party && (
          <ChoiceField name="Would this give something away?" value={asked ?? ""} of={[...whole, ...entries]} set={(name) => turn({ document: name })} empty="no document" />
        )}
      </div>
      <WhenAnswered answer={answer}>
        {(page) => (
          <>
            {!page.party && <Nothing>Choose a party: the page then shows what it knows, and nothing else.</Nothing>}
            {page.document && page.party && <LeakCheck of={page.document} party={page.party} />}
            {page.view && page.party && <Seen of={page.view} party={page.party} />}
          </>
        )}
      </WhenAnswered>
    </>
  );
}

function LeakCheck({ of, party }: { of: NonNullable<ViewAsJson["document"]>; party: string }) {
  return (
    <section class={of.gives_nothing_away ? "lifted" : "lifted leaks"} aria-label="Leak check">
      <h2>“{of.name}” for <PartyName party={party} /></h2>
      {of.gives_nothing_away ? (
        <p class="zone-says">It gives nothing away.</p>
      ) : (
        <>
          <p class="zone-says">It rests on {of.leaks.length} {of.leaks.length === 1 ? "thing" : "things"} that {nameOf(party)} may not know.</p>
          <ul class="sentences">
            {of.leaks.map((leak, at) => (
              <li key={at}>
                {leak.day && <span class="soft">{dayInWords(leak.day)} </span>}{nameOf(leak.who)}: {leak.sentence}
                {leak.what && <p class="held-how"><Sentence of={leak.what} /></p>}
                {leak.entry && (
                  <span class="row">
                    <button type="button" class="small" onClick={() => openEntry({ verb: "releases", who: "mediator", reference: leak.entry ?? "", to: [party] })}>Pass it on</button>
                    <button type="button" class="small" onClick={() => openEntry({ verb: "permits", who: leak.who, reference: leak.entry ?? "", passForm: "paraphrase", passTo: [party] })}>Log a permission</button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Seen({ of, party }: { of: View; party: string }) {
  return (
    <section>
      <h2>What <PartyName party={party} /> could see on {dayInWords(of.day)}</h2>
      {of.entries.length === 0 && <Nothing>Nothing: it has said nothing and nothing was passed on to it.</Nothing>}
      <ol class="seen">
        {of.entries.map((entry) => (
          <li key={entry.number} value={entry.number}>
            <span class="soft">{dayInWords(entry.when)}</span> <span class="tag">{words(entry.as)}{entry.form !== "verbatim" && `, ${words(entry.form)}`}</span>{" "}
            <Said text={entry.in_words} />
          </li>
        ))}
      </ol>
      {of.terms.length > 0 && <h3>Where terms stand, as it knows</h3>}
      <ul class="sentences">
        {of.terms.map((terms, at) => <li key={at}>{terms.entry}: <Said text={terms.in_words} /></li>)}
      </ul>
      {of.drafts.map((draft) => (
        <article key={draft.number}>
          <h3>Draft {draft.number}: <Said text={draft.title} /></h3>
          <ol class="clauses">
            {draft.clauses.map((clause) => <li key={clause.id}><span class="soft">{clause.id}</span> <Said text={clause.text} /></li>)}
          </ol>
        </article>
      ))}
    </section>
  );
}
