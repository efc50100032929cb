#!/usr/bin/env bash
# The AWS CLI against the endpoint, from creation to deletion. Usage: aws_cli.sh ENDPOINT
set -euo pipefail
endpoint=$1
PATH=/usr/bin:$PATH # Debian's, where another one stands before it.
export AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=secret AWS_DEFAULT_REGION=us-east-1 AWS_PAGER="" AWS_MAX_ATTEMPTS=3 AWS_RETRY_MODE=standard
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checks=0

call() { aws --endpoint-url "$endpoint" --output text "$@"; }

check() { # what, expected, actual
  if [ "$2" != "$3" ]; then
    echo "$1: expected '$2', got '$3'" >&2
    exit 1
  fi
  checks=$((checks + 1))
}

refused() { # error code, then the command
  local code=$1
  shift
  if call "$@" >"$work/out" 2>"$work/err"; then
    echo "$code was expected of $*" >&2
    exit 1
  fi
  grep -q "($code)" "$work/err" || { cat "$work/err" >&2; exit 1; }
  checks=$((checks + 1))
}

stand_in() { # file, json
  python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("lambdasim-standin.json", sys.argv[2])' "$1" "$2"
}

stand_in "$work/echo.zip" '{"standIn": 1, "behavior": "echo"}'
stand_in "$work/two.zip" '{"standIn": 1, "behavior": "constant", "params": {"value": "two"}}'

check "the account" 111111111111 "$(call sts get-caller-identity --query Account)"
check "create" Pending "$(call lambda create-function --function-name cli-orders --runtime python3.12 --handler app.handler \
  --role arn:aws:iam::111111111111:role/cli --zip-file "fileb://$work/echo.zip" --query State)"
call lambda wait function-active-v2 --function-name cli-orders
revision=$(call lambda get-function-configuration --function-name cli-orders --query RevisionId)
call lambda update-function-configuration --function-name cli-orders --timeout 9 --revision-id "$revision" >/dev/null
call lambda wait function-updated-v2 --function-name cli-orders
refused PreconditionFailedException lambda update-function-configuration --function-name cli-orders --timeout 8 --revision-id "$revision"
check "version 1" 1 "$(call lambda publish-version --function-name cli-orders --query Version)"
call lambda update-function-code --function-name cli-orders --zip-file "fileb://$work/two.zip" >/dev/null
call lambda wait function-updated-v2 --function-name cli-orders
check "version 2" 2 "$(call lambda publish-version --function-name cli-orders --query Version)"
call lambda create-alias --function-name cli-orders --name live --function-version 1 --routing-config 'AdditionalVersionWeights={2=0.5}' >/dev/null

for _ in 1 2 3 4 5 6 7 8; do
  call lambda invoke --function-name cli-orders --qualifier live --query ExecutedVersion "$work/answer" >>"$work/versions"
done
check "a weighted alias" "1 2" "$(sort -u "$work/versions" | xargs)"

printf '{"n": 1}' >"$work/payload"
call lambda invoke --function-name cli-orders:1 --payload "fileb://$work/payload" --log-type Tail --query LogResult "$work/answer" | base64 -d >"$work/log"
check "echo" '{"n": 1}' "$(cat "$work/answer")"
grep -q '^START RequestId: .* Version: 1$' "$work/log"
grep -q '^REPORT RequestId: ' "$work/log"
check "an event" 202 "$(call lambda invoke --function-name cli-orders --invocation-type Event --query StatusCode "$work/answer")"
check "a dry run" 204 "$(call lambda invoke --function-name cli-orders --invocation-type DryRun --query StatusCode "$work/answer")"

call lambda put-function-concurrency --function-name cli-orders --reserved-concurrent-executions 0 >/dev/null
refused TooManyRequestsException lambda invoke --function-name cli-orders "$work/answer"
grep -q 'reached max retries: 2' "$work/err"
call lambda delete-function-concurrency --function-name cli-orders

queue=$(call sqs create-queue --queue-name cli-messages --query QueueUrl)
call sqs send-message --queue-url "$queue" --message-body hello >/dev/null
check "a message" hello "$(call sqs receive-message --queue-url "$queue" --query 'Messages[0].Body')"
call sqs delete-queue --queue-url "$queue"

for n in 1 2 3; do
  call lambda create-function --function-name "cli-page-$n" --runtime python3.12 --handler app.handler --role arn:aws:iam::111111111111:role/cli --zip-file "fileb://$work/echo.zip" >/dev/null
done
check "pages" "cli-page-1 cli-page-2 cli-page-3" "$(call lambda list-functions --page-size 1 --query 'Functions[].FunctionName' | tr '\t' '\n' | grep cli-page | sort | xargs)"
for name in cli-orders cli-page-1 cli-page-2 cli-page-3; do
  call lambda delete-function --function-name "$name"
done
refused ResourceNotFoundException lambda get-function --function-name cli-orders
echo "$(aws --version 2>&1 | cut -d' ' -f1): $checks checks passed"
