#!/usr/bin/env bash
# What the action runs: the settings of its inputs made arguments of `yaodian check`. A script of its own, so that tests run it
# without a runner. Nothing of an input is ever read as a command.
set -euo pipefail
# A pattern that fits no file is an error below and not the name of a file; ** reaches into folders where bash knows it.
shopt -s nullglob
shopt -s globstar 2> /dev/null || true

arguments=()
# Adds the lines of $2, each behind the option $1 if there is one.
add() {
  local line
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    if [ -n "$1" ]; then arguments+=("$1" "$line"); else arguments+=("$line"); fi
  done <<< "$2"
}
plans=()
while IFS= read -r pattern; do
  [ -n "$pattern" ] || continue
  before=${#plans[@]}
  # One pattern a line, so that names may have blanks.
  IFS= files=($pattern)
  for file in "${files[@]}"; do
    if [ -e "$file" ]; then plans+=("$file"); fi
  done
  if [ "${#plans[@]}" -eq "$before" ]; then
    echo "::error::没有文件符合 $pattern (no file fits this pattern)"
    exit 2
  fi
done <<< "${PLANS:-}"
add --notice "${NOTICE:-}"
add --requirements "${REQUIREMENTS:-}"
add --lexicon "${LEXICON:-}"
add --fail-under "${FAIL_UNDER:-}"
add "" "${ARGUMENTS:-}"

# Annotations go to the log, where the runner takes them from; the same findings as a text to the summary of the job.
formats=(--format "${FORMAT:-github}")
if [ "${SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  formats+=(--format markdown --output "$GITHUB_STEP_SUMMARY")
fi
code=0
yaodian check ${arguments[@]+"${arguments[@]}"} "${formats[@]}" -- ${plans[@]+"${plans[@]}"} || code=$?
echo "exit-code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
