#!/usr/bin/env bash
# Looks into packed packages: each has what a well-kept one has, and wants its siblings in its own version alone.
# Usage: tests/packages/check.sh FOLDER
set -euo pipefail
folder="$1"
bad=0
complain() { echo "$1"; bad=1; }
for package in LambdaSim LambdaSim.DependencyInjection LambdaSim.AspNetCore LambdaSim.AwsSdk LambdaSim.Woven LambdaSim.Deployed LambdaSim.Templates LambdaSim.Analyzers LambdaSim.Cli; do
  file=$(find "$folder" -name "$package.[0-9]*.nupkg" -print -quit)
  if [ -z "$file" ]; then complain "$package was not packed"; continue; fi
  spec=$(unzip -p "$file" "$package.nuspec")
  for element in '<icon>icon.png</icon>' '<readme>README.md</readme>' '<tags>' '<description>' '<repository type="git"' '>Apache-2.0</license>'; do
    grep -qF "$element" <<<"$spec" || complain "$package has no $element"
  done
  entries=$(unzip -Z1 "$file")
  for entry in icon.png README.md; do
    grep -qx "$entry" <<<"$entries" || complain "$package lacks the file $entry"
  done
  if [ -n "$(grep -E '<dependency id="LambdaSim' <<<"$spec" | grep -vE 'version="\[[^],]+\]"')" ]; then complain "$package does not pin its siblings"; fi
  if [ -n "$(grep -E '<dependency id="(Microsoft\.Extensions|System)\.' <<<"$spec" | grep -vE 'version="10\.0\.0"')" ]; then complain "$package asks for more than 10.0.0"; fi
  if [ "$package" != LambdaSim.Analyzers ]; then
    [ -s "${file%.nupkg}.snupkg" ] || complain "$package has no symbols"
  fi
done
[ "$bad" -eq 0 ] && echo "packages: as they should be"
exit "$bad"
