#!/bin/sh
# From a fresh board to one that runs, out of a release bundle; `carbonctl flash write` does the same.
# The steps, their order and their commands are those of host/CarbonMeter.Cli/Flashing/FlashPlan.cs; a test holds them together.
set -eu

usage() {
  cat <<'TEXT'
usage: flash.sh BOARD PORT [--bundle DIR] [--files DIR] [--firmware-version X] [--work DIR] [--dry-run]

  BOARD                a board of the bundle; boards.tsv lists them
  PORT                 the board's serial port; nanoff --listports names them
  --bundle DIR         the release bundle (default: the folder above this script)
  --files DIR          files that go onto the drive I: as well: certificates and keys for TLS
  --firmware-version X version of the firmware image (default: the newest)
  --work DIR           folder for what is made on the way (default: flash-work)
  --dry-run            print the exact commands and do nothing
TEXT
}

fail() {
  echo "flash.sh: $1" >&2
  exit "${2:-1}"
}

board= port= files= version= dry= work=flash-work
bundle=$(dirname "$0")/..
while [ $# -gt 0 ]; do
  case $1 in
    --bundle) bundle=${2:?--bundle needs a folder}; shift ;;
    --files) files=${2:?--files needs a folder}; shift ;;
    --firmware-version) version=${2:?--firmware-version needs a version}; shift ;;
    --work) work=${2:?--work needs a folder}; shift ;;
    --dry-run) dry=yes ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; fail "$1 is not known" 2 ;;
    *) if [ -z "$board" ]; then board=$1; elif [ -z "$port" ]; then port=$1; else usage >&2; fail "$1 is one too many" 2; fi ;;
  esac
  shift
done
[ -n "$board" ] && [ -n "$port" ] || { usage >&2; exit 2; }
[ -f "$bundle/boards.tsv" ] || fail "$bundle: no release bundle; boards.tsv is not in it" 2

tab=$(printf '\t')
line=$(grep "^$board$tab" "$bundle/boards.tsv") || fail "$board: not one of $(cut -f1 "$bundle/boards.tsv" | tr '\n' ' ')" 2
target=$(echo "$line" | cut -f2) chip=$(echo "$line" | cut -f3) address=$(echo "$line" | cut -f4) room=$(echo "$line" | cut -f5)
app=$bundle/CarbonMeter.bin
[ -f "$app" ] || fail "$app: not there" 2
bytes=$(wc -c < "$app" | tr -d ' ')
[ "$bytes" -le "$room" ] || fail "$app: $bytes bytes; $board has room for $room" 2

connect='Is the cable a data cable, the port right and no other program on it? Hold BOOT, press RESET, let go of BOOT, and try again.'

# step TITLE HINT COMMAND...
step() {
  title=$1 hint=$2
  shift 2
  if [ -n "$dry" ]; then
    echo "$@"
    return
  fi
  echo "== $title: $*" >&2
  "$@" >"$work/output.txt" 2>&1 || { cat "$work/output.txt" >&2; fail "$title failed. $hint"; }
}

if [ -z "$dry" ]; then
  for tool in nanoff esptool; do
    command -v "$tool" >/dev/null || fail "$tool is not there: $([ "$tool" = nanoff ] && echo 'dotnet tool install -g nanoff' || echo 'pip install esptool')" 2
  done
  (cd "$bundle" && sha256sum --check --quiet SHA256SUMS) || fail "the bundle is not as it was released: fetch it again" 2
  mkdir -p "$work"
  cp "$app" "$work/CarbonMeter.bin"
  cp "$bundle/$board.cbor" "$work/board.cbor"
  {
    printf '{\n  "serialport": "%s",\n  "files": [\n' "$port"
    printf '    { "DestinationFilePath": "I:\\\\board.cbor", "SourceFilePath": "%s" }' "$(cd "$work" && pwd)/board.cbor"
    if [ -n "$files" ]; then
      for file in "$files"/*; do
        printf ',\n    { "DestinationFilePath": "I:\\\\%s", "SourceFilePath": "%s" }' "$(basename "$file")" "$(cd "$files" && pwd)/$(basename "$file")"
      done
    fi
    printf '\n  ]\n}\n'
  } > "$work/deploy.json"
fi

step 'Is the firmware image there?' "nanoff could not be asked" nanoff --platform esp32 --listtargets
if [ -z "$dry" ]; then
  tr -s '[:space:]' '\n' < "$work/output.txt" | grep -Fqx "$target" \
    || fail "the image $target is not among those nanoff knows: update nanoff (dotnet tool update -g nanoff), then compare the board file"
fi
if [ -n "$version" ]; then
  step 'Firmware image' "$connect" nanoff --target "$target" --serialport "$port" --update --fwversion "$version"
else
  step 'Firmware image' "$connect" nanoff --target "$target" --serialport "$port" --update
fi
step 'Application' "$connect" nanoff --target "$target" --serialport "$port" --deploy --image "$work/CarbonMeter.bin" --address "$address"
step 'Reading back' "$connect" esptool --chip "$chip" --port "$port" read_flash "$address" "$bytes" "$work/read-back.bin"
[ -n "$dry" ] || cmp -s "$work/CarbonMeter.bin" "$work/read-back.bin" || fail "what was read back is not what was written. $connect"
step 'Board file and certificates' 'The board has to run for this: press RESET, wait ten seconds, and try again.' \
  nanoff --serialport "$port" --filedeployment "$work/deploy.json"
[ -n "$dry" ] || echo "$board runs. Next: carbonctl commission --port $port"
