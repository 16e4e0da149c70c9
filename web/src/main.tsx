import { render } from "preact";

import { here, startHere } from "./address/here";
import { listenToKeys } from "./app/keys";
import { unfoldForPaper } from "./app/paper";
import { askFirstPage } from "./app/page_table";
import { Shell } from "./app/shell";
import { keepDraft } from "./entry/entry_state";
import { listen } from "./program/connection";
import { keepSession } from "./program/session";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/pages.css";
import "./style/room.css";
import "./style/narrow.css";
import "./style/print.css";

startHere();
askFirstPage(here.value);
keepDraft();
keepSession();
listen();
listenToKeys();
unfoldForPaper();
const root = document.getElementById("desk");
if (root) render(<Shell />, root);
