"""Nothing is lost, whenever a ping is killed; at most what was under way is sent twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from feedtool.outbox import Outbox
from feedtool.pinger import WEBSUB
from feedtool.topics import Wanted
from tests.pinger.hub import running

TOPICS, KILLS, CONNECTIONS = 400, 8, 8  # four to each of two hubs
CODE = """\
import sys
import pytest

from feedtool.outbox import Outbox
from feedtool.ping import Asked, _Run
from feedtool.pinger import Limit, Profile
with Outbox(sys.argv[1]) as outbox:
    print("begun", flush=True)
    _Run(outbox, None, Asked(wait_s=None, profiles={"127.0.0.1": Profile(Limit(rate=0))}), None).go()
"""


def start(root):
    process = subprocess.Popen([sys.executable, "-c", CODE, str(root)], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def end(process):
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.long
def test_a_ping_that_is_killed_again_and_again_loses_nothing(tmp_path):
    chance = random.Random(3)
    with running() as hub, Outbox(str(tmp_path)) as box:
        hubs = (hub.at("/202"), hub.at("/204"))
        wanted = [Wanted(f"https://blog.example/{number}.xml", hubs, "1", {}, (), WEBSUB) for number in range(TOPICS)]
        box.queue({}, wanted, now=time.time())
        kills = 0
        while kills < KILLS and len(box.waiting()) > CONNECTIONS:
            process = start(tmp_path)
            before, wish = hub.requests, chance.randint(1, 40)
            until = time.monotonic() + 10
            while hub.requests < before + wish and time.monotonic() < until:
                time.sleep(0.001)
            end(process)
            kills += 1
        process = start(tmp_path)
        assert process.wait(60) == 0
        process.stdout.close()
        assert box.waiting() == []
        assert set(hub.accepted) == {(path, one.topic) for path in ("/202", "/204") for one in wanted}
        assert sum(number - 1 for number in hub.accepted.values()) <= CONNECTIONS * kills
        assert kills == KILLS
