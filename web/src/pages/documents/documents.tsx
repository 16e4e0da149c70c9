// What can be printed, for whom, in which formats. A document is made when it is asked for.
import { here, turn } from "../../address/here";
import { queryText, type Query } from "../../address/address";
import { Link } from "../../app/link";
import { ChoiceField, Labelled } from "../../entry/fields";
import type { Facts } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { session } from "../../program/session";
import { useAnswer } from "../../program/use_answer";

interface Printed {
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly for: "party" | "team";
  readonly formats: readonly { readonly ending: string; readonly name: string; readonly address: string }[];
}
interface DocumentsJson {
  readonly facts: Facts;
  readonly documents: readonly Printed[];
}

const forms = [["bracketed", "with its brackets"], ["redline", "against the draft before it"]] as const;

// What is asked for beside the name, where it means something for that document.
function asked({ name, for: whose }: Printed): Query {
  const { to, since, form } = here.value.query;
  return {
    ...(whose === "party" && to ? { to } : {}),
    ...(whose === "team" && since ? { since } : {}),
    ...(isDraft(name) && form ? { form } : {}),
  };
}

function isDraft(name: string): boolean {
  return name === "draft" || name === "draft-for-a-party";
}

export function Documents() {
  const { to, since, form } = here.value.query;
  const answer = useAnswer<DocumentsJson>("documents", {});
  const parties = (session.value?.parties ?? []).map(({ id, name }) => [id, name] as const);
  return (
    <WhenAnswered answer={answer}>
      {(page) => (
        <>
          <div class="filters">
            {page.documents.some((one) => one.for === "party") && (
              <ChoiceField name="For which party" value={to ?? ""} of={parties} set={(id) => turn({ to: id })} empty="choose …" />
            )}
            <Labelled name="What changed since">
              <input type="date" value={since ?? ""} onChange={(event) => turn({ since: event.currentTarget.value })} />
            </Labelled>
            {page.documents.some(({ name }) => isDraft(name)) && (
              <ChoiceField name="The draft" value={form ?? ""} of={forms} set={(chosen) => turn({ form: chosen })} empty="clean" />
            )}
          </div>
          {page.documents.length === 0 && <Nothing>There is nothing to print.</Nothing>}
          <ul class="documents">
            {page.documents.map((one) => (
              <li key={one.name}>
                <h2>{one.title}</h2>
                <p>{one.says}</p>
                <p class="row">
                  <span class="tag">{one.for === "team" ? "for the team alone" : "for a party"}</span>
                  {one.for === "party" && !to ? (
                    <span class="soft">Choose a party first.</span>
                  ) : (
                    one.formats.map((format) => (
                      <a key={format.ending} href={`${format.address}${queryText(asked(one))}`} target="_blank" rel="noopener">
                        {format.name}
                        <span class="unseen"> of {one.title}, opens in a new window</span>
                      </a>
                    ))
                  )}
                  {one.for === "party" && to && <Link page="view-as" query={{ party: to }}>What it could see</Link>}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </WhenAnswered>
  );
}
