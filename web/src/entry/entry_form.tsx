// The fields that the chosen verb asks for, in the order in which one thinks of them.
import { listOf } from "../address/packages";
import { type PassOnForm } from "../lines/line";
import { safeText } from "../parts/safe_text";
import { nameOf, session, words } from "../program/session";
import { choices, passForms, wordsOf } from "./choices";
import type { Draft } from "./draft";
import { ChoiceField, Labelled, TermsField, TextField, Tick, Ticks, WordsField } from "./fields";
import { groups, verbRow, verbs, type Field } from "./verbs";

export interface FormProps {
  draft: Draft;
  change(some: Partial<Draft>): void;
}

export function EntryForm({ draft, change }: FormProps) {
  const row = verbRow(draft.verb);
  const has = (field: Field) => row.fields.includes(field);
  return (
    <>
      <div class="fields">
        <Speaker draft={draft} change={change} />
        <Labelled name="Does what">
          <select value={draft.verb} onChange={(event) => change({ verb: event.currentTarget.value })}>
            {groups.map((group) => (
              <optgroup key={group} label={group}>
                {verbs.filter((verb) => verb.group === group).map(({ verb, name }) => (
                  <option key={verb} value={verb}>{name}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </Labelled>
        <TextField name="On (empty: now)" type="date" value={draft.when} set={(when) => change({ when })} />
        {has("reference") && <Reference name="Which entry" field="reference" draft={draft} change={change} />}
        {has("regarding") && <Reference name="About which entry" field="reference" draft={draft} change={change} />}
        <FewWords draft={draft} change={change} />
      </div>
      {has("requirement") && <Requirement draft={draft} change={change} />}
      {(has("terms") || has("with") || has("because_terms")) && (
        <TermsField value={draft.terms} set={(terms) => change({ terms })} />
      )}
      {has("words") && (
        <WordsField name={wordsOf[row.verb] ?? "In words"} value={draft.words} set={(words) => change({ words })} />
      )}
      {has("condition") && <TextField wide name="On condition that" value={draft.condition} set={(condition) => change({ condition })} />}
      {has("because") && <TextField wide name="Because" value={draft.because} set={(because) => change({ because })} />}
      {has("pass_on") && <Permission draft={draft} change={change} />}
      {(has("to") || has("between")) && (
        <Ticks name={has("between") ? "Between" : "To"} of={session.value?.parties ?? []} value={draft.to} set={(to) => change({ to })} />
      )}
      {has("about") && <About draft={draft} change={change} />}
      <More draft={draft} change={change} />
    </>
  );
}

function Speaker({ draft, change }: FormProps) {
  const now = session.value;
  const other = "\u0001other";
  const mediators = (now?.actors ?? []).filter(({ kind }) => kind === "mediator");
  const groupsOf: [string, readonly { id: string; name: string }[]][] = [
    ["Parties", now?.parties ?? []],
    ["Mediators", [{ id: "mediator", name: "the mediator (this team)" }, ...mediators]],
    ["Others", now?.speakers ?? []],
  ];
  const seen = new Set<string>();
  const listed = groupsOf.map(([group, list]) => [group, list.filter(({ id }) => !seen.has(id) && seen.add(id))] as const);
  const outside = draft.who !== "" && !seen.has(draft.who);
  return (
    <>
      <Labelled name="Who">
        <select
          value={outside ? other : draft.who}
          onChange={(event) => change({ who: event.currentTarget.value === other ? "somebody" : event.currentTarget.value })}
        >
          <option value="">choose …</option>
          {listed.map(([group, list]) => (
            <optgroup key={group} label={group}>
              {list.map(({ id, name }) => <option key={id} value={id}>{safeText(name)}</option>)}
            </optgroup>
          ))}
          <option value={other}>somebody else …</option>
        </select>
      </Labelled>
      {outside && <TextField name="Who, in words" value={draft.who} set={(who) => change({ who })} />}
    </>
  );
}

function Reference({ name, field, draft, change }: FormProps & { name: string; field: "reference" | "replyTo" | "revises" }) {
  const kinds = field === "reference" ? (verbRow(draft.verb).names ?? []) : [];
  const labels = (session.value?.entries ?? []).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const id = `labels-${field}`;
  return (
    <>
      <TextField name={name} value={draft[field]} list={id} set={(value) => change({ [field]: value })} />
      <datalist id={id}>
        {labels.map((label) => <option key={label.name} value={label.name}>{`${words(label.kind)} of ${safeText(nameOf(label.who))}, ${label.said}, ${label.state}`}</option>)}
      </datalist>
    </>
  );
}

const named: readonly [Field, string][] = [
  ["line_kind", "Kind of line"], ["firmness", "How firmly"], ["sure", "How sure"], ["as_form", "As"], ["state", "State"],
  ["hardness", "Deadline is"], ["gravity", "How grave"], ["read_back", "Read back"], ["answer", "Answer"],
];

function FewWords({ draft, change }: FormProps) {
  const { fields } = verbRow(draft.verb);
  const set = (field: Field) => (value: string) => change({ chosen: { ...draft.chosen, [field]: value } });
  const value = (field: Field) => draft.chosen[field] ?? "";
  const has = (field: Field) => fields.includes(field);
  const parties = (session.value?.parties ?? []).map(({ id, name }) => [id, name] as const);
  const bodies = (session.value?.parties ?? []).flatMap((party) => party.bodies.map(({ id, name }) => [id, name] as const));
  const before = [["talks", "talks"] as const, ...(session.value?.phases ?? []).map(({ id, name }) => [id, name] as const)];
  return (
    <>
      {named.filter(([field]) => has(field)).map(([field, name]) => (
        <ChoiceField key={field} name={name} value={value(field)} of={choices[field] ?? []} set={set(field)} empty="not said" />
      ))}
      {has("on_party") && <ChoiceField name="On whom" value={value("on_party")} of={parties} set={set("on_party")} empty="choose …" />}
      {has("body") && <ChoiceField name="Before which body" value={value("body")} of={bodies} set={set("body")} empty="choose …" />}
      {has("before") && <ChoiceField name="Before" value={value("before")} of={before} set={set("before")} empty="not said" />}
      {has("clause") && <TextField name="Clause" value={value("clause")} set={set("clause")} />}
      {has("interest") && <TextField name="The interest behind it" value={value("interest")} set={set("interest")} />}
      {has("deadline") && <TextField name="Deadline (its id)" list="deadline-ids" value={value("deadline")} set={set("deadline")} />}
      {has("deadline") && (
        <datalist id="deadline-ids">
          {(session.value?.deadlines ?? []).map(({ id, name }) => <option key={id} value={id}>{safeText(name)}</option>)}
        </datalist>
      )}
      {has("on_date") && <TextField name="Day" type="date" value={value("on_date")} set={set("on_date")} />}
      {has("expires") && <TextField name="Stands until" type="date" value={value("expires")} set={set("expires")} />}
      {has("held_by") && <TextField name="Whose assessment" value={value("held_by")} set={set("held_by")} />}
      {has("from") && <TextField name="From whom (id)" value={value("from")} set={set("from")} />}
    </>
  );
}

const relations = [["=", "is"], ["!=", "is not"], [">=", "at least"], ["<=", "at most"]] as const;

function Requirement({ draft, change }: FormProps) {
  const issues = session.value?.issues ?? [];
  const issue = issues.find(({ id }) => id === draft.issue);
  const one = draft.relation === ">=" || draft.relation === "<=";
  return (
    <fieldset class="requirement">
      <legend>What must hold</legend>
      <div class="fields">
        <ChoiceField
          name="Issue"
          value={draft.issue}
          of={issues.map(({ id, name }) => [id, name] as const)}
          set={(id) => change({ issue: id, options: [] })}
          empty="choose …"
        />
        <ChoiceField name="Relation" value={draft.relation} of={relations} set={(relation) => change({ relation: relation as Draft["relation"], options: [] })} />
        {one && issue && (
          <ChoiceField
            name="Option"
            value={draft.options[0] ?? ""}
            of={issue.options.map(({ id, words: shown }) => [id, shown] as const)}
            set={(option) => change({ options: option ? [option] : [] })}
            empty="choose …"
          />
        )}
      </div>
      {!one && issue && <Ticks name="One of" of={issue.options} value={draft.options} set={(options) => change({ options })} />}
    </fieldset>
  );
}

export function Permission({ draft, change }: FormProps) {
  return (
    <fieldset class="permission">
      <legend>May be passed on</legend>
      <div class="fields">
        <ChoiceField name="How" value={draft.passForm} of={passForms} set={(form) => change({ passForm: form as PassOnForm })} />
        {draft.passForm !== "hold" && (
          <TextField name="Until" type="date" value={draft.passUntil} set={(passUntil) => change({ passUntil })} />
        )}
      </div>
      {draft.passForm !== "hold" && (
        <>
          <Ticks name="To whom (none: to everybody)" of={others(draft.who)} value={draft.passTo} set={(passTo) => change({ passTo })} />
          <Tick name="without saying who said it" value={draft.unattributed} set={(unattributed) => change({ unattributed })} />
        </>
      )}
    </fieldset>
  );
}

function others(who: string) {
  return (session.value?.parties ?? []).filter(({ id }) => id !== who);
}

function About({ draft, change }: FormProps) {
  return (
    <details open={draft.about.length > 0}>
      <summary>About {draft.about.length === 0 ? "issues" : draft.about.map(nameOf).join(", ")}</summary>
      <Ticks name="Issues" of={session.value?.issues ?? []} value={draft.about} set={(about) => change({ about })} />
    </details>
  );
}

function More({ draft, change }: FormProps) {
  const { fields } = verbRow(draft.verb);
  const has = (field: Field) => fields.includes(field);
  const channels = (session.value?.channels ?? []).map(({ id, name }) => [id, name] as const);
  const used = listOf([draft.label, draft.via, draft.sources, draft.corrects, draft.replyTo, draft.revises].filter(Boolean).join(","));
  return (
    <details open={used.length > 0 || undefined}>
      <summary>More</summary>
      <div class="fields">
        {(has("label") || has("with")) && <TextField name="Name of this entry" value={draft.label} set={(label) => change({ label })} />}
        {has("via") && <ChoiceField name="Channel" value={draft.via} of={channels} set={(via) => change({ via })} empty="not said" />}
        {has("in_reply_to") && <Reference name="In reply to" field="replyTo" draft={draft} change={change} />}
        {has("revises") && <Reference name="Revises" field="revises" draft={draft} change={change} />}
        <TextField name="Sources, by commas" value={draft.sources} set={(sources) => change({ sources })} />
        <TextField name="Corrects which entry" value={draft.corrects} set={(corrects) => change({ corrects })} />
      </div>
      {has("binding") && <Tick name="binding" value={draft.binding} set={(binding) => change({ binding })} />}
      {has("idea") && <Tick name="only an idea" value={draft.idea} set={(idea) => change({ idea })} />}
      {has("in_public") && <Tick name="said in public" value={draft.inPublic} set={(inPublic) => change({ inPublic })} />}
      {has("attributed") && <Tick name="attributed to who said it" value={draft.attributed} set={(attributed) => change({ attributed })} />}
      {has("supervised") && <Tick name="supervised: read and handed back" value={draft.supervised} set={(supervised) => change({ supervised })} />}
    </details>
  );
}
