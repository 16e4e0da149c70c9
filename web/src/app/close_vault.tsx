import { useState } from "preact/hooks";

import { Dialog } from "../parts/dialog";
import { post } from "../program/ask";
import { closeDown } from "../program/connection";

export function CloseVault() {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");
  const close = async () => {
    try {
      await post("/close", {});
      closeDown("closed");
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>Close the vault</button>
      {asking && (
        <Dialog name="Close the vault" close={() => setAsking(false)}>
          <h2>Close the vault?</h2>
          <p>Every window of this desk is emptied. A draft that was not recorded is thrown away.</p>
          {problem && <p class="verdict-refused" role="alert">{problem}</p>}
          <p class="row">
            <button type="button" class="main" onClick={close}>Close it</button>
            <button type="button" onClick={() => setAsking(false)}>Stay</button>
          </p>
        </Dialog>
      )}
    </>
  );
}
