#!/bin/sh
# What tests want of the machine itself: Debian's Chromium. Installed where that is allowed; else those tests are skipped by name.
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the tests of the desk"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1
fi
command -v chromium >/dev/null || echo "Chromium is not here: the tests of the desk in a browser will be skipped (Debian package chromium)"
exit 0
