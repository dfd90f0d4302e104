"""The hub of Flask-WebSub, as a process: hub_app.py PORT FOLDER CERTIFICATE."""

from __future__ import annotations

import sys

from celery import Celery
from celery.contrib.testing.worker import start_worker
from flask import Flask
from flask_websub.hub import Hub, SQLite3HubStorage

port, folder, certificate = sys.argv[1:]
celery = Celery("hub", broker="memory://")
celery.conf.broker_transport_options = {"polling_interval": 0.02}  # a second, else
app = Flask(__name__)
app.config["PUBLISH_SUPPORTED"] = True
hub = Hub(SQLite3HubStorage(f"{folder}/hub.sqlite3"), celery, **app.config)
app.register_blueprint(hub.build_blueprint(url_prefix="/hub"))

with start_worker(celery, pool="threads", concurrency=4, perform_ping_check=False):
    app.run(host="127.0.0.1", port=int(port), threaded=True, ssl_context=(certificate, certificate))
