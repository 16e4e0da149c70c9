// The Room: a package, term by term, and at once what it does to everybody.
import { useEffect, useMemo, useRef } from "preact/hooks";

import { goBack, goForward, here, turn } from "../../address/here";
import { changesBetween, listOf, packageText, readPackage, toggled, type Package } from "../../address/packages";
import { announce } from "../../app/announce";
import { singleKeys } from "../../app/single_keys";
import { openEntry } from "../../entry/entry_state";
import { freeLabel } from "../../lines/line";
import { Trouble, WhenAnswered } from "../../parts/page_state";
import { Sentence, Sentences } from "../../parts/sentence";
import { session } from "../../program/session";
import { useAnswer, type Answer } from "../../program/use_answer";
import { Compare } from "./compare";
import { Conflicts } from "./conflicts";
import { EffectPanel, EffectStrip, effectInWords } from "./effect_panel";
import { cameFrom, moveTo, trail } from "./moves";
import { Picture, type Place } from "./picture";
import type { EffectJson, RoomJson } from "./room_json";
import { StartFrom } from "./start_from";
import { Terms } from "./terms";

export function Room() {
  const answer = useAnswer<RoomJson>("room", {});
  return <WhenAnswered answer={answer}>{(page) => <Workbench room={page} />}</WhenAnswered>;
}

function startOf(room: RoomJson): Package {
  return room.points[0]?.package ?? room.zone?.example ?? room.options[0]?.package ?? {};
}

function placeOf(effect: EffectJson | undefined, room: RoomJson): Place | undefined {
  const places = room.parties.map(({ party }) => effect?.parties.find((one) => one.party === party)?.at);
  return places.length > 0 && places.every((at) => at !== undefined) ? (places as number[]) : undefined;
}

function Workbench({ room }: { room: RoomJson }) {
  const { query } = here.value;
  const issues = session.value?.issues ?? [];
  const start = useMemo(() => startOf(room), [room]);
  const terms = query.package ? readPackage(query.package) : start;
  const pinned = listOf(query.pinned);
  const from = cameFrom();
  const effect = useAnswer<EffectJson>("effect", {
    package: packageText(terms),
    ...(from ? { from: packageText(from) } : {}),
  });
  const place = placeOf(effect.value, room);
  const load = useLoad(terms, place);
  useSpoken(effect);
  useKeys(terms);
  // What a press does not change is not drawn for it: the effect follows, and is drawn when it is there.
  const shown = useMemo(
    () => ({
      picture: <PictureOf room={room} effect={effect.value} load={load} />,
      panel: effect.value && <EffectPanel of={effect.value} load={load} />,
    }),
    [room, effect.value],
  );
  const startFrom = useMemo(() => <StartFrom room={room} terms={terms} load={load} />, [room, effect.value]);
  const about = useMemo(() => <About of={room} />, [room]);
  const set = (issue: string, option: string, byKey: boolean) =>
    moveTo({ ...terms, [issue]: option }, terms, place, issue, byKey);
  return (
    <>
      <Zone of={room} />
      <div class="bench">
        <section class="bench-terms" aria-labelledby="terms-title">
          <div class="row bench-head">
            <h2 id="terms-title">Terms</h2>
            <Acts terms={terms} />
          </div>
          <Terms
            issues={issues}
            terms={terms}
            pinned={pinned}
            changed={from ? changesBetween(from, terms, []).map(({ issue }) => issue) : []}
            idle={effect.value?.not_needed ?? []}
            set={set}
            pin={(issue) => turn({ pinned: toggled(pinned, issue).join(",") }, { replace: true })}
          />
          {effect.value && <EffectStrip of={effect.value} />}
        </section>
        <section class="bench-effect" id="effect" aria-label="Effect of the package">
          {shown.picture}
          {effect.problem && <Trouble problem={effect.problem} again={effect.again} />}
          {shown.panel}
        </section>
        {startFrom}
      </div>
      {pinned.length > 0 && <Conflicts terms={terms} pinned={pinned} />}
      <Compare terms={terms} />
      {about}
    </>
  );
}

