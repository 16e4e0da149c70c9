// What stands around every page: the case, the pages, the line to the program, what lies over.
import { useEffect, useRef } from "preact/hooks";

import { here } from "../address/here";
import { entryOpen, hasDraft, openEntry } from "../entry/entry_state";
import { EntryPanel } from "../entry/entry_panel";
import { UnfinishedBanner } from "../entry/unfinished_list";
import { dayInWords } from "../parts/days";
import { Trouble } from "../parts/page_state";
import { Said } from "../parts/words";
import { post } from "../program/ask";
import { connection, revision, working } from "../program/connection";
import { capital, session, sessionProblem, words, type Session } from "../program/session";
import { announced } from "./announce";
import { CloseVault } from "./close_vault";
import { KeysHelp } from "./keys_help";
import { Link } from "./link";
import { palette, showsKeys } from "./overlays";
import { pages } from "./page_table";
import { Palette } from "./palette";

export function Shell() {
  if (connection.value === "closed" || connection.value === "shut_out") return <Closed />;
  return (
    <>
      <a class="skip" href="#page" onClick={toPage}>Skip to the page</a>
      <Header />
      <div class={entryOpen.value ? "frame with-entry" : "frame"}>
        <Pages />
        <main id="page" tabIndex={-1}>
          <Banner />
          <UnfinishedBanner />
          <CurrentPage />
        </main>
        {entryOpen.value && <EntryPanel />}
      </div>
      {palette.value && <Palette />}
      {showsKeys.value && <KeysHelp />}
      <div class="unseen" role="status" aria-live="polite">{announced.value}</div>
    </>
  );
}

function toPage(event: Event): void {
  event.preventDefault();
  document.getElementById("page")?.focus();
}

function Header() {
  const now = session.value;
  return (
    <header class="top">
      <p class="case-name">{now ? <Said text={now.case.title} /> : "Caucus"}</p>
      <p class="case-day">{now && dayOf(now)}</p>
      <div class="top-actions">
        <button type="button" onClick={() => (palette.value = true)}>Jump <kbd>/</kbd></button>
        <button type="button" class="main" onClick={() => openEntry()}>
          {hasDraft() ? "Go on writing" : "New entry"} <kbd>n</kbd>
        </button>
        <button type="button" class="quiet" onClick={() => (showsKeys.value = true)}>Keys <kbd>?</kbd></button>
        {now?.can_write && <CloseVault />}
      </div>
    </header>
  );
}

function dayOf(now: Session): string {
  const day = now.today_is === "the_clocks" ? dayInWords(now.today) : `seen as of ${dayInWords(now.today)}`;
  return `${capital(words(now.state))} · ${day}`;
}

function Pages() {
  return (
    <nav class="pages" aria-label="Pages">
      <ul>
        {pages.map(({ name, title, letter }) => (
          <li key={name}>
            <Link page={name} current={here.value.page === name}>
              {title} <kbd aria-hidden="true">{letter}</kbd>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function CurrentPage() {
  const page = pages.find(({ name }) => name === here.value.page);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(here.value.page);
  const title = page?.title ?? "No such page";
  useEffect(() => {
    if (session.value) document.title = `${title} · ${session.value.case.title}`;
    if (before.current === here.value.page) return;
    before.current = here.value.page;
    heading.current?.focus();
  }, [title, session.value]);
  const View = page?.view;
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>{title}</h1>
      {page && <p class="page-says">{page.says}</p>}
      {sessionProblem.value && <Trouble problem={sessionProblem.value} />}
      {View && session.value ? <View key={page.name} /> : null}
      {!View && <p class="nothing">Nothing lies at this address. <Link page="overview">Overview</Link></p>}
    </>
  );
}

function Banner() {
  const lost = connection.value === "lost";
  if (!lost && working.value === undefined) return null;
  if (lost)
    return (
      <div class="banner lost" role="status">
        The program does not answer. What is shown is as it was; trying again.
      </div>
    );
  // Quick ones are not worth a word.
  if ((working.value ?? 0) < 1) return null;
  return (
    <div class="banner row">
      <span role="status">Something is being worked out.</span> <span class="soft">{working.value} s</span>
      <button type="button" onClick={() => void post("/analysis/cancel", {})}>Stop with the best so far</button>
    </div>
  );
}

function Closed() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = "Closed · Caucus";
    revision.value = 0;
    session.value = undefined;
    heading.current?.focus();
  }, []);
  return (
    <main class="closed">
      <h1 tabIndex={-1} ref={heading}>{connection.value === "closed" ? "The vault is closed" : "This window is not let in"}</h1>
      <p>Nothing of the case is kept in this window.</p>
      <p>To go on, start <code>caucus desk</code> again and open the address that it prints.</p>
    </main>
  );
}
