namespace LambdaSim.Tests.Rules;

internal static class GatewayRules
{
    public static RuleTopic Topic { get; } = new(
        "HTTP front ends",
        "API Gateway's HTTP and REST APIs, and Application Load Balancers.",
        [
            new("APIGW-ROUTE", "documented",
                "An HTTP API prefers whole matches to greedy ones and those to $default, a method to ANY; a REST API finds the most special resource first and then its method"),
            new("APIGW-EVENT-V1", "recorded",
                "Format 1.0: absent collections and bodies are null, headers keep their casing, of repeated values the single maps have the last, path is without the stage and requestContext.path with it"),
            new("APIGW-EVENT-V2", "documented",
                "Format 2.0: header names in lower case, repeated values joined by commas, cookies apart, absent members left out"),
            new("APIGW-RESPONSE-V1", "recorded",
                "Format 1.0: an object of the known members; statusCode may be missing or a numeric text; anything else is 502"),
            new("APIGW-RESPONSE-V2", "recorded for function URLs; for HTTP APIs documented",
                "Format 2.0: an object with statusCode as it says, every other JSON the body of a 200"),
            new("APIGW-INTEGRATION", "documented",
                "A front end calls once and never retries; a REST API waits 29 s (504), an HTTP API 30 s (503); the function goes on after that"),
            new("APIGW-THROTTLED", "503: chosen, AWS documents none; a REST API's 500 documented",
                "A throttled function is 500 behind a REST API, and 503 behind an HTTP API"),
            new("APIGW-LATENCY", "chosen: AWS publishes none",
                "An API takes 10 ms before it calls the function"),
            new("APIGW-LIMIT", "documented",
                "A route's limits are a token bucket; beyond it the answer is 429 Too Many Requests"),
            new("APIGW-CORS", "documented",
                "With CORS an HTTP API answers preflights itself and replaces the headers of its functions"),
            new("APIGW-AUTH-LAMBDA", "documented",
                "A Lambda authorizer answers isAuthorized or a policy, kept by identity for its TTL; a request without identity is 401 unasked, Unauthorized as error 401, a deny 403, another failure 500"),
            new("APIGW-AUTH-JWT", "documented",
                "A bearer token must be signed with a given key, of the issuer, for an audience, in its time; a scope that lacks is 403"),
            new("APIGW-AUTH-IAM", "chosen: signatures are not checked",
                "With IAM a request must be signed"),
            new("ALB-EVENT", "documented",
                "A load balancer's event has header names in lower case and query parameters as they came; with multi-value headers two maps of lists instead"),
            new("ALB-RESPONSE", "documented",
                "What fails, is malformed or above 1 MB is 502; a request above 1 MB 413, an upgrade to WebSocket 400"),
            new("ALB-LATENCY", "chosen: AWS publishes none",
                "A load balancer takes 5 ms before it calls the function"),
            new("ALB-HEALTH", "documented",
                "Health checks are off by default; each is an invocation of the function"),
        ]);
}
