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
if [ "${#plans[@]}" -eq 0 ]; then
  echo "::error::没有指定计划，请设置 plans (no plans; set the input “plans”)"
  exit 2
fi
add --notice "${NOTICE:-}"
add --requirements "${REQUIREMENTS:-}"
add --lexicon "${LEXICON:-}"
add --fail-under "${FAIL_UNDER:-}"
add "" "${ARGUMENTS:-}"

# The first run shows what there is to see and decides; the second only writes the same down for the summary.
code=0
yaodian check ${arguments[@]+"${arguments[@]}"} --format "${FORMAT:-github}" -- "${plans[@]}" || code=$?
if [ "${SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  yaodian check ${arguments[@]+"${arguments[@]}"} --format markdown -- "${plans[@]}" >> "$GITHUB_STEP_SUMMARY" 2> /dev/null || true
fi
echo "exit-code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
