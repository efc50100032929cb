#!/usr/bin/env bash
# The AWS CLI's own commands for S3 against the endpoint: cp, ls, sync, rm, with an upload in parts.
set -euo pipefail
endpoint=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
checks=0
check() { # what, expected, actual
  if [ "$2" != "$3" ]; then echo "FAILED: $1: expected '$2', was '$3'"; exit 1; fi
  checks=$((checks + 1))
}
s3() { aws --endpoint-url "$endpoint" s3 "$@"; }

s3 mb s3://files > /dev/null
mkdir -p "$folder/tree/deep"
printf 'one' > "$folder/tree/1.txt"
printf 'two' > "$folder/tree/deep/2 +.txt"
head -c 20971520 /dev/urandom > "$folder/large"

s3 cp "$folder/large" s3://files/large --no-progress > /dev/null
s3 cp s3://files/large "$folder/back" --no-progress > /dev/null
check 'twenty megabytes go and come back' "$(sha256sum < "$folder/large")" "$(sha256sum < "$folder/back")"
check 'they were sent in parts' '-3"' "$(aws --endpoint-url "$endpoint" s3api head-object --bucket files --key large --query ETag --output text | tail -c 4)"
s3 sync "$folder/tree" s3://files/tree --no-progress > /dev/null
# Files are of today, objects of the simulation's time.
check 'what is the same is not sent again' '' "$(s3 sync "$folder/tree" s3://files/tree --no-progress --size-only)"
check 'a folder is listed' '2' "$(s3 ls s3://files/tree/ | wc -l)"
check 'all are listed' '3' "$(s3 ls s3://files --recursive | wc -l)"
s3 cp s3://files/tree/1.txt s3://files/copy.txt > /dev/null
check 'a copy' 'one' "$(s3 cp s3://files/copy.txt -)"
check 'from a pipe' 'piped' "$(printf 'piped' | s3 cp - s3://files/pipe.txt && s3 cp s3://files/pipe.txt -)"
s3 sync s3://files/tree "$folder/again" --no-progress > /dev/null
check 'a folder comes back' 'two' "$(cat "$folder/again/deep/2 +.txt")"
s3 mv s3://files/copy.txt s3://files/moved.txt > /dev/null
check 'one is moved' 'one' "$(s3 cp s3://files/moved.txt -)"
s3 rm s3://files --recursive > /dev/null
check 'nothing is left' '' "$(s3 ls s3://files --recursive || true)"
s3 rb s3://files > /dev/null
echo "$checks checks passed"
