"""A terminal on which a program asks for passphrases, and somebody who always writes the same."""

import fcntl
import os
import pty
import select
import subprocess
import termios
import threading

PASSPHRASE = b"a long and quiet river\n"


def run_on_terminal(command, cwd, env, seconds_max):
    """(exit code, output and errors) of a bash command; None for the code if it did not end.

    Prompts go to the terminal and are answered; they are no part of the output.
    """
    ours, theirs = pty.openpty()
    over = threading.Event()

    def answer():
        asked = b""
        while not over.is_set():
            if select.select([ours], [], [], 0.05)[0]:
                asked += os.read(ours, 4096)
                if asked.endswith(b": "):
                    os.write(ours, PASSPHRASE)
                    asked = b""

    def own_terminal():
        os.setsid()
        fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    try:
        done = subprocess.run(["bash", "-c", command], cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=seconds_max, preexec_fn=own_terminal)
    except subprocess.TimeoutExpired:
        return None, f"(no end within {seconds_max} seconds)"
    finally:
        over.set()
        thread.join()
        os.close(ours)
        os.close(theirs)
    return done.returncode, done.stdout.decode("utf-8", "replace")