// Goes to a package from wherever one is by then.
function useLoad(terms: Package, place: Place | undefined): (to: Package) => void {
  const now = useRef({ terms, place });
  now.current = { terms, place };
  return useRef((to: Package) => moveTo(to, now.current.terms, now.current.place)).current;
}

// Where the package lies, how far readings of its worth reach, and the way it has come.
function PictureOf({ room, effect, load }: { room: RoomJson; effect: EffectJson | undefined; load(to: Package): void }) {
  return (
    <Picture
      parties={room.parties.map(({ party }) => party)}
      reservation={room.parties.map(({ reservation_at: at }) => at)}
      frontier={room.picture?.frontier.map(({ at }) => at) ?? []}
      named={room.points.map((point) => ({ name: point.name, at: point.at, pick: () => load(point.package) }))}
      current={placeOf(effect, room)}
      reach={room.parties.map(({ party }) => {
        const readings = effect?.parties.find((one) => one.party === party)?.in_readings;
        return readings && ([readings.low, readings.high] as const);
      })}
      trail={trail()}
      compared={undefined}
    />
  );
}

function Zone({ of }: { of: RoomJson }) {
  return (
    <div class="zone">
      {of.zone?.says && <p class="zone-says"><Sentence of={of.zone.says} /></p>}
      {of.zone && of.zone.in_common.length > 0 && <Sentences of={of.zone.in_common} />}
    </div>
  );
}

function About({ of }: { of: RoomJson }) {
  return (
    <details class="about-room">
      <summary>How much room, and how it was found</summary>
      <p>{of.counts.packages.words} packages in all.</p>
      <Sentences of={[...(of.counts.says ?? []), ...(of.zone?.hangs_on ?? []), ...(of.zone?.bounds ?? []), ...(of.picture?.says ?? []), ...(of.limits ?? [])]} />
    </details>
  );
}

// While the analysis still runs there may be no package to start from: said, not passed over.
function someTerms(terms: Package): boolean {
  if (Object.keys(terms).length > 0) return true;
  announce("There are no terms yet.");
  return false;
}

function proposeFrom(terms: Package): void {
  if (!someTerms(terms)) return;
  const used = (session.value?.entries ?? []).map(({ name }) => name);
  openEntry({ verb: "proposes", who: "mediator", terms, label: freeLabel("p", used) });
}

function compareWith(terms: Package): void {
  if (someTerms(terms)) turn({ with: packageText(terms) }, { replace: true });
}

function Acts({ terms }: { terms: Package }) {
  return (
    <div class="row bench-acts">
      <button type="button" class="main" onClick={() => proposeFrom(terms)}>Make it a proposal <kbd>m</kbd></button>
      <button type="button" onClick={() => goBack()} disabled={cameFrom() === undefined}>Take back <kbd>u</kbd></button>
      <button type="button" onClick={() => goForward()}>Again <kbd>U</kbd></button>
      <button type="button" onClick={() => compareWith(terms)}>Compare others with this</button>
    </div>
  );
}

// Says the effect once the moves have settled.
function useSpoken(effect: Answer<EffectJson>): void {
  const first = useRef(true);
  useEffect(() => {
    if (!effect.value) return;
    if (first.current) {
      first.current = false;
      return;
    }
    const words = effectInWords(effect.value);
    const timer = window.setTimeout(() => announce(words), 400);
    return () => window.clearTimeout(timer);
  }, [effect.value]);
}

function useKeys(terms: Package): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (!singleKeys.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target.closest("input, textarea, select, dialog[open], .entry-panel")) return;
      if (event.key === "u" && cameFrom() !== undefined) goBack();
      else if (event.key === "U") goForward();
      else if (event.key === "m") proposeFrom(terms);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [packageText(terms)]);
}
