#!/usr/bin/env bash
# Makes a till of a bare Debian box:  sudo ./install.sh --from FOLDER --cloud URL --code CODE
# FOLDER is a published kiosk (dotnet run infra/dev.cs -- publish-kiosk FOLDER). Safe to run again: an update keeps
# the data, the enrolment and the previous program, which comes back with --rollback.
set -euo pipefail

program=/opt/sasuai/kiosk
previous=/opt/sasuai/kiosk.previous
data=/var/lib/sasuai
root=${SASUAI_ROOT:-}            # tests install into a folder instead of the machine
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

from='' cloud='' code='' rollback=no
fail() { echo "install: $1" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case $1 in
    --from) from=${2:-}; shift 2 || fail "--from needs a folder" ;;
    --cloud) cloud=${2:-}; shift 2 || fail "--cloud needs an address" ;;
    --code) code=${2:-}; shift 2 || fail "--code needs an enrolment code" ;;
    --rollback) rollback=yes; shift ;;
    *) fail "unknown option $1" ;;
  esac
done

on_machine() { if [ -z "$root" ]; then "$@"; fi; }

if [ "$rollback" = yes ]; then
  [ -d "$root$previous" ] || fail "there is no previous program to go back to"
  on_machine systemctl stop sasuai-kiosk.service
  mv "$root$program" "$root$program.bad" && mv "$root$previous" "$root$program" && rm -rf "$root$program.bad"
  on_machine systemctl start sasuai-kiosk.service
  echo "install: the previous program is back"
  exit 0
fi

[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "must be run as root (sudo)"
[ -n "$from" ] || fail "--from is missing: the folder of the published kiosk"
[ -x "$from/sasuai-kiosk" ] || fail "$from holds no program sasuai-kiosk"
enrolled=no; [ -e "$root$data/kiosk.db" ] && enrolled=yes
if [ "$enrolled" = no ]; then
  [ -n "$cloud" ] || fail "--cloud is missing: the address of the cloud, such as https://till.example.com"
  [ -n "$code" ] || fail "--code is missing: the one-time code that an admin issued for this terminal"
fi

echo "install: user, folders, device rules"
on_machine apt-get install -y -qq console-setup libicu72 >/dev/null
if [ -z "$root" ] && ! id sasuai >/dev/null 2>&1; then useradd --system --home-dir "$data" --shell /usr/sbin/nologin sasuai; fi
install -d "$root/opt/sasuai" "$root/etc/systemd/system" "$root/etc/udev/rules.d"
install -d -m 700 "$root$data"
on_machine chown sasuai:sasuai "$data"
install -m 644 "$here/99-sasuai.rules" "$root/etc/udev/rules.d/99-sasuai.rules"
install -m 644 "$here/sasuai-kiosk.service" "$root/etc/systemd/system/sasuai-kiosk.service"
on_machine udevadm control --reload

echo "install: program"
rm -rf "$root$program.new"
cp -a "$from" "$root$program.new"
on_machine systemctl stop sasuai-kiosk.service || true
if [ -d "$root$program" ]; then rm -rf "$root$previous"; mv "$root$program" "$root$previous"; fi
mv "$root$program.new" "$root$program"

if [ "$enrolled" = no ]; then
  echo "install: enrolling this terminal"
  if [ -n "$root" ]; then "$root$program/sasuai-kiosk" enrol --cloud "$cloud" --code "$code" --data "$root$data"
  else runuser -u sasuai -- "$program/sasuai-kiosk" enrol --cloud "$cloud" --code "$code" --data "$data"; fi
fi

on_machine systemctl daemon-reload
on_machine systemctl enable --now sasuai-kiosk.service
echo "install: done; the till is on tty1"
