#!/bin/sh
# Build, deploy, and tell the hubs when it is live: for any CI, on a fresh clone. DEPLOY is the command that publishes.
set -eu
feedtool build --baseline live    # --locked where feedtool.lock is committed
sh -c "$DEPLOY"
feedtool ping --wait "${WAIT:-20m}" || test $? -eq 75    # 75: something still waits, see feedtool status
