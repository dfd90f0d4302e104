"""From an edited post to a subscriber, by a hub and a subscriber that nobody here wrote: prove.py PYTHON CERTIFICATES.

PYTHON is the one that runs the two; this one has feedtool. CERTIFICATES is a folder: server.pem, and the authority that
signed it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from feedtool import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE: Final = Path(__file__).parent
WAIT_S: Final = 10.0  # for what has to come
LATE_S: Final = 3.0  # until what was built is served
NOTHING_S: Final = 2.0  # in which what does not come would have come; what comes takes a twentieth of it
CONFIG: Final = """\
[site]
title = "Proof"
url = "{origin}"
timezone = "UTC"

[[sources]]
type = "markdown"
path = "posts"

[websub]
hubs = ["{hub}"]
"""
POST: Final = "---\ntitle: {title}\ndate: 2024-01-{day:02}\n---\n{text}\n"


class Origin(SimpleHTTPRequestHandler):
    """Serves what is deployed, with Link headers: this hub sends nothing that has none."""

    hub = ""

    def end_headers(self) -> None:
        topic = f"http://{self.headers['Host']}{self.path}"
        self.send_header("Link", f'<{self.hub}>; rel="hub", <{topic}>; rel="self"')
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def until(what: str, is_so: Callable[[], Any], wait_s: float = WAIT_S) -> Any:
    """What *is_so* gives, as soon as that is something."""
    end = time.monotonic() + wait_s
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.01)
    raise SystemExit(f"not within {wait_s:g} s: {what}")


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(python: str, script: str, port: int, *more: str) -> Iterator[None]:
    with Path(more[0], f"{script}.log").open("wb") as log:
        process = subprocess.Popen([python, HERE / script, str(port), *more], stdout=log, stderr=log)
        try:
            until(f"{script} answers", partial(answers, port))
            yield
        finally:
            process.terminate()
            process.wait()


class Proof:
    """A site, where it is deployed to, and what the subscriber got."""

    def __init__(self, work: Path, origin: str, hub: str) -> None:
        self.site, self.public, self.inbox = work / "site", work / "public", work / "inbox"
        self.origin, self.hub, self.topic, self.got = origin, hub, f"{origin}feeds/atom.xml", 0
        for folder in (self.site / "posts", self.public, self.inbox):
            folder.mkdir(parents=True)
        (self.site / "config.toml").write_text(CONFIG.format(origin=origin, hub=hub))

    def post(self, day: int, text: str) -> None:
        (self.site / f"posts/{day}.md").write_text(POST.format(title=f"Post {day}", day=day, text=text))

    def build(self) -> None:
        subprocess.run(["feedtool", "build", "-C", self.site], check=True, stdout=subprocess.DEVNULL)

    def deploy(self) -> None:
        shutil.copytree(self.site / "feeds", self.public / "feeds", dirs_exist_ok=True)

    def remove(self, day: int) -> None:
        (self.site / f"posts/{day}.md").unlink()

    def tell(self) -> tuple[bool, list[str]]:
        """Build, tell, and deploy three seconds later: whether something came too early, and what came then."""
        self.build()
        ping = subprocess.Popen(["feedtool", "ping", "-C", self.site, "--wait", "30s"], stdout=subprocess.DEVNULL)
        time.sleep(LATE_S)
        is_early = (self.inbox / str(self.got + 1)).exists()
        self.deploy()
        got = self.received()
        if ping.wait(WAIT_S):
            raise SystemExit(f"feedtool ping ended with {ping.returncode}")
        return is_early, got

    def ping(self) -> None:
        """At once, whatever is served: what feedtool ping does not."""
        form = {"hub.mode": "publish", "hub.url": self.topic, "hub.topic": self.topic}
        urlopen(self.hub, urlencode(form).encode(), timeout=WAIT_S).close()  # noqa: S310 - ours

    def received(self, wait_s: float = WAIT_S) -> list[str]:
        """The texts of the entries of what the subscriber got next."""
        self.got += 1
        file = self.inbox / str(self.got)
        until(f"message {self.got} arrives", file.exists, wait_s)
        return [one.content or "" for one in parse.read(file.read_bytes()).entries]


def prove(proof: Proof, subscriber: str) -> None:
    def step(what: str, *, is_so: bool) -> None:
        print(f"{'ok' if is_so else 'NOT'}: {what}")
        if not is_so:
            raise SystemExit(1)

    proof.post(1, "first")
    proof.build()
    proof.deploy()
    with urlopen(Request(f"{subscriber}subscribe", b""), timeout=WAIT_S) as answer:  # noqa: S310 - ours
        callback = f"{subscriber}callback/{answer.read().decode()}"
    until("the subscription is confirmed", (proof.inbox / "confirmed").exists)
    time.sleep(0.3)  # the hub writes it down after it was answered

    proof.post(2, "second")
    proof.build()
    proof.deploy()
    started = time.monotonic()
    proof.ping()
    step("a new entry that is live arrives, with a right signature", is_so="second" in "".join(proof.received()))
    print(f"    {time.monotonic() - started:.2f} s after the ping")

    urlopen(Request(callback, b"forged", {"X-Hub-Signature": "sha512=" + "0" * 128}), timeout=WAIT_S).close()  # noqa: S310 - ours
    urlopen(Request(callback, b"forged"), timeout=WAIT_S).close()  # noqa: S310 - ours
    step("what is not signed, or wrongly, does not", is_so=not (proof.inbox / str(proof.got + 1)).exists())

    proof.post(3, "third")
    proof.build()
    proof.ping()
    stale = proof.received()  # this hub sends whatever it fetches; others send nothing
    proof.deploy()
    time.sleep(NOTHING_S)
    step("pinged before it is live, a new entry does not", is_so="third" not in "".join(stale))
    step("and never comes by itself", is_so=not (proof.inbox / str(proof.got + 1)).exists())

    proof.ping()
    step("pinged when it is live, it arrives", is_so="third" in "".join(proof.received()))

    subprocess.run(["feedtool", "ping", "-C", proof.site], check=True, stdout=subprocess.DEVNULL)
    proof.received()  # of what the builds before had left
    changes = {
        "a new entry": (lambda: proof.post(4, "fourth"), lambda texts: "fourth" in texts),
        "an edit of the third": (lambda: proof.post(2, "anew"), lambda texts: "anew" in texts),
        "a removal": (lambda: proof.remove(1), lambda texts: "first" not in texts),
    }
    for what, (change, is_there) in changes.items():
        change()
        is_early, texts = proof.tell()
        step(f"feedtool ping: {what} arrives when it is live, and not before",
             is_so=not is_early and is_there("".join(texts)))  # fmt: skip
    proof.build()
    subprocess.run(["feedtool", "ping", "-C", proof.site], check=True, stdout=subprocess.DEVNULL)
    time.sleep(NOTHING_S)
    step("and once", is_so=not (proof.inbox / str(proof.got + 1)).exists())


def doctor(topic: str, authority: Path) -> None:
    """With the hub that is not ours."""
    command = ["feedtool", "hub", "doctor", topic, "--subscribe", "--wait", "10s", "--ca-bundle", authority]
    told = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    print("".join(line for line in told.stdout.splitlines(keepends=True) if " fine " not in line), end="")
    if told.returncode or " content " not in told.stdout:
        raise SystemExit(told.stdout + told.stderr)


def main() -> None:
    python, certificates = sys.argv[1], Path(sys.argv[2]).resolve()
    # The subscriber, the hub and this one trust the authority by the environment.
    os.environ["REQUESTS_CA_BUNDLE"] = os.environ["SSL_CERT_FILE"] = str(certificates / "authority.pem")
    hub_port, subscriber_port = free_port(), free_port()
    Origin.hub = f"https://127.0.0.1:{hub_port}/hub"
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(
            ThreadingHTTPServer(("127.0.0.1", 0), partial(Origin, directory=str(work / "public")))
        )
        stack.callback(server.shutdown)
        Thread(target=server.serve_forever).start()
        proof = Proof(work, f"http://127.0.0.1:{server.server_port}/", Origin.hub)
        stack.enter_context(running(python, "hub_app.py", hub_port, str(work), str(certificates / "server.pem")))
        stack.enter_context(running(python, "subscriber_app.py", subscriber_port, str(proof.inbox), proof.topic))
        prove(proof, f"http://127.0.0.1:{subscriber_port}/")
        doctor(proof.topic, certificates / "authority.pem")


if __name__ == "__main__":
    main()
