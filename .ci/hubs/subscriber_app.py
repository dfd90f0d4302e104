"""The subscriber of Flask-WebSub, as a process: subscriber_app.py PORT FOLDER TOPIC.

It finds the hub by itself, and chooses a secret, as the hub has https. What comes with a right signature is a file
1, 2, 3 ... in FOLDER; what comes with a wrong one the library throws away.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from flask import Flask
from flask_websub.subscriber import SQLite3SubscriberStorage, SQLite3TempSubscriberStorage, Subscriber, discover

port, folder, topic = sys.argv[1:]
app = Flask(__name__)
app.config["SERVER_NAME"] = f"127.0.0.1:{port}"
subscriber = Subscriber(
    SQLite3SubscriberStorage(f"{folder}/subscriptions.sqlite3"),
    SQLite3TempSubscriberStorage(f"{folder}/wishes.sqlite3"),
)
app.register_blueprint(subscriber.build_blueprint(url_prefix="/callback"))
numbers = count(1)


@app.route("/subscribe", methods=["POST"])
def subscribe() -> str:
    """The address at which it is called, for those who want to send it something false."""
    return str(subscriber.subscribe(**discover(topic)))


@subscriber.add_success_handler
def confirmed(*_: str) -> None:
    Path(folder, "confirmed").touch()


@subscriber.add_listener
def received(_topic: str, _callback: str, body: bytes) -> None:
    name = str(next(numbers))
    Path(folder, f"{name}.new").write_bytes(body)
    Path(folder, f"{name}.new").rename(Path(folder, name))


app.run(host="127.0.0.1", port=int(port), threaded=True)
