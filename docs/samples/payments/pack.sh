#!/usr/bin/env bash
# Packs LambdaSim from a clone into ./packages, each time as a new version: NuGet never fetches a version twice.
# Usage: ./pack.sh [CLONE]    without CLONE: the clone this file lies in.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
clone="${1:-$here/../../..}"
if [ ! -f "$clone/src/LambdaSim/LambdaSim.csproj" ]; then
  echo "pack.sh: '$clone' is no clone of LambdaSim; give its path: ./pack.sh CLONE" >&2
  exit 2
fi

version="0.1.0-local.$(date -u +%Y%m%d%H%M%S)"
rm -rf "$here/packages"
mkdir -p "$here/packages"
packages=(LambdaSim LambdaSim.DependencyInjection LambdaSim.AspNetCore LambdaSim.AwsSdk LambdaSim.Woven LambdaSim.Deployed LambdaSim.Templates LambdaSim.Analyzers LambdaSim.Cli)
number=0
for package in "${packages[@]}"; do
  number=$((number + 1))
  echo "packing $package ($number of ${#packages[@]})"
  dotnet pack "$clone/src/$package/$package.csproj" -c Release -o "$here/packages" -p:Version="$version" --nologo -v quiet
done
cat > "$here/packages/version.props" <<PROPS
<Project>
  <PropertyGroup>
    <LambdaSimVersion>$version</LambdaSimVersion>
  </PropertyGroup>
</Project>
PROPS
echo "packed version $version into $here/packages"
