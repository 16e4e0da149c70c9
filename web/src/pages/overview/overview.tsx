// Where do the talks stand this morning?
import { here, turn } from "../../address/here";
import { Link } from "../../app/link";
import { openEntry } from "../../entry/entry_state";
import { Labelled } from "../../entry/fields";
import type { Facts, Judged, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyShape } from "../../parts/party_mark";
import { Sentence, Sentences } from "../../parts/sentence";
import { dayInWords, daysBefore } from "../../parts/days";
import { capital, session } from "../../program/session";
import { useAnswer } from "../../program/use_answer";

interface Open {
  readonly kind: string;
  readonly name: string;
  readonly with: string | null;
  readonly since: string;
  readonly age_days: number;
  readonly says: Stated;
}
interface Deadline {
  readonly name: string;
  readonly date: string;
  readonly days_left: number;
  readonly kind: string;
  readonly open: boolean;
  readonly says: Stated;
}
interface Heap {
  readonly heading: string;
  readonly says: readonly Stated[];
}
interface OverviewJson {
  readonly facts: Facts;
  readonly complete: boolean;
  readonly state: { readonly is: string; readonly since: string | null; readonly says: readonly Stated[] };
  readonly open: readonly Open[];
  readonly open_found: number;
  readonly deadlines: readonly Deadline[];
  readonly steps_back: readonly { readonly party: string | null; readonly on: string | null; readonly says: Stated }[];
  readonly expected: readonly Stated[];
  readonly stuck: readonly Judged[];
  readonly room: readonly Stated[];
  readonly ways_out: readonly Stated[];
  readonly questions: readonly { readonly to: string; readonly asks: Stated; readonly because: Stated | null }[];
  readonly changed: readonly Heap[];
  readonly missing: readonly Heap[];
  readonly pressures: readonly Stated[];
}

export function Overview() {
  const { since, waiting } = here.value.query;
  const answer = useAnswer<OverviewJson>("overview", { ...(since ? { since } : {}), ...(waiting ? { waiting } : {}) });
  return (
    <WhenAnswered answer={answer}>
      {(page) => (
        <div class="overview">
          <div class="overview-main">
            <State of={page} />
            <Part title="What is stuck" more={<Link page="stuck">All sticking points</Link>} of={page.stuck} />
            <Part title="What room there is" more={<Link page="room">Look around in the Room</Link>} of={page.room} />
            <Part title="Ways out" of={page.ways_out} />
            <Questions of={page} />
            <Changed of={page} since={since} />
          </div>
          <div class="overview-side">
            <OpenItems of={page.open} found={page.open_found} />
            <Deadlines of={page.deadlines} />
            <StepsBack of={page} />
            <Part title="Expected, not yet so" of={page.expected} />
            <Heaps title="Not known yet" of={page.missing} />
          </div>
        </div>
      )}
    </WhenAnswered>
  );
}

function State({ of }: { of: OverviewJson }) {
  return (
    <section class="state" aria-label="State of the talks">
      <p class="state-is">{capital(of.state.is)}</p>
      <Sentences of={of.state.says} />
    </section>
  );
}

function Part({ title, of, more }: { title: string; of: readonly Judged[]; more?: preact.ComponentChildren }) {
  if (of.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <Sentences of={of} />
      {more && <p>{more}</p>}
    </section>
  );
}

function Questions({ of }: { of: OverviewJson }) {
  if (of.questions.length === 0) return null;
  return (
    <section>
      <h2>What to ask next</h2>
      <ul class="sentences">
        {of.questions.map((question, at) => (
          <li key={at}>
            <span class="soft">{capital(question.to)}: </span>
            <Sentence of={question.asks} />
            {question.because && <span class="soft"> <Sentence of={question.because} /></span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changed({ of, since }: { of: OverviewJson; since: string | undefined }) {
  return (
    <section class={since ? undefined : "unasked"}>
      <h2>What changed{since && <> since {dayInWords(since)}</>}</h2>
      <div class="since">
        <Labelled name="Since">
          <input type="date" value={since ?? ""} onChange={(event) => turn({ since: event.currentTarget.value })} />
        </Labelled>
      </div>
      <p class="row">
        {spans.map(([days, name]) => {
          const day = daysBefore(session.value?.today ?? "", days);
          return <button key={name} type="button" class="small" aria-pressed={day === since} onClick={() => turn({ since: day })}>{name}</button>;
        })}
      </p>
      {!since && <Nothing>Choose since when: what was said and done after that day, by party.</Nothing>}
      {since && of.changed.length === 0 && <Nothing>Nothing is recorded since then.</Nothing>}
      {of.changed.map((heap, at) => (
        <div key={at}>
          {heap.heading && <h3>{heap.heading}</h3>}
          <Sentences of={heap.says} />
        </div>
      ))}
    </section>
  );
}

const spans = [[1, "a day ago"], [7, "a week ago"], [30, "30 days ago"]] as const;

function OpenItems({ of, found }: { of: readonly Open[]; found: number }) {
  return (
    <section>
      <h2>Open</h2>
      {of.length === 0 && <Nothing>Nothing waits for anybody.</Nothing>}
      <ul class="open-items">
        {of.map((item, at) => (
          <li key={at}>
            <span class="age">{item.age_days === 0 ? "today" : `${item.age_days} d`}</span>
            <div>
              {item.with && <PartyShape party={item.with} />} <Sentence of={item.says} />
              {item.kind === "answer_awaited" && (
                <button
                  type="button"
                  class="quiet small"
                  onClick={() => openEntry({ verb: "accepts", who: item.with ?? "", reference: item.name })}
                >
                  Log the answer
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {found > of.length && (
        <p><button type="button" onClick={() => turn({ waiting: String(found) })}>Show the other {found - of.length}</button></p>
      )}
    </section>
  );
}

function Deadlines({ of }: { of: readonly Deadline[] }) {
  if (of.length === 0) return null;
  return (
    <section>
      <h2>Deadlines</h2>
      <ul class="sentences">
        {of.map((deadline) => (
          <li key={deadline.name} class={deadline.open ? undefined : "soft"}>
            <Sentence of={deadline.says} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StepsBack({ of }: { of: OverviewJson }) {
  if (of.steps_back.length === 0) return null;
  return (
    <section>
      <h2>Steps back</h2>
      <ul class="sentences">
        {of.steps_back.map((step, at) => (
          <li key={at}>
            {step.party && <PartyShape party={step.party} />} <Sentence of={step.says} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Heaps({ title, of }: { title: string; of: readonly Heap[] }) {
  if (of.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {of.map((heap, at) => (
        <details key={at}>
          <summary>{heap.heading} ({heap.says.length})</summary>
          <Sentences of={heap.says} />
        </details>
      ))}
    </section>
  );
}
